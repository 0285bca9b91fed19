import * as Y from 'yjs';
import { encodeChanges } from './pieces.ts';
import { type Heads, headsOf } from '#lib/documents/heads.ts';
import { origins } from '#lib/documents/origins.ts';

/** What a document holds beyond what is stored. */
export interface Surplus {
	/** Client ids whose later changes are not stored, each with how far they are. */
	clients: ReadonlyMap<number, number>;
	/** Something is deleted of which the store does not know. */
	deletes: boolean;
}

export const surplusOf = (doc: Y.Doc, stored: Heads): Surplus => {
	const heads = headsOf(doc);
	const clients = new Map<number, number>();
	for (const [client, clock] of heads.sv) {
		const known = stored.sv.get(client) ?? 0;
		if (clock > known) clients.set(client, known);
	}
	const both = Y.mergeDeleteSets([stored.ds, heads.ds]);
	return { clients, deletes: !Y.equalDeleteSets(both, Y.mergeDeleteSets([stored.ds])) };
};

/**
 * The changes of a document under some client ids, each from a clock on, and everything that is deleted in it. What the
 * document has been given and cannot use yet is left out.
 */
export const changesOf = (doc: Y.Doc, clients: ReadonlyMap<number, number>): Uint8Array => {
	const whole = Y.decodeStateVector(Y.encodeStateVector(doc));
	const from = Y.encodeStateVector(new Map([...whole, ...clients]));
	const { structs, ds } = Y.decodeUpdate(Y.encodeStateAsUpdate(doc, from));
	const wanted = structs.filter(({ id }) => clients.has(id.client) && id.clock < (whole.get(id.client) ?? 0));
	return encodeChanges(wanted, ds.clients);
};

/** The client ids that an update brings changes under, each with the clock that they begin at. */
export const clocksIn = (update: Uint8Array): Map<number, number> => Y.parseUpdateMeta(update).from;

/** A change that lies in the store already, from wherever. */
export const isStored = (origin: unknown): boolean =>
	origin === origins.store || origin === origins.elsewhere;

/**
 * Gives a document what comes from the store.
 * @param isOwn another tab of this device wrote it
 * @returns what Yjs cannot use: what comes after it is somebody's words, and is used all the same
 */
export const applied = (
	doc: Y.Doc,
	updates: readonly Uint8Array[],
	isOwn: (update: Uint8Array) => boolean = () => false,
): Uint8Array[] => {
	const unusable: Uint8Array[] = [];
	let left = updates;
	while (left[0]) {
		const own = isOwn(left[0]);
		const origin = own ? origins.elsewhere : origins.store;
		const end = left.findIndex((update) => isOwn(update) !== own);
		const run = end < 0 ? left : left.slice(0, end);
		left = left.slice(run.length);
		doc.transact(() => {
			for (const update of run) {
				try {
					Y.applyUpdate(doc, update, origin);
				} catch {
					unusable.push(update);
				}
			}
		}, origin);
	}
	return unusable;
};
