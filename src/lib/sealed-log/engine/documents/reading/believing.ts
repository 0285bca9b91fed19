import { decodeEntry } from '#lib/sealed-log/entry/codec.ts';
import type { SessionMark } from '#lib/sealed-log/entry/extra.ts';
import { mayLack } from '../../members/closing.ts';
import type { EntryRow, SessionRow } from '../../keeping/rows.ts';
import { isImported, isSame, type Ledger, type Owner, type Written } from './ledger.ts';
import { coverageOf, keyOf, marksOf } from './order.ts';
import type { Sealing } from './chained.ts';

/** What was read of a document so far. */
interface Reading {
	document: string;
	ledger: Ledger;
	/** The session that this tab writes in: nobody else knows more of it. */
	own: SessionRow | undefined;
}

/**
 * Something of the document is not here that the server has had: it has left places out, or has gone back in time. Also
 * before the snapshot that is read from, which may have been made apart from what others were.
 */
const isLacking = async <K>({ archive, id, roll }: Sealing<K>, document: string): Promise<boolean> => {
	const row = await archive.log(id);
	const base = await archive.base(id, document);
	if ((row?.gaps ?? 0) > (base?.seq ?? 0)) return true;
	if (base && (row?.missing ?? 0) > (await mayLack(archive, roll, id, document))) return true;
	const stood = marksOf(base ? coverageOf(base.bytes) : []);
	const rows = await archive.rows(id, document, 0);
	return rows.some((each) => !each.placed && each.counter > (stood.get(keyOf(each)) ?? 0));
};

/** It has come, and its author's word ended before it, since a snapshot stood for it by then. */
const isTurnedAway = async <K>(
	{ archive, id }: Sealing<K>,
	document: string,
	marks: readonly SessionMark[],
): Promise<boolean> => {
	const counters = marksOf(marks);
	return (await archive.aside(id)).some(({ why, bytes, document: of }) => {
		if (of !== document || (why !== 'refused' && why !== 'lost')) return false;
		const decoded = decodeEntry(bytes);
		return decoded.ok && decoded.entry.counter <= (counters.get(keyOf(decoded.entry)) ?? 0);
	});
};

/**
 * Whether a countersigned snapshot that stands for more than is held here may be true. Where nothing was left out, all
 * that there is was given to this device: then it stands for what never was.
 * @returns `anew` when it gives a name to another owner, who had it first: what was read has to be read in that order
 */
export const believed = async <K>(
	{ document, ledger, own }: Reading,
	log: Sealing<K>,
	snapshot: EntryRow,
	theirs: Ledger,
): Promise<'no' | 'yes' | 'anew'> => {
	const marks = coverageOf(snapshot.bytes);
	const contested = contradicts(ledger, theirs, (owner) => log.roll.isClosed(owner));
	for (const known of contested) if (!(await isMetLater(log, snapshot, known))) return 'no';
	if (!(await isLacking(log, document)) && !(await isTurnedAway(log, document, marks))) return 'no';
	for (const { device, session, counter, id } of marks) {
		const entry = await log.archive.entryAt(log.id, device, session, counter);
		// One that has no place in the log any more yields to the one that has.
		if (entry && entry.id !== id && entry.seq > 0) return 'no';
		if (!entry && own?.device === device && own.session === session) return 'no';
	}
	return contested.length > 0 ? 'anew' : 'yes';
};

/** The log has a snapshot before the entry that a name was first met in here. */
const isMetLater = async <K>(
	{ archive }: Sealing<K>,
	{ seq }: EntryRow,
	{ n }: Written,
): Promise<boolean> => {
	const met = n > 0 ? await archive.entry(n) : undefined;
	return met !== undefined && seq > 0 && (met.seq === 0 || met.seq > seq);
};

/**
 * The names that a ledger gives to somebody else than who was found here to have them. What was handed in again had an owner
 * before, whose word has ended.
 */
const contradicts = (mine: Ledger, theirs: Ledger, isClosed: (owner: Owner) => boolean): Written[] =>
	theirs.all.flatMap(({ client, owner }) => {
		const known = mine.of(client);
		if (!known || isSame(known.owner, owner)) return [];
		return isImported(known.owner) && isClosed(owner) ? [] : known;
	});
