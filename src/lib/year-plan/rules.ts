import type { Direction } from '#lib/packs/schema.ts';
import { dayOf, yearOf, type Day } from '#lib/time.ts';
import type { Action, Goal } from './schema.ts';

/** [YP1] An action is open until it is done or dropped. */
export const isOpen = ({ progress }: Pick<Action, 'progress'>): boolean =>
	progress === 'planned' || progress === 'started';

/** [YP2] An open action is overdue on the day after its day; words such as «efter hvert møde» are never overdue. */
export const isOverdue = (action: Pick<Action, 'progress' | 'due'>, today: Day): boolean =>
	isOpen(action) && action.due !== undefined && action.due < today;

/** An action whose day is being changed, with the day that it had: it keeps its place under the finger. */
export interface Held {
	id: string;
	due: Day | undefined;
}

const LAST = '9999';

/**
 * [YP3] By day, those without a day after those with one, dropped ones at the end; otherwise as they were written. What
 * is ticked stays where it is, and so does the one that is `held`.
 */
export const inOrder = <A extends Pick<Action, 'id' | 'progress' | 'due'>>(
	actions: readonly A[],
	held?: Held,
): A[] => {
	const rank = ({ id, progress, due }: A) =>
		id === held?.id ? (held.due ?? LAST) : progress === 'dropped' ? `${LAST}-dropped` : (due ?? LAST);
	return actions
		.map((action) => ({ action, rank: rank(action) }))
		.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
		.map(({ action }) => action);
};

/** [YP4] Dropped actions, and those taken along to a later year, count neither as done nor as missing. */
export const tally = (actions: readonly Action[], today: Day, year?: number) => {
	const counted = actions.filter(
		({ progress, carriedTo }) => progress !== 'dropped' && (carriedTo === undefined || carriedTo === year),
	);
	return {
		all: counted.length,
		done: counted.filter(({ progress }) => progress === 'done').length,
		overdue: counted.filter((action) => isOverdue(action, today)).length,
	};
};

/** A goal with its actions, or the actions of a direction that serve no goal, or were taken along from a year. */
export interface PlanPart {
	/** The same for as long as the part is there. */
	key: string;
	goal?: Goal;
	/** The year that the actions were taken along from. */
	from?: number;
	direction: Direction;
	actions: readonly Action[];
}

export const directions: readonly Direction[] = ['own', 'upAndDown', 'across'];

/** Actions of an earlier year's plan. */
export interface Earlier {
	year: number;
	actions: readonly Action[];
}

/**
 * [YP5] The plan direction by direction: each goal with its actions, wherever these point by themselves; then the
 * actions without a goal, then those taken along. An action whose goal was deleted is shown without one, in its own direction.
 */
export const planParts = (
	goals: readonly Goal[],
	actions: readonly Action[],
	earlier: readonly Earlier[] = [],
	held?: Held,
): PlanPart[] => {
	const loose: Action[] = [];
	const byGoal = new Map(goals.map(({ id }): [string, Action[]] => [id, []]));
	for (const action of actions) (byGoal.get(action.goal ?? '') ?? loose).push(action);
	return directions.flatMap((direction) => {
		const pointsHere = (each: { direction: Direction }) => each.direction === direction;
		const parts: PlanPart[] = goals.filter(pointsHere).map((goal) => ({
			key: goal.id,
			goal,
			direction,
			actions: inOrder(byGoal.get(goal.id) ?? [], held),
		}));
		const others: PlanPart[] = [
			{ key: `${direction}/loose`, direction, actions: loose },
			...earlier.map(({ year, actions }) => ({
				key: `${direction}/${year}`,
				from: year,
				direction,
				actions,
			})),
		];
		for (const part of others) {
			const here = part.actions.filter(pointsHere);
			if (here.length > 0) parts.push({ ...part, actions: inOrder(here, held) });
		}
		return parts;
	});
};

/** [YP18] A part that is as it was before is the same object as before, so that what shows it has nothing to do. */
export const keepParts = (before: readonly PlanPart[], parts: readonly PlanPart[]): PlanPart[] => {
	const known = new Map(before.map((part) => [part.key, part]));
	return parts.map((part) => {
		const old = known.get(part.key);
		const same =
			old?.goal === part.goal &&
			old?.direction === part.direction &&
			old.actions.length === part.actions.length &&
			old.actions.every((action, at) => action === part.actions[at]);
		return old && same ? old : part;
	});
};

/** An open action of an older plan. */
export type Owed = Action & {
	/** The year in whose document it is written, which is not the plan's when it was taken along before. */
	writtenIn: number;
};

