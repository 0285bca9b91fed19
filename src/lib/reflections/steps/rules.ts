import type { Direction, Statement } from '#lib/packs/schema.ts';
import type { NewAction, NewGoal } from '#lib/year-plan/schema.ts';
import { FEWEST, takenElsewhere } from '../rules.ts';
import type { Reflection } from '../schema.ts';

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

/** What a reflection has put in the plan. */
export interface Made {
	id: string;
	kind: 'goal' | 'action';
	text: string;
}

/** [ST2] The goal that an action written beside these serves: the only one, also when it was made more than once. */
export const goalServed = (made: readonly Made[]): string | undefined => {
	const goals = made.filter(({ kind }) => kind === 'goal');
	return goals.every(({ text }) => text === goals[0]?.text) ? goals[0]?.id : undefined;
};

/** [ST4] Nothing is made twice of the same words. */
export const isMade = (made: readonly Made[], kind: Made['kind'], words: string | undefined): boolean =>
	made.some((each) => each.kind === kind && each.text.trim() === words);

/** [ST5] The focus to talk about after this one, the first when none is open. By statement id. */
export const focusAfter = (focuses: readonly string[], open: string | undefined): string | undefined =>
	focuses[open === undefined ? 0 : focuses.indexOf(open) + 1];

/** [ST3] So many taps are shown together, and never fewer: everybody's where fewer are in the room. */
export const fewestTaps = (present: number): number => Math.max(1, Math.min(FEWEST, present));

/** [ST6] The tablet that goes round for the check-out, if that is another than this one. A tablet without a log shares nothing. */
export const tappedElsewhere = (
	{ checkOutOn, ledBy }: Pick<Reflection, 'checkOutOn' | 'ledBy'>,
	own: string | undefined,
): string | undefined => takenElsewhere(checkOutOn ?? ledBy?.tablet, own);
