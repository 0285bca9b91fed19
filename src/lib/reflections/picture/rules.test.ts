import { describe, expect, test } from 'vitest';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { cellOf, emptyTally } from '../rules.ts';
import type { Mark, Reflection, Tally } from '../schema.ts';
import { arranged, changeSince, earlierFor, parted, pictureOf, spreadOf } from './rules.ts';

const [first, second, third, fourth, fifth] = lmu.statements.map(({ id }) => id);
const all = lmu.statements.map(({ id }) => id);

/** `'34 34 21'`: importance and success of each answer, by statement. */
const tallyOf = (marks: Record<string, string>): Tally => {
	const tally = emptyTally(lmu.statements);
	for (const [id, answers] of Object.entries(marks))
		for (const answer of answers.split(' ')) {
			const [importance, success] = [...answer].map(Number) as [Mark, Mark];
			const counts = tally.counts[id];
			const cell = cellOf({ importance, success });
			if (counts) counts[cell] = (counts[cell] ?? 0) + 1;
		}
	return { ...tally, answered: 6 };
};

const reflection = (over: Partial<Reflection> = {}): Reflection => ({
	id: 'r',
	year: 2027,
	pack: lmu,
	way: 'round',
	present: [],
	phase: 'picture',
	talked: [],
	reachedAt: {},
	given: {},
	startedOn: '2027-01-14',
	startedAt: '',
	...over,
});

const ids = (list: readonly { seen: { statement: { id: string } } }[]) =>
	list.map(({ seen }) => seen.statement.id);

