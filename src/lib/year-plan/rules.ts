import type { Direction } from '#lib/packs/schema.ts';
import type { Day } from '#lib/time.ts';
import type { Action, Goal } from './schema.ts';

/** [YP1] An action is open until it is done or dropped. */
export const isOpen = ({ progress }: Pick<Action, 'progress'>): boolean =>
	progress === 'planned' || progress === 'started';

/** [YP2] An open action is overdue on the day after its day; words such as «efter hvert møde» are never overdue. */
export const isOverdue = (action: Pick<Action, 'progress' | 'due'>, today: Day): boolean =>
	isOpen(action) && action.due !== undefined && action.due < today;

/** [YP3] Open before closed; by day, those without a day after those with one; otherwise as they were written. */
export const inOrder = <A extends Pick<Action, 'progress' | 'due'>>(actions: readonly A[]): A[] =>
	actions.toSorted(
		(a, b) => Number(!isOpen(a)) - Number(!isOpen(b)) || (a.due ?? '9999').localeCompare(b.due ?? '9999'),
	);

/** [YP4] Dropped actions count neither as done nor as missing. */
export const tally = (actions: readonly Action[], today: Day) => {
	const counted = actions.filter(({ progress }) => progress !== 'dropped');
	return {
		all: counted.length,
		done: counted.filter(({ progress }) => progress === 'done').length,
		overdue: counted.filter((action) => isOverdue(action, today)).length,
	};
};

/** A goal with its actions, or the actions of a direction that serve no goal. */
export interface PlanPart {
	goal?: Goal;
	direction: Direction;
	actions: Action[];
}

const directions: Direction[] = ['own', 'upAndDown', 'across'];

/**
 * [YP5] The plan direction by direction: each goal with its actions, then the actions without a goal. An action whose
 * goal was deleted is shown without one, in its own direction.
 */
export const planParts = (goals: readonly Goal[], actions: readonly Action[]): PlanPart[] => {
	const known = new Set(goals.map(({ id }) => id));
	return directions.flatMap((direction) => {
		const parts: PlanPart[] = goals
			.filter((goal) => goal.direction === direction)
			.map((goal) => ({
				goal,
				direction,
				actions: inOrder(actions.filter((action) => action.goal === goal.id)),
			}));
		const loose = actions.filter(
			(action) => action.direction === direction && (action.goal === undefined || !known.has(action.goal)),
		);
		return loose.length > 0 ? [...parts, { direction, actions: inOrder(loose) }] : parts;
	});
};

/** [YP6] What an older plan still owes this year: open, or already taken along to it. */
export const openFromBefore = (actions: readonly Action[]): Action[] =>
	inOrder(actions.filter((action) => isOpen(action) && action.carriedTo === undefined));

/** [YP7] An action taken along stands in the plan of the year it was taken to, and is written in one place only. */
export const carriedInto = (actions: readonly Action[], year: number): Action[] =>
	inOrder(actions.filter(({ carriedTo }) => carriedTo === year));
