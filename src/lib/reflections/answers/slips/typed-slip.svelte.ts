import { scales, type Answers, type Mark, type Marks } from '../../schema.ts';

/** One line of a slip: a statement and one of its two questions. */
export interface Line {
	statement: string;
	scale: keyof Marks;
}

/**
 * The slip that is being typed in, line by line. Like one person's own answers it lives in memory only, and is let go
 * of when it is handed in.
 */
export class TypedSlip {
	readonly lines: readonly Line[];
	#marks = $state.raw<ReadonlyMap<Line, Mark>>(new Map());
	#isBlank = $state(false);
	/** Index of the line that the next digit goes to; past the last one the slip is full. */
	at = $state(0);

	constructor(statements: readonly { id: string }[]) {
		this.lines = statements.flatMap(({ id }) => scales.map((scale) => ({ statement: id, scale })));
	}

	get isEmpty(): boolean {
		return this.#marks.size === 0;
	}

	/** Said to be blank: somebody took a slip and answered nothing. */
	get isBlank(): boolean {
		return this.#isBlank;
	}

	set isBlank(said: boolean) {
		this.#isBlank = said && this.isEmpty;
	}

	/** [RO11] There is something to hand in. */
	get isReady(): boolean {
		return !this.isEmpty || this.isBlank;
	}

	get isAtEnd(): boolean {
		return this.at >= this.lines.length;
	}

	markAt(index: number): Mark | undefined {
		const line = this.lines[index];
		return line && this.#marks.get(line);
	}

	/** Puts a mark in a line, or nothing, and goes on to the next. */
	put(index: number, mark: Mark | undefined): void {
		const line = this.lines[index];
		if (!line) return;
		const marks = new Map(this.#marks);
		if (mark) marks.set(line, mark);
		else marks.delete(line);
		this.#marks = marks;
		if (mark) this.#isBlank = false;
		this.at = index + 1;
	}

	back(): void {
		if (this.at > 0) this.at--;
	}

	/** Statements with one cross only: they do not count. */
	get half(): string[] {
		return this.#statements().filter((id) => this.#of(id).filter(Boolean).length === 1);
	}

	get answers(): Answers {
		const answers = new Map<string, Marks>();
		for (const id of this.#statements()) {
			const [importance, success] = this.#of(id);
			if (importance && success) answers.set(id, { importance, success });
		}
		return answers;
	}

	#statements = () => [...new Set(this.lines.map(({ statement }) => statement))];

	#of = (statement: string) =>
		this.lines.flatMap((line) => (line.statement === statement ? [this.#marks.get(line)] : []));
}
