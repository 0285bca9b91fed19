import { recordOf } from '#lib/documents/records.ts';
import type { Reflections } from '../document.ts';
import type { Reflection, Tally } from '../schema.ts';
import { isOfTheSame } from './rules.ts';

/** A reflection's statements that are answered once more, after the talk. */
export class Again {
	readonly reflections: Reflections;

	constructor(reflections: Reflections) {
		this.reflections = reflections;
	}

	/**
	 * [RA1] Opens it for these statements. Once there is a second picture nothing changes.
	 * @param after the attempt that gave the first picture, where own tablets answered
	 */
	open(id: string, statements: readonly string[], after?: string): () => boolean {
		const { shared } = this.reflections;
		const found = this.#found(id);
		return shared.act(() => {
			if (!found || found.tallyAgain || statements.length === 0) return;
			this.#record(id)?.set('again', { statements: [...statements], ...(after && { after }) });
		});
	}

	/** Nobody answers once more after all. */
	close(id: string): () => boolean {
		const found = this.#found(id);
		return this.reflections.shared.act(() => {
			if (found?.again && !found.tallyAgain) this.#record(id)?.delete('again');
		});
	}

	/** [RA3] Puts the second sum beside the first, once. One of other people is refused. */
	reveal(id: string, tally: Tally): boolean {
		const found = this.#found(id);
		const isOurs = found?.again && sameStatements(found, tally) && isOfTheSame(found, tally);
		if (!isOurs || found.tallyAgain) return false;
		this.reflections.shared.add(() => this.#record(id)?.set('tallyAgain', tally));
		return true;
	}

	#found(id: string): Reflection | undefined {
		return this.reflections.get(id);
	}

	#record(id: string) {
		return recordOf(this.reflections.map, id);
	}
}

const sameStatements = ({ again, pack }: Reflection, { counts }: Tally): boolean => {
	const asked = pack.statements.filter(({ id }) => again?.statements.includes(id)).map(({ id }) => id);
	return asked.length === Object.keys(counts).length && asked.every((id) => counts[id] !== undefined);
};
