import { expect, test } from 'vitest';
import { decodeFrame } from '#lib/sealed-log/wire/codec.ts';
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

test('[SU11] a tablet that was offline when the round was abandoned throws its part away', async () => {
	const { table, give } = await fixed();
	const heard = table.listen();
	for (const at of [0, 1, 2]) await table.does(give(at));
	const { screen, sum } = table.seat(3);
	screen.tablet.network.isOn = false;
	screen.tablet.network.cut();
	await table.rig.pass();
	expect(await table.does(give(3))).toEqual({ ok: false, reason: 'offline' });
	expect(sum.view.mine).toBe('sending');
	expect(await table.does(table.seat(1).sum.abandon())).toEqual(ok);
	screen.tablet.network.heal();
	await table.rig.pass(120_000);
	expect(table.states).toEqual(new Array(4).fill('abandoned'));
	expect(heard.map(({ device }) => device)).not.toContain(screen.log.row.device);
	// Also what it is asked to send then.
	expect(await table.does(give(3))).toMatchObject({ ok: false });
	expect(heard).toHaveLength(3);
});

test('[SU11] nor does one that comes back while somebody waits for the tap to be done', async () => {
	const { table, give } = await fixed();
	for (const at of [0, 1, 2]) await table.does(give(at));
	const heard = table.listen();
	const { network } = table.seat(3).screen.tablet;
	network.isOn = false;
	network.cut();
	await table.rig.pass(1000);
	const giving = give(3);
	await table.rig.pass(500);
	expect(await table.does(table.seat(1).sum.abandon())).toEqual(ok);
	network.isOn = true;
	expect(await table.does(giving)).toEqual({ ok: false, reason: 'round-over' });
	expect(heard).toEqual([]);
});

test('[SU11] a part that waits for the line is sent when it is up, and by nobody’s tap', async () => {
	const { table, marks, give } = await fixed();
	for (const at of [0, 1, 2]) await table.does(give(at));
	const { tablet } = table.seat(3).screen;
	tablet.network.isOn = false;
	tablet.network.cut();
	await table.rig.pass();
	await table.does(give(3));
	expect(table.seat(0).sum.view.missing).toEqual([table.devices[3]]);
	tablet.network.heal();
	await table.rig.pass(120_000);
	for (const { sum } of table.seats) expect(sum.view.result).toEqual(together(marks));
});

test('[SU11] when the answer was lost, the same bytes go again, and the part is in once', async () => {
	let isDeaf = false;
	const down = (frame: Uint8Array<ArrayBuffer>) => {
		const decoded = decodeFrame(frame);
		return isDeaf && decoded.ok && decoded.frame.type === 'appended' ? [] : [frame];
	};
	const { table, marks, give } = await fixed([1, 1, 1, 1], 3, (at) => (at === 3 ? { down } : undefined));
	const heard = table.listen();
	for (const at of [0, 1, 2]) await table.does(give(at));
	isDeaf = true;
	const giving = give(3);
	await table.rig.pass(200);
	isDeaf = false;
	table.seat(3).screen.tablet.network.cut();
	expect(await table.does(giving)).toEqual(ok);
	await table.rig.pass();
	const own = heard.filter(({ device }) => device === table.devices[3]);
	expect(new Set(own.map(({ id }) => id)).size).toBe(1);
	for (const { sum } of table.seats) expect(sum.view.result).toEqual(together(marks));
});

test('[SU11] when the part itself was lost, the same bytes go again', async () => {
	let [isMute, swallowed] = [false, 0];
	const up = (frame: Uint8Array<ArrayBuffer>) => {
		const decoded = decodeFrame(frame);
		if (!isMute || !decoded.ok || decoded.frame.type !== 'append') return [frame];
		swallowed++;
		return [];
	};
	const { table, marks, give } = await fixed([1, 1, 1, 1], 4, (at) => (at === 3 ? { up } : undefined));
	for (const at of [0, 1, 2]) await table.does(give(at));
	isMute = true;
	const giving = give(3);
	await table.rig.pass(500);
	isMute = false;
	table.seat(3).screen.tablet.network.cut();
	expect(await table.does(giving)).toEqual(ok);
	expect(swallowed).toBe(1);
	await table.rig.pass();
	expect(table.seat(0).sum.view.result).toEqual(together(marks));
});

test('[SU11] nothing of a part is on the disk of a tablet before the log has it', async () => {
	const { table, give } = await fixed();
	const before = table.disk(2);
	const { tablet } = table.seat(2).screen;
	tablet.network.isHole = true;
	void give(2);
	await table.rig.pass(300);
	expect(table.seat(2).sum.view.mine).toBe('sending');
	expect(table.disk(2)).toBe(before);
});

