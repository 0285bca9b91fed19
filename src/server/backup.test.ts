import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Desk } from '#tests/log/desk.ts';
import { Committee, seeded } from '#tests/sealed-log.ts';
import { backUp } from './backup.ts';
import { wallClock } from './log/clock.ts';
import { openDatabase } from './log/keeping/sqlite/schema.ts';
import { SqliteStore } from './log/keeping/sqlite/sqlite.ts';
import { restore } from './restore.ts';

let folder: string;
let database: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'medspil-backup-'));
	database = join(folder, 'log.db');
});

afterEach(() => rm(folder, { recursive: true }));

const open = (path = database) => new SqliteStore(() => openDatabase(path), wallClock);

/** A committee with a server on the database, and a tablet that writes. */
async function busy() {
	const committee = await Committee.found(seeded());
	const desk = new Desk(committee.crypto, { store: open() });
	await desk.call().founds(committee.founding);
	const tablet = await desk.admits(committee.log, committee.founder.author);
	let last = await committee.writes(committee.founder);
	await tablet.hands('append', last);
	const write = async () => {
		last = await committee.writes(committee.founder, { after: last });
		return tablet.hands('append', last);
	};
	return { committee, desk, write };
}

test('a backup taken while entries are written holds everything that was answered before it', async () => {
	const { committee, desk, write } = await busy();
	for (let count = 0; count < 20; count++) await write();
	let isDone = false;
	const writing = (async () => {
		while (!isDone) await write();
	})();
	const target = join(folder, 'backups', 'one.db');
	expect(await backUp(database, target)).toBeGreaterThan(20 * 500);
	isDone = true;
	await writing;
	await desk.server.stop();
	expect(await readdir(join(folder, 'backups'))).toEqual(['one.db']);

	const store = open(target);
	const kept = await store.open(committee.log);
	expect(kept?.place.seq).toBeGreaterThanOrEqual(22);
	expect((await store.page(committee.log, 'all', 0, 1e9)).entries).toHaveLength(kept?.place.seq ?? 0);
	await store.close();
});

test('a restored backup is the log of its day, and what was there before is kept', async () => {
	const { committee, desk, write } = await busy();
	const target = join(folder, 'yesterday.db');
	await backUp(database, target);
	await write();
	await desk.server.stop();
	const aside = await restore(database, target, new Date(0));
	const seqs = async (path: string) => {
		const store = open(path);
		const kept = await store.open(committee.log);
		await store.close();
		return kept?.place.seq;
	};
	expect(await seqs(database)).toBe(2);
	expect(await seqs(aside ?? '')).toBe(3);
});

test('while the server runs nothing is restored', async () => {
	const { desk, write } = await busy();
	const target = join(folder, 'yesterday.db');
	await backUp(database, target);
	await expect(restore(database, target, new Date())).rejects.toThrow('Stop it first');
	expect(await write()).toMatchObject({ type: 'appended' });
	await desk.server.stop();
	expect((await readdir(folder)).toSorted()).toEqual(['log.db', 'yesterday.db']);
});

test('what is no sound backup is not restored, and what cannot be backed up is said', async () => {
	const { desk } = await busy();
	await desk.server.stop();
	const bad = join(folder, 'bad.db');
	await expect(restore(database, bad, new Date())).rejects.toThrow('cannot be read');
	await writeFile(bad, 'not a database');
	await expect(restore(database, bad, new Date())).rejects.toThrow('damaged');
	await copyFile(database, bad);
	const bytes = await readFile(bad);
	bytes.fill(0xaa, 8192, 20000);
	await writeFile(bad, bytes);
	await expect(restore(database, bad, new Date())).rejects.toThrow('damaged');
	await expect(backUp(join(folder, 'none.db'), bad)).rejects.toThrow('no database');
	const store = open();
	expect(store.trouble).toBeUndefined();
	await store.close();
});
