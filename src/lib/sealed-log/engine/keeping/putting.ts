import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import type { Tables } from './disk.ts';
import type { EntryRow, LogRow } from './rows.ts';

/** A transaction that found something else than it was made for; nothing of it was done. */
export class Moved extends Error {
	override name = 'Moved';
}

export const rowOf = ({ id, entry, bytes }: Sealed, seq: number, placed: boolean): Omit<EntryRow, 'n'> => {
	const { log, kind, document, device, session, counter, prev } = entry;
	return { log, id, kind, document, device, session, counter, prev, seq, placed, bytes };
};

/** Puts an entry of this device behind its session's last one. Throws `Moved` when that is another by now. */
export const putNext = async <K>(tables: Tables<K>, sealed: Sealed): Promise<number> => {
	const { entry, id } = sealed;
	const { log, document, device, session, client, counter, prev } = entry;
	const last = await tables.sessions.get([log, device, session]);
	const isNext = counter === (last?.counter ?? 0) + 1 && prev === (last?.counter ? last.id : noEntry);
	if (!isNext || (last && last.document !== document)) throw new Moved();
	const n = await tables.entries.add(rowOf(sealed, 0, true));
	await tables.outbox.put({ log, n, id, how: 'append' });
	await tables.sessions.put({ log, document, device, session, client: last?.client || client, counter, id });
	return n;
};

/** Puts a control entry behind the chain's last one; `Moved` when that is another by now. */
export const putControl = async <K>(tables: Tables<K>, row: LogRow, sealed: Sealed): Promise<LogRow> => {
	const { entry, id } = sealed;
	if (entry.prev !== row.chain.head || entry.counter !== row.chain.length + 1) throw new Moved();
	await tables.entries.add(rowOf(sealed, 0, true));
	const next = { ...row, chain: { length: entry.counter, head: id } };
	await tables.logs.put(next);
	return next;
};
