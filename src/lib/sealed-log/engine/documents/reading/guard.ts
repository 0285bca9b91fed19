import * as Y from 'yjs';
import { decodedOf } from '#lib/documents/heads.ts';
import type { Aside } from '../../keeping/rows.ts';
import { depthsOf, type Needs } from './nesting.ts';
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

type Decoded = ReturnType<typeof decodedOf>;
type Depths = ReadonlyMap<Decoded['structs'][number], number>;

const decoded = (update: Uint8Array): Decoded | undefined => {
	try {
		return decodedOf(update);
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

const leansForward = (item: Y.Item): boolean =>
	isLater(item.origin, item) || isLater(item.rightOrigin, item) || isLater(item.parent, item);

const isLater = (other: unknown, { id }: Y.Item): boolean =>
	other instanceof Y.ID && other.client === id.client && other.clock >= id.clock;

/** Counts in how deep changes lie that are not counted in yet. */
const deepen = (ledger: Ledger, { structs }: Decoded, depths: Depths): void => {
	for (const struct of structs) {
		const { client, clock } = struct.id;
		const known = ledger.of(client)?.clock ?? 0;
		if (clock + struct.length > known) ledger.goes(client, Math.max(clock, known), depths.get(struct) ?? 1);
	}
};

/** What the guard has found: nothing, why an entry is set aside, whose name it takes in vain, or what it has to wait for. */
export type Finding = Aside | { rival: Written } | { needs: Needs } | undefined;

/**
 * Judges what a session has written, and counts it in when it is good: it changes things only under the session's own
 * client id, which nobody had before it, and goes on where the session was. Deletions may be of anything.
 * @param n the entry's number on this device
 * @param mayLean on what is not here: what this device wrote itself
 */
export const guardUpdate = (
	ledger: Ledger,
	by: Owner,
	client: number,
	update: Uint8Array,
	n: number,
	mayLean = false,
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
	const depths = depthsOf(ledger, content.structs, mayLean);
	if (!(depths instanceof Map)) return depths;
	deepen(ledger, content, depths);
	ledger.set({ client, owner, clock: reach.to, n: known?.n ?? n });
	return undefined;
};

/**
 * Judges an import, and counts it in when it is good: it may bring what nobody writes under (any more), and nothing under
 * the name of a session that goes on.
 * @param hasEnded whether a session's word has ended, in the membership chain
 * @param mayLean on what is not here: what this device wrote itself
 */
export const guardImport = (
	ledger: Ledger,
	hasEnded: (owner: Owner) => boolean,
	update: Uint8Array,
	n: number,
	mayLean = false,
): Finding => {
	const content = decoded(update);
	if (!content) return 'no-update';
	const found = reaches(content);
	if (!(found instanceof Map)) return found;
	for (const [client, { from }] of found) {
		const known = ledger.of(client);
		if (client > LARGEST_CLIENT) return 'no-update';
		// What it goes on from may itself wait for something.
		if (from > (known?.clock ?? 0)) return { needs: { client, clock: from - 1 } };
		if (known && !isImported(known.owner) && !hasEnded(known.owner)) return { rival: known };
	}
	const depths = depthsOf(ledger, content.structs, mayLean);
	if (!(depths instanceof Map)) return depths;
	deepen(ledger, content, depths);
	for (const [client, { to }] of found) {
		const known = ledger.of(client);
		// Also of a session whose word has ended: others lean on what the import brings of it.
		const clock = Math.max(known?.clock ?? 0, to);
		ledger.set({ client, owner: known?.owner ?? imported, clock, n: known?.n ?? n });
	}
	return undefined;
};
