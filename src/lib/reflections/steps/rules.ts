import type { Direction, Statement } from '#lib/packs/schema.ts';
import type { NewAction, NewGoal } from '#lib/year-plan/schema.ts';

/** [ST1] The words that become a goal or an action; `undefined` when there are none. Offsets in UTF-16 units. */
export const wordsFor = (text: string, start: number, end: number): string | undefined => {
	const tidy = (words: string) => words.replace(/\s+/g, ' ').trim();
	const marked = tidy(text.slice(start, end));
	if (marked !== '') return marked;
	const lines = text.split('\n');
	if (lines.filter((line) => line.trim() !== '').length <= 1) return tidy(text) || undefined;
	const here = text.slice(0, start).split('\n').length - 1;
	return tidy(lines[here] ?? '') || tidy(lines.findLast((line) => line.trim() !== '') ?? '') || undefined;
};

/** What is to be made of some words. */
export type Made = { goal: NewGoal } | { action: NewAction };

export interface From {
	reflection: string;
	step: Direction;
	statement?: Statement | undefined;
}

/** [ST2] */
export const goalFrom = (text: string, { reflection, step, statement }: From): NewGoal => ({
	text,
	direction: step,
	reflection,
	step,
	statement: statement?.id,
	topic: statement?.topic,
});

/** [ST2] An action that was written under a goal's statement serves that goal. */
export const actionFrom = (
	what: string,
	{ reflection, step, statement }: From,
	goal?: string,
): NewAction => ({
	what,
	direction: step,
	goal,
	reflection,
	step,
	statement: statement?.id,
});

/** [ST3] One more tap on one of four steps. */
export const tapped = (counts: readonly number[], step: number): number[] =>
	[0, 1, 2, 3].map((at) => (counts[at] ?? 0) + Number(at === step));