describe('the shared picture', () => {
	test('a statement that few answered is named and not drawn, unless the mark is common', () => {
		const tally = tallyOf({ [first ?? '']: '34 34 34 34', [second ?? '']: '34 34 34', [third ?? '']: '11' });
		const picture = pictureOf(reflection(), tally);
		expect(picture.drawn.map(({ statement }) => statement.id)).toEqual([first]);
		expect(picture.undrawn).toHaveLength(6);
		const common = pictureOf(reflection({ way: 'common' }), tally);
		expect(common.drawn.map(({ statement }) => statement.id)).toEqual([first, second, third]);
		expect(pictureOf(reflection(), undefined)).toMatchObject({ answered: 0, drawn: [] });
	});

	test('[PI5] last year stands beside this year when it was closed and asked the same', () => {
		const closed = reflection({ id: 'a', year: 2026, closedOn: '2026-02-01' });
		const tally = tallyOf({ [first ?? '']: '34 34 34 34', [second ?? '']: '34' });
		expect([...(earlierFor(lmu, [{ reflection: closed, tally }])?.seen.keys() ?? [])]).toEqual([first]);
		expect(earlierFor(lmu, [{ reflection: closed, tally }])?.year).toBe(2026);

		const open = reflection({ id: 'b', year: 2026 });
		expect(earlierFor(lmu, [{ reflection: open, tally }])).toBeUndefined();
		expect(earlierFor(lmu, [{ reflection: closed, tally: undefined }])).toBeUndefined();
		expect(
			earlierFor({ statements: lmu.statements.slice(3) }, [{ reflection: closed, tally }]),
		).toBeUndefined();
	});

	test('[PI5] words that have changed are not compared, whatever the blanks between them', () => {
		const then = {
			...lmu,
			statements: lmu.statements.map((statement) =>
				statement.id === first
					? { ...statement, text: 'Vi gjorde noget andet' }
					: { ...statement, text: ` ${statement.text.replace(' ', '\n')}` },
			),
		};
		const closed = reflection({ id: 'a', year: 2024, closedOn: '2024-02-01', pack: then });
		const tally = tallyOf({ [first ?? '']: '34 34 34 34', [second ?? '']: '34 34 34 34' });
		const found = earlierFor(lmu, [{ reflection: closed, tally }]);
		expect([...(found?.seen.keys() ?? [])]).toEqual([second]);
		expect([...(found?.otherWords ?? [])]).toEqual([first]);
		const onlyOthers = tallyOf({ [first ?? '']: '34 34 34 34' });
		expect(earlierFor(lmu, [{ reflection: closed, tally: onlyOthers }])).toBeUndefined();
	});

	test('[PI5] of two closed ones the latest stands there', () => {
		const later = reflection({ id: 'a', year: 2026, closedOn: '2026-05-01' });
		const sooner = reflection({ id: 'b', year: 2026, closedOn: '2026-02-01' });
		const found = earlierFor(lmu, [
			{ reflection: later, tally: tallyOf({ [second ?? '']: '11 11 11 11' }) },
			{ reflection: sooner, tally: tallyOf({ [first ?? '']: '34 34 34 34' }) },
		]);
		expect([...(found?.seen.keys() ?? [])]).toEqual([second]);
	});

	test('[PI6] half a step better or worse is worth words, less is not', () => {
		const since = (now: number, before: number) => changeSince({ success: now }, { success: before });
		expect([since(2.5, 2), since(2.4, 2), since(2, 2.5), since(2, 2.4)]).toEqual([
			...['better', 'same'],
			...['worse', 'same'],
		]);
	});

	test('[PI7] marks are alike, differ or lie far apart by their standard deviation', () => {
		expect([0, 0.49, 0.5, 0.89, 0.9, 1.5].map(spreadOf)).toEqual([
			...['alike', 'alike'],
			...['differ', 'differ'],
			...['apart', 'apart'],
		]);
	});

	test('[PI8] four are named first, the others with a reason and without follow in the order of the pack', () => {
		const split = '41 41 44 44';
		const marks = Object.fromEntries(all.map((id) => [id, id === third ? '34 34 34 34' : split]));
		const { first: named, rest } = parted(pictureOf(reflection(), tallyOf(marks)));
		expect(named).toHaveLength(4);
		expect(ids(named)).not.toContain(third);
		expect(ids(rest)).toEqual(all.filter((id) => !ids(named).includes(id)));
		expect(rest.find(({ seen }) => seen.statement.id === third)?.reasons).toEqual([]);
		expect(rest.filter(({ reasons }) => reasons.length > 0)).toHaveLength(2);
	});

	test('[PI8] a statement that is not drawn is in neither list', () => {
		const { first: named, rest } = parted(
			pictureOf(reflection(), tallyOf({ [first ?? '']: '41 41 41', [second ?? '']: '41 41 41 42' })),
		);
		expect(ids(named)).toEqual([second]);
		expect(rest).toEqual([]);
	});

	test('[PI8] common marks are ranked by the gap, and never called disagreement', () => {
		const tally = tallyOf({ [first ?? '']: '32', [fourth ?? '']: '41', [fifth ?? '']: '34' });
		const { first: named, rest } = parted(pictureOf(reflection({ way: 'common' }), tally));
		expect(ids(named)).toEqual([fourth, first]);
		expect(named.every(({ reasons }) => reasons.join() === 'important-not-succeeding')).toBe(true);
		expect(ids(rest)).toEqual([fifth]);
	});

	test('[PI9] the list is put in order by disagreement, need or pride', () => {
		const marks = {
			[first ?? '']: '22 22 22 22',
			[second ?? '']: '41 41 42 42',
			[third ?? '']: '44 44 44 44',
			[fourth ?? '']: '14 14 14 14',
			[fifth ?? '']: '11 44 11 44',
		};
		const picture = pictureOf(reflection(), tallyOf(marks));
		const order = (by: Parameters<typeof arranged>[1]) =>
			ids(arranged(picture, by).map((seen) => ({ seen })));
		expect(order('disagreement').slice(0, 2)).toEqual([fifth, second]);
		expect(order('need')).toEqual([second, first, third, fifth, fourth]);
		expect(order('pride').slice(0, 2)).toEqual([third, fourth]);
	});

	test('[PI9] equals stand in the order of the pack, and what is not drawn nowhere', () => {
		const marks = Object.fromEntries([first, second, third].map((id) => [id ?? '', '33 33 33 33']));
		const picture = pictureOf(reflection(), tallyOf({ ...marks, [fourth ?? '']: '44 44' }));
		expect(ids(arranged(picture, 'pride').map((seen) => ({ seen })))).toEqual([first, second, third]);
	});
});
