import { type Bytes, utf8 } from '#lib/sealed-log/bytes.ts';
import type { Crypto, KeyPairs } from '#lib/sealed-log/crypto/port.ts';
import { deviceIdOf } from '#lib/sealed-log/entry/ids.ts';
import type { Archive } from './archive.ts';
import type { KeyRow } from './rows.ts';

/** The keys of this device for one log. */
export interface OwnKeys<K> {
	device: string;
	pairs: KeyPairs<K>;
}

const words = utf8('medspil keys 1\n');
const NONCE_SIZE = 12;

/** The keys do what they should: what one half makes, the other half understands. */
const work = async <K>(crypto: Crypto<K>, { keys, sign, agree }: KeyPairs<K>): Promise<boolean> => {
	try {
		const isSigned = await crypto.verify(keys.sign, words, await crypto.sign(sign, words));
		const once = await crypto.agreeOnce(keys.agree);
		if (!isSigned || !once) return false;
		return (await crypto.agree(agree, once.once))?.join() === once.shared.join();
	} catch {
		// What came back from the disk is no key: `null` in some browsers.
		return false;
	}
};

const wrappingKey = async <K>(crypto: Crypto<K>, secret: Bytes, device: string): Promise<K> =>
	crypto.sealingKey(await crypto.hkdf(secret, utf8(device), words, 32));

/**
 * Makes this device's keys for a log and stores them. They are read back and tried before anything is built on them; where
 * the browser cannot store keys, their scalars are stored instead, sealed.
 * @throws what the disk says, when it stores neither
 */
export const makeKeys = async <K>(crypto: Crypto<K>, archive: Archive<K>): Promise<OwnKeys<K>> => {
	const fixed = await crypto.generate();
	const device = await deviceIdOf(crypto, fixed.keys);
	const { keys, sign, agree } = fixed;
	const isStored = await archive.putKeys({ device, keys, kept: { how: 'keys', sign, agree } }).then(
		() => true,
		() => false,
	);
	const stored = isStored ? await ownKeys(crypto, archive, device).catch(() => undefined) : undefined;
	return stored ?? makeWrapped(crypto, archive);
};

const makeWrapped = async <K>(crypto: Crypto<K>, archive: Archive<K>): Promise<OwnKeys<K>> => {
	const { pairs, scalars } = await crypto.generateMovable();
	const device = await deviceIdOf(crypto, pairs.keys);
	const secret = crypto.randomBytes(32);
	const nonce = crypto.randomBytes(NONCE_SIZE);
	const sealed = await crypto.seal(await wrappingKey(crypto, secret, device), nonce, words, scalars);
	await archive.putKeys({ device, keys: pairs.keys, kept: { how: 'wrapped', secret, nonce, sealed } });
	return { device, pairs };
};

/** The keys as they lie on this device. `undefined` when they are gone or do not work any more. */
export const ownKeys = async <K>(
	crypto: Crypto<K>,
	archive: Archive<K>,
	device: string,
): Promise<OwnKeys<K> | undefined> => {
	const row = await archive.keys(device);
	const pairs = row && (await pairsOf(crypto, row));
	return pairs && (await work(crypto, pairs)) ? { device, pairs } : undefined;
};

const pairsOf = async <K>(crypto: Crypto<K>, { device, keys, kept }: KeyRow<K>) => {
	if (kept.how === 'keys') return { keys, sign: kept.sign, agree: kept.agree };
	const key = await wrappingKey(crypto, kept.secret, device);
	const scalars = await crypto.open(key, kept.nonce, words, kept.sealed);
	return scalars && crypto.restore(keys, scalars);
};
