import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, test, vi } from 'vitest';
import { name, read, stored, tab, write, year } from '#tests/faults/tabs.ts';
import { readStored, updatesAfter } from './updates.ts';

describe('saved', () => {
	test('is never said before the write is stored', async () => {
		const device = tab();
		const shared = await device.open(name, year);
		expect(device.saved).toBe('saved');
		write(shared, 'æøå 🌻');
		expect(device.saved).toBe('saving');
		await device.flush();
		expect(device.saved).toBe('saved');
		expect(await stored(device)).toBe('æøå 🌻');
	});

	test('is not said either while a place in the list, or who one is, is being stored', async () => {
		const device = tab();
		const row = { id: name, name: 'LMU', workplace: '', level: 'lmu', levelLabel: 'LMU', openedAt: '' };
		const remembered = device.remember({ ...row, askedMe: true });
		expect(device.saved).toBe('saving');
		await remembered;
		expect(device.saved).toBe('saved');
		const opened = device.remember({ ...row, askedMe: true, openedAt: '2027-01-14' });
		expect(device.saved).toBe('saved');
		await opened;
	});

	test('typing is gathered into few updates, an action is stored by itself at once', async () => {
		const device = tab();
		const shared = await device.open(name, year);
		for (const letter of 'seks trætte mennesker') write(shared, letter);
		await device.flush();
		expect(await updatesAfter(device.db, name, year)).toHaveLength(1);
		shared.act(() => shared.doc.getMap('profile').set('name', 'Solsikken'));
		await vi.waitFor(() => expect(device.saved).toBe('saved'));
		expect(await updatesAfter(device.db, name, year)).toHaveLength(2);
	});

	test('a text of 50 kB pasted at once is stored whole', async () => {
		const device = tab();
		const shared = await device.open(name, year);
		const long = 'Rød grød med fløde 🍓. '.repeat(2300);
		write(shared, long);
		await device.flush();
		expect(await stored(device)).toBe(long);
	});

	test('undo is stored like everything else', async () => {
		const device = tab();
		const shared = await device.open(name, year);
		const undo = shared.act(() => shared.doc.getMap('profile').set('name', 'Solsikken'));
		undo();
		await device.close(name);
		const again = await tab().open(name, year);
		expect(again.doc.getMap('profile').toJSON()).toEqual({});
	});
});

describe('opening again', () => {
	test('gives what was written', async () => {
		const device = tab();
		write(await device.open(name, year), 'i går');
		await device.close(name);
		expect(read(await tab().open(name, year))).toBe('i går');
	});

	test('what the replica holds beyond Dexie is appended, deletions too', async () => {
		const device = tab();
		const shared = await device.open(name, year);
		write(shared, 'abc');
		await device.flush();
		// A crash between the two: the replica has this, Dexie never got it.
		vi.spyOn(device.db, 'transaction').mockRejectedValue(new Error('killed'));
		shared.act(() => shared.doc.getText('t').delete(1, 1));
		await device.flush();
		await new Promise((resolve) => setTimeout(resolve, 20));
		vi.restoreAllMocks();
		expect(await stored(device)).toBe('abc');
		const after = tab();
		expect(read(await after.open(name, year))).toBe('ac');
		expect(await stored(after)).toBe('ac');
		expect(after.saved).toBe('saved');
	});

	test('what Dexie holds beyond the replica is read', async () => {
		const device = tab();
		const shared = await device.open(name, year);
		write(shared, 'i Dexie');
		await device.close(name);
		await Dexie.delete(`${name}-replica/${name}/${year}`);
		expect(read(await tab().open(name, year))).toBe('i Dexie');
	});

	test('many stored updates are remembered by their heads, so that the next opening reads few', async () => {
		const device = tab();
		const shared = await device.open(name, year);
		for (let i = 0; i < 250; i++) {
			shared.act(() => shared.doc.getMap('profile').set('n', i));
			await device.flush();
		}
		await device.close(name);
		await tab().open(name, year);
		expect((await readStored(device.db, name, year)).tail).toHaveLength(0);
		const again = await tab().open(name, year);
		expect(again.doc.getMap('profile').get('n')).toBe(249);
		expect(await updatesAfter(device.db, name, year)).toHaveLength(250);
	});

	test('remembered heads do not hide what a lost replica no longer holds', async () => {
		const device = tab();
		const shared = await device.open(name, year);
		for (let i = 0; i < 250; i++) {
			shared.act(() => shared.doc.getMap('profile').set(`n${i}`, i));
			await device.flush();
		}
		await device.close(name);
		const other = tab();
		await other.open(name, year);
		await other.close(name);
		await Dexie.delete(`${name}-replica/${name}/${year}`);
		expect((await tab().open(name, year)).doc.getMap('profile').size).toBe(250);
	});

	test('an update that cannot be read is kept and counted, and the rest opens', async () => {
		const device = tab();
		write(await device.open(name, year), 'helt');
		await device.flush();
		await device.db.updates.add({ committee: name, document: year, bytes: new Uint8Array([1, 2, 3, 250]) });
		await device.close(name);
		await Dexie.delete(`${name}-replica/${name}/${year}`);
		const after = tab();
		expect(read(await after.open(name, year))).toBe('helt');
		expect(after.broken(name)).toBe(1);
		expect(await updatesAfter(after.db, name, year)).toHaveLength(2);
	});
});

