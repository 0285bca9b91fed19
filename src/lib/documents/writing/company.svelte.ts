import { getContext, setContext } from 'svelte';
import type { Text } from './shared-text.ts';
import { nameOfText } from '../text.ts';
import { caretAt } from './caret.ts';

/** Somebody else who stands in a text. */
export interface Writer {
	/** Tells them apart. */
	key: string;
	/** The first name, where it tells them apart. */
	short: string;
	/** Which of the colours of faces; `undefined` for none. */
	face: number | undefined;
	/** Where their caret stands, as caret.ts tells it. */
	caret?: string | undefined;
}

/** Who else writes, and who is told that somebody writes here. Whoever shows a committee's pages lays it out. */
export interface Company {
	writersIn(text: string): readonly Writer[];
	/** Somebody at this screen has come to a text or written in it, or is in none. */
	stand(text: string | undefined, caret?: string): void;
	/** Their caret has come somewhere else in it. */
	turn(caret: string): void;
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

	/** Those of whom it is known where. */
	get carets(): readonly Writer[] {
		return this.writers.filter(({ caret }) => caret !== undefined);
	}

	/**
	 * Attached to the field, after the shared text is: tells where somebody stands, when they come, at each letter, when
	 * their caret moves, and when they leave.
	 */
	tell = (field: HTMLTextAreaElement) => {
		/** Nothing while the field is behind its text, where no letter has its place. */
		const caret = () => {
			const [text, at] = [this.#text(), field.selectionDirection === 'backward' ? 'Start' : 'End'] as const;
			return field.value === text.toString() ? caretAt(text, field[`selection${at}`]) : undefined;
		};
		const come = () => this.#company?.stand(this.#name, caret());
		const turn = () => {
			const at = document.activeElement === field ? caret() : undefined;
			if (at !== undefined) this.#company?.turn(at);
		};
		const leave = () => this.#company?.stand(undefined);
		if (document.activeElement === field) come();
		field.addEventListener('focus', come);
		field.addEventListener('input', come);
		field.addEventListener('blur', leave);
		document.addEventListener('selectionchange', turn);
		return () => {
			field.removeEventListener('focus', come);
			field.removeEventListener('input', come);
			field.removeEventListener('blur', leave);
			document.removeEventListener('selectionchange', turn);
			if (document.activeElement === field) leave();
		};
	};
}
