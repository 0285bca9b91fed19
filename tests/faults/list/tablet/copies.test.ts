import 'fake-indexeddb/auto';
import type { Dexie } from 'dexie';
import { afterEach, expect, test, vi } from 'vitest';
import { Database } from '#lib/device/database.ts';
import {
	atServer,
	closedLater,
	committee,
	founded,
	foundOn,
	house,
	joined,
	joinedOn,
	read,
	shareHouse,
	tab,
	tabOf,
	write,
	year,
} from '#tests/device/tablets.ts';
import { KillableHouse } from '../rig/houses.ts';
import { amiss, isLive, logOf, until, untilSame, word } from '../rig/looking.ts';
import { record } from '../rig/record.ts';
import { Way } from '../rig/way.ts';

shareHouse();

/** All that lies in a tablet's database, put into another one's, as a backup of the whole device does. */
const copy = async (from: Dexie, name: string): Promise<void> => {
	const to = new Database(name);
	await to.open();
	for (const table of from.tables) {
		const keys = await table.toCollection().primaryKeys();
		const rows = await table.toArray();
		const isInline = Boolean(to.table(table.name).schema.primKey.keyPath);
		await to.table(table.name).bulkPut(rows, isInline ? undefined : keys);
	}
	to.close();
};

test('R15: a tablet and its copy go on writing, and everybody has the same', async () => {
	const between = await Way.to(house.port);
	const mette = await founded();
	const ali = await joined(mette, 'Alis', 'write', between.reach());
	const texts = [await mette.open(committee, year), await ali.open(committee, year)] as const;
	write(texts[1], word('a', 0));
	await untilSame([mette, ali], [...texts]);
	between.weather = 'shut';
	between.cut();
	// What was not sent is in both, and both may go on with it.
	write(texts[1], word('a', 1));
	await ali.flush();
	await copy(ali.db, `Alis copy of ${committee}`);
	const clone = tab('Alis copy', between.reach());
	await clone.start();
	const there = await clone.open(committee, year);
	expect(read(there)).toBe(read(texts[1]));
	for (let at = 2; at < 6; at++) {
		write(texts[1], word('a', at));
		write(there, word('c', at));
		await ali.flush();
		await clone.flush();
	}
	between.weather = 'open';
	void ali.wake();
	void clone.wake();
	const time = await untilSame([mette, ali, clone], [texts[0], texts[1], there]);
	const words = [0, 1, 2, 3, 4, 5].map((at) => word('a', at));
	for (let at = 2; at < 6; at++) words.push(word('c', at));
	expect(amiss(words, read(texts[0]))).toBe(0);
	const { archive, id } = await logOf(mette);
	const rows = await archive.rows(id, year, 0);
	const device = (await logOf(ali)).row.device;
	const sessions = new Set(rows.filter((row) => row.device === device).map(({ session }) => session));
	expect(sessions.size).toBeGreaterThan(1);
	const done = 'a tablet’s database is copied with something unsent in it, and both go on offline';
	record('R15', done, amiss(words, read(texts[0])), 'words lost or twice', { most: 0 });
	expect(record('R15', done, time / 1000, 's until all three are the same')).toBe(true);
}, 60_000);

afterEach(() => vi.restoreAllMocks());

test.each([
	['a year behind', () => -365 * 86_400_000],
	['a year ahead', () => 365 * 86_400_000],
])(
	'R16: with a clock that is %s everything is shared as ever',
	async (what, off) => {
		const own = new KillableHouse();
		await own.open();
		const now = Date.now.bind(Date);
		vi.spyOn(Date, 'now').mockImplementation(() => now() + off());
		const mette = await foundOn(closedLater(tabOf(`Mettes of ${committee}`, own)));
		const ali = await joinedOn(closedLater(tabOf(`Alis of ${committee}`, own)), mette);
		const texts = [await mette.open(committee, year), await ali.open(committee, year)] as const;
		const words: string[] = [];
		for (let at = 0; at < 10; at++) {
			words.push(word('w', at));
			write(texts[at % 2 ? 1 : 0], word('w', at));
			await new Promise((resolve) => setTimeout(resolve, 60));
		}
		const time = await untilSame([mette, ali], [...texts]);
		expect(amiss(words, read(texts[0]))).toBe(0);
		const done = `two tablets whose clocks are ${what} found, join and write`;
		record('R16', done, amiss(words, read(texts[0])), 'words lost or twice', { most: 0 });
		record('R16', done, time / 1000, 's until all is the same');
	},
	120_000,
);

test('R16: clocks that jump by up to a year all the time while two tablets write do no harm', async () => {
	const own = new KillableHouse();
	await own.open();
	const mette = await foundOn(closedLater(tabOf(`Mettes of ${committee}`, own)));
	const ali = await joinedOn(closedLater(tabOf(`Alis of ${committee}`, own)), mette);
	const texts = [await mette.open(committee, year), await ali.open(committee, year)] as const;
	const now = Date.now.bind(Date);
	vi.spyOn(Date, 'now').mockImplementation(
		() => now() + Math.round((Math.random() - 0.5) * 2 * 365 * 86_400_000),
	);
	const words: string[] = [];
	for (let at = 0; at < 30; at++) {
		words.push(word('w', at));
		write(texts[at % 2 ? 1 : 0], word('w', at));
		await new Promise((resolve) => setTimeout(resolve, 60));
	}
	const time = await untilSame([mette, ali], [...texts]);
	expect(amiss(words, read(texts[0]))).toBe(0);
	const done = 'the clocks jump by up to a year each time they are read, while two tablets write';
	record('R16', done, amiss(words, read(texts[0])), 'words lost or twice', { most: 0 });
	record('R16', done, time / 1000, 's until all is the same');
}, 120_000);

test('R16: a dead line is noticed although the clock was put back a year meanwhile', async () => {
	const between = await Way.to(house.port);
	const mette = await founded();
	await atServer(mette);
	const ali = await joined(mette, 'Alis', 'write', between.reach());
	await until(() => isLive(ali));
	between.weather = 'hole';
	const now = Date.now.bind(Date);
	vi.spyOn(Date, 'now').mockImplementation(() => now() - 365 * 86_400_000);
	const time = await until(() => !isLive(ali), { timeout: 40_000, interval: 50 }).catch(() => Infinity);
	const done = 'the clock is put back a year while the line is dead';
	record('R16', done, time / 1000, 's until noticed', { most: 24 });
	expect(time).toBeLessThan(40_000);
}, 90_000);
