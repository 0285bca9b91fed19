import * as Y from 'yjs';
import { toText } from '#lib/sealed-log/bytes.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import { decodeEntry, noEntry } from '#lib/sealed-log/entry/codec.ts';
import { encodeCoverage } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { type Author, openEntry, type Sealed, sealEntry } from '#lib/sealed-log/entry/sealed.ts';
import type { DocumentName } from '#lib/documents/kinds.ts';
import { Ledger } from '../documents/reading/ledger.ts';
import { decodeState, encodeState } from '../documents/reading/state.ts';
import { fitting, MOST_IN_IMPORT, TooLarge } from '../documents/too-large.ts';

/** A document as it was before the committee had a log. */
export interface Before {
	document: DocumentName;
	update: Uint8Array;
}

/** What was sealed does not open again: nothing may be built on this browser's cryptography. */
export class NotSealed extends Error {
	override name = 'NotSealed';
}

/** A new log, and who founds it. */
interface Founding<K> {
	log: string;
	author: Author<K>;
	key: K;
}

/** Values that fit into no entry are taken out, and told. */
const cut = (update: Uint8Array, tell: (error: TooLarge) => unknown): Uint8Array[] => {
	try {
		return fitting(update, MOST_IN_IMPORT);
	} catch (error) {
		if (!(error instanceof TooLarge)) throw error;
		const doc = new Y.Doc();
		Y.applyUpdate(doc, update);
		error.takeOut(doc);
		tell(error);
		return cut(Y.encodeStateAsUpdate(doc), tell);
	}
};

/**
 * What there was of a document, as the first entries of its log: as many as it takes, and each was found to open again.
 * @param tell what was taken out, since no entry has room for it
 * @throws NotSealed
 */
export const importsOf = async <K>(
	crypto: Crypto<K>,
	{ log, author, key }: Founding<K>,
	{ document, update }: Before,
	tell: (error: TooLarge) => unknown,
): Promise<Sealed[]> => {
	const made: Sealed[] = [];
	const [session, extra] = [toText(crypto.randomBytes(8)), encodeCoverage([])];
	for (const piece of cut(update, tell)) {
		const place = { session, counter: made.length + 1, prev: made.at(-1)?.id ?? noEntry };
		const draft = { kind: kinds.snapshot, log, document, epoch: 1, ...place, extra };
		const words = encodeState({ ledger: new Ledger(), update: new Uint8Array(piece) });
		const sealed = await sealEntry(crypto, author, key, draft, words);
		const decoded = decodeEntry(sealed.bytes);
		const opened = decoded.ok ? await openEntry(crypto, key, decoded.entry) : undefined;
		if (!opened || decodeState(opened)?.update.length !== piece.length) throw new NotSealed();
		made.push(sealed);
	}
	return made;
};
