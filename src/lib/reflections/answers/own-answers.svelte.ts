import type { Statement } from '#lib/packs/schema.ts';
import type { Answers, Mark, Marks } from '../schema.ts';

/** Why one cannot go on from a statement as it stands. */
export type Unfinished = 'none' | 'half';

/**
 * What one person has marked so far, and where in the statements that person is. It lives in memory only: whoever holds
 * it lets go of it when the answers are handed in, or the person stops.
 */
export class OwnAnswers {
	readonly statements: readonly Statement[];
	#marks = $state.raw<ReadonlyMap<string, Partial<Marks>>>(new Map());
	/** Index of the statement on the screen; past the last one comes handing in. */
	at = $state(0);

	/** @param before what was marked before: then all of it has been on the screen */
	constructor(statements: readonly Statement[], before: Answers = new Map()) {
		this.statements = statements;
		this.#marks = before;
		if (before.size > 0) this.at = statements.length;
	}

	/** The statement on the screen; `undefined` when all have been on it. */
	get statement(): Statement | undefined {
		return this.statements[this.at];
	}

	get marks(): Partial<Marks> {
		return this.#marks.get(this.statement?.id ?? '') ?? {};
	}

	get isAnyMarked(): boolean {
		return [...this.#marks.values()].some(({ importance, success }) => importance || success);
	}

	/** Those with both marks. A statement with one mark only counts as skipped. */
	get answers(): Answers {
		const answers = new Map<string, Marks>();
		for (const { id } of this.statements) {
			const { importance, success } = this.#marks.get(id) ?? {};
			if (importance && success) answers.set(id, { importance, success });
		}
		return answers;
	}

	get unfinished(): Unfinished | undefined {
		const { importance, success } = this.marks;
		if (importance && success) return undefined;
		return importance || success ? 'half' : 'none';
	}

	mark(scale: keyof Marks, mark: Mark): void {
		if (this.statement) this.#put(this.statement.id, { ...this.marks, [scale]: mark });
	}

	next(): void {
		if (!this.unfinished) this.at++;
	}

	skip(): void {
		if (this.statement) this.#put(this.statement.id, {});
		this.at++;
	}

	back(): void {
		if (this.at > 0) this.at--;
	}

	#put(id: string, marks: Partial<Marks>): void {
		this.#marks = new Map([...this.#marks, [id, marks]]);
	}
}
