import { expect, test } from 'vitest';
import { decodeEntry } from '#lib/sealed-log/entry/codec.ts';
import { decodeCoverage } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { Histogram } from '#lib/sealed-log/sums/histogram.ts';
import { Table, together } from '#tests/simulation/table.ts';

const ok = { ok: true };

/** Somebody writes so much in the document that snapshots are due, in a table's own year. */
const writeMuch = async (table: Table) => {
	for (let times = 0; times < 4; times++)
		for (const { screen } of table.seats) {
			const shared = await table.rig.done(screen.log.open('year-2027'));
			shared.type(() => shared.doc.getText('text').insert(0, `${times}`));
			await table.rig.pass(2000);
		}
	await table.rig.pass(60_000);
};

/** Sessions that snapshots of the year stand for. */
const covered = async (table: Table): Promise<Set<string>> => {
	const { log } = table.seat(0).screen;
	const rows = await table.rig.done(log.archive.rows(log.id, 'year-2027', 0));
	const marks = rows.flatMap(({ kind, bytes }) => {
		const decoded = kind === kinds.snapshot ? decodeEntry(bytes) : undefined;
		return (decoded?.ok && decodeCoverage(decoded.entry.extra)) || [];
	});
	return new Set(marks.map(({ session }) => session));
};

const sessionsOf = async (table: Table): Promise<string[]> => {
	const { log } = table.seat(0).screen;
	const rows = await table.rig.done(log.archive.rows(log.id, 'year-2027', 0));
	return rows.filter(({ kind }) => kind === kinds.sum).map(({ session }) => session);
};

// Virtual time is cheap, but machines have other things to do.
const slow = { timeout: 30_000 };

test(
	'[SU15] no snapshot stands for steps of a subject’s last round, and one does when another has begun',
	slow,
	async () => {
		const table = await Table.laid([1, 1, 1, 1]);
		await table.fix();
		const marks = table.marks();
		await table.does(table.seat(0).sum.give(marks[0] as Histogram));
		await writeMuch(table);
		const steps = await sessionsOf(table);
		const before = await covered(table);
		expect(before.size).toBeGreaterThan(0);
		expect(steps.filter((session) => before.has(session))).toEqual([]);
		for (const at of [1, 2, 3]) await table.does(table.seat(at).sum.give(marks[at] as Histogram));
		await writeMuch(table);
		const all = await sessionsOf(table);
		const then = await covered(table);
		expect(all.filter((session) => then.has(session))).toEqual([]);
		const late = await table.rig.joins('late', table.seat(0).screen, 'write');
		const sum = await table.rig.done(late.log.sums.of('year-2027', table.of));
		expect(sum.view).toMatchObject({ state: 'done', mine: 'out', result: together(marks) });
		const { people } = table.seat(0);
		expect(await table.does(table.seat(0).sum.ready(people))).toEqual(ok);
		await writeMuch(table);
		const after = await covered(table);
		expect(all.every((session) => after.has(session))).toBe(true);
		for (const each of table.seats) expect(each.sum.view.agreed).toHaveLength(4);
	},
);

test('a newcomer reads a document whose rounds are dropped as everybody else', slow, async () => {
	const table = await Table.laid([1, 1, 1, 1]);
	await table.fix();
	const marks = table.marks();
	for (const [at, { sum }] of table.seats.entries()) await table.does(sum.give(marks[at] as Histogram));
	await table.does(table.seat(0).sum.ready(table.seat(0).people));
	await writeMuch(table);
	const late = await table.rig.joins('late', table.seat(0).screen, 'write');
	const [theirs, mine] = [late, table.seat(0).screen].map(({ log }) => log.open('year-2027'));
	const texts = await table.rig.done(Promise.all([theirs, mine]));
	await table.rig.pass(30_000);
	const [one, other] = texts.map((shared) => shared?.doc.getText('text').toString());
	expect(one).toBe(other);
	expect(one).toHaveLength(16);
	expect(late.log.concerns).toEqual([]);
	// It has signed that it holds everything, and the others agree.
	expect(table.seat(0).screen.log.status).toEqual({ state: 'reached', others: 4, of: 4 });
	const sum = await table.rig.done(late.log.sums.of('year-2027', table.of));
	expect(sum.view).toMatchObject({ state: 'gathering', agreed: undefined });
	// The server knows what this tablet has never seen.
	expect(await table.does(sum.ready([{ id: 'new', name: 'Ny' }]))).toEqual(ok);
	const [first, ...others] = table.devices;
	for (const each of table.seats.slice(1)) await table.does(each.sum.ready(each.people));
	expect(first && (await table.does(sum.fix([late.log.row.device, ...others], 3)))).toEqual({
		ok: false,
		reason: 'wrong-set',
	});
	expect(await table.fix()).toEqual(ok);
});

test(
	'a tablet that is removed in the middle is missing, and the round begins anew without it',
	slow,
	async () => {
		const table = await Table.laid([1, 1, 1, 1, 1]);
		await table.fix();
		const marks = table.marks();
		await table.does(table.seat(0).sum.give(marks[0] as Histogram));
		const [gone = ''] = table.devices.slice(4);
		expect(await table.does(table.seat(0).screen.log.members.revoke(gone))).toMatchObject(ok);
		await table.rig.pass(10_000);
		expect(await table.does(table.seat(4).sum.give(marks[4] as Histogram))).toMatchObject({ ok: false });
		// Under the new key, which the set was not fixed under.
		for (const at of [1, 2, 3])
			expect(await table.does(table.seat(at).sum.give(marks[at] as Histogram))).toEqual(ok);
		expect(table.seat(0).sum.view.missing).toEqual([gone]);
		expect(await table.does(table.seat(2).sum.abandon())).toEqual(ok);
		table.seats.splice(4);
		expect(await table.fix()).toEqual(ok);
		for (const [at, { sum }] of table.seats.entries()) await table.does(sum.give(marks[at] as Histogram));
		await table.rig.pass();
		expect(table.seat(3).sum.view.result).toEqual(together(marks.slice(0, 4)));
	},
);
