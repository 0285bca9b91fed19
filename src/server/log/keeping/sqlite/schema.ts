import { DatabaseSync } from 'node:sqlite';
import { troubleIn } from './errors.ts';

/** What is asked of SQLite: tests put something in between that fails. */
export type Database = Pick<DatabaseSync, 'exec' | 'prepare' | 'close' | 'isTransaction'>;

/** Written into the file: «this is a log of ours, and of this age». */
const APPLICATION = 0x4d65_6473;
/** 2: masked sums have a table. */
export const SCHEMA = 2;
const CORRUPT = 11;

/** Another process may hold the database for a moment; ours must not stand still for longer than that. */
const BUSY_MS = 100;

/** What the log knows of a masked sum beside the entries, which may be dropped. */
const sums = `
CREATE TABLE IF NOT EXISTS sum (
	log INTEGER NOT NULL REFERENCES log,
	subject BLOB NOT NULL,
	steps BLOB NOT NULL,
	PRIMARY KEY (log, subject)
) STRICT;
PRAGMA user_version = ${SCHEMA};
`;

/** Ids are the bytes they stand for. A session belongs to one document, so its entries do not say it again. */
const tables = `
CREATE TABLE log (
	number INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE,
	incarnation BLOB NOT NULL,
	seq INTEGER NOT NULL,
	head BLOB NOT NULL,
	entries INTEGER NOT NULL,
	bytes INTEGER NOT NULL
) STRICT;
CREATE TABLE session (
	number INTEGER PRIMARY KEY,
	log INTEGER NOT NULL REFERENCES log,
	device BLOB NOT NULL,
	id BLOB NOT NULL,
	document TEXT NOT NULL,
	counter INTEGER NOT NULL,
	entry BLOB NOT NULL,
	dropped INTEGER NOT NULL DEFAULT 0,
	UNIQUE (log, device, id)
) STRICT;
CREATE TABLE entry (
	log INTEGER NOT NULL REFERENCES log,
	seq INTEGER NOT NULL,
	head BLOB NOT NULL,
	id BLOB NOT NULL,
	kind INTEGER NOT NULL,
	session INTEGER REFERENCES session,
	counter INTEGER NOT NULL,
	bytes BLOB,
	PRIMARY KEY (log, seq)
) STRICT;
CREATE UNIQUE INDEX entry_of_session ON entry (session, counter) WHERE session IS NOT NULL;
CREATE INDEX entry_of_chain ON entry (log, seq) WHERE kind = 3;
CREATE INDEX entry_of_snapshots ON entry (session) WHERE kind IN (2, 6);
CREATE TABLE head (
	log INTEGER NOT NULL REFERENCES log,
	device BLOB NOT NULL,
	bytes BLOB NOT NULL,
	PRIMARY KEY (log, device)
) STRICT;
PRAGMA application_id = ${APPLICATION};
${sums}`;

const pragma = (database: Database, name: 'application_id' | 'user_version'): unknown =>
	Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];

/** Which schema a file has; of what no program of ours has written, beyond all. */
const age = (database: Database): number => {
	const version = pragma(database, 'user_version');
	return typeof version === 'number' && version > 0 ? version : Infinity;
};

/** Throws, with a sentence for whoever runs it, for a file that is not ours or that a newer program has written. */
export const checkSchema = (database: Database, path: string): void => {
	if (pragma(database, 'application_id') !== APPLICATION)
		throw new Error(`${path} is not a Medspil database.`);
	if (age(database) > SCHEMA)
		throw new Error(`${path} was written by a newer Medspil. Start that version instead.`);
};

/** Throws, with a sentence for whoever runs it, when the file is not a sound database of ours. */
export const checkDatabase = (path: string): void => {
	const database = openReadOnly(path);
	try {
		checkSchema(database, path);
		const [found] = database.prepare('PRAGMA integrity_check').all();
		if (Object.values(found ?? {})[0] !== 'ok') throw new Error(`${path} is damaged.`);
	} catch (error) {
		throw sayDamaged(error, path);
	} finally {
		database.close();
	}
};

/** What SQLite says of a broken file, in a sentence, still known for what it is. */
const sayDamaged = (error: unknown, path: string): unknown =>
	troubleIn(error) === 'corrupt'
		? Object.assign(new Error(`${path} is damaged.`, { cause: error }), { errcode: CORRUPT })
		: error;

const openReadOnly = (path: string): Database => {
	try {
		return new DatabaseSync(path, { readOnly: true });
	} catch (error) {
		throw new Error(`${path} cannot be read.`, { cause: error });
	}
};

/** Opens the database, made when it is not there. What is committed survives a power cut. */
export const openDatabase = (path: string): Database => {
	const database = new DatabaseSync(path, { timeout: BUSY_MS });
	try {
		database.exec(
			'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864',
		);
		const isNew = database.prepare('SELECT count(*) = 0 AS isNew FROM sqlite_schema').get()?.['isNew'] === 1;
		if (isNew) database.exec(`BEGIN IMMEDIATE; ${tables} COMMIT`);
		checkSchema(database, path);
		if (age(database) < SCHEMA) database.exec(`BEGIN IMMEDIATE; ${sums} COMMIT`);
		return database;
	} catch (error) {
		database.close();
		throw sayDamaged(error, path);
	}
};
