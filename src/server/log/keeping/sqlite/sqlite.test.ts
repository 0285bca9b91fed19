import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acceptStores } from '#tests/log/store-acceptance.ts';
import { wallClock } from '../../clock.ts';
import { openDatabase } from './schema.ts';
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
	database.exec('PRAGMA user_version = 2');
	database.close();
	expect(() => openDatabase(path)).toThrow('newer Medspil');
	const other = openDatabase(path.replace('log.db', 'other.db'));
	other.exec('PRAGMA application_id = 7');
	other.close();
	expect(() => openDatabase(path.replace('log.db', 'other.db'))).toThrow('not a Medspil database');
});
