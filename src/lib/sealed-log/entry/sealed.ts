import { type Bytes, concat, idBytes, zeros } from '#lib/sealed-log/bytes.ts';
import { labels } from '#lib/sealed-log/crypto/labels.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import {
	bodyOf,
	decodeEntry,
	encodeBody,
	encodeEntry,
	encodeHeader,
	NONCE_SIZE,
	type Entry,
	type EntryRefusal,
	type Header,
} from './codec.ts';
import { entryId } from './ids.ts';
import { pad, unpad } from './padding.ts';

declare const made: unique symbol;

/**
 * An entry as it lies in the log and travels: sealed where its kind is, signed, named. Only this file makes them, and
 * whatever uploads, stores or passes on takes nothing else, so that there is no way for plain text to leave.
 */
export interface Sealed {
	id: string;
	entry: Entry;
	bytes: Bytes;
	readonly [made]: true;
}

const named = (id: string, entry: Entry, bytes: Bytes) => ({ id, entry, bytes }) as Sealed;

/** Who signs: the id that the entry names, and the key that makes it true. */
export interface Author<K> {
	device: string;
	sign: K;
}

/** What the maker of an entry decides; the rest is zero or made here. */
export type Draft = Pick<Header, 'kind' | 'log'> & Partial<Omit<Header, 'nonce' | 'device'>>;

const unused = {
	document: '',
	epoch: 0,
	session: 'A'.repeat(11),
	counter: 0,
	prev: 'A'.repeat(43),
	client: 0,
};

const signed = async <K>(
	crypto: Crypto<K>,
	author: Author<K>,
	header: Header,
	payload: Bytes,
): Promise<Sealed> => {
	const id = await entryId(crypto, encodeBody(header, payload));
	const signature = await crypto.sign(author.sign, signedWords(id));
	const entry = { ...header, payload, signature };
	return named(id, entry, encodeEntry(entry));
};

const signedWords = (id: string): Bytes => concat(labels.entry, idBytes(id));

/** Seals what a person wrote under the entry key of the draft's epoch, and signs it. */
export const sealEntry = async <K>(
	crypto: Crypto<K>,
	author: Author<K>,
	key: K,
	draft: Draft & Pick<Header, 'epoch'>,
	plaintext: Uint8Array,
): Promise<Sealed> => {
	const nonce = crypto.randomBytes(NONCE_SIZE);
	const header = { ...unused, extra: zeros(0), ...draft, device: author.device, nonce };
	const payload = await crypto.seal(key, nonce, encodeHeader(header), pad(plaintext));
	return signed(crypto, author, header, payload);
};

/** Signs an entry of a kind that is not sealed: control (with its clear payload), head, countersign. */
export const signEntry = <K>(
	crypto: Crypto<K>,
	author: Author<K>,
	draft: Draft,
	payload: Bytes = zeros(0),
): Promise<Sealed> => {
	const header = { ...unused, extra: zeros(0), ...draft, device: author.device, nonce: zeros(NONCE_SIZE) };
	return signed(crypto, author, header, payload);
};

/** Reads bytes that anybody may have written and names them. Nothing is known to be true of them yet. */
export const readEntry = async <K>(
	crypto: Crypto<K>,
	bytes: Bytes,
): Promise<{ ok: true; sealed: Sealed } | { ok: false; reason: EntryRefusal }> => {
	const decoded = decodeEntry(bytes);
	if (!decoded.ok) return decoded;
	return { ok: true, sealed: named(await entryId(crypto, bodyOf(bytes)), decoded.entry, bytes) };
};

/** The holder of this key has signed exactly this. Whether that device may is another question: see `judge`. */
export const isSignedBy = <K>(crypto: Crypto<K>, sealed: Sealed, signKey: Bytes): Promise<boolean> =>
	crypto.verify(signKey, signedWords(sealed.id), sealed.entry.signature);

/** What was sealed. `undefined` when the key is another, or anything of the entry was changed. */
export const openEntry = async <K>(crypto: Crypto<K>, key: K, entry: Entry): Promise<Bytes | undefined> => {
	const padded = await crypto.open(key, entry.nonce, encodeHeader(entry), entry.payload);
	return padded && unpad(padded);
};
