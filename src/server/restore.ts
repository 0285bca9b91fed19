import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { checkDatabase } from './log/keeping/sqlite/schema.ts';
import { databaseIn, dataFolder } from './settings.ts';

/** Throws while another process has the database open. */
const lockOut = (database: string): void => {
	const held = new DatabaseSync(database, { timeout: 0 });
	try {
		held.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT');
	} catch {
		throw new Error('The server is running, or something else has the database open. Stop it first.');
	} finally {
		held.close();
	}
};

/**
 * Puts a backup in the place of the database; what was there is kept beside it. Gives where that is, if there was
 * anything. Throws, with a sentence for whoever runs it, and has changed nothing then.
 */
export const restore = async (database: string, from: string, now: Date): Promise<string | undefined> => {
	checkDatabase(from);
	await mkdir(dirname(database), { recursive: true });
	const part = `${database}.${process.pid}.part`;
	await copyFile(from, part);
	const isThere = await stat(database).then(
		() => true,
		() => false,
	);
	const aside = `${database}.before-${now.toISOString().replaceAll(':', '-')}`;
	try {
		if (isThere) {
			lockOut(database);
			// The last to close the database has put what was in the write-ahead log into it; what is left of it must not
			// be taken for the restored one's.
			for (const rest of ['-wal', '-shm']) {
				await rename(`${database}${rest}`, `${aside}${rest}`).catch(() => undefined);
			}
			await rename(database, aside);
		}
		await rename(part, database);
	} finally {
		await rm(part, { force: true });
	}
	return isThere ? aside : undefined;
};

if (import.meta.main) {
	const [, , file] = process.argv;
	try {
		if (!file) throw new Error('Say which backup: npm run restore -- data/backups/log-….db');
		const aside = await restore(databaseIn(dataFolder(process.env)), resolve(file), new Date());
		console.log(`Restored. ${aside ? `What was there lies in ${aside}. ` : ''}Start the server again.`);
		console.log('What was written after the backup comes back from the devices that have it.');
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
