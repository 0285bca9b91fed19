import { expect, test } from 'vitest';
import { Table, together } from '#tests/simulation/table.ts';
import type { Histogram } from '#lib/sealed-log/sums/histogram.ts';

/** Everybody gives, one after the other. */
const give = async (table: Table, marks: readonly Histogram[], seats = table.seats) => {
	const answers: unknown[] = [];
	for (const seat of seats) {
		const own = marks[table.seats.indexOf(seat)];
		if (own) answers.push(await table.does(seat.sum.give(own)));
	}
	await table.rig.pass();
	return answers;
};
const ok = { ok: true };

// Virtual time is cheap, but machines have other things to do.
const slow = { timeout: 30_000 };

test(
	'[SU11] tablets answer, for one person or for several, and each of them sees the sum',
	slow,
	async () => {
		const table = await Table.laid([1, 1, 1, 2]);
		expect(table.states).toEqual(['none', 'none', 'none', 'none']);
		expect(await table.does(table.seat(0).sum.ready(table.seat(0).people))).toEqual(ok);
		expect(table.states).toEqual(['gathering', 'gathering', 'gathering', 'gathering']);
		expect(table.seats.map(({ sum }) => sum.view.mine)).toEqual(['ready', 'out', 'out', 'out']);
		expect(await table.fix()).toEqual(ok);
		expect(table.states).toEqual(['set', 'set', 'set', 'set']);
		const { view } = table.seat(3).sum;
		expect(view).toMatchObject({ mine: 'in', isFit: true, statements: 3, mayAbandon: true });
		expect(view.tablets.map(({ who }) => who)).toEqual(
			expect.arrayContaining(table.seats.map(({ people }) => people)),
		);
		const marks = table.marks();
		for (const [at, { sum }] of table.seats.entries()) {
			expect(sum.view.missing).toHaveLength(4 - at);
			expect(sum.view.result).toBeUndefined();
			expect(await table.does(sum.give(marks[at] as Histogram))).toEqual(ok);
		}
		await table.rig.pass();
		for (const { sum } of table.seats)
			expect(sum.view).toMatchObject({
				state: 'done',
				mine: 'given',
				mayAbandon: false,
				result: together(marks),
			});
		expect(await table.does(table.seat(1).sum.abandon())).toEqual({ ok: false, reason: 'round-over' });
	},
);

test('[SU12] fewer than four people, or than three tablets, are no set', slow, async () => {
	const table = await Table.laid([1, 1, 1]);
	expect(await table.fix()).toEqual({ ok: false, reason: 'wrong-set' });
	const two = await Table.laid([3, 3], 2);
	expect(await two.fix()).toEqual({ ok: false, reason: 'wrong-set' });
});

test('[SU12] whoever sits at two tablets is in no set', slow, async () => {
	const table = await Table.laid([1, 1, 1, 2]);
	const [first, second] = [table.seat(0), table.seat(1)];
	second.people = first.people;
	expect(await table.fix()).toEqual({ ok: false, reason: 'unfit' });
	second.people = [{ id: '', name: 'Gæst' }];
	expect(await table.fix()).toEqual(ok);
});

test('[SU12] two guests of one name at two tablets may be one', slow, async () => {
	const table = await Table.laid([1, 1, 1, 1]);
	for (const at of [0, 1]) table.seat(at).people = [{ id: '', name: 'Kim' }];
	expect(await table.fix()).toEqual({ ok: false, reason: 'unfit' });
});

test('[SU12] what is no histogram of the people here is not given', slow, async () => {
	const table = await Table.laid([1, 1, 1, 2]);
	await table.fix();
	const heard = table.listen();
	const { sum } = table.seat(3);
	const [, , , own] = table.marks() as [Histogram, Histogram, Histogram, Histogram];
	const cells = own.counts[0]?.map(() => 1) ?? [];
	for (const wrong of [
		{ ...own, people: 1 },
		{ ...own, people: 3 },
		{ ...own, counts: own.counts.slice(1) },
		{ ...own, counts: [cells, ...own.counts.slice(1)] },
	])
		expect(await table.does(sum.give(wrong))).toEqual({ ok: false, reason: 'unfit' });
	expect(heard).toEqual([]);
	expect(await table.does(sum.give(own))).toEqual(ok);
});

