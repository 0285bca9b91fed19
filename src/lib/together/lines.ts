import type { News } from '#lib/digest.ts';

/** [TO12] Lines that are shown; the rest is a number. */
export const LINES = 8;

/** [TO12] The most important first, and how many are left out. */
export const linesOf = <T extends News>(news: readonly T[]): { lines: T[]; more: number } => {
	const sorted = news.toSorted((a, b) => a.rank - b.rank);
	return { lines: sorted.slice(0, LINES), more: Math.max(0, sorted.length - LINES) };
};
