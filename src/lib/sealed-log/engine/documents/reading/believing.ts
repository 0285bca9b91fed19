import type { SessionMark } from '#lib/sealed-log/entry/extra.ts';
import type { EntryRow } from '../../keeping/rows.ts';
import { isSame, type Ledger } from './ledger.ts';
import { coverageOf } from './order.ts';
import type { Sealing } from './reader.ts';

/** Something of the document is not here that the server has had: it has left places out, or has gone back in time. */
const isLacking = async <K>({ archive, id }: Sealing<K>, document: string): Promise<boolean> => {
	const row = await archive.log(id);
	const base = await archive.base(id, document);
	if ((row?.gaps ?? 0) > (base?.seq ?? 0)) return true;
	return (await archive.rows(id, document, 0)).some(({ placed }) => !placed);
};

/**
 * Whether a countersigned snapshot that stands for more than is held here may be true. Where nothing was left out, all
 * that there is was given to this device: then it stands for what never was.
 */
export const isBelievable = async <K>(
	log: Sealing<K>,
	{ document }: EntryRow,
	marks: readonly SessionMark[],
): Promise<boolean> => {
	if (!(await isLacking(log, document))) return false;
	for (const { device, session, counter, id } of marks) {
		const entry = await log.archive.entryAt(log.id, device, session, counter);
		if (entry && entry.id !== id) return false;
	}
	return true;
};

/** Whether a ledger gives a name to somebody else than who was found here to have it. */
export const contradicts = (mine: Ledger, theirs: Ledger): boolean =>
	theirs.all.some(({ client, owner }) => {
		const known = mine.of(client);
		return known !== undefined && !isSame(known.owner, owner);
	});

const reachOf = ({ bytes }: EntryRow): number =>
	coverageOf(bytes).reduce((sum, { counter }) => sum + counter, 0);

/** Snapshots, those first that stand for most: one that came late may stand for less than what the server has left out. */
export const ranked = (snapshots: readonly EntryRow[], another: EntryRow): EntryRow[] =>
	[...snapshots, another].toSorted((one, other) => reachOf(other) - reachOf(one));
