import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toText } from '#lib/sealed-log/bytes.ts';
import { acceptStores } from '#tests/log/store-acceptance.ts';
import { wallClock } from '../../clock.ts';
import { checkDatabase, openDatabase } from './schema.ts';
import { SqliteStore } from './sqlite.ts';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'medspil-log-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('a store in a file', () => {
	acceptStores(async () => {
		const open = () => new SqliteStore(() => openDatabase(join(folder, 'log.db')), wallClock);
		return { store: open(), reopen: async () => open() };
	});
});

describe('a store in memory', () => {
	acceptStores(async () => ({ store: new SqliteStore(() => openDatabase(':memory:'), wallClock) }));
});

test('a file of another program, or of a newer Medspil, is left alone', () => {
	const path = join(folder, 'log.db');
	const database = openDatabase(path);
	database.exec('PRAGMA user_version = 3');
	database.close();
	expect(() => openDatabase(path)).toThrow('newer Medspil');
	const other = openDatabase(path.replace('log.db', 'other.db'));
	other.exec('PRAGMA application_id = 7');
	other.close();
	expect(() => openDatabase(path.replace('log.db', 'other.db'))).toThrow('not a Medspil database');
});

test('a database from before masked sums is taken over, with all that is in it', async () => {
	const path = join(folder, 'log.db');
	const store = () => new SqliteStore(() => openDatabase(path), wallClock);
	const [log, start] = [toText(new Uint8Array(16).fill(1)), toText(new Uint8Array(32).fill(2))];
	const after = { incarnation: log, seq: 0, head: start };
	const first = store();
	await first.append(log, { after, entries: [], lost: [], sessions: [], heads: [], sums: [] });
	await first.close();
	const before = openDatabase(path);
	before.exec('DROP TABLE sum; PRAGMA user_version = 1');
	before.close();
	expect(() => checkDatabase(path)).not.toThrow();
	const sums = [{ subject: log, steps: Uint8Array.of(1) }];
	const second = store();
	expect((await second.open(log))?.place).toEqual(after);
	expect(await second.append(log, { after, entries: [], lost: [], sessions: [], heads: [], sums })).toBe(
		true,
	);
	expect((await second.open(log))?.sums).toEqual(sums);
	await second.close();
});

test('a file that no program of ours has finished is left alone', () => {
	const path = join(folder, 'log.db');
	const database = openDatabase(path);
	database.exec('PRAGMA user_version = 0');
	database.close();
	expect(() => openDatabase(path)).toThrow('newer Medspil');
});
