import * as v from 'valibot';
import { digestSchema } from '#lib/digest.ts';
import type { Database, SeenRow } from '../database.ts';

/**
 * What was last looked at of a committee. A row that makes no sense counts as none.
 * @throws what the database throws
 */
export const readSeen = async (db: Database, committee: string): Promise<SeenRow[]> => {
	await db.ensureOpen();
	const rows = await db.seen.where('[committee+document]').between([committee], [committee, []]).toArray();
	return rows.filter(({ digest }) => v.is(digestSchema, digest));
};

/**
 * Remembers what is looked at now, unless the committee was deleted.
 * @throws what the database throws
 */
export const writeSeen = async (db: Database, rows: readonly SeenRow[]): Promise<void> => {
	const committee = rows[0]?.committee;
	if (committee === undefined) return;
	await db.ensureOpen();
	await db.transaction('rw', db.seen, db.erased, async () => {
		if (!(await db.erased.get(committee))) await db.seen.bulkPut([...rows]);
	});
};
