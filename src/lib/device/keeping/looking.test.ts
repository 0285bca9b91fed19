import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { gist } from '#lib/digest.ts';
import { newId } from '#lib/id.ts';
import { Database, type SeenRow } from '../database.ts';
import { eraseStored } from './erasing.ts';
import { readSeen, writeSeen } from './looking.ts';

const row = (committee: string, title = 'Ro ved bordet'): SeenRow => ({
	committee,
	document: 'year-2027',
	digest: { a: gist('goal', title, {}) },
	at: '2027-01-14T12:00:00.000Z',
});

test('what was looked at is remembered for each committee, the latest time', async () => {
	const db = new Database(newId());
	await writeSeen(db, [row('one'), { ...row('one'), document: 'core' }]);
	await writeSeen(db, [row('other', 'Færre afbrydelser')]);
	await writeSeen(db, [row('one', 'Mere ro')]);
	expect((await readSeen(db, 'one')).map(({ document, digest }) => [document, digest['a']?.title])).toEqual([
		['core', 'Ro ved bordet'],
		['year-2027', 'Mere ro'],
	]);
	expect(await readSeen(db, 'neither')).toEqual([]);
	await writeSeen(db, []);
});

test('it goes with its committee, and a tab that has not heard of it does not write it again', async () => {
	const db = new Database(newId());
	await writeSeen(db, [row('gone'), row('kept')]);
	await eraseStored(db, 'gone', []);
	await writeSeen(db, [row('gone')]);
	expect(await readSeen(db, 'gone')).toEqual([]);
	expect(await readSeen(db, 'kept')).toHaveLength(1);
});

test('a row that makes no sense counts as none', async () => {
	const db = new Database(newId());
	await db.seen.put({ ...row('one'), digest: 'nonsense' as never });
	expect(await readSeen(db, 'one')).toEqual([]);
});
