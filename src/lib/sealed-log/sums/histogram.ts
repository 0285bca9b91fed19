/** How many people chose each of sixteen cells, statement by statement: what a tablet gives, and what the sum says. */
export interface Histogram {
	people: number;
	/** For each statement sixteen counts. */
	counts: readonly (readonly number[])[];
}

const CELLS = 16;

export const wordsFor = (statements: number): number => 1 + CELLS * statements;

/** Whether people can have marked so: nobody marks a statement twice. */
export const isPossible = ({ people, counts }: Histogram): boolean =>
	counts.every(
		(cells) =>
			cells.length === CELLS &&
			cells.every((count) => Number.isInteger(count) && count >= 0) &&
			cells.reduce((sum, count) => sum + count, 0) <= people,
	);

/** The histogram as words, to be added up with others': the people, and then the counts in their order. */
export const toWords = ({ people, counts }: Histogram): Uint32Array =>
	Uint32Array.of(people, ...counts.flat());

/**
 * What a sum says.
 * @param people who answered in all
 * @returns `undefined` when no marks can give it: somebody gave what is none
 */
export const fromWords = (sum: Uint32Array, people: number): Histogram | undefined => {
	const [claimed, ...counts] = sum;
	if (claimed !== people || counts.length % CELLS !== 0) return undefined;
	const statements = Array.from({ length: counts.length / CELLS }, (_, at) =>
		counts.slice(at * CELLS, (at + 1) * CELLS),
	);
	const histogram = { people, counts: statements };
	return isPossible(histogram) ? histogram : undefined;
};
