import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import type { Tables } from './disk.ts';
import type { Aside, EntryRow, LogRow } from './rows.ts';

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

/** Places what follows in a session, now that what was missing before it is there. */
export const placeOn = async <K>(
	tables: Tables<K>,
	log: string,
	device: string,
	session: string,
): Promise<void> => {
	for (;;) {
		const last = await tables.sessions.get([log, device, session]);
		if (!last) return;
		const key = [log, device, session, last.counter + 1];
		const row = await tables.entries.get(key, '[log+device+session+counter]');
		if (!row || row.placed || row.prev !== (last.counter ? last.id : noEntry)) return;
		await tables.entries.put({ ...row, placed: true });
		await tables.sessions.put({ ...last, counter: row.counter, id: row.id });
	}
};

/** The server has it: its place is known, and nothing of it waits. */
export const settle = async <K>(
	tables: Tables<K>,
	row: EntryRow,
	seq: number,
): Promise<{ waited: boolean; isContested: boolean }> => {
	if (row.seq !== seq) await tables.entries.put({ ...row, seq });
	const waits = await tables.outbox.get([row.log, row.n]);
	if (waits) await tables.outbox.delete([row.log, row.n]);
	// It had a place before, in which another had its name: in this one it may be the other way round.
	const hasMoved = row.seq === 0 && row.links !== undefined;
	const aside = hasMoved ? await tables.aside.get([row.log, row.id]) : undefined;
	return { waited: waits !== undefined, isContested: aside?.why === 'other-client' };
};

/**
 * Sets entries of a session aside that the log does not have, from the one on whose place another has there. What has a place
 * in it, behind that other one, waits for it.
 */
export const yieldPlace = async <K>(
	tables: Tables<K>,
	first: EntryRow,
	why: Aside = 'forked',
): Promise<void> => {
	const { log, device, session, document } = first;
	let { counter } = first;
	for (; ; counter++) {
		const row = await tables.entries.get([log, device, session, counter], '[log+device+session+counter]');
		if (!row) break;
		if (why === 'forked' && row.seq > 0 && counter > first.counter) {
			await tables.entries.put({ ...row, placed: false });
			continue;
		}
		await tables.aside.put({ log, id: row.id, document, why, bytes: row.bytes });
		await tables.entries.delete(row.n);
		await tables.outbox.delete([log, row.n]);
	}
	const last = await tables.sessions.get([log, device, session]);
	// Where it has come further without the next one, a snapshot stands for that, and it goes on from there.
	if (last && last.counter < counter)
		await tables.sessions.put({
			...last,
			counter: first.counter - 1,
			id: first.counter > 1 ? first.prev : noEntry,
		});
	// What was read of the document holds what is aside now.
	await tables.reads.delete([log, document]);
};

/** An entry from the server, found to be its author's. */
export interface Incoming {
	seq: number;
	sealed: Sealed;
}

export const sessionOf = ({ sealed: { entry } }: Incoming): string => `${entry.device}/${entry.session}`;
export const placeOf = (incoming: Incoming): string =>
	`${sessionOf(incoming)}/${incoming.sealed.entry.counter}`;

/** Which places of their sessions have an entry already: asked once for each session. */
export const placesHeld = async <K>(
	tables: Tables<K>,
	entries: readonly Incoming[],
): Promise<ReadonlySet<string>> => {
	const spans = new Map<string, { from: number; to: number; session: string[] }>();
	for (const incoming of entries) {
		const { log, device, session, counter } = incoming.sealed.entry;
		const { from, to } = spans.get(sessionOf(incoming)) ?? { from: counter, to: counter };
		spans.set(sessionOf(incoming), {
			from: Math.min(from, counter),
			to: Math.max(to, counter),
			session: [log, device, session],
		});
	}
	const held = await Promise.all(
		[...spans.values()].map(({ from, to, session }) =>
			tables.entries.between('[log+device+session+counter]', [
				[...session, from],
				[...session, to + 1],
			]),
		),
	);
	return new Set(held.flat().map(({ device, session, counter }) => `${device}/${session}/${counter}`));
};
