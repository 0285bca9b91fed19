import { describe, expect, test } from 'vitest';
import {
	carriedInto,
	inOrder,
	isMine,
	isOpen,
	isOverdue,
	keepParts,
	lacks,
	lookDays,
	nextUp,
	openFromBefore,
	planParts,
	planToOpen,
	quickDays,
	tally,
	toLookAt,
	yearsBefore,
	yearsToChoose,
} from './rules.ts';
import { progresses, type Action, type Goal } from './schema.ts';

const action = (id: string, more: Partial<Action> = {}): Action => ({
	id,
	what: `Do ${id}`,
	direction: 'own',
	rhythm: '',
	partners: '',
	progress: 'planned',
	owners: [],
	...more,
});

const goal = (id: string, more: Partial<Goal> = {}): Goal => ({
	id,
	text: `Reach ${id}`,
	direction: 'own',
	...more,
});

const ids = (actions: readonly Action[]) => actions.map(({ id }) => id).join(' ');

describe('one action', () => {
	test('[YP1] planned and started actions are open, done and dropped ones are not', () => {
		expect(progresses.filter((progress) => isOpen({ progress }))).toEqual(['planned', 'started']);
	});

	test('[YP2] an action is overdue from the day after its day, and no longer when it is done or dropped', () => {
		const due = '2027-03-01';
		expect(isOverdue(action('a', { due }), '2027-03-01')).toBe(false);
		expect(isOverdue(action('a', { due }), '2027-03-02')).toBe(true);
		expect(isOverdue(action('a', { due, progress: 'started' }), '2028-01-01')).toBe(true);
		expect(isOverdue(action('a', { due, progress: 'done' }), '2028-01-01')).toBe(false);
		expect(isOverdue(action('a', { due, progress: 'dropped' }), '2028-01-01')).toBe(false);
	});

	test('[YP2] words are never overdue', () => {
		expect(isOverdue(action('a', { rhythm: 'efter hvert møde' }), '2099-01-01')).toBe(false);
	});

	test('[YP11] an open action lacks a who or a when until it has one, and words are a when', () => {
		expect(lacks(action('a'), [{ id: 'm' }])).toEqual({ who: true, when: true });
		expect(lacks(action('a', { owners: ['m'], rhythm: 'hver måned' }), [{ id: 'm' }])).toEqual({
			who: false,
			when: false,
		});
		expect(lacks(action('a', { due: '2027-01-14' }), [{ id: 'm' }])).toEqual({ who: true, when: false });
		expect(lacks(action('a', { progress: 'done' }), [{ id: 'm' }])).toEqual({ who: false, when: false });
	});

	test('[YP11] somebody who has left the committee is no who, and one who stays beside them is', () => {
		const on = (...owners: string[]) => action('a', { owners });
		expect(lacks(on('left'), [{ id: 'karen' }]).who).toBe(true);
		expect(lacks(on('left', 'karen'), [{ id: 'karen' }]).who).toBe(false);
		expect(lacks(on('karen'), []).who).toBe(true);
	});

	test('[YP13] mine is what I am on, also with others', () => {
		expect(isMine(action('a', { owners: ['karen', 'mette'] }), 'mette')).toBe(true);
		expect(isMine(action('a', { owners: ['karen'] }), 'mette')).toBe(false);
	});
});

describe('order', () => {
	test('[YP3] by day, then those without a day as they were written, and dropped ones last', () => {
		const actions = [
			action('words', { rhythm: 'hver uge' }),
			action('dropped', { due: '2027-01-01', progress: 'dropped' }),
			action('late', { due: '2027-05-01' }),
			action('early', { due: '2027-02-01' }),
			action('never'),
		];
		expect(ids(inOrder(actions))).toBe('early late words never dropped');
	});

	test('[YP3] ticking an action does not move it', () => {
		const actions = [action('a', { due: '2027-02-01' }), action('b', { due: '2027-05-01' }), action('c')];
		const ticked = actions.map((each) => ({ ...each, progress: each.id === 'a' ? 'done' : each.progress }));
		expect(ids(inOrder(ticked))).toBe(ids(inOrder(actions)));
	});

	test('[YP3] the action that is being changed keeps its place until it is let go of', () => {
		const actions = [action('a', { due: '2027-02-01' }), action('b', { due: '2027-05-01' })];
		const later = actions.map((each) => (each.id === 'a' ? { ...each, due: '2027-12-01' } : each));
		expect(ids(inOrder(later, { id: 'a', due: '2027-02-01' }))).toBe('a b');
		const dropped = later.map((each) => ({ ...each, progress: 'dropped' as const }));
		expect(ids(inOrder(dropped, { id: 'a', due: '2027-02-01' }))).toBe('a b');
		expect(ids(inOrder(later))).toBe('b a');
	});

	test('[YP12] next are the open ones by day, also those taken along to this year and not those taken on from it', () => {
		const actions = [
			action('done', { progress: 'done', due: '2027-01-01' }),
			action('gone', { carriedTo: 2028, due: '2027-01-02' }),
			action('b', { due: '2027-03-01' }),
			action('came', { carriedTo: 2027, due: '2026-10-01' }),
			action('c'),
		];
		expect(ids(nextUp(actions, 2027))).toBe('came b c');
	});
});

