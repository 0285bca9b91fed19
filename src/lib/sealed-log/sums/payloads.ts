import { type Bytes, fromUtf8, toText, utf8 } from '#lib/sealed-log/bytes.ts';
import { labels } from '#lib/sealed-log/crypto/labels.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import { Reader, Writer } from '#lib/sealed-log/reader.ts';

// What is sealed in the steps of a sum: members read it, the server does not.

const VERSION = 1;
const POINT_SIZE = 65;

/** Somebody who sits at a tablet: a member, or a guest with a name only. */
export interface Person {
	/** Empty for a guest. */
	id: string;
	name: string;
}

/** What a tablet says when it is ready. */
export interface ReadyWords {
	/** Made for this round. */
	key: Bytes;
	people: readonly Person[];
}

export const encodeReady = ({ key, people }: ReadyWords): Bytes => {
	const writer = new Writer().u8(VERSION).bytes(key);
	return writer.list(people, ({ id, name }) => writer.sized(utf8(id)).sized(utf8(name))).done();
};

/** `undefined` for what this program does not understand. */
export const decodeReady = (bytes: Bytes): ReadyWords | undefined => {
	const reader = new Reader(bytes);
	const version = reader.u8();
	const key = reader.bytes(POINT_SIZE);
	const people = reader.list(() => ({ id: fromUtf8(reader.sized()), name: fromUtf8(reader.sized()) }));
	const named = people.flatMap(({ id, name }) =>
		id === undefined || name === undefined ? [] : [{ id, name }],
	);
	const isWhole = reader.isDone && version === VERSION && named.length === people.length;
	return isWhole ? { key, people: named } : undefined;
};

/** What whoever fixes the set says: how many statements are answered. */
export const encodeSet = (statements: number): Bytes => new Writer().u8(VERSION).u32(statements).done();

export const decodeSet = (bytes: Bytes): number | undefined => {
	const reader = new Reader(bytes);
	const [version, statements] = [reader.u8(), reader.u32()];
	return reader.isDone && version === VERSION ? statements : undefined;
};

export const encodePart = (words: Uint32Array): Bytes => {
	const writer = new Writer().u8(VERSION);
	return writer.list([...words], (word) => writer.u32(word)).done();
};

export const decodePart = (bytes: Bytes): Uint32Array | undefined => {
	const reader = new Reader(bytes);
	const version = reader.u8();
	const words = reader.list(() => reader.u32());
	return reader.isDone && version === VERSION ? Uint32Array.from(words) : undefined;
};

/** Bytes as words of four. */
export const wordsIn = (bytes: Bytes): Uint32Array => {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return Uint32Array.from({ length: bytes.length / 4 }, (_, at) => view.getUint32(at * 4));
};

/**
 * What a masked sum goes by in the log.
 * @param of what is added up, such as the id of a reflection
 */
export const subjectOf = async <K>(crypto: Crypto<K>, log: string, of: string): Promise<string> => {
	const words = new Writer().bytes(labels.subject).sized(utf8(log)).sized(utf8(of)).done();
	return toText((await crypto.sha256(words)).slice(0, 16));
};
