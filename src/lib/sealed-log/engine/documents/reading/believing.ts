import type { SessionMark } from '#lib/sealed-log/entry/extra.ts';
import type { EntryRow, SessionRow } from '../../keeping/rows.ts';
import { isSame, type Ledger } from './ledger.ts';
import type { Sealing } from './chained.ts';

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
 * @param own the session that this tab writes in: nobody else knows more of it
 */
export const isBelievable = async <K>(
	log: Sealing<K>,
	{ document }: EntryRow,
	marks: readonly SessionMark[],
	own: SessionRow | undefined,
): Promise<boolean> => {
	if (!(await isLacking(log, document))) return false;
	for (const { device, session, counter, id } of marks) {
		const entry = await log.archive.entryAt(log.id, device, session, counter);
		// One that has no place in the log any more yields to the one that has.
		if (entry && entry.id !== id && entry.seq > 0) return false;
		if (!entry && own?.device === device && own.session === session) return false;
	}
	return true;
};

/** Whether a ledger gives a name to somebody else than who was found here to have it. */
export const contradicts = (mine: Ledger, theirs: Ledger): boolean =>
	theirs.all.some(({ client, owner }) => {
		const known = mine.of(client);
		return known !== undefined && !isSame(known.owner, owner);
	});