describe('counting', () => {
	test('[YP4] dropped actions, and those taken along to a later year, are not counted', () => {
		const actions = [
			action('a', { progress: 'done' }),
			action('b', { due: '2027-01-01' }),
			action('c', { due: '2027-01-01', progress: 'dropped' }),
			action('d', { due: '2027-01-01', carriedTo: 2028 }),
			action('e', { due: '2026-09-01', carriedTo: 2027 }),
		];
		expect(tally(actions, '2027-02-01', 2027)).toEqual({ all: 3, done: 1, overdue: 2 });
	});
});

describe('the parts of a plan', () => {
	const shown = (parts: ReturnType<typeof planParts>) =>
		parts.map((part) => `${part.key}: ${ids(part.actions)}`);

	test('[YP5] direction by direction: goals, then actions without one, then those taken along', () => {
		const goals = [goal('g1', { direction: 'across' }), goal('g2')];
		const actions = [
			action('loose'),
			action('a', { goal: 'g2' }),
			action('b', { goal: 'g1', direction: 'across' }),
			action('up', { direction: 'upAndDown' }),
		];
		const earlier = [{ year: 2026, actions: [action('old', { carriedTo: 2027 })] }];
		expect(shown(planParts(goals, actions, earlier))).toEqual([
			'g2: a',
			'own/loose: loose',
			'own/2026: old',
			'upAndDown/loose: up',
			'g1: b',
		]);
	});

	test('[YP5] an action stands under its goal wherever it points, and without one when the goal is deleted', () => {
		const actions = [action('a', { goal: 'g', direction: 'own' })];
		expect(shown(planParts([goal('g', { direction: 'across' })], actions))).toEqual(['g: a']);
		expect(shown(planParts([], actions))).toEqual(['own/loose: a']);
	});

	test('[YP18] parts that are as before are the same objects as before, the others are not', () => {
		const goals = [goal('g1'), goal('g2')];
		const actions = [action('a', { goal: 'g1' }), action('b', { goal: 'g2' })];
		const before = planParts(goals, actions);
		const changed = [action('a', { goal: 'g1', what: 'Other words' }), ...actions.slice(1)];
		const after = keepParts(before, planParts(goals, changed));
		expect(after[0]).not.toBe(before[0]);
		expect(after[0]?.actions[0]?.what).toBe('Other words');
		expect(after[1]).toBe(before[1]);
		const turned = keepParts(
			before,
			planParts([goal('g1', { direction: 'across' }), ...goals.slice(1)], actions),
		);
		expect(turned.find(({ key }) => key === 'g1')?.direction).toBe('across');
	});

	test('[YP5] a goal without actions is a part of its own', () => {
		expect(shown(planParts([goal('g')], []))).toEqual(['g: ']);
	});
});

