import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { decodeEntry } from '#lib/sealed-log/entry/codec.ts';
import { decodeCoverage, type SessionMark } from '#lib/sealed-log/entry/extra.ts';
import type { Archive } from '../../keeping/archive.ts';
import type { EntryRow } from '../../keeping/rows.ts';
import type { Owner, Written } from './ledger.ts';

export type Marks = ReadonlyMap<string, number>;

export const keyOf = ({ device, session }: Owner): string => `${device}/${session}`;
export const marksOf = (marks: readonly SessionMark[]): Marks =>
	new Map(marks.map((mark) => [keyOf(mark), mark.counter]));

/** What a snapshot stands for; nothing for an import. */
export const coverageOf = (bytes: Bytes): readonly SessionMark[] => {
	const decoded = decodeEntry(bytes);
	return (decoded.ok && decodeCoverage(decoded.entry.extra)) || [];
};

/** What snapshots that were made apart stand for together: of each session the furthest that one of them names. */
export const coverageOfAll = (rows: readonly EntryRow[]): SessionMark[] => {
	const found = new Map<string, SessionMark>();
	for (const mark of rows.flatMap(({ bytes }) => coverageOf(bytes)))
		if (mark.counter > (found.get(keyOf(mark))?.counter ?? 0)) found.set(keyOf(mark), mark);
	return [...found.values()];
};

/** So many entries of those that marks stand for are not held. */
export const lack = (marks: readonly SessionMark[], held: Marks): number =>
	marks.reduce((all, mark) => all + Math.max(0, mark.counter - (held.get(keyOf(mark)) ?? 0)), 0);

/** In the order in which this device stored them; what came before something earlier of its session comes behind that. */
export const inOwnOrder = (rows: readonly EntryRow[]): EntryRow[] => {
	const last = new Map<string, number>();
	const places = new Map<number, number>();
	for (const row of rows.toSorted((one, other) => one.counter - other.counter)) {
		const place = Math.max(row.n, last.get(keyOf(row)) ?? 0);
		last.set(keyOf(row), place);
		places.set(row.n, place);
	}
	const placeOf = ({ n }: EntryRow) => places.get(n) ?? n;
	return rows.toSorted((one, other) => placeOf(one) - placeOf(other) || one.counter - other.counter);
};

/**
 * In the order of the log, as far as it is known. What this device has written and not sent comes last; what the server
 * has dropped for a snapshot stands before what follows it in its session.
 */
export const inLogOrder = (rows: readonly EntryRow[]): EntryRow[] => {
	const next = new Map<string, number>();
	const places = new Map<number, number>();
	for (const row of rows.toSorted((one, other) => other.counter - one.counter)) {
		const place = row.seq || (next.get(keyOf(row)) ?? Infinity);
		next.set(keyOf(row), place);
		places.set(row.n, place);
	}
	const placeOf = ({ n }: EntryRow) => places.get(n) ?? Infinity;
	return inOwnOrder(rows).toSorted((one, other) =>
		placeOf(one) === placeOf(other) ? 0 : placeOf(one) - placeOf(other),
	);
};

/**
 * The log has an entry before the one that took its client id, which was met earlier here: it was made here, and not yet
 * sent. All others read it the other way round.
 */
export const comesFirst = async <K>(
	archive: Archive<K>,
	{ seq }: EntryRow,
	rival: Written,
): Promise<boolean> => {
	if (seq === 0 || rival.n === 0) return false;
	const met = await archive.entry(rival.n);
	return met !== undefined && (met.seq === 0 || met.seq > seq);
};
