import { getContext, setContext } from 'svelte';
import type { Text } from './shared-text.ts';
import { nameOfText } from '../text.ts';

/** Somebody else who stands in a text. */
export interface Writer {
	/** Tells them apart. */
	key: string;
	/** The first name, where it tells them apart. */
	short: string;
	/** Which of the colours of faces; `undefined` for none. */
	face: number | undefined;
}

/** Who else writes, and who is told that somebody writes here. Whoever shows a committee's pages lays it out. */
export interface Company {
	writersIn(text: string): readonly Writer[];
	/** Somebody at this screen has come to a text or written in it, or is in none. */
	stand(text: string | undefined): void;
}

const key = Symbol('company');

export const layCompany = (company: Company): Company => setContext(key, company);

/** What a text field needs to know of those who write in the same text. */
export class Beside {
	#company = getContext<Company | undefined>(key);
	#text: () => Text;
	#name = $derived.by(() => nameOfText(this.#text()));

	/** In a component only. */
	constructor(text: () => Text) {
		this.#text = text;
	}

	get writers(): readonly Writer[] {
		return (this.#name !== undefined && this.#company?.writersIn(this.#name)) || [];
	}

	/** Attached to the field: tells where somebody stands, when they come, at each letter, and when they leave. */
	tell = (field: HTMLElement) => {
		const come = () => this.#company?.stand(this.#name);
		const leave = () => this.#company?.stand(undefined);
		if (document.activeElement === field) come();
		field.addEventListener('focus', come);
		field.addEventListener('input', come);
		field.addEventListener('blur', leave);
		return () => {
			field.removeEventListener('focus', come);
			field.removeEventListener('input', come);
			field.removeEventListener('blur', leave);
			if (document.activeElement === field) leave();
		};
	};
}
