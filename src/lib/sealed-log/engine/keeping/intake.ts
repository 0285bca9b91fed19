import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import type { Place, SessionMark } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { nowhere } from '#lib/sealed-log/wire/frames.ts';
import type { Archive } from './archive.ts';
import { rowOf } from './putting.ts';
import { type Tables, under } from './disk.ts';
import type { Aside, BaseRow, EntryRow, LogRow } from './rows.ts';

/** An entry from the server, found to be its author's. */
export interface Incoming {
	seq: number;
	sealed: Sealed;
}

export interface Taken {
	/** Documents with something new to read. */
	documents: ReadonlySet<string>;
	/** Entries of this device that the server turns out to have. */
	acked: number;
	/** Documents of this device in which another entry had the place of one that was not sent yet. */
	forked: ReadonlySet<string>;
}

const taking = (own: number, now: number) => ({
	documents: new Set<string>(),
	forked: new Set<string>(),
	acked: 0,
	own,
	now,
});

/** Places what follows in a session, now that what was missing before it is there. */
const placeOn = async <K>(tables: Tables<K>, log: string, device: string, session: string): Promise<void> => {
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
const settle = async <K>(tables: Tables<K>, row: EntryRow, seq: number): Promise<boolean> => {
	if (row.seq !== seq) await tables.entries.put({ ...row, seq });
	const waits = await tables.outbox.get([row.log, row.n]);
	if (waits) await tables.outbox.delete([row.log, row.n]);
	return waits !== undefined;
};

/** Sets entries of a session aside that the log does not have, from the one on whose place another has there. */
const yieldPlace = async <K>(tables: Tables<K>, first: EntryRow, why: Aside = 'forked'): Promise<void> => {
	const { log, device, session, document } = first;
	for (let counter = first.counter; ; counter++) {
		const row = await tables.entries.get([log, device, session, counter], '[log+device+session+counter]');
		if (!row) break;
		await tables.aside.put({ log, id: row.id, document, why, bytes: row.bytes });
		await tables.entries.delete(row.n);
		await tables.outbox.delete([log, row.n]);
	}
	const last = await tables.sessions.get([log, device, session]);
	if (last)
		await tables.sessions.put({
			...last,
			counter: first.counter - 1,
			id: first.counter > 1 ? first.prev : noEntry,
		});
	// What was read of the document holds what is aside now.
	await tables.reads.delete([log, document]);
};

const takeOne = async <K>(
	tables: Tables<K>,
	mine: string,
	{ seq, sealed }: Incoming,
	taken: ReturnType<typeof taking>,
): Promise<void> => {
	const { id, entry } = sealed;
	const { log, document, device, session, counter } = entry;
	const held = await tables.entries.get([log, id], '[log+id]');
	// Also of a copy of this tablet, which writes under the same name.
	if (device === mine) taken.own = Math.max(taken.own, seq);
	if (held) {
		if (await settle(tables, held, seq)) taken.acked++;
		return;
	}
	// The chain is stored as it grows, not as it comes.
	if (entry.kind === kinds.control) return;
	const rival = await tables.entries.get([log, device, session, counter], '[log+device+session+counter]');
	// A server that gives one place to two entries is not followed. One that is not known to have ours is right.
	if (rival && rival.seq > 0) {
		await tables.aside.put({ log, id, document, why: 'forked', bytes: sealed.bytes });
		return;
	}
	if (rival) {
		await yieldPlace(tables, rival);
		taken.forked.add(document);
	}
	const last = await tables.sessions.get([log, device, session]);
	if ((last?.counter ?? 0) >= counter) return;
	if (!last)
		await tables.sessions.put({
			log,
			document,
			device,
			session,
			client: entry.client,
			counter: 0,
			id: noEntry,
		});
	else if (!last.client && entry.client) await tables.sessions.put({ ...last, client: entry.client });
	await tables.entries.add({ ...rowOf(sealed, seq, false), heardAt: taken.now });
	await placeOn(tables, log, device, session);
	taken.documents.add(document);
};

/**
 * Stores what came from the server and how far that leads, together: the cursor is never ahead of what is held.
 * `undefined` when the log was deleted.
 * @param gap the last place that was left out
 */
export const take = <K>(
	archive: Archive<K>,
	log: string,
	entries: readonly Incoming[],
	place: Place,
	now: number,
	gap = 0,
): Promise<Taken | undefined> =>
	archive.attempt(log, async (tables, row) => {
		const taken = taking(row.own, now);
		for (const incoming of entries) await takeOne(tables, row.device, incoming, taken);
		const ackedAt = taken.acked > 0 ? { ackedAt: now } : {};
		const gaps = gap > (row.gaps ?? 0) ? { gaps: gap } : {};
		await tables.logs.put({ ...row, ...ackedAt, ...gaps, own: taken.own, place });
		return taken;
	});

/** The server has stored an entry of this device. @param place where that leads, when nothing is missing before it */
export const acknowledge = <K>(
	archive: Archive<K>,
	log: string,
	{ id, seq }: { id: string; seq: number },
	place: Place | undefined,
	now: number,
): Promise<true | undefined> =>
	archive.attempt(log, async (tables, row) => {
		const held = await tables.entries.get([log, id], '[log+id]');
		if (held) await settle(tables, held, seq);
		const own = held?.device === row.device ? Math.max(row.own, seq) : row.own;
		await tables.logs.put({ ...row, ackedAt: now, own, place: place ?? row.place });
		return true;
	});

/**
 * Another incarnation, or the same one gone back in time: nothing is known any more of what has which place. What the
 * server lacks is laid out to be sent again.
 * @param has the last entry that the server has of each session
 */
export const requeue = <K>(
	archive: Archive<K>,
	log: string,
	has: readonly SessionMark[],
): Promise<LogRow | undefined> =>
	archive.attempt(log, async (tables, row) => {
		const marks = new Map(has.map((mark) => [`${mark.device}/${mark.session}`, mark.counter]));
		let { gaps } = row;
		for (const entry of await tables.entries.between('[log+id]', under(log))) {
			// What this device lacks may from now on be handed in by others as a snapshot only.
			if (entry.seq > 0) gaps = Number.MAX_SAFE_INTEGER;
			if (entry.seq > 0) await tables.entries.put({ ...entry, seq: 0 });
			const isThere = entry.counter <= (marks.get(`${entry.device}/${entry.session}`) ?? 0);
			if (entry.kind === kinds.control || isThere || !entry.placed) continue;
			const waits = await tables.outbox.get([log, entry.n]);
			if (!waits) await tables.outbox.put({ log, n: entry.n, id: entry.id, how: 'backfill' });
		}
		// Where two claim one name, the order of the log decides: it may be another now.
		for (const { document } of await tables.reads.between('[log+document]', under(log)))
			await tables.reads.delete([log, document]);
		// How far others had come, they had come in what is not so any more.
		for (const head of await tables.heads.between('[log+device]', under(log)))
			await tables.heads.put({ ...head, place: nowhere });
		const next = { ...row, ...(gaps && { gaps }), own: 0, place: nowhere };
		await tables.logs.put(next);
		return next;
	});

/**
 * The server will never take it: it and what follows it in its session are set aside, and never deleted. What somebody else
 * wrote stays where it is.
 */
export const giveUp = <K>(
	archive: Archive<K>,
	log: string,
	id: string,
	why: Aside,
): Promise<{ document: string; isOwn: boolean } | undefined> =>
	archive.attempt(log, async (tables, { device }) => {
		const row = await tables.entries.get([log, id], '[log+id]');
		if (!row) return { document: '', isOwn: false };
		const isOwn = row.device === device;
		if (isOwn) await yieldPlace(tables, row, why);
		else {
			await tables.aside.put({ log, id, document: row.document, why, bytes: row.bytes });
			await tables.outbox.delete([log, row.n]);
		}
		return { document: row.document, isOwn };
	});

/** Sets aside what was held of sessions beyond where they count. */
export const cutOff = <K>(
	archive: Archive<K>,
	log: string,
	counting: readonly SessionMark[],
): Promise<true | undefined> =>
	archive.attempt(log, async (tables) => {
		for (const { device, session, counter } of counting) {
			const key = [log, device, session, counter + 1];
			const first = await tables.entries.get(key, '[log+device+session+counter]');
			if (first) await yieldPlace(tables, first, 'refused');
		}
		return true;
	});

/** A session that a countersigned snapshot stands for. */
export interface Covered extends SessionMark {
	client: number;
}

/**
 * Counts what a countersigned snapshot stands for as held: entries that came after it find their places, and the document is
 * read from it on.
 */
export const adopt = <K>(
	archive: Archive<K>,
	{ log, document, id }: BaseRow,
	covered: readonly Covered[],
): Promise<true | undefined> =>
	archive.attempt(log, async (tables) => {
		await tables.bases.put({ log, document, id });
		for (const { device, session, counter, id, client } of covered) {
			const last = await tables.sessions.get([log, device, session]);
			if ((last?.counter ?? 0) >= counter) continue;
			await tables.sessions.put({ log, document, device, session, client, counter, id });
			await placeOn(tables, log, device, session);
		}
		return true;
	});
