import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { core } from '#lib/documents/kinds.ts';
import { origins } from '#lib/documents/origins.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import {
	atServer,
	closedLater,
	committee,
	foundIn,
	founded,
	joined,
	noNetwork,
	read,
	shareHouse,
	tab,
	write,
	year,
} from '#tests/device/tablets.ts';
import { Database } from '../database.ts';
import { Device } from '../device.svelte.ts';

// What a committee has at once may be more than an entry of any kind has room for: 4 MB.

shareHouse();

const later = { timeout: 30_000, interval: 50 };

/** A tablet from before the logs, on which the committee was founded. */
const plain = async (): Promise<Device> => {
	const db = new Database(`Mettes of ${committee}`);
	const device = closedLater(new Device({ db, channel: undefined, seals: false }));
	foundIn(await device.open(committee, core));
	return device;
};

const close = async (device: Device): Promise<void> => {
	await device.flush();
	await device.close(committee);
	device.db.close();
};

const letters = (length: number, seed: number): string =>
	Array.from({ length }, (_, at) => String.fromCharCode(97 + ((at * 7 + seed + (at >> 5)) % 26))).join('');

const records = (shared: SharedDocument) => shared.doc.getMap<string>('records');

/** Nine megabytes in texts and values, by several hands that lean on each other, some of it deleted again. */
const fill = (shared: SharedDocument): void => {
	write(shared, letters(3_000_000, 1));
	const hands = [7, 8, 9].map((clientID) => Object.assign(new Y.Doc(), { clientID }));
	for (let round = 0; round < 12; round++)
		for (const [at, hand] of hands.entries()) {
			Y.applyUpdate(hand, Y.encodeStateAsUpdate(shared.doc, Y.encodeStateVector(hand)));
			const text = hand.getText('t');
			text.insert(text.length - round * 100, letters(80_000, round));
			text.delete(round * 10, 5);
			hand.getMap('records').set(`record-${round}-${at}`, letters(90_000, at));
			Y.applyUpdate(
				shared.doc,
				Y.encodeStateAsUpdate(hand, Y.encodeStateVector(shared.doc)),
				origins.restored,
			);
		}
};

describe('a committee that is larger than an entry', () => {
	test('is founded offline with all of it, reaches the server, and is all there on a second tablet', async () => {
		const old = await plain();
		const before = await old.open(committee, year);
		fill(before);
		const [words, held] = [read(before), records(before).toJSON()];
		expect(Y.encodeStateAsUpdate(before.doc).length).toBeGreaterThan(8 * 1024 * 1024);
		await close(old);
		const offline = tab('Mettes', noNetwork);
		await offline.start();
		const here = await offline.open(committee, year);
		expect(read(here) === words).toBe(true);
		expect(offline.log(committee)?.status.state).toBe('here');
		await close(offline);
		const mette = tab('Mettes');
		await mette.start();
		await mette.open(committee, core);
		await vi.waitFor(() => expect(mette.log(committee)?.status.state).toBe('server'), later);
		const ali = await joined(mette, 'Alis');
		const there = await ali.open(committee, year);
		await vi.waitFor(() => expect(read(there).length).toBe(words.length), later);
		await vi.waitFor(() => expect(records(there).size).toBe(Object.keys(held).length), later);
		expect(read(there) === words).toBe(true);
		expect(records(there).toJSON()).toEqual(held);
		expect(there.doc.store.pendingStructs).toBeNull();
	}, 90_000);

	test('what is written offline in a log, more at once than an entry holds, is all there on a second tablet', async () => {
		const first = await founded();
		await atServer(first);
		await close(first);
		const offline = tab('Mettes', noNetwork);
		await offline.start();
		const here = await offline.open(committee, year);
		fill(here);
		await offline.flush();
		const [words, held] = [read(here), records(here).toJSON()];
		expect(offline.log(committee)?.status.state).toBe('here');
		await close(offline);
		const mette = tab('Mettes');
		await mette.start();
		await mette.open(committee, core);
		await vi.waitFor(() => expect(mette.log(committee)?.status.state).toBe('server'), later);
		const ali = await joined(mette, 'Alis');
		const there = await ali.open(committee, year);
		await vi.waitFor(() => expect(read(there).length).toBe(words.length), later);
		await vi.waitFor(() => expect(records(there).size).toBe(Object.keys(held).length), later);
		expect(read(there) === words).toBe(true);
		expect(records(there).toJSON()).toEqual(held);
	}, 90_000);
});

describe('what was there before a log', () => {
	test('what waits for something that never came keeps nothing else from being read', async () => {
		const old = await plain();
		const before = await old.open(committee, year);
		write(before, 'alt det der er');
		await old.flush();
		const torn = new Y.Doc();
		torn.getText('t').insert(0, 'kom aldrig');
		const known = Y.encodeStateVector(torn);
		torn.getText('t').insert(10, ' og resten');
		await old.db.updates.add({ committee, document: year, bytes: Y.encodeStateAsUpdate(torn, known) });
		await close(old);
		const mette = tab('Mettes');
		await mette.start();
		expect(read(await mette.open(committee, year))).toBe('alt det der er');
		await mette.open(committee, core);
		const ali = await joined(mette, 'Alis');
		const there = await ali.open(committee, year);
		await vi.waitFor(() => expect(read(there)).toBe('alt det der er'), later);
	});

	test('a value that no entry has room for is handed back, and all else is in the log', async () => {
		const old = await plain();
		const before = await old.open(committee, year);
		write(before, 'alt det andet');
		const words = letters(4_500_000, 3);
		before.act(() => before.doc.getMap('m').set('name', words));
		await close(old);
		const mette = tab('Mettes');
		await mette.start();
		const here = await mette.open(committee, year);
		expect(read(here)).toBe('alt det andet');
		expect(mette.sealed.tooLong.map((each) => each === words)).toEqual([true]);
		await mette.open(committee, core);
		const ali = await joined(mette, 'Alis');
		const there = await ali.open(committee, year);
		await vi.waitFor(() => expect(read(there)).toBe('alt det andet'), later);
		expect(here.doc.getMap('m').has('name')).toBe(false);
		expect(there.doc.getMap('m').has('name')).toBe(false);
	}, 60_000);
});
