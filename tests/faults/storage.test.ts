import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, test, vi } from 'vitest';
import { Database } from '#lib/device/database.ts';
import { Device } from '#lib/device/device.svelte.ts';
import { name, read, stored, tab, write, year } from './tabs.ts';

const row = () => ({ id: name, name: 'LMU', workplace: '', level: 'lmu', levelLabel: 'LMU', openedAt: '' });

describe('when storing fails', () => {
	const full = () => Promise.reject(new DOMException('', 'QuotaExceededError'));

	test('a full disk is said, the words stay, and are stored when there is room again', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const device = tab();
		const opened = device.open(name, year);
		vi.useRealTimers();
		const shared = await opened;
		vi.spyOn(device.db.updates, 'add').mockImplementation(full as never);
		write(shared, 'vigtigt');
		await device.flush();
		expect(device.saved).toBe('failed');
		expect(device.trouble).toBe('full');
		expect(read(shared)).toBe('vigtigt');
		vi.restoreAllMocks();
		await device.flush();
		expect(device.saved).toBe('saved');
		expect(await stored(device)).toBe('vigtigt');
	});

	test('a refused database: everything works in memory, and the screen does not claim more', async () => {
		vi.spyOn(indexedDB, 'open').mockImplementation(() => {
			throw new DOMException('', 'SecurityError');
		});
		const device = tab();
		await device.start();
		const shared = await device.open(name, year);
		write(shared, 'kun her');
		await device.flush();
		expect(device.saved).toBe('failed');
		expect(device.trouble).toBe('refused');
		expect(read(shared)).toBe('kun her');
	});

	test('a committee founded while the database refuses is stored when it opens again', async () => {
		const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
			throw new DOMException('', 'SecurityError');
		});
		const device = tab();
		await device.start();
		await device.remember(row());
		write(await device.open(name, 'year-2027'), 'kun her');
		expect(device.committees).toEqual([row()]);
		open.mockRestore();
		await device.wake();
		expect(device.saved).toBe('saved');
		expect(await device.db.committees.toArray()).toEqual([row()]);
		expect(await stored(device)).toBe('kun her');
	});

	test('what is new about a committee while the disk is full stays, and is stored by itself when there is room', async () => {
		const device = tab();
		await device.start();
		await device.remember(row());
		const shared = await device.open(name, year);
		vi.spyOn(device.db.committees, 'put').mockImplementationOnce(full as never);
		await device.remember({ ...row(), archivedOn: '2027-01-01', me: 'm1' });
		expect(device.saved).toBe('failed');
		write(shared, 'x');
		await device.flush();
		await vi.waitFor(() => expect(device.saved).toBe('saved'), 4000);
		expect(device.committee(name)).toMatchObject({ archivedOn: '2027-01-01', me: 'm1' });
		expect(await device.db.committees.get(name)).toMatchObject({ archivedOn: '2027-01-01', me: 'm1' });
	});

	test('a list that could not be stored is tried again though nothing else is written', async () => {
		const device = tab();
		await device.start();
		vi.spyOn(device.db.committees, 'put').mockImplementationOnce(full as never);
		await device.remember(row());
		expect(device.saved).toBe('failed');
		await vi.waitFor(() => expect(device.saved).toBe('saved'), 4000);
		expect(await device.db.committees.toArray()).toEqual([row()]);
	});

	test('the replica failing changes nothing', async () => {
		const real = indexedDB.open.bind(indexedDB);
		vi.spyOn(indexedDB, 'open').mockImplementation((db, version) => {
			if (db.includes('-replica/')) throw new DOMException('', 'UnknownError');
			return real(db, version);
		});
		const device = tab();
		write(await device.open(name, year), 'uden kopi');
		await device.close(name);
		expect(device.saved).toBe('saved');
		expect(read(await tab().open(name, year))).toBe('uden kopi');
	});

	test('Dexie failing while the replica works is said as not saved, and mended at the next opening', async () => {
		const real = indexedDB.open.bind(indexedDB);
		const open = vi.spyOn(indexedDB, 'open').mockImplementation((db, version) => {
			if (db === name) throw new DOMException('', 'UnknownError');
			return real(db, version);
		});
		const device = tab();
		write(await device.open(name, year), 'i kopien');
		await device.flush();
		expect(device.saved).toBe('failed');
		await new Promise((resolve) => setTimeout(resolve, 20));
		open.mockRestore();
		const after = tab();
		expect(read(await after.open(name, year))).toBe('i kopien');
		expect(await stored(after)).toBe('i kopien');
	});

	test('a database deleted under the open page is written again from memory', async () => {
		const device = tab();
		const shared = await device.open(name, year);
		write(shared, 'før og ');
		await device.flush();
		device.db.close();
		await Dexie.delete(name);
		write(shared, 'efter');
		await device.flush();
		await device.wake();
		expect(device.saved).toBe('saved');
		expect(await stored(device)).toBe('før og efter');
	});
});

