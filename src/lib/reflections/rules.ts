import type { Direction, Pack, Statement, Tone } from '#lib/packs/schema.ts';
import { yearOf, type Day } from '#lib/time.ts';
import { isOpen } from '#lib/year-plan/rules.ts';
import type { Action } from '#lib/year-plan/schema.ts';
import {
	phases,
	ways,
	type Answers,
	type Counts,
	type Mark,
	type Marks,
	type Phase,
	type Tally,
	type Way,
} from './schema.ts';

/** [RE1] Fewer than this many people are offered one common mark, and a statement with fewer answers is not drawn. */
export const FEWEST = 4;

/**
 * [RE1] How a group of this size can answer.
 * @param isShared the committee can have several tablets, so that each answers on their own
 */
export const waysFor = (present: number, isShared = false): readonly Way[] =>
	present < FEWEST ? ['common'] : ways.filter((way) => isShared || (way !== 'own' && way !== 'open'));

/** [RE20] Of these ways the one that is suggested, where so many tablets are in that may write. */
export const suggestedWay = (ways: readonly Way[], tablets: number): Way =>
	tablets >= FEWEST && ways.includes('own') ? 'own' : (ways[0] ?? 'common');

/** [RE17] The tablet on which answers are taken, if that is another than this one. A tablet without a log shares nothing. */
export const takenElsewhere = (roundOn: string | undefined, own: string | undefined): string | undefined =>
	own === undefined || roundOn === own ? undefined : roundOn;

const CELLS = 16;

/** Where a pair of marks is counted. */
export const cellOf = ({ importance, success }: Marks) => (importance - 1) * 4 + (success - 1);

const marksOf = (cell: number): Marks => ({
	importance: (Math.floor(cell / 4) + 1) as Mark,
	success: ((cell % 4) + 1) as Mark,
});

/** A tally that nobody has answered yet, with its statements in the order of the pack. */
export const emptyTally = (statements: readonly Pick<Statement, 'id'>[]): Tally => ({
	answered: 0,
	counts: Object.fromEntries(statements.map(({ id }) => [id, new Array<number>(CELLS).fill(0)])),
});

/** [RE2] Adds one person's answers. What comes out says nothing of who answered, nor in which order. */
export const withAnswers = (tally: Tally, answers: Answers): Tally => ({
	answered: tally.answered + 1,
	counts: Object.fromEntries(
		Object.entries(tally.counts).map(([id, counts]) => {
			const marks = answers.get(id);
			const at = marks && cellOf(marks);
			return [id, counts.map((count, cell) => (cell === at ? count + 1 : count))];
		}),
	),
});

/** [RE2] Two sums as one. Which of them came first leaves no trace. */
export const sumOf = (one: Tally, other: Tally): Tally => ({
	answered: one.answered + other.answered,
	counts: Object.fromEntries(
		Object.entries(one.counts).map(([id, counts]) => [
			id,
			counts.map((count, cell) => count + (other.counts[id]?.[cell] ?? 0)),
		]),
	),
});

/** [RE3] The tally as bytes of a length that depends on the statements only, so that a sealed one tells nothing. */
export const tallyToBytes = (tally: Tally): Uint8Array<ArrayBuffer> =>
	Uint8Array.from([tally.answered, ...Object.values(tally.counts).flat()]);

/** @throws RangeError when the bytes are not a tally of these statements */
export const bytesToTally = (bytes: Uint8Array, statements: readonly Pick<Statement, 'id'>[]): Tally => {
	const [answered, ...counts] = bytes;
	if (answered === undefined || counts.length !== statements.length * CELLS)
		throw new RangeError('not a tally of these statements');
	const countsOf = (at: number) => counts.slice(at * CELLS, (at + 1) * CELLS);
	return { answered, counts: Object.fromEntries(statements.map(({ id }, at) => [id, countsOf(at)])) };
};

/** One statement of the shared picture. */
export interface Seen {
	statement: Statement;
	/** How its topic is told apart from the others. */
	tone: Tone;
	/** How many marked it; skipping is an answer too, but not one that can be drawn. */
	answers: number;
	counts: Counts;
	/** Mean marks, 1 to 4. */
	importance: number;
	success: number;
	/** Standard deviations of the marks. */
	importanceSpread: number;
	successSpread: number;
}

