import type { Archive } from './archive.ts';
import { type Tables, under } from './disk.ts';

/** A log goes by another name on this device. What went by that name before is deleted with its keys. */
export const rename = <K>(archive: Archive<K>, log: string, committee: string, plainUntil: number) =>
	archive.attempt(log, async (tables, row) => {
		const before = await tables.logs.get(committee, 'committee');
		if (before && before.id !== log) await eraseRows(tables, before.id);
		await tables.logs.put({ ...row, committee, plainUntil });
	});

/**
 * Everything of a log, its keys too: what it held can never be read here again.
 * @param kept the device whose keys stay
 */
export const erase = <K>(archive: Archive<K>, log: string, kept?: string): Promise<void> =>
	archive.run('rw', (tables) => eraseRows(tables, log, kept));

const eraseRows = async <K>(tables: Tables<K>, log: string, kept?: string): Promise<void> => {
	const row = await tables.logs.get(log);
	for (const { n } of await tables.entries.between('[log+id]', under(log))) await tables.entries.delete(n);
	for (const { n } of await tables.outbox.between('[log+n]', under(log)))
		await tables.outbox.delete([log, n]);
	for (const { device, session } of await tables.sessions.between('[log+device+session]', under(log)))
		await tables.sessions.delete([log, device, session]);
	for (const { document } of await tables.reads.between('[log+document]', under(log)))
		await tables.reads.delete([log, document]);
	for (const { document } of await tables.bases.between('[log+document]', under(log)))
		await tables.bases.delete([log, document]);
	for (const { id } of await tables.aside.between('[log+id]', under(log)))
		await tables.aside.delete([log, id]);
	for (const { device } of await tables.heads.between('[log+device]', under(log)))
		await tables.heads.delete([log, device]);
	if (row && row.device !== kept) await tables.keys.delete(row.device);
	await tables.logs.delete(log);
};