/** [YP6] What older plans still owe to the plan of a year: what is open in the plan that it stood in last, latest first. */
export const openFromBefore = (
	earlier: readonly Earlier[],
	to: number,
): { year: number; actions: Owed[] }[] => {
	const open = earlier
		.toSorted((a, b) => a.year - b.year)
		.flatMap(({ year, actions }) => actions.map((action) => ({ ...action, writtenIn: year })))
		.filter(isOpen);
	const stoodIn = ({ carriedTo, writtenIn }: Owed) => carriedTo ?? writtenIn;
	return [...new Set(open.map(stoodIn))]
		.filter((year) => year < to)
		.sort((a, b) => b - a)
		.map((year) => ({ year, actions: inOrder(open.filter((action) => stoodIn(action) === year)) }));
};

/** [YP7] An action taken along stands in the plan of the year it was taken to, and is written in one place only. */
export const carriedInto = (actions: readonly Action[], year: number): Action[] =>
	actions.filter(({ carriedTo }) => carriedTo === year);

/** So many plans before this one can have something left: an action that was taken along stays where it was written. */
const LOOK_BACK = 3;

/** [YP8] The years whose plans may have something for this one, latest first. */
export const yearsBefore = (written: readonly number[], year: number): number[] =>
	[...new Set(written)]
		.filter((each) => each < year)
		.sort((a, b) => b - a)
		.slice(0, LOOK_BACK);

const PLANNING_STARTS = '11-01';

/**
 * [YP9] The plan that matters now: this calendar year's; from 1 November next year's, when it is written. When neither is
 * there, the latest before, or else the first after, so that a clock that is wrong hides nothing.
 */
export const planToOpen = (written: readonly number[], today: Day): number => {
	const now = yearOf(today);
	if (written.includes(now + 1) && today.slice(5) >= PLANNING_STARTS) return now + 1;
	if (written.includes(now)) return now;
	const before = written.filter((year) => year < now);
	if (before.length > 0) return Math.max(...before);
	return written.length > 0 ? Math.min(...written) : now;
};

/** [YP10] Every year that is written can be reached, whatever the clock says, and this one and the next. */
export const yearsToChoose = (written: readonly number[], today: Day): number[] => {
	const now = yearOf(today);
	return [...new Set([...written, now, now + 1])].sort((a, b) => a - b);
};

/** [YP11] An open action lacks a who, a when (a day or words), or both. Who is no longer one of the `members` is no who. */
export const lacks = (
	action: Action,
	members: readonly { id: string }[],
): { who: boolean; when: boolean } => ({
	who: isOpen(action) && !action.owners.some((owner) => members.some(({ id }) => id === owner)),
	when: isOpen(action) && action.due === undefined && action.rhythm === '',
});

/** [YP12] What comes next: open actions that stand in the plan of `year`, by day. */
export const nextUp = (actions: readonly Action[], year: number): Action[] =>
	inOrder(
		actions.filter(
			(action) => isOpen(action) && (action.carriedTo === undefined || action.carriedTo === year),
		),
	);

/** [YP13] Mine is what I am on, alone or with others. */
export const isMine = ({ owners }: Pick<Action, 'owners'>, me: string): boolean => owners.includes(me);

/** A day that one tap chooses. */
export interface QuickDay<Name = 'month' | 'summer' | 'year'> {
	name: Name;
	day: Day;
}

const dayIn = (year: number, month: number, day: number): Day => dayOf(new Date(year, month - 1, day));

/**
 * [YP14] The days on offer are ahead, in order, and none comes twice: in a month (the last day of a shorter one), before
 * the summer of the plan's year, and before its end.
 */
export const quickDays = (today: Day, year: number): QuickDay[] =>
	ahead(today, [
		{ name: 'month', day: monthsOn(today, 1) },
		{ name: 'summer', day: dayIn(year, 6, 30) },
		{ name: 'year', day: dayIn(year, 12, 31) },
	]);

/** [YP21] The days on offer for looking at a goal again: those, and the one in three months. */
export const lookDays = (today: Day, year: number): QuickDay<QuickDay['name'] | 'quarter'>[] =>
	ahead(today, [{ name: 'quarter' as const, day: monthsOn(today, 3) }, ...quickDays(today, year)]);

/** [YP22] The goals that it is time to look at again, by their day. Nobody says that it was done, so they go by themselves. */
export const toLookAt = <G extends Pick<Goal, 'lookOn'>>(goals: readonly G[], today: Day): G[] =>
	goals
		.filter(({ lookOn = '' }) => lookOn >= monthsOn(today, -1) && lookOn <= monthsOn(today, 1))
		.sort(({ lookOn: a = '' }, { lookOn: b = '' }) => a.localeCompare(b));

const monthsOn = (today: Day, months: number): Day => {
	const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
	return dayIn(year, month + months, Math.min(day, new Date(year, month - 1 + months + 1, 0).getDate()));
};

const ahead = <D extends { day: Day }>(today: Day, offered: readonly D[]): D[] =>
	offered
		.filter((each, at) => each.day > today && offered.findIndex(({ day }) => day === each.day) === at)
		.sort((a, b) => (a.day < b.day ? -1 : 1));
