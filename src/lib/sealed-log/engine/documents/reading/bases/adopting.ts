import { decodeEntry } from '#lib/sealed-log/entry/codec.ts';
import { decodeCoverage, type SessionMark, standsForAll } from '#lib/sealed-log/entry/extra.ts';
import type { Archive } from '../../../keeping/archive.ts';
import { type Tables, under } from '../../../keeping/disk.ts';
import { placeOn, yieldPlace } from '../../../keeping/putting.ts';
import { type EntryRow, idsOf } from '../../../keeping/rows.ts';

/** The snapshots that documents, or one of them, are read from on here, in the order in which they were taken. */
export const basesOf = <K>(archive: Archive<K>, log: string, document?: string): Promise<EntryRow[]> =>
	archive.run('r', async (tables) => {
		const found: EntryRow[] = [];
		for (const base of await tables.bases.between('[log+document]', under(log))) {
			if (document !== undefined && base.document !== document) continue;
			for (const id of idsOf(base)) {
				const row = await tables.entries.get([log, id], '[log+id]');
				if (row) found.push(row);
			}
		}
		return found;
	});

/** How far this device had come in the log when it took the last snapshot that a document is read from on; 0 for none. */
export const takenAt = async <K>(archive: Archive<K>, log: string, document: string): Promise<number> => {
	const base = await archive.run('r', (tables) => tables.bases.get([log, document]));
	return base?.until ?? 0;
};

/** A session that a countersigned snapshot stands for. */
export interface Covered extends SessionMark {
	client: number;
}

/**
 * Counts what a countersigned snapshot stands for as held: entries that came after it find their places, and the document is
 * read from it on; also from those before it that were made apart and stand for more of some session.
 * @returns whether something yielded to it that had lost its place
 */
export const adopt = <K>(
	archive: Archive<K>,
	{ log, document, id }: { log: string; document: string; id: string },
	covered: readonly Covered[],
): Promise<boolean | undefined> =>
	archive.attempt(log, async (tables, { place }) => {
		let hasYielded = false;
		const before = await tables.bases.get([log, document]);
		const beside = await madeApart(tables, log, idsOf(before), covered);
		const until = Math.max(place.seq, before?.until ?? 0);
		await tables.bases.put({ log, document, id, until, ...(beside.length > 0 && { beside }) });
		for (const { device, session, counter, id, client } of covered) {
			const held = await tables.entries.get([log, device, session, counter], '[log+device+session+counter]');
			if (held && held.id !== id) {
				await yieldPlace(tables, held);
				hasYielded = true;
			}
			const last = await tables.sessions.get([log, device, session]);
			if ((last?.counter ?? 0) >= counter) continue;
			await tables.sessions.put({ log, document, device, session, client, counter, id });
			await placeOn(tables, log, device, session);
		}
		return hasYielded;
	});

/** The snapshots that a document is read from on which stand for what another one does not. */
const madeApart = async <K>(
	tables: Tables<K>,
	log: string,
	ids: readonly string[],
	marks: readonly SessionMark[],
): Promise<string[]> => {
	const found: string[] = [];
	for (const id of ids) {
		const row = await tables.entries.get([log, id], '[log+id]');
		const decoded = row && decodeEntry(row.bytes);
		const theirs = decoded?.ok ? decodeCoverage(decoded.entry.extra) : undefined;
		if (theirs && !standsForAll(marks, theirs)) found.push(id);
	}
	return found;
};
