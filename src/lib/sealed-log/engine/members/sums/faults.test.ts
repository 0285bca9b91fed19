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

// Virtual time is cheap, but machines have other things to do.
const slow = { timeout: 30_000 };

test('[SU11] a tablet that was offline when the round was abandoned throws its part away', slow, async () => {
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

test('[SU11] nor does one that comes back while somebody waits for the tap to be done', slow, async () => {
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

test('[SU11] a part that waits for the line is sent when it is up, and by nobody’s tap', slow, async () => {
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

test('[SU11] when the answer was lost, the same bytes go again, and the part is in once', slow, async () => {
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

test(
	'[SU11] whoever fixes the set or is ready learns that it was done, also when the answer was lost',
	slow,
	async () => {
		let isDeaf = false;
		const down = (frame: Uint8Array<ArrayBuffer>) => {
			const decoded = decodeFrame(frame);
			return isDeaf && decoded.ok && decoded.frame.type === 'appended' ? [] : [frame];
		};
		const table = await Table.laid([1, 1, 1, 1], 6, (at) => (at === 3 ? { down } : undefined));
		const { sum, people, screen } = table.seat(3);
		const unheard = async (tap: () => Promise<unknown>) => {
			isDeaf = true;
			const tapped = tap();
			await table.rig.pass(300);
			isDeaf = false;
			screen.tablet.network.cut();
			return table.does(tapped);
		};
		for (const seat of table.seats.slice(0, 3)) await table.does(seat.sum.ready(seat.people));
		expect(await unheard(() => sum.ready(people))).toEqual(ok);
		expect(await unheard(() => sum.fix(table.devices, 3))).toEqual(ok);
		expect(sum.view).toMatchObject({ state: 'set', mine: 'in' });
		expect(await unheard(() => sum.abandon())).toEqual(ok);
		expect((await table.stepsOf(table.seat(0))).map(({ step }) => step.what)).toEqual([
			...['ready', 'ready', 'ready', 'ready'],
			'set',
			'abandon',
		]);
	},
);

test('[SU11] when the part itself was lost, the same bytes go again', slow, async () => {
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

test('[SU11] also when the tap was long ago: the same bytes, from the same tablet', slow, async () => {
	let isMute = false;
	const sent: string[] = [];
	const up = (frame: Uint8Array<ArrayBuffer>) => {
		const decoded = decodeFrame(frame);
		if (!decoded.ok || decoded.frame.type !== 'append') return [frame];
		sent.push(Buffer.from(frame).toString('base64'));
		return isMute ? [] : [frame];
	};
	const { table, marks, give } = await fixed([1, 1, 1, 1], 5, (at) => (at === 3 ? { up } : undefined));
	for (const at of [0, 1, 2]) await table.does(give(at));
	sent.length = 0;
	isMute = true;
	const giving = give(3);
	await table.rig.pass(500);
	const { network } = table.seat(3).screen.tablet;
	network.isOn = false;
	network.cut();
	expect(await table.does(giving)).toEqual({ ok: false, reason: 'offline' });
	await table.rig.pass(60_000);
	isMute = false;
	network.heal();
	await table.rig.pass(60_000);
	expect(sent.length).toBeGreaterThan(1);
	expect(sent[1]).toBe(sent[0]);
	expect(table.seat(0).sum.view.result).toEqual(together(marks));
	expect(await table.does(give(3))).toEqual(ok);
});

test('[SU11] nothing of a part is on the disk of a tablet before the log has it', slow, async () => {
	const { table, give } = await fixed();
	const before = table.disk(2);
	const { tablet } = table.seat(2).screen;
	tablet.network.isHole = true;
	void give(2);
	await table.rig.pass(300);
	expect(table.seat(2).sum.view.mine).toBe('sending');
	expect(table.disk(2)).toBe(before);
});

test(
	'[SU13] a page that is killed before the set makes a new key, and one after it is missing',
	slow,
	async () => {
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
	},
);

test(
	'[SU13] another tab of a tablet has no key, and a tab without the line gives all the same',
	slow,
	async () => {
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
	},
);

test('a part that waits is sent also when nobody looks at the sum any more', slow, async () => {
	const { table, marks, give } = await fixed();
	for (const at of [0, 1, 2]) await table.does(give(at));
	const { screen, sum } = table.seat(3);
	screen.tablet.network.isOn = false;
	screen.tablet.network.cut();
	await table.rig.pass();
	await table.does(give(3));
	screen.log.sums.leave(sum);
	screen.tablet.network.heal();
	await table.rig.pass(60_000);
	expect(table.seat(0).sum.view.result).toEqual(together(marks));
	expect(sum.isInHand).toBe(false);
});
