import { decodeEntry } from '#lib/sealed-log/entry/codec.ts';
import { decodeCountersigned, type SessionMark, standsForAll } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { Cut } from '#lib/sealed-log/membership/actions.ts';
import { basesOf } from '../documents/reading/bases/adopting.ts';
import type { Archive } from '../keeping/archive.ts';
import type { EntryRow, SessionRow } from '../keeping/rows.ts';
import { coverageOf, coverageOfAll } from '../documents/reading/order.ts';
import type { Owner } from '../documents/reading/ledger.ts';
import type { Roll } from './roll.ts';

/** A document with more in it than counts: somebody's word has ended before the end of what is held here of it. */
export interface Overhang {
	document: string;
	/** How far each of its sessions counts. */
	counting: SessionMark[];
}

const sessionOf = ({ device, session }: { device: string; session: string }): string =>
	`${device}/${session}`;

/** How far coverages stand for each session, together. */
const furthestOf = (coverages: readonly (readonly SessionMark[])[]): Map<string, number> => {
	const found = new Map<string, number>();
	for (const mark of coverages.flat())
		found.set(sessionOf(mark), Math.max(mark.counter, found.get(sessionOf(mark)) ?? 0));
	return found;
};

/**
 * Documents in which more is held than the chain says counts. It happens where the server has gone back in time, or a
 * device was made a reader before it had sent everything.
 */
export const overhangs = async <K>(archive: Archive<K>, roll: Roll<K>): Promise<Overhang[]> => {
	const rows = (await archive.sessions(roll.log)).filter(({ counter }) => counter > 0);
	const byDocument = new Map<string, SessionRow[]>();
	for (const row of rows) byDocument.set(row.document, [...(byDocument.get(row.document) ?? []), row]);
	const found: Overhang[] = [];
	for (const [document, sessions] of byDocument) {
		if (!sessions.some((row) => roll.hasEnded(row))) continue;
		const rows = await archive.rows(roll.log, document, 0);
		const counts = countsOf(roll, rows, (row) => namedIn(roll, row));
		const counting = sessions.map((row) => {
			const { device, session, counter, id } = row;
			return { device, session, counter: Math.min(counter, counts(row)), id };
		});
		const isOver = sessions.some((row, at) => row.counter > (counting[at]?.counter ?? 0));
		if (isOver) found.push({ document, counting });
	}
	return found;
};

/**
 * How far the chain says that sessions count. What it does not name of who may write no more is nothing, also where the log
 * has it before the link that says so: whoever knew that link first has turned it away.
 */
const namedIn = <K>(roll: Roll<K>, row: Owner): number => {
	if (!roll.hasEnded(row)) return Infinity;
	return roll.state.devices.get(row.device)?.cuts.get(row.session)?.counter ?? 0;
};

/**
 * How far sessions count: as far as they were named, or a snapshot stands for them. That and the word of who has made it too
 * have to count themselves: what is cut off with them stands for nothing.
 */
const countsOf = <K>(roll: Roll<K>, rows: readonly EntryRow[], named: (row: Owner) => number) => {
	for (let furthest = new Map<string, number>(); ;) {
		const standsFor = furthest;
		const counts = (row: Owner) => Math.max(named(row), standsFor.get(sessionOf(row)) ?? 0);
		const holding = rows.filter((row) => row.counter <= counts(row));
		furthest = furthestOf(countersigned(roll, holding, true));
		if ([...furthest].every(([key, counter]) => counter <= (standsFor.get(key) ?? 0))) return counts;
	}
};

/**
 * The snapshots of a document that somebody independent has made too, in the order of the log: what each stands for.
 * @param isOnWay also those that the server has not got, as far as is known here
 */
export const countersigned = <K>(
	roll: Pick<Roll<K>, 'isIndependent'>,
	rows: readonly EntryRow[],
	isOnWay = false,
): (readonly SessionMark[])[] => {
	const stored = rows.filter(({ seq }) => isOnWay || seq > 0).sort((one, other) => one.seq - other.seq);
	const signed = stored
		.filter(({ kind }) => kind === kinds.countersign)
		.map(({ device, bytes }) => {
			const decoded = decodeEntry(bytes);
			return { device, snapshot: decoded.ok ? decodeCountersigned(decoded.entry.extra) : '' };
		});
	return stored
		.filter(
			({ kind, id, device }) =>
				kind === kinds.snapshot &&
				signed.some((each) => each.snapshot === id && roll.isIndependent(each.device, device)),
		)
		.map(({ bytes }) => coverageOf(bytes))
		.filter((marks) => marks.length > 0);
};

