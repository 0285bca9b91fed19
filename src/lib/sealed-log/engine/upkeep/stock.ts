import { type SessionMark, standsForAll } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { coverageOf, keyOf } from '../documents/reading/order.ts';
import type { EntryRow } from '../keeping/rows.ts';

/** So much of a document lies behind its last snapshot before another one is made. */
export interface Limits {
	entries: number;
	bytes: number;
}

/** What there is of a document's entries, as far as snapshots go. */
export interface Stock {
	/** The last snapshot that stands for others, and for no less than one before it. */
	last: EntryRow | undefined;
	isCountersigned: boolean;
	/** What it does not stand for. */
	tail: Limits;
	/** Bytes that the server keeps only until the next one: the one before the last, and what came between. */
	spare: number;
	/** How far each session has come at the server. */
	marks: SessionMark[];
	/** What the snapshots stand for that two have made. */
	countersigned: readonly (readonly SessionMark[])[];
}

const sizeOf = (rows: readonly EntryRow[]): number => rows.reduce((sum, { bytes }) => sum + bytes.length, 0);

const isMore = (marks: readonly SessionMark[], than: readonly SessionMark[]): boolean =>
	standsForAll(marks, than) && !standsForAll(than, marks);

/**
 * @param rows what the server has of it
 * @param stood what snapshots stand for whose entries never came to this device
 * @param isFalse of a snapshot: somebody has found that the entries do not make it, or nobody can read it
 */
export const stockOf = (
	rows: readonly EntryRow[],
	stood: readonly SessionMark[],
	isFalse: (snapshot: EntryRow) => boolean,
	witnesses: (snapshot: EntryRow) => boolean,
): Stock => {
	const stored = rows.filter(({ placed }) => placed).sort((a, b) => a.seq - b.seq);
	const coverings = stored
		.filter((row) => row.kind === kinds.snapshot && !isFalse(row))
		.map((row) => ({ row, marks: coverageOf(row.bytes) }))
		.filter((each) => each.marks.length > 0);
	// One that was made before another may have come behind it.
	const last = coverings.reduceRight<(typeof coverings)[number] | undefined>(
		(best, each) => (best && !isMore(each.marks, best.marks) ? best : each),
		undefined,
	);
	const at = stored.findIndex((row) => row === last?.row);
	const before = stored
		.slice(0, Math.max(at, 0))
		.findLastIndex((row) => coverings.some((each) => each.row === row));
	const ends = new Map(last?.marks.map((mark) => [keyOf(mark), mark.counter]));
	const written = stored.filter(
		(row) =>
			row.kind !== kinds.countersign &&
			row.counter > (ends.get(keyOf(row)) ?? 0) &&
			!coverings.some((each) => each.row === row),
	);
	const marks = new Map(stood.map((mark) => [keyOf(mark), mark]));
	for (const { device, session, counter, id } of stored) {
		const mark = { device, session, counter, id };
		if (counter > (marks.get(keyOf(mark))?.counter ?? 0)) marks.set(keyOf(mark), mark);
	}
	return {
		last: last?.row,
		isCountersigned: last !== undefined && witnesses(last.row),
		tail: { entries: written.length, bytes: sizeOf(written) },
		spare: sizeOf(stored.slice(Math.max(before, 0), Math.max(at, 0))),
		marks: [...marks.values()],
		countersigned: stored
			.filter((row) => row.kind === kinds.snapshot && witnesses(row))
			.map(({ bytes }) => coverageOf(bytes)),
	};
};
