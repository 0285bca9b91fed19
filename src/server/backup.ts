import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { checkDatabase } from './log/keeping/sqlite/schema.ts';
import { databaseIn, dataFolder } from './settings.ts';

/** More pages than there are: in one go, so that what is written meanwhile does not make it begin again. */
const ALL_PAGES = 1_000_000_000;
const BUSY_MS = 5000;

const nameFor = (time: Date): string =>
	`log-${time
		.toISOString()
		.replace(/\.\d+Z$/, '')
		.replaceAll(':', '-')}.db`;

/**
 * Copies the database while the server runs, as it stood at one moment, into one file that is whole or not there.
 * Gives the file's bytes. Throws, with a sentence for whoever runs it.
 */
export const backUp = async (database: string, target: string): Promise<number> => {
	const isThere = await stat(database).then(
		() => true,
		() => false,
	);
	if (!isThere) throw new Error(`There is no database in ${database}. DATA_DIR says where it is.`);
	await mkdir(dirname(target), { recursive: true });
	const part = `${target}.${process.pid}.part`;
	try {
		const source = new DatabaseSync(database, { timeout: BUSY_MS });
		try {
			await backup(source, part, { rate: ALL_PAGES });
		} finally {
			source.close();
		}
		inOneFile(part);
		checkDatabase(part);
		await rename(part, target);
	} finally {
		for (const rest of ['', '-wal', '-shm', '-journal']) await rm(`${part}${rest}`, { force: true });
	}
	return (await stat(target)).size;
};

/** Without a write-ahead log beside it, which would be left behind when the file is copied. */
const inOneFile = (path: string): void => {
	const database = new DatabaseSync(path);
	database.exec('PRAGMA journal_mode = DELETE');
	database.close();
};

if (import.meta.main) {
	const data = dataFolder(process.env);
	const target = resolve(process.argv[2] ?? join(data, 'backups', nameFor(new Date())));
	try {
		const size = await backUp(databaseIn(data), target);
		console.log(`${target} holds the log as it stands now (${Math.ceil(size / 1024)} kB).`);
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