const mean = (counts: Counts, value: (marks: Marks) => number) => {
	const sum = counts.reduce((total, count, cell) => total + count * value(marksOf(cell)), 0);
	const all = counts.reduce((total, count) => total + count, 0);
	return all === 0 ? 0 : sum / all;
};

export const see = (statement: Statement, counts: Counts, tone: Tone = 'teal'): Seen => {
	const importance = mean(counts, (marks) => marks.importance);
	const success = mean(counts, (marks) => marks.success);
	return {
		statement,
		tone,
		answers: counts.reduce((total, count) => total + count, 0),
		counts,
		importance,
		success,
		importanceSpread: Math.sqrt(mean(counts, (marks) => (marks.importance - importance) ** 2)),
		successSpread: Math.sqrt(mean(counts, (marks) => (marks.success - success) ** 2)),
	};
};

/** The marks of a statement one by one, in a fixed order that tells nothing of who made them. */
export const dots = (counts: Counts): Marks[] =>
	counts.flatMap((count, cell) => Array.from({ length: count }, () => marksOf(cell)));

/** How many marked each step of one of the two scales. */
export const perStep = (counts: Counts, scale: keyof Marks): [number, number, number, number] => {
	const steps: [number, number, number, number] = [0, 0, 0, 0];
	counts.forEach((count, cell) => (steps[(marksOf(cell)[scale] - 1) as 0 | 1 | 2 | 3] += count));
	return steps;
};

/** [RE4] The four fields of the map meet in the middle of the scales; the middle itself counts as important, as succeeding. */
export type Field = 'strengthen' | 'celebrate' | 'wait' | 'keep';

const MIDDLE = 2.5;

export const fieldOf = ({ importance, success }: Pick<Seen, 'importance' | 'success'>): Field =>
	importance >= MIDDLE ? (success < MIDDLE ? 'strengthen' : 'celebrate') : success < MIDDLE ? 'wait' : 'keep';

/** Standard deviation from which the marks of a group count as far apart: half of them two steps away, or nearly. */
export const FAR_APART = 0.9;

export type Reason = 'disagreement' | 'important-not-succeeding';

/** [RE5] Why a group should talk about a statement first. Nothing is ever said of a person. */
export const reasonsFor = (seen: Seen): Reason[] => {
	if (seen.answers < FEWEST) return [];
	const reasons: Reason[] = [];
	if (Math.max(seen.importanceSpread, seen.successSpread) >= FAR_APART) reasons.push('disagreement');
	if (fieldOf(seen) === 'strengthen') reasons.push('important-not-succeeding');
	return reasons;
};

/** What is said of the reasons for a statement: two of them have words of their own. */
export const whyTalk = (reasons: readonly Reason[]): Reason | 'both' | undefined =>
	reasons.length > 1 ? 'both' : reasons[0];

export interface TalkFirst {
	seen: Seen;
	reasons: Reason[];
}

/** [RE6] Disagreement first, widest first; then important but not succeeding, by the gap; each only with a reason. */
export const talkFirst = (picture: readonly Seen[]): TalkFirst[] => {
	const spread = ({ seen }: TalkFirst) => Math.max(seen.importanceSpread, seen.successSpread);
	const gap = ({ seen }: TalkFirst) => seen.importance - seen.success;
	const disagrees = ({ reasons }: TalkFirst) => Number(reasons.includes('disagreement'));
	return picture
		.map((seen) => ({ seen, reasons: reasonsFor(seen) }))
		.filter(({ reasons }) => reasons.length > 0)
		.sort((a, b) =>
			disagrees(a) !== disagrees(b)
				? disagrees(b) - disagrees(a)
				: (disagrees(a) ? spread(b) - spread(a) : 0) || gap(b) - gap(a),
		);
};

/** [RE7] A statement that fewer than four answered is not drawn: a courtesy of the screen, not secrecy. */
export const isDrawn = (seen: Seen, common = false): boolean => seen.answers >= (common ? 1 : FEWEST);

/** [RE8] Phases only ever move the group forward; looking back changes nothing. */
export const furthest = (a: Phase, b: Phase): Phase => (phases.indexOf(a) >= phases.indexOf(b) ? a : b);

/** The parts in which the group looks beyond itself. */
const stepOf: Partial<Record<Phase, Direction>> = { 'up-and-down': 'upAndDown', across: 'across' };

/** [RE19] What is there only where statements are marked. */
const marking: readonly Phase[] = ['answers', 'picture'];

