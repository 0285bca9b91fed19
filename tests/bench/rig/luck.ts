import type * as Y from 'yjs';
import type { SharedDocument } from '#lib/documents/shared.ts';

const words =
	'vi har aftalt at pauserne på stuen skal holdes også når der er sygdom og vikaren får en makker den første uge så ingen står alene om ' +
	'morgenen støjen i garderoben er målt og loftet bliver lydisoleret før sommerferien lederen følger op på næste møde trivselsmålingen viser ' +
	'god faglighed men for lidt tid til forberedelse arbejdsmiljøgruppen går rundt i alle rum øvelsen gentages hvert efterår';
const vocabulary = [...new Set(words.split(' '))];

/** Chance from a seed: the same seed gives the same ten years. */
export class Luck {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** A whole number from 0, below the limit (mulberry32). */
	below(limit: number): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
	}

	one<T>(list: readonly T[]): T {
		const found = list[this.below(list.length)];
		if (found === undefined) throw new Error('Nothing to choose from.');
		return found;
	}

	words(count: number): string {
		return Array.from({ length: count }, () => this.one(vocabulary)).join(' ');
	}

	/** Names that are plainly made up. */
	names(count: number): string[] {
		return Array.from({ length: count }, (_, at) => `Prøve${at + 1} Eksempelsen`);
	}

	/**
	 * Types so many pieces of one to six letters, each a change of its own as the app would store it. One in eight is
	 * written somewhere before the end, and one in fifteen takes a few letters away.
	 */
	type(shared: SharedDocument, text: Y.Text | undefined, pieces: number): void {
		if (!text) throw new Error('There is no text to type in.');
		let waiting = '';
		for (let piece = 0; piece < pieces; piece++) {
			const at = this.below(8) === 0 ? this.below(text.length + 1) : text.length;
			if (text.length > 20 && this.below(15) === 0) {
				shared.type(() => text.delete(Math.min(at, text.length - 5), 1 + this.below(4)));
				continue;
			}
			if (waiting === '') waiting = `${this.one(vocabulary)} `;
			const length = 1 + this.below(6);
			const typed = waiting.slice(0, length);
			waiting = waiting.slice(length);
			shared.type(() => text.insert(at, typed));
		}
	}
}
