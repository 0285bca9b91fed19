import { expect, test } from 'vitest';
import type { Histogram } from '#lib/sealed-log/sums/histogram.ts';
import { Table, together } from '#tests/simulation/table.ts';

const ok = { ok: true };
/** Rounds that a page was killed in are begun anew, so often. */
const MOST_ROUNDS = 4;

/** What the network of a tablet does for a while: slow, lossy, repeating, in another order, cut. */
const storm = (table: Table): void => {
	for (const { screen } of table.seats) {
		const { network } = screen.tablet;
		const what = table.dice.below(6);
		if (what === 0) network.latency = [200, 2000];
		if (what === 1) network.mischief = 0.2;
		if (what === 2) network.isHole = true;
		if (what === 3) network.cut();
		if (what === 4) {
			network.isOn = false;
			network.cut();
		}
	}
};

const calm = async (table: Table): Promise<void> => {
	for (const { screen } of table.seats) screen.tablet.network.heal();
	await table.rig.pass(2000);
	// Somebody looks at the screens.
	for (const { screen } of table.seats) await table.rig.done(screen.log.wake());
	await table.rig.pass(8000);
};

/** Taps until it is done: somebody does, too. */
const taps = async (table: Table, tap: () => Promise<{ ok: boolean }>): Promise<void> => {
	for (let times = 0; times < 5; times++) {
		if ((await table.does(tap())).ok) return;
		await calm(table);
	}
	throw new Error('it never works');
};

/** Everybody gives while everything happens, then all is quiet. @returns whether the round is done */
const played = async (table: Table, marks: readonly Histogram[], kills: boolean): Promise<boolean> => {
	for (const { sum, people } of table.seats) await taps(table, () => sum.ready(people));
	await taps(table, () => table.seat(table.dice.below(table.seats.length)).sum.fix(table.devices, 3));
	await table.rig.pass(3000);
	const order = table.seats.map((_, at) => at).sort(() => table.dice.below(3) - 1);
	for (const [turn, at] of order.entries()) {
		if (turn % 3 === 0) storm(table);
		// Nobody waits for the others.
		void table.seat(at).sum.give(marks[at] as Histogram);
		await table.rig.pass(table.dice.below(1500));
		if (kills && table.dice.chance(0.15)) await table.reopened(at);
		if (table.dice.chance(0.1)) table.rig.server.kill(table.dice.below(2000));
	}
	await calm(table);
	await calm(table);
	return table.states.every((state) => state === 'done');
};

test.each([
	[4, 100],
	[5, 101],
	[7, 102],
	[9, 103],
	[12, 104],
	[15, 105],
	[15, 106],
])(
	'%i tablets come to the right sum, whatever the network does (seed %i)',
	{ timeout: 60_000 },
	async (many, seed) => {
		const people = Array.from({ length: many }, (_, at) => 1 + ((at + seed) % 3 === 0 ? 1 : 0));
		const table = await Table.laid(people, seed);
		const sent = table.listen();
		const marks = table.marks();
		let isDone = false;
		for (let rounds = 0; !isDone && rounds < MOST_ROUNDS; rounds++) {
			sent.length = 0;
			isDone = await played(table, marks, seed % 2 === 0 && rounds === 0);
			const parts = new Map<string, Set<string>>();
			for (const { device, id } of sent) parts.set(device, (parts.get(device) ?? new Set()).add(id));
			// However often it was sent, in one round a tablet has one part.
			expect([...parts.values()].every((ids) => ids.size === 1)).toBe(true);
			const ended = isDone ? ok : await table.does(table.seat(0).sum.abandon());
			expect(ended).toEqual(ok);
		}
		for (const { sum } of table.seats)
			expect(sum.view).toMatchObject({ state: 'done', result: together(marks) });
		const ends = table.seats.map(({ screen }) => screen.log.row.place);
		expect(new Set(ends.map(({ head }) => head)).size).toBe(1);
	},
);
