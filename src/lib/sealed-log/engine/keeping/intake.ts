import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import type { Place, SessionMark } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { nowhere } from '#lib/sealed-log/wire/frames.ts';
import type { Archive } from './archive.ts';
import {
	type Incoming,
	placeOf,
	placeOn,
	placesHeld,
	rowOf,
	sessionOf,
	settle,
	yieldPlace,
} from './putting.ts';
import { type Tables, under } from './disk.ts';
import type { Aside, LogRow, SessionRow } from './rows.ts';

export interface Taken {
	/** Documents with something new to read. */
	documents: ReadonlySet<string>;
	/** Entries of this device that the server turns out to have. */
	acked: number;
	/** Documents to be read anew: another entry had the place of one of this device's, or a name may be another's now. */
	forked: ReadonlySet<string>;
}

const taking = (own: number, now: number) => ({
	documents: new Set<string>(),
	forked: new Set<string>(),
	acked: 0,
	own,
	now,
});

const unwritten = { counter: 0, id: noEntry };

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
		const { waited, isContested } = await settle(tables, held, seq);
		if (waited) taken.acked++;
		if (isContested) taken.forked.add(document);
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
		await tables.sessions.put({ log, document, device, session, ...unwritten, client: entry.client });
	else if (!last.client && entry.client) await tables.sessions.put({ ...last, client: entry.client });
	await tables.entries.add({ ...rowOf(sealed, seq, false), heardAt: taken.now });
	await placeOn(tables, log, device, session);
	taken.documents.add(document);
};

/**
 * What comes in its order, as nearly everything does, is put behind its session's last one without waiting for one row
 * after the other: a newcomer takes in thousands.
 */
const takeAll = async <K>(
	tables: Tables<K>,
	mine: string,
	entries: readonly Incoming[],
	taken: ReturnType<typeof taking>,
): Promise<void> => {
	const atPlace = ({ sealed: { entry } }: Incoming) => {
		const key = [entry.log, entry.device, entry.session, entry.counter];
		return tables.entries.get(key, '[log+device+session+counter]');
	};
	const endOf = ({ sealed: { entry } }: Incoming) =>
		tables.sessions.get([entry.log, entry.device, entry.session]);
	const firsts = new Map(entries.toReversed().map((incoming) => [sessionOf(incoming), incoming]));
	const found = async ([name, first]: [string, Incoming]) => [name, await endOf(first)] as const;
	const [held, ends] = await Promise.all([
		placesHeld(tables, entries),
		Promise.all([...firsts].map(found)).then((each) => new Map(each)),
	]);
	/** How far sessions have come with what is being added, and those that are looked up once more. */
	const grown = new Map<string, SessionRow>();
	const touched = new Set<string>();
	let rows: ReturnType<typeof rowOf>[] = [];
	const add = async () => {
		const adding = rows;
		rows = [];
		if (adding.length > 0) await tables.entries.addAll(adding);
	};
	const store = async (end: SessionRow) => {
		await tables.sessions.put(end);
		await placeOn(tables, end.log, end.device, end.session);
	};
	for (const incoming of entries) {
		const { seq, sealed } = incoming;
		const { log, document, device, session, counter, prev, kind, client } = sealed.entry;
		const name = sessionOf(incoming);
		const isHeld = touched.has(name) ? await atPlace(incoming) : held.has(placeOf(incoming));
		const last = grown.get(name) ?? (touched.has(name) ? await endOf(incoming) : ends.get(name));
		const isNext = counter === (last?.counter ?? 0) + 1 && prev === (last?.counter ? last.id : noEntry);
		if (kind !== kinds.control && !isHeld && isNext) {
			if (device === mine) taken.own = Math.max(taken.own, seq);
			const end = { log, document, device, session, client: last?.client || client, counter, id: sealed.id };
			grown.set(name, end);
			rows.push({ ...rowOf(sealed, seq, true), heardAt: taken.now });
			taken.documents.add(document);
			continue;
		}
		await add();
		const end = grown.get(name);
		if (end) await store(end);
		grown.delete(name);
		touched.add(name);
		await takeOne(tables, mine, incoming, taken);
	}
	await add();
	for (const end of grown.values()) await store(end);
};

/** What came, and what did not. */
export interface Lack {
	/** So many places were passed over. */
	missing: number;
	/** Something that came could not be kept. */
	untold: boolean;
}

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
	lack: Lack = { missing: 0, untold: false },
	gap = 0,
): Promise<Taken | undefined> =>
	archive.attempt(log, async (tables, row) => {
		const taken = taking(row.own, now);
		await takeAll(tables, row.device, entries, taken);
		const ackedAt = taken.acked > 0 ? { ackedAt: now } : {};
		// From the beginning on it is found out anew.
		const isFirst = row.place.seq === 0;
		const missing = (isFirst ? 0 : (row.missing ?? 0)) + lack.missing;
		const untold = (!isFirst && row.untold === true) || lack.untold;
		const gaps = gap > (row.gaps ?? 0) ? { gaps: gap } : {};
		await tables.logs.put({ ...row, ...ackedAt, ...gaps, missing, untold, own: taken.own, place });
		return taken;
	});

/**
 * The server has stored an entry of this device.
 * @param place where that leads, when nothing is missing before it
 * @returns the documents that have to be read anew
 */
export const acknowledge = <K>(
	archive: Archive<K>,
	log: string,
	{ id, seq }: { id: string; seq: number },
	place: Place | undefined,
	now: number,
): Promise<string[] | undefined> =>
	archive.attempt(log, async (tables, row) => {
		const held = await tables.entries.get([log, id], '[log+id]');
		const settled = held && (await settle(tables, held, seq));
		const own = held?.device === row.device ? Math.max(row.own, seq) : row.own;
		// What was set aside since it was sent has to come from there: the cursor does not pass it.
		await tables.logs.put({ ...row, ackedAt: now, own, place: (held && place) ?? row.place });
		return held && settled?.isContested ? [held.document] : [];
	});

/**
 * Another incarnation, or the same one gone back in time: nothing is known any more of what has which place. What the
 * server lacks is laid out to be sent again.
 * @param has the last entry that the server has of each session
 * @param hasForgotten it has, for certain; otherwise that is told by what it lacks
 */
export const requeue = <K>(
	archive: Archive<K>,
	log: string,
	has: readonly SessionMark[],
	hasForgotten = true,
): Promise<LogRow | undefined> =>
	archive.attempt(log, async (tables, row) => {
		const marks = new Map(has.map((mark) => [`${mark.device}/${mark.session}`, mark.counter]));
		let { gaps } = row;
		const entries = await tables.entries.between('[log+id]', under(log));
		const links = entries.filter(({ kind, seq }) => kind === kinds.control && seq > 0);
		for (const entry of entries) {
			const isThere = entry.counter <= (marks.get(`${entry.device}/${entry.session}`) ?? 0);
			// What this device lacks may from now on be handed in by others as a snapshot only.
			if (entry.seq > 0 && (hasForgotten || (entry.kind !== kinds.control && !isThere)))
				gaps = Number.MAX_SAFE_INTEGER;
			const before = links.filter(({ seq }) => seq < entry.seq).length;
			if (entry.seq > 0) await tables.entries.put({ ...entry, seq: 0, links: before });
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
