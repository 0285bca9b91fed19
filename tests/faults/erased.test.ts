import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import { core } from '#lib/documents/kinds.ts';
import { collect, restore } from '#lib/device/backup/restore.ts';
import { updatesAfter } from '#lib/device/keeping/updates.ts';
import { Rounds } from '#lib/device/rounds.ts';
import { name, read, stored, tab, write, year } from './tabs.ts';

const row = () => ({ id: name, name: 'LMU', workplace: '', level: 'lmu', levelLabel: 'LMU', openedAt: '' });

/** Everything of the committee that is on the disk, replicas included. */
const left = async (one: ReturnType<typeof tab>) => ({
	rows: await one.db.committees.count(),
	documents: await one.db.documentsOf(name),
	updates: (await updatesAfter(one.db, name, year)).length,
	rounds: await one.db.rounds.count(),
	replicas: (await indexedDB.databases()).filter((db) => db.name?.includes(`replica/${name}`)).length,
});
const nothing = { rows: 0, documents: [], updates: 0, rounds: 0, replicas: 0 };

/** A tab with a committee in which something is written. */
const withCommittee = async (channel?: BroadcastChannel) => {
	const one = tab(channel);
	await one.start();
	await one.remember(row());
	const shared = await one.open(name, year);
	write(shared, 'hemmeligt');
	await one.flush();
	return { one, shared };
};

describe('deleting a committee', () => {
	test('leaves nothing of it on the disk', async () => {
		const { one } = await withCommittee();
		await one.open(name, core);
		expect(await one.erase(name)).toBe(true);
		expect(one.committees).toEqual([]);
		expect(await left(one)).toEqual(nothing);
	});

	test('that the database refuses says so, keeps everything, and what is open goes on', async () => {
		const { one, shared } = await withCommittee();
		const refused = vi.spyOn(one.db, 'transaction').mockRejectedValue(new DOMException('', 'UnknownError'));
		expect(await one.erase(name)).toBe(false);
		refused.mockRestore();
		expect(one.committees).toEqual([row()]);
		write(shared, ' og mere');
		await one.flush();
		const again = tab();
		await again.start();
		expect(again.committees).toEqual([row()]);
		expect(read(await again.open(name, year))).toBe('hemmeligt og mere');
	});

	test('of one that is only in memory works while the database refuses', async () => {
		const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
			throw new DOMException('', 'SecurityError');
		});
		const one = tab();
		await one.start();
		await one.remember(row());
		write(await one.open(name, year), 'kun her');
		expect(await one.erase(name)).toBe(true);
		expect(one.committees).toEqual([]);
		open.mockRestore();
		await one.wake();
		expect(await left(one)).toEqual(nothing);
	});

	test('is heard by the other tabs though one of them is frozen and holds its replica', async () => {
		const { one } = await withCommittee(new BroadcastChannel(name));
		const other = tab(new BroadcastChannel(name));
		await other.start();
		vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => new EventTarget() as IDBOpenDBRequest);
		void one.erase(name);
		await vi.waitFor(() => expect(other.committees).toEqual([]));
	});

	test('is finished by the next start when the tab was killed before its replicas were gone', async () => {
		const { one } = await withCommittee();
		vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => new EventTarget() as IDBOpenDBRequest);
		void one.erase(name);
		await vi.waitFor(async () => expect(await one.db.committees.count()).toBe(0));
		expect((await left(one)).replicas).toBe(1);
		vi.restoreAllMocks();
		const next = tab();
		await next.start();
		await vi.waitFor(async () => expect(await left(next)).toEqual(nothing));
	});
});

describe('after a committee was deleted', () => {
	test('a tab that is writing and has not heard of it leaves nothing behind', async () => {
		const { one } = await withCommittee();
		// Without a channel, as if it slept.
		const other = tab();
		await other.start();
		const shared = await other.open(name, year);
		await one.erase(name);
		write(shared, 'for sent');
		await other.flush();
		await other.remember({ ...row(), openedAt: '2027-01-14' });
		await new Rounds(other.db).add({ committee: name, reflection: 'r', statements: [] }, new Map());
		write(await other.open(name, 'year-2028'), 'endnu senere');
		await other.flush();
		expect(other.committees).toEqual([]);
		expect(other.saved).toBe('saved');
		await vi.waitFor(async () => expect(await left(one)).toEqual(nothing));
	});

	test('a copy of it can be taken in again in the same session, and is kept', async () => {
		const { one } = await withCommittee();
		const { backup } = await collect(one, name);
		await one.erase(name);
		const taken = restore(one, backup);
		await Promise.all([one.start(), taken, one.start()]);
		await one.wake();
		expect(one.saved).toBe('saved');
		expect(one.committees).toHaveLength(1);
		const shared = await one.open(name, year);
		write(shared, ' bliver gemt');
		await one.flush();
		expect(await stored(one)).toBe('hemmeligt bliver gemt');
		const again = tab();
		await again.start();
		expect(again.committees).toHaveLength(1);
	});
});
