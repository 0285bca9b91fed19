import * as Y from 'yjs';
import { type Heads, headsOf } from '#lib/documents/heads.ts';

/** An update with the changes under one client id alone, from a clock on; deletions stay in it. */
const only = (update: Uint8Array, client: number | undefined, from = 0): Uint8Array => {
	const others = new Map(Y.parseUpdateMeta(update).to);
	others.delete(client ?? -1);
	if (client !== undefined) others.set(client, from);
	return Y.diffUpdate(update, Y.encodeStateVector(others));
};

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

/** The changes of a document under one client id, from a clock on, and everything that is deleted in it. */
export const changesOf = (doc: Y.Doc, client: number | undefined, from: number): Uint8Array => {
	const vector = new Map(Y.decodeStateVector(Y.encodeStateVector(doc)));
	if (client !== undefined) vector.set(client, from);
	return only(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(vector)), client, from);
};

/** The changes of a document under several client ids, each from a clock on. */
export const changesOfAll = (doc: Y.Doc, clients: ReadonlyMap<number, number>): Uint8Array =>
	Y.mergeUpdates([...clients].map(([client, from]) => changesOf(doc, client, from)));

/** The client ids that an update brings changes under, each with the clock that they begin at. */
export const clocksIn = (update: Uint8Array): Map<number, number> => Y.parseUpdateMeta(update).from;
