import { describe, expect, test } from 'vitest';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import type { Action, Goal } from '#lib/year-plan/schema.ts';
import { emptyTally, withAnswers } from '../../rules.ts';
import type { Marks, Reflection, Tally } from '../../schema.ts';
import { cameOf, decidedAbout, yearsOf, type EarlierYear } from './rules.ts';

const id = 'lmu-t3';
const asked = lmu.statements.filter((statement) => statement.id === id);

const answeredBy = (people: number): Tally => {
	const marks: Marks = { importance: 4, success: 1 };
	return Array.from({ length: people }, () => new Map([[id, marks]])).reduce(
		withAnswers,
		emptyTally(lmu.statements),
	);
};

const earlier = (
	year: number,
	over: Partial<Reflection> = {},
	rest: Partial<EarlierYear> = {},
): EarlierYear => ({
	reflection: {
		id: `r${year}`,
		year,
		pack: lmu,
		way: 'round',
		present: [],
		phase: 'check-out',
		talked: [],
		reachedAt: {},
		given: {},
		startedOn: `${year}-01-14`,
		startedAt: '',
		closedOn: `${year}-01-14`,
		...over,
	},
	tally: answeredBy(4),
	goals: [],
	actions: [],
	...rest,
});

const goal = (over: Partial<Goal> = {}): Goal => ({
	id: 'goal',
	text: 'Alle ved besked',
	direction: 'own',
	reflection: 'r2026',
	statement: id,
	...over,
});

const action = (over: Partial<Action> = {}): Action => ({
	id: 'action',
	what: 'Skriv nyt fra mødet',
	direction: 'own',
	rhythm: '',
	partners: '',
	progress: 'planned',
	owners: [],
	reflection: 'r2026',
	statement: id,
	...over,
});

const otherWords = {
	...lmu,
	statements: lmu.statements.map((each) =>
		each.id === id ? { ...each, text: 'Vi sagde noget andet' } : each,
	),
};

describe('a statement year by year', () => {
	test('[PI10] every closed reflection that asked about it stands there, latest first, each with its own marks', () => {
		const years = yearsOf(asked, [earlier(2026), earlier(2023, { way: 'common' }), earlier(2022)]).get(id);
		expect(years?.map(({ year, isCommon, seen }) => [year, isCommon, seen?.answers])).toEqual([
			[2026, false, 4],
			[2023, true, 4],
			[2022, false, 4],
		]);
	});

	test('[PI10] one that is still open, or never asked about it, says nothing', () => {
		const without = { ...lmu, statements: lmu.statements.filter((each) => each.id !== id) };
		const open = earlier(2026);
		delete open.reflection.closedOn;
		expect(yearsOf(asked, [open, earlier(2025, { pack: without })]).size).toBe(0);
		expect(yearsOf(asked, []).size).toBe(0);
	});

	test('[PI10] of fewer than four answers nothing is drawn, and where nothing was decided either nothing is said', () => {
		const few = { tally: answeredBy(3) };
		expect(yearsOf(asked, [earlier(2026, {}, few)]).size).toBe(0);
		expect(yearsOf(asked, [earlier(2026, {}, { tally: undefined })]).size).toBe(0);
		const [then] = yearsOf(asked, [earlier(2026, {}, { ...few, goals: [goal()] })]).get(id) ?? [];
		expect(then).toMatchObject({ year: 2026, decided: [{ text: 'Alle ved besked' }] });
		expect(then).not.toHaveProperty('seen');
	});

	test('[PI10] of other words nothing is drawn, and what they were is said', () => {
		const [then] = yearsOf(asked, [earlier(2026, { pack: otherWords })]).get(id) ?? [];
		expect(then).toMatchObject({ otherWords: 'Vi sagde noget andet' });
		expect(then).not.toHaveProperty('seen');
	});

	test('[PI11] a goal has its actions wherever they were written, those without a goal follow, and nothing comes twice', () => {
		const actions = [
			action({ id: 'served', goal: 'goal' }),
			action({ id: 'elsewhere', goal: 'goal', reflection: undefined, statement: undefined }),
			action({ id: 'loose' }),
			action({ id: 'other', statement: 'lmu-t1' }),
			action({ id: 'later', reflection: 'r2027' }),
		];
		const goals = [goal(), goal({ id: 'another', statement: 'lmu-t1' })];
		expect(
			decidedAbout(id, { ...earlier(2026), goals, actions }).map((each) => [
				each.text,
				each.actions.map((one) => one.id),
			]),
		).toEqual([
			['Alle ved besked', ['served', 'elsewhere']],
			[undefined, ['loose']],
		]);
	});

	test('[PI11] what served a goal that was removed stands without one', () => {
		const actions = [action({ goal: 'removed' })];
		expect(decidedAbout(id, { ...earlier(2026), actions })).toEqual([{ key: 'loose', actions }]);
	});

	test('[PI11] what came of an action is said: done, dropped, taken along, under way or open', () => {
		expect(cameOf(action({ progress: 'done', progressOn: '2026-05-03', carriedTo: 2027 }))).toEqual({
			state: 'done',
			on: '2026-05-03',
		});
		expect(cameOf(action({ progress: 'dropped', carriedTo: 2027 }))).toEqual({ state: 'dropped' });
		expect(cameOf(action({ progress: 'started', carriedTo: 2027 }))).toEqual({ state: 'carried', to: 2027 });
		expect(cameOf(action({ progress: 'started' }))).toEqual({ state: 'started' });
		expect(cameOf(action())).toEqual({ state: 'open' });
	});
});
