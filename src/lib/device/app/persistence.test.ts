import { afterEach, expect, test, vi } from 'vitest';
import { askForPersistence, readPersistence, readSpace } from './persistence.ts';

afterEach(() => vi.unstubAllGlobals());

const storage = (answers: Partial<StorageManager>) => vi.stubGlobal('navigator', { storage: answers });

test('a browser that promises is believed, one that declines is not, and asking is only done when asked to', async () => {
	let promised = false;
	const persist = vi.fn<() => Promise<boolean>>(async () => (promised = true));
	storage({ persisted: async () => promised, persist });
	expect(await readPersistence()).toBe('may-be-cleared');
	expect(persist).not.toHaveBeenCalled();
	expect(await askForPersistence()).toBe('kept');
	expect(await readPersistence()).toBe('kept');
	storage({ persisted: async () => false, persist: async () => false });
	expect(await askForPersistence()).toBe('may-be-cleared');
});

test('a browser that cannot be asked, or fails, is not taken for a promise', async () => {
	storage({ persisted: async () => false });
	expect(await askForPersistence()).toBe('may-be-cleared');
	const fails = () => Promise.reject(new TypeError('The origin is opaque.'));
	storage({ persisted: fails, persist: fails, estimate: fails });
	expect([await readPersistence(), await askForPersistence(), await readSpace()]).toEqual([
		'unknown',
		'unknown',
		undefined,
	]);
	vi.stubGlobal('navigator', {});
	expect([await askForPersistence(), await readSpace()]).toEqual(['unknown', undefined]);
});

test('the space is given when the browser knows all of it', async () => {
	storage({ estimate: async () => ({ usage: 10, quota: 100 }) });
	expect(await readSpace()).toEqual({ used: 10, allowed: 100 });
	storage({ estimate: async () => ({ quota: 100 }) });
	expect(await readSpace()).toBeUndefined();
});