/**
 * Whether a snapshot stands for an entry, which somebody independent has made too.
 * @returns `on-its-way` when the server has not got that one yet
 */
export const isStoodFor = async <K>(
	archive: Archive<K>,
	roll: Roll<K>,
	row: EntryRow,
): Promise<'there' | 'on-its-way' | undefined> => {
	const rows = await archive.rows(row.log, row.document, 0);
	const isIn = (coverages: readonly (readonly SessionMark[])[]) =>
		(furthestOf(coverages).get(sessionOf(row)) ?? 0) >= row.counter;
	if (isIn(countersigned(roll, rows))) return 'there';
	return isIn(countersigned(roll, rows, true)) ? 'on-its-way' : undefined;
};

/** What a server has dropped by now, as it judges itself: see `droppable` there. */
const dropped = (counting: readonly (readonly SessionMark[])[]): ReadonlyMap<string, number> => {
	const last = counting.findLast((marks) => counting.every((other) => standsForAll(marks, other)));
	const marks = (last && counting.findLast((each) => each !== last)) ?? [];
	return new Map(marks.map((mark) => [sessionOf(mark), mark.counter]));
};

/**
 * The last entry of each session of a device that is not closed yet.
 * @param isAll also of those that the server has most likely dropped for a snapshot, and of what waits for its place here
 */
export const cutsOf = async <K>(
	archive: Archive<K>,
	roll: Roll<K>,
	device: string,
	isAll: boolean,
): Promise<Cut[]> => {
	const closed = roll.state.devices.get(device)?.cuts;
	const open = (await archive.sessions(roll.log)).filter(
		(row) => row.device === device && !closed?.has(row.session),
	);
	const cuts: Cut[] = [];
	for (const document of new Set(open.map((row) => row.document))) {
		const rows = await archive.rows(roll.log, document, 0);
		const gone = dropped(countersigned(roll, rows));
		const furthest = new Map<string, EntryRow>();
		for (const row of isAll ? rows : [])
			if (row.device === device && row.counter > (furthest.get(row.session)?.counter ?? 0))
				furthest.set(row.session, row);
		for (const row of open) {
			if (row.document !== document) continue;
			const beyond = furthest.get(row.session);
			const { session, counter, id } = beyond && beyond.counter > row.counter ? beyond : row;
			const isGone = !isAll && counter <= (gone.get(sessionOf(row)) ?? 0);
			if (counter > 0 && !isGone) cuts.push({ session, counter, id });
		}
	}
	return cuts;
};

/**
 * So many entries the server need not have any more: those that snapshots stand for which others have made too, unless it
 * has given them a place here, and links of a chain that did not hold.
 * @param read of this document only those count that it is read from on
 */
export const mayLack = async <K>(
	archive: Archive<K>,
	roll: Pick<Roll<K>, 'isIndependent'>,
	log: string,
	read?: string,
): Promise<number> => {
	const aside = await archive.aside(log);
	const lost = aside.filter(({ why, document }) => why === 'lost' && document === '');
	let count = lost.length;
	for (const document of await archive.documents(log)) {
		const bases = await basesOf(archive, log, document);
		const rows = await archive.rows(log, document, 0);
		const coverages = document === read ? [] : countersigned(roll, rows);
		const furthest = furthestOf([...coverages, coverageOfAll(bases)]);
		for (const counter of furthest.values()) count += counter;
		count -= rows.filter((row) => row.seq > 0 && row.counter <= (furthest.get(sessionOf(row)) ?? 0)).length;
		// What came and was turned away has its place, so that one is not missing.
		for (const { came, bytes, document: of } of aside) {
			const decoded = of === document && came ? decodeEntry(bytes) : undefined;
			if (decoded?.ok && decoded.entry.counter <= (furthest.get(sessionOf(decoded.entry)) ?? 0)) count--;
		}
	}
	return count;
};

/**
 * How many entries of this device's own the chain does not count, which it has written without knowing that it might not:
 * nobody else reads them, whatever the server has said.
 */
export const keptBack = async <K>(archive: Archive<K>, roll: Roll<K>, device: string): Promise<number> => {
	const cuts = roll.state.devices.get(device)?.cuts;
	let count = 0;
	for (const row of await archive.sessions(roll.log)) {
		if (row.device !== device || row.counter <= (cuts?.get(row.session)?.counter ?? 0)) continue;
		const rows = await archive.rows(roll.log, row.document, 0);
		const named = (owner: Owner) =>
			owner.device === device ? (cuts?.get(owner.session)?.counter ?? 0) : namedIn(roll, owner);
		count += Math.max(0, row.counter - countsOf(roll, rows, named)(row));
	}
	return count;
};