/** [RE16] [RE19] The parts of a reflection on a pack: only those that the pack has something for. */
export const phasesOf = ({ steps, unmarked }: Pick<Pack, 'steps' | 'unmarked'>): Phase[] =>
	phases.filter(
		(phase) =>
			(!unmarked || !marking.includes(phase)) &&
			(!stepOf[phase] || steps.some(({ id }) => id === stepOf[phase])),
	);

export const phaseAfter = (phase: Phase, all: readonly Phase[]): Phase | undefined =>
	all[all.indexOf(phase) + 1];

/** The phase's place in the address. */
export const phaseSlugs: Record<Phase, string> = {
	'since-last': 'siden-sidst',
	answers: 'svar',
	picture: 'billede',
	focus: 'fokus',
	'up-and-down': 'op-og-ned',
	across: 'paa-tvaers',
	plan: 'plan',
	'check-out': 'tjek-ud',
};

/** [RA5] Where some statements are answered once more. */
export const againSlug = `${phaseSlugs.answers}/ret`;

/** @param path of a page, from the reflection's own address on */
export const phaseOfPath = (path: string): Phase | undefined =>
	path === againSlug ? 'picture' : phases.find((phase) => phaseSlugs[phase] === path.split('/')[0]);

/** [RE8] A phase the group has not come to yet is not opened. */
export const isReached = (phase: Phase, group: Phase): boolean => furthest(phase, group) === group;

export const phaseBefore = (phase: Phase, all: readonly Phase[]): Phase | undefined =>
	all[all.indexOf(phase) - 1];

/** [RE9] About how long one person needs, in whole minutes: half a minute a statement, at least two minutes. */
export const minutesFor = (statements: number): number => Math.max(2, Math.ceil(statements / 2));

const SEPTEMBER = 9;

/** [RE12] The year that a reflection plans for: from September on the next one. */
export const planYear = (today: Day): number =>
	yearOf(today) + (Number(today.slice(5, 7)) >= SEPTEMBER ? 1 : 0);

/** [RE12] The years to choose from: that one, and the one on each side. */
export const yearsAround = (today: Day): number[] => {
	const year = planYear(today);
	return [year - 1, year, year + 1];
};

/** How an action of an earlier plan stands while the group looks back on it. */
export type Outcome = 'open' | 'done' | 'kept' | 'dropped';

export interface LookedBackOn {
	action: Action;
	/** The year in whose document it is written. */
	writtenIn: number;
	outcome: Outcome;
}

interface EarlierPlan {
	year: number;
	actions: readonly Action[];
}

/** The latest earlier plan that has something in it, with what was taken along to it from plans before. */
export interface LookBack {
	year: number;
	/** Open ones first to last by day, decided ones where they were: a list must not move under a finger. */
	actions: LookedBackOn[];
}

const outcomeOf = (action: Action, { to, since }: { to: number; since: Day }): Outcome | undefined => {
	const decided = action.progressOn !== undefined && action.progressOn >= since;
	if (isOpen(action)) return (action.carriedTo ?? 0) >= to ? 'kept' : 'open';
	return decided ? (action.progress as 'done' | 'dropped') : undefined;
};

/**
 * [RE10] What is looked back on: every action of the latest earlier plan that is open, and those that were decided in
 * this very reflection (`since` is the day it began, `to` the year it plans for). `undefined` when there is no such plan.
 */
export const lookBack = (
	plans: readonly EarlierPlan[],
	reflection: { to: number; since: Day },
): LookBack | undefined => {
	const planned = plans.flatMap(({ year, actions }) =>
		actions.map((action) => {
			const { carriedTo = year } = action;
			// Taken along to this very year, it is still looked back on in the plan that it came from.
			return { action, writtenIn: year, plannedFor: carriedTo < reflection.to ? carriedTo : year };
		}),
	);
	if (planned.length === 0) return undefined;
	const year = Math.max(...planned.map(({ plannedFor }) => plannedFor));
	const actions = planned.flatMap(({ action, writtenIn, plannedFor }) => {
		const outcome = outcomeOf(action, reflection);
		const isOwed = plannedFor === year || outcome === 'kept';
		return outcome && isOwed ? [{ action, writtenIn, outcome }] : [];
	});
	actions.sort((a, b) => (a.action.due ?? '9999').localeCompare(b.action.due ?? '9999'));
	return { year, actions };
};
