import { decodeEntry } from '#lib/sealed-log/entry/codec.ts';
import { type SessionMark, standsForAll } from '#lib/sealed-log/entry/extra.ts';
import { basesOf, takenAt } from './adopting.ts';
import { mayLack } from '../../../members/closing.ts';
import type { EntryRow, SessionRow } from '../../../keeping/rows.ts';
import { isImported, isSame, type Ledger, type Owner, type Written } from '../ledger.ts';
import { coverageOf, coverageOfAll, keyOf, marksOf } from '../order.ts';
import type { Sealing } from '../chained.ts';

/** What was read of a document so far. */
interface Reading {
	document: string;
	ledger: Ledger;
	/** The session that this tab writes in: nobody else knows more of it. */
	own: SessionRow | undefined;
}

/**
 * Something of the document is not here that the server has had: it has left places out, or has gone back in time. Also
 * before the snapshots that are read from, which may have been made apart from what others were.
 */
const isLacking = async <K>(
	{ archive, id, roll }: Sealing<K>,
	document: string,
	{ seq: at }: EntryRow,
): Promise<boolean> => {
	// The log had it when the one that is read from was taken: either might have been, and neither may stand for all.
	if (at > 0 && at <= (await takenAt(archive, id, document))) return true;
	const row = await archive.log(id);
	const bases = await basesOf(archive, id, document);
	if ((row?.gaps ?? 0) > Math.max(0, ...bases.map(({ seq }) => seq))) return true;
	if (bases.length > 0 && (row?.missing ?? 0) > (await mayLack(archive, roll, id, document))) return true;
	const stood = marksOf(coverageOfAll(bases));
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
	const contested = contradicts(ledger, theirs, (owner) => log.roll.hasEnded(owner));
	const bases = await basesOf(log.archive, log.id, document);
	const apart = bases.filter(({ bytes }) => !standsForAll(marks, coverageOf(bytes)));
	for (const known of contested)
		// What one says that it is read in the place of, it may say otherwise.
		if ((known.n > 0 || apart.length > 0) && !(await isMetLater(log, snapshot, known))) return 'no';
	if (!(await isLacking(log, document, snapshot)) && !(await isTurnedAway(log, document, marks))) return 'no';
	const stood = new Map(coverageOfAll(apart).map((each) => [keyOf(each), each]));
	for (const { device, session, counter, id } of marks) {
		// Read from together they would have two words under one name.
		const other = stood.get(keyOf({ device, session }));
		if (other?.counter === counter && other.id !== id) return 'no';
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
const contradicts = (mine: Ledger, theirs: Ledger, hasEnded: (owner: Owner) => boolean): Written[] =>
	theirs.all.flatMap(({ client, owner }) => {
		const known = mine.of(client);
		if (!known || isSame(known.owner, owner)) return [];
		const isHandedIn =
			(isImported(known.owner) && hasEnded(owner)) || (isImported(owner) && hasEnded(known.owner));
		return isHandedIn ? [] : known;
	});
