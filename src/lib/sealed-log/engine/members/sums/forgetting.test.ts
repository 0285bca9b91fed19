import { expect, test } from 'vitest';
import type { Histogram } from '#lib/sealed-log/sums/histogram.ts';
import { Table, together } from '#tests/simulation/table.ts';

const ok = { ok: true };

/** A set of four, and what each has marked. */
const fixed = async (people = [1, 1, 1, 1], seed = 1, evil?: Parameters<typeof Table.laid>[2]) => {
	const table = await Table.laid(people, seed, evil);
	expect(await table.fix()).toEqual(ok);
	const marks = table.marks();
	const give = (at: number) => table.seat(at).sum.give(marks[at] as Histogram);
	return { table, marks, give };
};

// Virtual time is cheap, but machines have other things to do.
const slow = { timeout: 30_000 };

test('[SU13] there is one part of a key, whatever is marked in the same moment or later', slow, async () => {
	const { table, marks } = await fixed();
	const { tablet } = table.seat(3).screen;
	tablet.network.isOn = false;
	tablet.network.cut();
	await table.rig.pass();
	const { sum } = table.seat(3);
	const [other, another] = table.marks() as [Histogram, Histogram];
	await table.does(Promise.all([sum.give(marks[3] as Histogram), sum.give(other)]));
	await table.does(sum.give(another));
	tablet.network.heal();
	for (const at of [0, 1, 2]) await table.does(table.seat(at).sum.give(marks[at] as Histogram));
	await table.rig.pass(120_000);
	expect(table.seat(0).sum.view.result).toEqual(together(marks));
});

test('[SU14] a server that is killed in the middle goes on with the round', slow, async () => {
	const { table, marks, give } = await fixed();
	await table.does(give(0));
	table.rig.server.kill(2000);
	expect(await table.does(give(1))).toMatchObject({});
	await table.rig.pass(90_000);
	for (const at of [1, 2, 3]) await table.does(give(at));
	await table.rig.pass();
	for (const { sum } of table.seats)
		expect(sum.view).toMatchObject({ state: 'done', result: together(marks) });
});

test('[SU14] when the server was wiped in the middle, nobody gives a part any more', slow, async () => {
	const { table, give } = await fixed();
	for (const at of [0, 1]) await table.does(give(at));
	const heard = table.listen();
	await table.rig.server.goBack(0, 500);
	await table.rig.pass(90_000);
	expect(table.states).toEqual(new Array(4).fill('set'));
	for (const at of [2, 3]) expect(await table.does(give(at))).toEqual({ ok: false, reason: 'lost' });
	// What is given back had been in the log before.
	const late = new Set(table.devices.slice(2));
	expect(heard.filter(({ device }) => late.has(device))).toEqual([]);
	expect(await table.does(table.seat(2).sum.abandon())).toEqual(ok);
	expect(await table.fix()).toEqual(ok);
	const marks = table.marks();
	for (const [at, { sum }] of table.seats.entries()) await table.does(sum.give(marks[at] as Histogram));
	await table.rig.pass();
	expect(table.seat(0).sum.view.result).toEqual(together(marks));
});

test(
	'[SU14] a part that waited is thrown away when the line comes up to a server that was wiped',
	slow,
	async () => {
		const { table, give } = await fixed();
		const { tablet } = table.seat(3).screen;
		tablet.network.isOn = false;
		tablet.network.cut();
		await table.rig.pass();
		await table.does(give(3));
		expect(table.seat(3).sum.view.mine).toBe('sending');
		const heard = table.listen();
		await table.rig.server.goBack(0, 500);
		await table.rig.pass(90_000);
		tablet.network.heal();
		await table.rig.pass(90_000);
		expect(table.seat(3).sum.view.mine).toBe('elsewhere');
		expect(heard).toEqual([]);
	},
);

test(
	'[SU11] a server that was put back behind `abandon` gets it back before the tablet that was away',
	slow,
	async () => {
		const { table, give } = await fixed();
		const { tablet } = table.seat(3).screen;
		for (const at of [0, 1, 2]) await table.does(give(at));
		const { point } = table.rig.server;
		tablet.network.isOn = false;
		tablet.network.cut();
		await table.rig.pass();
		await table.does(give(3));
		await table.does(table.seat(1).sum.abandon());
		const heard = table.listen();
		await table.rig.server.goBack(point, 500);
		await table.rig.pass(90_000);
		tablet.network.heal();
		await table.rig.pass(90_000);
		expect(table.states.slice(0, 3)).toEqual(new Array(3).fill('abandoned'));
		expect(heard).toEqual([]);
		expect(await table.does(give(3))).toEqual({ ok: false, reason: 'lost' });
	},
);

test(
	'[SU14] when the end of a round was dropped before a tablet could read it, it gives nothing, and begins anew',
	slow,
	async () => {
		const { table, give } = await fixed();
		const { screen, sum, people } = table.seat(3);
		const { network } = screen.tablet;
		network.isOn = false;
		network.cut();
		await table.rig.pass();
		await table.does(give(3));
		await table.does(table.seat(1).sum.abandon());
		// A snapshot of a program that does not know better stands for all steps, and the server drops them.
		const { log } = table.seat(0).screen;
		const rows = await table.rig.done(log.archive.rows(log.id, 'year-2027', 0));
		const marks = rows.map(({ device, session, counter, id }) => ({ device, session, counter, id }));
		await table.rig.done(table.rig.server.store.drop(log.id, 'year-2027', marks));
		const heard = table.listen();
		network.heal();
		await table.rig.pass(90_000);
		// It has not seen how the first one ended.
		expect(sum.view).toMatchObject({ state: 'set', mine: 'elsewhere' });
		expect(heard).toEqual([]);
		expect(await table.does(sum.abandon())).toEqual({ ok: false, reason: 'round-over' });
		expect(sum.view.state).toBe('none');
		expect(await table.does(sum.ready(people))).toEqual(ok);
		expect(table.states).toEqual(new Array(4).fill('gathering'));
	},
);

test(
	'[SU14] a sum that was done before the server was wiped stays done, and binds the next',
	slow,
	async () => {
		const { table, marks, give } = await fixed([1, 1, 1, 1, 1]);
		for (const at of [0, 1, 2, 3, 4]) await table.does(give(at));
		await table.rig.server.goBack(0, 500);
		await table.rig.pass(120_000);
		for (const { sum } of table.seats)
			expect(sum.view).toMatchObject({ state: 'done', result: together(marks) });
		expect(await table.fix(table.devices.slice(0, 4))).toMatchObject({ ok: false });
		expect(await table.does(table.seat(0).sum.fix(table.devices, 3))).toEqual(ok);
	},
);