test('[SU12] a second sum is of the same people at the same tablets', slow, async () => {
	const table = await Table.laid([1, 1, 1, 2]);
	await table.fix();
	const before = table.marks();
	await give(table, before);
	expect(table.seat(1).sum.view.bound).toMatchObject({ may: { length: 4 }, must: { length: 4 } });
	const { people } = table.seat(3);
	table.seat(3).people = people.map((person, at) =>
		at === 0 ? { id: 'another', name: 'En anden' } : person,
	);
	expect(await table.fix()).toEqual({ ok: false, reason: 'unfit' });
	table.seat(3).people = people.slice(1);
	expect(await table.fix()).toEqual({ ok: false, reason: 'unfit' });
	table.seat(3).people = people.toReversed();
	expect(await table.fix(table.devices.slice(0, 3))).toEqual({ ok: false, reason: 'unfit' });
	expect(await table.does(table.seat(0).sum.fix(table.devices, 3))).toEqual(ok);
	const after = table.marks();
	await give(table, after);
	for (const { sum } of table.seats) expect(sum.view.result).toEqual(together(after));
});

test('[SU12] nor is a part given to a set with other people, whoever has fixed it', slow, async () => {
	const table = await Table.laid([1, 1, 1, 2]);
	await table.fix();
	await give(table, table.marks());
	table.seat(3).people = table.seat(3).people.map(({ id }) => ({ id: `${id} anew`, name: 'En anden' }));
	for (const { sum, people } of table.seats) await table.does(sum.ready(people));
	const fixing = table.seat(0);
	// A tablet that asks nobody.
	const readies = await table.setPastChecks(fixing);
	expect(readies).toBe('appended');
	const heard = table.listen();
	expect(table.seat(1).sum.view).toMatchObject({ state: 'set', mine: 'in', isFit: false });
	expect(await give(table, table.marks())).toEqual(table.seats.map(() => ({ ok: false, reason: 'unfit' })));
	expect(heard).toEqual([]);
});

test(
	'[SU12] after a round that was abandoned for one who was missing nobody new comes in',
	slow,
	async () => {
		const table = await Table.laid([1, 1, 1, 1, 1, 1]);
		const [missing = '', late = ''] = table.devices.slice(4);
		const first = table.devices.slice(0, 5);
		await table.fix(first);
		const marks = table.marks();
		await give(table, marks, table.seats.slice(0, 4));
		// Whoever is missing knows what the others gave, and might send nothing on purpose.
		expect(await table.does(table.seat(0).sum.abandon())).toEqual(ok);
		const gave = first.slice(0, 4);
		expect(table.seat(5).sum.view.bound?.must).toEqual(expect.arrayContaining(gave));
		expect(table.seat(5).sum.view.bound?.may.map(({ device }) => device)).not.toContain(late);
		for (const devices of [
			[...gave, late],
			[...first, late],
			[...gave.slice(1), missing],
		])
			expect(await table.fix(devices)).toEqual({ ok: false, reason: 'unfit' });
		expect(await table.does(table.seat(0).sum.fix(gave, 3))).toEqual(ok);
		await give(table, marks, table.seats.slice(0, 4));
		expect(table.seat(5).sum.view.result).toEqual(together(marks.slice(0, 4)));
	},
);

test('who comes late is not in it, and sees the sum all the same', slow, async () => {
	const table = await Table.laid([1, 1, 1, 1, 1]);
	const [late] = table.seats.splice(4);
	await table.fix();
	const came = late && (await table.does(late.sum.ready(late.people)));
	expect(came).toEqual({ ok: false, reason: 'round-over' });
	const marks = table.marks();
	await give(table, marks);
	expect(late?.sum.view).toMatchObject({ state: 'done', mine: 'out', result: together(marks) });
});

test('two who begin in the same moment are in the same round', slow, async () => {
	const table = await Table.laid([1, 1, 1, 1]);
	const both = table.seats.map(({ sum, people }) => sum.ready(people));
	expect(await table.does(Promise.all(both))).toEqual([ok, ok, ok, ok]);
	expect(table.seat(3).sum.view.tablets).toHaveLength(4);
	expect(await table.does(table.seat(2).sum.fix(table.devices, 3))).toEqual(ok);
	const marks = table.marks();
	await give(table, marks);
	expect(table.seat(0).sum.view.result).toEqual(together(marks));
});

test(
	'[SU9] a part that makes the sum impossible spoils the round, and the same tablets draw anew',
	slow,
	async () => {
		const table = await Table.laid([1, 1, 1, 1]);
		await table.fix();
		const marks = table.marks();
		await give(table, marks, table.seats.slice(0, 3));
		expect(await table.givesAnything(table.seat(3))).toBe('appended');
		expect(table.states.slice(0, 3)).toEqual(['spoilt', 'spoilt', 'spoilt']);
		await table.reopened(3);
		expect(await table.fix()).toEqual(ok);
		await give(table, marks);
		expect(table.seat(0).sum.view.result).toEqual(together(marks));
	},
);