describe('several tabs', () => {
	test('see each other at once, and both store what they wrote', async () => {
		const one = tab(new BroadcastChannel(name));
		const other = tab(new BroadcastChannel(name));
		const [mine, yours] = [await one.open(name, year), await other.open(name, year)];
		write(mine, 'fra den ene');
		await vi.waitFor(() => expect(read(yours)).toBe('fra den ene'));
		write(yours, ' og den anden');
		await vi.waitFor(() => expect(read(mine)).toBe('fra den ene og den anden'));
		await Promise.all([one.flush(), other.flush()]);
		expect(await stored(one)).toBe('fra den ene og den anden');
	});

	test('what one tab writes while another is opening the document is in both', async () => {
		const one = tab(new BroadcastChannel(name));
		const mine = await one.open(name, year);
		for (let time = 0; time < 20; time++) {
			const other = tab(new BroadcastChannel(name));
			const opening = other.open(name, year);
			for (let steps = 0; steps < time; steps++) await Promise.resolve();
			write(mine, `${time} `);
			await one.flush();
			const yours = await opening;
			await vi.waitFor(() => expect(read(yours)).toBe(read(mine)));
			await other.close(name);
		}
		expect(await stored(one)).toBe(read(mine));
	});

	test('a tab that slept catches up when it wakes', async () => {
		const one = tab();
		const other = tab();
		const [mine, asleep] = [await one.open(name, year), await other.open(name, year)];
		write(mine, 'skrevet imens');
		await one.flush();
		expect(read(asleep)).toBe('');
		await other.wake();
		expect(read(asleep)).toBe('skrevet imens');
	});

	test('what the replica reads in from a killed tab while it tidies itself is stored as well', async () => {
		const [killed, here] = [tab(), tab()];
		const [theirs, mine] = [await killed.open(name, year), await here.open(name, year)];
		vi.spyOn(killed.db, 'transaction').mockRejectedValue(new Error('killed'));
		write(theirs, 'Kun i kopien. ');
		await killed.flush();
		await new Promise((resolve) => setTimeout(resolve, 20));
		await killed.abandon(name);
		for (let i = 0; i < 505; i++) mine.act(() => mine.doc.getMap('m').set('n', i));
		await vi.waitFor(() => expect(read(mine)).toBe('Kun i kopien. '), 5000);
		write(mine, 'Mit ord.');
		await here.flush();
		expect(here.saved).toBe('saved');
		expect(await stored(here)).toBe('Kun i kopien. Mit ord.');
	});

	test('a committee that is just being stored is not taken for deleted', async () => {
		const one = tab();
		await one.start();
		const row = { id: name, name: 'LMU', workplace: '', level: 'lmu', levelLabel: 'LMU', openedAt: '' };
		const shared = await one.open(name, year);
		await Promise.all([one.start(), one.remember(row), one.start()]);
		expect(one.committees).toEqual([row]);
		write(shared, 'bliver gemt');
		await one.flush();
		expect(await stored(one)).toBe('bliver gemt');
	});

	test('a committee deleted in one tab is not written again by another', async () => {
		const one = tab(new BroadcastChannel(name));
		const other = tab(new BroadcastChannel(name));
		await one.remember({
			id: name,
			name: 'LMU',
			workplace: '',
			level: 'lmu',
			levelLabel: 'LMU',
			openedAt: '',
		});
		await vi.waitFor(() => expect(other.committees).toHaveLength(1));
		write(await one.open(name, year), 'ord');
		const shared = await other.open(name, year);
		await one.flush();
		await one.erase(name);
		await vi.waitFor(() => expect(other.committees).toHaveLength(0));
		await other.flush();
		write(shared, 'for sent');
		await other.flush();
		expect(await updatesAfter(one.db, name, year)).toHaveLength(0);
		expect(await one.db.documentsOf(name)).toEqual([]);
	});
});