describe('from year to year', () => {
	const actions = [
		action('open'),
		action('started', { progress: 'started', due: '2026-02-01' }),
		action('done', { progress: 'done' }),
		action('dropped', { progress: 'dropped' }),
		action('taken', { carriedTo: 2027 }),
		action('done there', { carriedTo: 2027, progress: 'done' }),
	];

	const owed = (earlier: Parameters<typeof openFromBefore>[0], to: number) =>
		openFromBefore(earlier, to).map((each) => `${each.year}: ${ids(each.actions)}`);

	test('[YP6] an older plan owes what is open and not taken along to this one', () => {
		expect(owed([{ year: 2026, actions }], 2027)).toEqual(['2026: started open']);
		expect(owed([{ year: 2026, actions: [action('a', { progress: 'done' })] }], 2027)).toEqual([]);
	});

	test('[YP6] what was taken along before and is still open is owed by the plan that it was taken to', () => {
		const earlier = [
			{ year: 2026, actions: [action('new'), action('ahead', { carriedTo: 2028 })] },
			{ year: 2025, actions: [action('taken', { carriedTo: 2026 }), action('left')] },
		];
		expect(owed(earlier, 2027)).toEqual(['2026: taken new', '2025: left']);
		expect(owed(earlier.slice(1), 2026)).toEqual(['2025: left']);
		expect(openFromBefore(earlier, 2027)[0]?.actions.map(({ writtenIn }) => writtenIn)).toEqual([2025, 2026]);
	});

	test('[YP7] what was taken along stands in that year only, done or not', () => {
		expect(ids(carriedInto(actions, 2027))).toBe('taken done there');
		expect(carriedInto(actions, 2028)).toEqual([]);
	});

	test('[YP8] three written years before are looked back on, latest first', () => {
		expect(yearsBefore([2023, 2027, 2021, 2025, 2026, 2025, 2020], 2027)).toEqual([2026, 2025, 2023]);
		expect(yearsBefore([2027], 2027)).toEqual([]);
	});

	test('[YP9] this calendar year matters, and from 1 November next year once it is written', () => {
		expect(planToOpen([2026, 2027], '2026-10-31')).toBe(2026);
		expect(planToOpen([2026, 2027], '2026-11-01')).toBe(2027);
		expect(planToOpen([2026], '2026-12-31')).toBe(2026);
	});

	test('[YP9] with neither written, the latest before; a clock years behind still finds what exists', () => {
		expect(planToOpen([2023, 2024], '2027-05-01')).toBe(2024);
		expect(planToOpen([2026, 2027], '2020-05-01')).toBe(2026);
		expect(planToOpen([2026, 2027], '1970-01-01')).toBe(2026);
		expect(planToOpen([], '2026-05-01')).toBe(2026);
	});

	test('[YP10] every written year can be chosen, and this one and the next', () => {
		expect(yearsToChoose([2030, 2024], '2027-02-01')).toEqual([2024, 2027, 2028, 2030]);
		expect(yearsToChoose([2027], '2027-02-01')).toEqual([2027, 2028]);
	});
});

describe('days on offer', () => {
	const days = (today: string, year: number) =>
		quickDays(today, year).map(({ name, day }) => `${name} ${day}`);

	test('[YP14] in a month, before the summer, and before the end of the plan', () => {
		expect(days('2027-02-10', 2027)).toEqual(['month 2027-03-10', 'summer 2027-06-30', 'year 2027-12-31']);
	});

	test('[YP14] a month from the last of January is the last of February', () => {
		expect(days('2028-01-31', 2028)[0]).toBe('month 2028-02-29');
	});

	test('[YP14] only days ahead are offered, in their order, and none of them twice', () => {
		expect(days('2027-06-15', 2027)).toEqual(['summer 2027-06-30', 'month 2027-07-15', 'year 2027-12-31']);
		expect(days('2027-05-30', 2027)).toEqual(['month 2027-06-30', 'year 2027-12-31']);
		expect(days('2027-06-30', 2027)).toEqual(['month 2027-07-30', 'year 2027-12-31']);
		expect(days('2028-01-05', 2027)).toEqual(['month 2028-02-05']);
	});

	test('[YP22] a goal is to be looked at from a month before its day to a month after it, the first day first', () => {
		const days = ['2027-05-14', '2027-05-15', '2027-04-20', '2027-03-14', '2027-03-13', undefined];
		const shown = toLookAt(
			days.map((lookOn) => ({ lookOn })),
			'2027-04-14',
		);
		expect(shown.map(({ lookOn }) => lookOn)).toEqual(['2027-03-14', '2027-04-20', '2027-05-14']);
	});

	test('[YP21] a goal can be looked at on those days, or in three months, in their order and none twice', () => {
		const look = (today: string) => lookDays(today, 2027).map(({ name, day }) => `${name} ${day}`);
		expect(look('2027-01-14')).toEqual([
			'month 2027-02-14',
			'quarter 2027-04-14',
			'summer 2027-06-30',
			'year 2027-12-31',
		]);
		expect(look('2026-11-30')[1]).toBe('quarter 2027-02-28');
		expect(look('2027-03-30')).toEqual(['month 2027-04-30', 'quarter 2027-06-30', 'year 2027-12-31']);
	});
});
