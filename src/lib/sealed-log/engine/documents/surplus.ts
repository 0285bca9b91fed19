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

/**
 * Gives a document what comes from the store.
 * @returns what Yjs cannot use: what comes after it is somebody's words, and is used all the same
 */
export const applied = (doc: Y.Doc, updates: readonly Uint8Array[]): Uint8Array[] => {
	const unusable: Uint8Array[] = [];
	doc.transact(() => {
		for (const update of updates) {
			try {
				Y.applyUpdate(doc, update, origins.store);
			} catch {
				unusable.push(update);
			}
		}
	}, origins.store);
	return unusable;
};
