import { Dexie } from 'dexie';
import * as Y from 'yjs';
import { isReadable } from '#lib/documents/heads.ts';
import { core, type DocumentName } from '#lib/documents/kinds.ts';
import type { Before } from '#lib/sealed-log/engine/members/founding.ts';
import type { Database, UpdateRow } from '../database.ts';

// What lies unsealed in `updates`: a committee from before the logs, or what was written while a log could not be read.

/** Where a committee's documents say what it is called on every device: the address of its pages. */
const META = 'meta';
const COMMITTEE = 'committee';

export const committeeIn = (doc: Y.Doc): string | undefined => {
	const id = doc.getMap(META).get(COMMITTEE);
	return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : undefined;
};

const naming = (committee: string): Uint8Array => {
	const doc = new Y.Doc();
	doc.getMap(META).set(COMMITTEE, committee);
	return Y.encodeStateAsUpdate(doc);
};

const rowsOf = (db: Database, committee: string, document?: DocumentName): Promise<UpdateRow[]> => {
	const under: (string | number)[] = document === undefined ? [committee] : [committee, document];
	return db.updates
		.where('[committee+document+seq]')
		.between([...under, Dexie.minKey], [...under, Dexie.maxKey])
		.toArray();
};

/** All that lies unsealed of a committee, to found its log with, and how far that goes. */
export const plainBefore = async (
	db: Database,
	committee: string,
): Promise<{ before: Before[]; until: number }> => {
	const updates = new Map<DocumentName, Uint8Array[]>([[core, [naming(committee)]]]);
	let until = 0;
	for (const { seq, document, bytes } of await rowsOf(db, committee)) {
		until = Math.max(until, seq);
		if (isReadable(bytes)) updates.set(document, [...(updates.get(document) ?? []), bytes]);
	}
	const before = [...updates].map(([document, parts]) => ({ document, update: stateOf(parts) }));
	return { before, until };
};

const stateOf = (updates: readonly Uint8Array[]): Uint8Array => {
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const update of updates) Y.applyUpdate(doc, update);
	});
	// What waits for something that never came is in it too.
	const update = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return update;
};

/** What was written unsealed of a document since its log was founded. */
export const plainSince = async (
	db: Database,
	committee: string,
	document: DocumentName,
	until: number,
): Promise<UpdateRow[]> =>
	(await rowsOf(db, committee, document)).filter(({ seq, bytes }) => seq > until && isReadable(bytes));

/** How many of a committee's unsealed updates cannot be read. They stay where they are. */
export const plainBroken = async (db: Database, committee: string): Promise<number> =>
	(await rowsOf(db, committee)).filter(({ bytes }) => !isReadable(bytes)).length;

/** Deletes what is in the log by now, and could be read. */
export const forgetPlain = (db: Database, rows: readonly UpdateRow[]): Promise<void> =>
	db.updates.bulkDelete(rows.map(({ seq }) => seq));

/** Puts what documents hold where it is taken into the committee's log the next time they are opened. */
export const putPlain = (
	db: Database,
	committee: string,
	documents: ReadonlyMap<DocumentName, Uint8Array>,
): Promise<void> =>
	db.transaction('rw', db.updates, async () => {
		for (const [document, bytes] of documents) await db.updates.add({ committee, document, bytes });
	});
