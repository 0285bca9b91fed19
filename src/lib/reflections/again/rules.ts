import { cellOf, emptyTally, perStep } from '../rules.ts';
import type { Counts, Marks, Reflection, Tally } from '../schema.ts';

/** By what that which is answered once more is kept apart from the first answers. */
export const againId = (reflection: string): string => `${reflection}/again`;

/** What is answered once more: the chosen statements of a reflection, as a reflection of its own. */
export const againOf = (reflection: Reflection): Reflection | undefined => {
	const { again, tally, tallyAgain, pack, way } = reflection;
	if (!again || (!tally && way !== 'common')) return undefined;
	const statements = pack.statements.filter(({ id }) => again.statements.includes(id));
	if (statements.length === 0) return undefined;
	return {
		...reflection,
		id: againId(reflection.id),
		pack: { ...pack, statements },
		tally: tallyAgain,
		roundOn: undefined,
	};
};

/** [RA2] Whether this can be the sum of the same people: as many as answered before. */
export const isOfTheSame = ({ tally, way }: Pick<Reflection, 'tally' | 'way'>, again: Tally): boolean =>
	way === 'common' || again.answered === tally?.answered;

/** The marks that the group agreed on the second time, as a tally: one mark for each statement, or none. */
export const tallyOfCommon = (
	statements: readonly { id: string }[],
	marksOf: (statement: string) => Partial<Marks>,
): Tally => {
	const tally = emptyTally(statements);
	for (const [id, counts] of Object.entries(tally.counts)) {
		const { importance, success } = marksOf(id);
		if (importance && success) counts[cellOf({ importance, success })] = 1;
	}
	return { ...tally, answered: 1 };
};

/** How the marks of one scale went from one sum to the other. */
export interface Shift {
	/** At least so many changed their mark, which is certain only of as many marks both times. */
	atLeast: number | undefined;
	/** Which way the marks went together. */
	to: 'up' | 'down' | 'level';
}

const sum = (steps: readonly number[]) => steps.reduce((all, count) => all + count, 0);

/**
 * [RA4] What two sums of the same people tell of how they moved: half of what the columns differ by is the fewest who can have
 * changed a mark. Who they are, and whether more did and met half way, no sum tells.
 */
export const shiftOf = (before: Counts, after: Counts, scale: keyof Marks): Shift => {
	const [was, is] = [perStep(before, scale), perStep(after, scale)];
	const differs = sum(was.map((count, step) => Math.abs(count - (is[step] ?? 0))));
	const weight = (steps: readonly number[]) =>
		sum(steps.map((count, step) => count * step)) / (sum(steps) || 1);
	const step = weight(is) - weight(was);
	return {
		atLeast: sum(was) === sum(is) ? differs / 2 : undefined,
		to: Math.abs(step) < 0.01 ? 'level' : step > 0 ? 'up' : 'down',
	};
};
