import type { Archive } from './archive.ts';
import { under } from './disk.ts';

/**
 * Everything of a log, its keys too: what it held can never be read here again.
 * @param kept the device whose keys stay
 */
export const erase = <K>(archive: Archive<K>, log: string, kept?: string): Promise<void> =>
	archive.run('rw', async (tables) => {
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
	});
