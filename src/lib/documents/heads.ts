import * as Y from 'yjs';

/**
 * What a pile of updates holds: how far each client has come, and what is deleted.
 * Two piles can be compared without building a document of either.
 */
export type Heads = Y.Snapshot;

export const noHeads = Y.emptySnapshot;

export const encodeHeads = Y.encodeSnapshot;

export const decodeHeads = Y.decodeSnapshot;

export const headsOf = (doc: Y.Doc): Heads => Y.snapshot(doc);

const decodings = new WeakMap<Uint8Array, ReturnType<typeof Y.decodeUpdate>>();

/**
 * What an update says; decoded once, however many ask. Nobody may change it, nor the bytes afterwards.
 * @throws what Yjs throws for bytes that are no update
 */
export const decodedOf = (update: Uint8Array): ReturnType<typeof Y.decodeUpdate> => {
	const known = decodings.get(update) ?? Y.decodeUpdate(update);
	decodings.set(update, known);
	return known;
};

/** False for bytes that are no update: a damaged disk, or a writer we do not know. */
export const isReadable = (update: Uint8Array): boolean => {
	try {
		decodedOf(update);
		return true;
	} catch {
		return false;
	}
};

/**
 * The heads of a pile after some more updates were laid on it. A client has come only as far as there is no gap: what
 * lies beyond a gap cannot be read yet, and counts as missing.
 */
export const extendHeads = (heads: Heads, updates: Uint8Array[]): Heads => {
	if (updates.length === 0) return heads;
	const clocks = new Map(heads.sv);
	const decoded = updates.map(decodedOf);
	const structs = decoded.flatMap((update) => update.structs.filter((struct) => !(struct instanceof Y.Skip)));
	for (const { id, length } of structs.sort((a, b) => a.id.clock - b.id.clock)) {
		const clock = clocks.get(id.client) ?? 0;
		if (id.clock <= clock) clocks.set(id.client, Math.max(clock, id.clock + length));
	}
	return Y.createSnapshot(Y.mergeDeleteSets([heads.ds, ...decoded.map(({ ds }) => ds)]), clocks);
};

/** True when everything in `part` is in `whole` too. */
export const holds = (whole: Heads, part: Heads): boolean => {
	for (const [client, clock] of part.sv) if ((whole.sv.get(client) ?? 0) < clock) return false;
	const both = Y.mergeDeleteSets([whole.ds, part.ds]);
	return Y.equalDeleteSets(both, Y.mergeDeleteSets([whole.ds]));
};

/** What a document holds beyond some heads, as one update; `undefined` when there is nothing. */
export const beyond = (doc: Y.Doc, heads: Heads): Uint8Array | undefined =>
	holds(heads, headsOf(doc)) ? undefined : Y.encodeStateAsUpdate(doc, Y.encodeStateVector(new Map(heads.sv)));
