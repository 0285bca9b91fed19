import { Dexie } from 'dexie';
import type { DocumentName } from '#lib/documents/kinds.ts';
import {
	decodeHeads,
	encodeHeads,
	extendHeads,
	isReadable,
	noHeads,
	type Heads,
} from '#lib/documents/heads.ts';
import type { Database } from '../database.ts';

/** A comparison that finds more updates than this beyond the remembered heads remembers them anew. */
const TAIL = 200;

/**
 * Appends one update, durably: when this settles it is on the disk.
 * @returns false when the committee was deleted, and nothing is written
 * @throws what the database throws (refused, full, lost)
 */
export const appendUpdate = (
	db: Database,
	committee: string,
	document: DocumentName,
	bytes: Uint8Array,
): Promise<boolean> =>
	db.transaction('rw', db.updates, db.documents, db.erased, async () => {
		const [erased, row] = await Promise.all([
			db.erased.get(committee),
			db.documents.get([committee, document]),
		]);
		if (erased) return false;
		if (!row) await db.documents.add({ committee, document, through: 0, heads: encodeHeads(noHeads) });
		await db.updates.add({ committee, document, bytes });
		return true;
	});

const after = (db: Database, committee: string, document: DocumentName, seq: number) =>
	db.updates
		.where('[committee+document+seq]')
		.between([committee, document, seq], [committee, document, Dexie.maxKey], false, true);

export const updatesAfter = async (db: Database, committee: string, document: DocumentName, seq = 0) =>
	(await after(db, committee, document, seq).toArray()).map((row) => row.bytes);

/** What is stored of a document: its heads, and the latest updates, which no remembered heads cover yet. */
export interface Stored {
	heads: Heads;
	tail: Uint8Array[];
	/** How many stored updates cannot be read. */
	broken: number;
}

export const readStored = async (
	db: Database,
	committee: string,
	document: DocumentName,
): Promise<Stored> => {
	await db.ensureOpen();
	const [row, rows] = await db.transaction('r', db.updates, db.documents, async () => {
		const row = await db.documents.get([committee, document]);
		return [row, await after(db, committee, document, row?.through ?? 0).toArray()] as const;
	});
	const tail = rows.map(({ bytes }) => bytes).filter(isReadable);
	const heads = extendHeads(row ? decodeHeads(row.heads) : noHeads, tail);
	const broken = (row?.broken ?? 0) + rows.length - tail.length;
	const last = rows.at(-1);
	if (row && last && rows.length > TAIL)
		// Only where the row still is: the committee may have been deleted meanwhile.
		await db.documents.update([committee, document], {
			through: last.seq,
			heads: encodeHeads(heads),
			broken,
		});
	return { heads, tail, broken };
};
