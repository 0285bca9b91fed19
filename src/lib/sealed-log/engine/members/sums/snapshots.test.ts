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

const isSnapshot = ({ kind }: { kind: number }) => kind === kinds.snapshot;

const sessionsOf = async (table: Table): Promise<string[]> => {
	const { log } = table.seat(0).screen;
	const rows = await table.rig.done(log.archive.rows(log.id, 'year-2027', 0));
	return rows.filter(({ kind }) => kind === kinds.sum).map(({ session }) => session);
};

// Virtual time is cheap, but machines have other things to do.
const slow = { timeout: 30_000 };

test('[SU15] no snapshot stands for steps of sums: who was away finds how a round ended', slow, async () => {
	const table = await Table.laid([1, 1, 1, 1]);
	await table.fix();
	const marks = table.marks();
	await table.does(table.seat(0).sum.give(marks[0] as Histogram));
	await writeMuch(table);
	for (const at of [1, 2, 3]) await table.does(table.seat(at).sum.give(marks[at] as Histogram));
	await table.does(table.seat(0).sum.ready(table.seat(0).people));
	await table.does(table.seat(0).sum.abandon());
	await writeMuch(table);
	const steps = await sessionsOf(table);
	const stood = await covered(table);
	expect(stood.size).toBeGreaterThan(4);
	expect(steps).toHaveLength(11);
	expect(steps.filter((session) => stood.has(session))).toEqual([]);
	// Nor are they counted among what the next snapshot is due for.
	const { log } = table.seat(0).screen;
	const made = (await table.rig.done(log.archive.rows(log.id, 'year-2027', 0))).filter(isSnapshot).length;
	await table.rig.pass(120_000);
	const later = (await table.rig.done(log.archive.rows(log.id, 'year-2027', 0))).filter(isSnapshot).length;
	expect(later).toBe(made);
});

test('a newcomer reads a document whose rounds are dropped as everybody else', slow, async () => {
	const table = await Table.laid([1, 1, 1, 1]);
	await table.fix();
	const marks = table.marks();
	for (const [at, { sum }] of table.seats.entries()) await table.does(sum.give(marks[at] as Histogram));
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
	expect(sum.view).toMatchObject({ state: 'done', mine: 'out', result: together(marks) });
	// It was not in it, and cannot be.
	for (const each of table.seats) await table.does(each.sum.ready(each.people));
	expect(await table.does(sum.ready([{ id: 'new', name: 'Ny' }]))).toEqual(ok);
	const all = [late.log.row.device, ...table.devices];
	expect(await table.does(sum.fix(all, 3))).toEqual({ ok: false, reason: 'unfit' });
	expect(await table.does(sum.fix(table.devices, 3))).toEqual(ok);
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
