import * as Y from 'yjs';
import type { Aside } from '../../keeping/rows.ts';
import {
	imported,
	isImported,
	isSame,
	LARGEST_CLIENT,
	type Ledger,
	type Owner,
	type Written,
} from './ledger.ts';

/** Which changes an update brings of one client id: from a clock up to another that is not included. */
interface Reach {
	from: number;
	to: number;
}

type Decoded = ReturnType<typeof Y.decodeUpdate>;

const decoded = (update: Uint8Array): Decoded | undefined => {
	try {
		return Y.decodeUpdate(update);
	} catch {
		// Not an update of the first encoding, or one that is damaged or nested without end.
		return undefined;
	}
};

/** Anything longer cannot be counted, and nothing is that long. */
const LONGEST = 2 ** 40;

/**
 * How far an update reaches, by client id. `no-update` when a change has no length, or no end; `gap` when it leaves something out in between; `leans-forward` when a change
 * stands on a later one under the same name, which Yjs takes for granted and trips over.
 */
const reaches = ({ structs }: Decoded): Map<number, Reach> | 'no-update' | 'gap' | 'leans-forward' => {
	const found = new Map<number, Reach>();
	for (const struct of structs) {
		const { client, clock } = struct.id;
		const reach = found.get(client);
		if (struct.length < 1 || clock + struct.length > LONGEST) return 'no-update';
		if (struct instanceof Y.Skip || (reach && reach.to !== clock)) return 'gap';
		if (struct instanceof Y.Item && leansForward(struct)) return 'leans-forward';
		found.set(client, { from: reach?.from ?? clock, to: clock + struct.length });
	}
	return found;
};

const leansForward = ({ id, origin, rightOrigin, parent }: Y.Item): boolean =>
	[origin, rightOrigin, parent].some(
		(other) => other instanceof Y.ID && other.client === id.client && other.clock >= id.clock,
	);

/** What the guard has found: nothing, why an entry is set aside, or whose name it takes in vain. */
export type Finding = Aside | { rival: Written } | undefined;

/**
 * Judges what a session has written, and counts it in when it is good: it changes things only under the session's own
 * client id, which nobody had before it, and goes on where the session was. Deletions may be of anything.
 * @param n the entry's number on this device
 */
export const guardUpdate = (
	ledger: Ledger,
	by: Owner,
	client: number,
	update: Uint8Array,
	n: number,
): Finding => {
	const { device, session } = by;
	const owner = { device, session };
	const content = decoded(update);
	if (!content) return 'no-update';
	const found = reaches(content);
	if (!(found instanceof Map)) return found;
	const reach = found.get(client);
	if (found.size > (reach ? 1 : 0)) return 'other-client';
	if (!reach) return undefined;
	const known = ledger.of(client);
	const other = ledger.clientOf(owner);
	if (client === 0 || (other !== undefined && other !== client)) return 'other-client';
	if (known && !isSame(known.owner, owner)) return { rival: known };
	if (reach.from !== (known?.clock ?? 0)) return 'gap';
	ledger.set({ client, owner, clock: reach.to, n: known?.n ?? n });
	return undefined;
};

/**
 * Judges an import, and counts it in when it is good: it may bring what nobody writes under (any more), and nothing under
 * the name of a session that goes on.
 * @param isClosed whether a session's word has ended, in the membership chain
 */
export const guardImport = (
	ledger: Ledger,
	isClosed: (owner: Owner) => boolean,
	update: Uint8Array,
	n: number,
): Finding => {
	const content = decoded(update);
	if (!content) return 'no-update';
	const found = reaches(content);
	if (!(found instanceof Map)) return found;
	for (const [client, { from }] of found) {
		const known = ledger.of(client);
		if (client > LARGEST_CLIENT) return 'no-update';
		if (from > (known?.clock ?? 0)) return 'gap';
		if (known && !isImported(known.owner) && !isClosed(known.owner)) return { rival: known };
	}
	for (const [client, { to }] of found) {
		const known = ledger.of(client);
		if (!known || isImported(known.owner))
			ledger.set({ client, owner: imported, clock: Math.max(known?.clock ?? 0, to), n: known?.n ?? n });
	}
	return undefined;
};