test('[SU13] a page that is killed before the set makes a new key, and one after it is missing', async () => {
	const table = await Table.laid([1, 1, 1, 1]);
	for (const { sum, people } of table.seats) await table.does(sum.ready(people));
	const early = await table.reopened(1);
	expect(early.sum.view.mine).toBe('elsewhere');
	expect(await table.does(early.sum.ready(early.people))).toEqual(ok);
	expect(early.sum.view.mine).toBe('ready');
	await table.does(table.seat(0).sum.fix(table.devices, 3));
	const marks = table.marks();
	expect(await table.does(early.sum.give(marks[1] as Histogram))).toEqual(ok);
	const late = await table.reopened(2);
	expect(late.sum.view.mine).toBe('elsewhere');
	expect(await table.does(late.sum.give(marks[2] as Histogram))).toEqual({ ok: false, reason: 'lost' });
	expect(await table.does(late.sum.ready(late.people))).toEqual({ ok: false, reason: 'round-over' });
	expect(table.seat(0).sum.view.missing).toContain(table.devices[2]);
	expect(await table.does(table.seat(0).sum.abandon())).toEqual(ok);
	expect(await table.fix()).toEqual(ok);
	for (const [at, { sum }] of table.seats.entries()) await table.does(sum.give(marks[at] as Histogram));
	await table.rig.pass();
	expect(late.sum.view.result).toEqual(together(marks));
});

test('[SU13] another tab of a tablet has no key, and a tab without the line gives all the same', async () => {
	const { table, marks, give } = await fixed();
	const { tablet } = table.seat(2).screen;
	const other = await table.rig.open(tablet);
	const theirs = await table.rig.done(other.log.sums.of('year-2027', table.of));
	expect(theirs.view).toMatchObject({ state: 'set', mine: 'elsewhere' });
	// The other tab takes the line.
	expect(await table.does(other.log.line.take(10_000))).toBeDefined();
	for (const at of [0, 1, 2, 3]) expect(await table.does(give(at))).toEqual(ok);
	await table.rig.pass();
	expect(theirs.view).toMatchObject({ state: 'done', mine: 'given', result: together(marks) });
});

test('[SU13] there is one part of a key, whatever is marked in the same moment or later', async () => {
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

test('[SU14] a server that is killed in the middle goes on with the round', async () => {
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

test('[SU14] when the server was wiped in the middle, nobody gives a part any more', async () => {
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

test('[SU14] a part that waited is thrown away when the line comes up to a server that was wiped', async () => {
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
});

test('[SU11] a server that was put back behind `abandon` gets it back before the tablet that was away', async () => {
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
});

test('[SU14] when the end of a round was dropped before a tablet could read it, it gives nothing, and begins anew', async () => {
	const { table, give } = await fixed();
	const { screen, sum, people } = table.seat(3);
	const { network } = screen.tablet;
	network.isOn = false;
	network.cut();
	await table.rig.pass();
	await table.does(give(3));
	await table.does(table.seat(1).sum.abandon());
	// Two snapshots stand for all that was written: the server drops it.
	await table.rig.pass(90_000);
	const { log } = table.seat(0).screen;
	const { entries } = await table.rig.done(table.rig.server.store.page(log.id, 'all', 0, 1e9));
	const heard = table.listen();
	network.heal();
	await table.rig.pass(90_000);
	expect(entries.length).toBeLessThan(screen.log.row.place.seq);
	expect(sum.view).toMatchObject({ state: 'set', mine: 'elsewhere' });
	expect(heard).toEqual([]);
	expect(await table.does(sum.abandon())).toEqual({ ok: false, reason: 'round-over' });
	expect(sum.view.state).toBe('none');
	expect(await table.does(sum.ready(people))).toEqual(ok);
	expect(table.states).toEqual(new Array(4).fill('gathering'));
});

test('[SU14] a sum that was done before the server was wiped stays done, and binds the next', async () => {
	const { table, marks, give } = await fixed([1, 1, 1, 1, 1]);
	for (const at of [0, 1, 2, 3, 4]) await table.does(give(at));
	await table.rig.server.goBack(0, 500);
	await table.rig.pass(120_000);
	for (const { sum } of table.seats)
		expect(sum.view).toMatchObject({ state: 'done', result: together(marks) });
	expect(await table.fix(table.devices.slice(0, 4))).toMatchObject({ ok: false });
	expect(await table.does(table.seat(0).sum.fix(table.devices, 3))).toEqual(ok);
});
