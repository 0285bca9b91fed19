import { type Bytes, concat, idBytes, toText, u32, zeros } from '#lib/sealed-log/bytes.ts';
import { labels } from './labels.ts';
import type { Crypto } from './port.ts';

/** Which key: the log's id and the number of the epoch. The founding entry has no log id yet, and says `unnamed`. */
export interface EpochName {
	log: string;
	epoch: number;
}

/** The log in the names of the founding entry's own key and wrap: its id is the hash of what holds them. */
export const unnamed = toText(zeros(16));

const KEY_SIZE = 32;
const NONCE_SIZE = 12;

/** A key and a nonce for one message, both derived, so that neither can be chosen. */
export interface Once<K> {
	key: K;
	nonce: Bytes;
}

export const keyForOnce = async <K>(
	crypto: Crypto<K>,
	secret: Bytes,
	salt: Bytes,
	info: Bytes,
): Promise<Once<K>> => {
	const both = await crypto.hkdf(secret, salt, info, KEY_SIZE + NONCE_SIZE);
	return { key: await crypto.sealingKey(both.slice(0, KEY_SIZE)), nonce: both.slice(KEY_SIZE) };
};

export const newEpochKey = <K>(crypto: Crypto<K>): Bytes => crypto.randomBytes(KEY_SIZE);

/** The key that the entries of an epoch are sealed under. */
export const entryKey = async <K>(crypto: Crypto<K>, name: EpochName, key: Bytes): Promise<K> =>
	crypto.sealingKey(
		await crypto.hkdf(key, idBytes(name.log), concat(labels.entryKey, u32(name.epoch)), KEY_SIZE),
	);

/**
 * What stands in the chain for a key, so that an admin cannot hand different keys to different devices, nor a server a
 * wrong old one, without being found out.
 */
export const keyCheck = async <K>(crypto: Crypto<K>, name: EpochName, key: Bytes): Promise<string> =>
	toText(await crypto.hkdf(key, idBytes(name.log), concat(labels.check, u32(name.epoch)), KEY_SIZE));

const wrapInfo = (name: EpochName, to: string, once: Bytes, agreeKey: Bytes): Bytes =>
	concat(labels.wrap, idBytes(name.log), u32(name.epoch), idBytes(to), once, agreeKey);

const ONCE_SIZE = 65;
/** A point, the key, and a tag. */
export const WRAP_SIZE = ONCE_SIZE + KEY_SIZE + 16;

/**
 * An epoch's key for the holder of an agree key: the sender's key is made for this once, and every id is bound in. Who
 * wrapped it is said by the signature of the entry that it stands in. `undefined` when the agree key is none.
 */
export const wrapKey = async <K>(
	crypto: Crypto<K>,
	name: EpochName,
	to: { id: string; agree: Bytes },
	key: Bytes,
): Promise<Bytes | undefined> => {
	const agreed = await crypto.agreeOnce(to.agree);
	if (!agreed) return undefined;
	const info = wrapInfo(name, to.id, agreed.once, to.agree);
	const once = await keyForOnce(crypto, agreed.shared, idBytes(name.log), info);
	return concat(agreed.once, await crypto.seal(once.key, once.nonce, info, key));
};

/** `undefined` when the wrap is for another device, log or epoch, or is not the key that the chain names. */
export const unwrapKey = async <K>(
	crypto: Crypto<K>,
	name: EpochName,
	to: { id: string; agree: K; agreeKey: Bytes },
	wrap: Bytes,
): Promise<Bytes | undefined> => {
	if (wrap.length !== WRAP_SIZE) return undefined;
	const [from, sealed] = [wrap.slice(0, ONCE_SIZE), wrap.slice(ONCE_SIZE)];
	const shared = await crypto.agree(to.agree, from);
	if (!shared) return undefined;
	const info = wrapInfo(name, to.id, from, to.agreeKey);
	const once = await keyForOnce(crypto, shared, idBytes(name.log), info);
	return crypto.open(once.key, once.nonce, info, sealed);
};

const previousInfo = (name: EpochName): Bytes => concat(labels.previous, idBytes(name.log), u32(name.epoch));

/** The key of the epoch before, sealed under the new one (`name`), so that a newcomer reads what was written before. */
export const sealPrevious = async <K>(
	crypto: Crypto<K>,
	name: EpochName,
	key: Bytes,
	previous: Bytes,
): Promise<Bytes> => {
	const once = await keyForOnce(crypto, key, idBytes(name.log), previousInfo(name));
	return crypto.seal(once.key, once.nonce, previousInfo(name), previous);
};

export const openPrevious = async <K>(
	crypto: Crypto<K>,
	name: EpochName,
	key: Bytes,
	sealed: Bytes,
): Promise<Bytes | undefined> => {
	const once = await keyForOnce(crypto, key, idBytes(name.log), previousInfo(name));
	return crypto.open(once.key, once.nonce, previousInfo(name), sealed);
};