describe('when the browser does not answer', () => {
	test('documents open in memory, which is said', { timeout: 20_000 }, async () => {
		vi.spyOn(indexedDB, 'open').mockImplementation(() => new EventTarget() as IDBOpenDBRequest);
		const device = new Device({ db: new Database(name), channel: undefined });
		void device.start();
		const shared = await device.open(name, year);
		write(shared, 'kun her');
		expect(device.saved).toBe('failed');
		expect(device.trouble).toBe('lost');
	});

	test('what was written meanwhile is stored when it answers at last', { timeout: 20_000 }, async () => {
		const device = tab();
		const { open } = device.db;
		let answer = () => {};
		const late = new Promise<void>((resolve) => (answer = resolve));
		vi.spyOn(device.db, 'open').mockImplementation((() => late.then(() => open.call(device.db))) as never);
		void device.start();
		await device.remember(row());
		const shared = await device.open(name, year);
		write(shared, 'skrevet imens');
		expect(device.saved).toBe('failed');
		answer();
		await vi.waitFor(() => expect(device.saved).toBe('saved'), 5000);
		expect(await stored(device)).toBe('skrevet imens');
		expect(await device.db.committees.count()).toBe(1);
	});

	test(
		'a replica that never loads is read as far as it can be, and made anew for the next opening',
		{
			timeout: 20_000,
		},
		async () => {
			const device = tab();
			const shared = await device.open(name, year);
			write(shared, 'gemt');
			await device.flush();
			vi.spyOn(device.db, 'transaction').mockRejectedValue(new Error('killed'));
			write(shared, ' og kun i kopien');
			await device.flush();
			await new Promise((resolve) => setTimeout(resolve, 20));
			await device.abandon(name);
			vi.restoreAllMocks();
			const replica = await new Dexie(`${name}-replica/${name}/${year}`).open();
			await replica.table('updates').add(new Uint8Array([1, 2, 3, 250]));
			replica.close();

			// y-indexeddb leaves its own failure to nobody.
			const heard = process.listeners('unhandledRejection');
			process.removeAllListeners('unhandledRejection').on('unhandledRejection', () => undefined);
			const first = tab();
			const opened = await first.open(name, year);
			await vi.waitFor(() => expect(read(opened)).toBe('gemt og kun i kopien'));
			await first.flush();
			expect(await stored(first)).toBe('gemt og kun i kopien');
			await vi.waitFor(async () => expect(await replicas()).toBe(0));
			process.removeAllListeners('unhandledRejection');
			for (const listener of heard) process.on('unhandledRejection', listener);

			await first.close(name);
			const from = performance.now();
			expect(read(await tab().open(name, year))).toBe('gemt og kun i kopien');
			expect(performance.now() - from).toBeLessThan(1000);
		},
	);
});

const replicas = async () =>
	(await indexedDB.databases()).filter((db) => db.name?.includes(`replica/${name}`)).length;
