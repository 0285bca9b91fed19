import 'fake-indexeddb/auto';
import { afterEach, beforeEach, vi } from 'vitest';
import * as Y from 'yjs';
import { Database } from '#lib/device/database.ts';
import { Device } from '#lib/device/device.svelte.ts';
import { updatesAfter } from '#lib/device/keeping/updates.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';

/** The committee, and the database of the device: new for each test. */
export let name = '';

let made: Device[] = [];

/** A tab of this device. `channel` is how tabs hear each other; without it they only share the disk. */
export const tab = (channel?: BroadcastChannel, seals = false) => {
	const device = new Device({ db: new Database(name), channel, seals });
	made.push(device);
	return device;
};

export const year = 'year-2027';

export const write = (shared: SharedDocument, text: string) =>
	shared.type(() => shared.doc.getText('t').insert(shared.doc.getText('t').length, text));

export const read = (shared: SharedDocument) => shared.doc.getText('t').toString();

/** What a fresh document gets from Dexie alone. */
export const stored = async (device: Device) => {
	const doc = new Y.Doc();
	for (const update of await updatesAfter(device.db, name, year)) Y.applyUpdate(doc, update);
	return doc.getText('t').toString();
};

beforeEach(() => {
	name = `test-${crypto.randomUUID()}`;
	made = [];
});

afterEach(async () => {
	vi.restoreAllMocks();
	for (const device of made) {
		await device.close(name);
		device.db.close();
	}
});
