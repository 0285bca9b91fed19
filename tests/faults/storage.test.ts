import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, test, vi } from 'vitest';
import { name, read, stored, tab, write, year } from './tabs.ts';

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
		const row = { id: name, name: 'LMU', workplace: '', level: 'lmu', levelLabel: 'LMU', openedAt: '' };
		await device.remember(row);
		write(await device.open(name, 'year-2027'), 'kun her');
		expect(device.committees).toEqual([row]);
		open.mockRestore();
		await device.wake();
		expect(device.saved).toBe('saved');
		expect(await device.db.committees.toArray()).toEqual([row]);
		expect(await stored(device)).toBe('kun her');
	});

	test('the replica failing changes nothing', async () => {
		const real = indexedDB.open.bind(indexedDB);
		vi.spyOn(indexedDB, 'open').mockImplementation((db, version) => {
			if (db.startsWith('medspil-replica')) throw new DOMException('', 'UnknownError');
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
