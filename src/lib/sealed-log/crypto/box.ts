import { type Bytes, concat, idBytes, toText } from '#lib/sealed-log/bytes.ts';
import { keyForOnce } from './epoch.ts';
import { labels } from './labels.ts';
import type { Crypto, KeyPairs, PublicKeys, Scalars } from './port.ts';

/** The secret of a link or a sheet. Whoever has it has what the box holds. */
export const SECRET_SIZE = 16;
/** Two scalars and a tag. */
export const BOX_SIZE = 64 + 16;

/** Private keys that lie in the open, sealed under a secret that only a link or a sheet of paper has. */
export interface Box {
	/** What to ask for it by: tells nothing of the secret. */
	id: string;
	sealed: Bytes;
}

/** The id to ask the server by. */
export const boxId = async <K>(crypto: Crypto<K>, log: string, secret: Bytes): Promise<string> =>
	toText(await crypto.hkdf(secret, idBytes(log), labels.boxId, 16));

const boxInfo = (log: string, id: string, keys: PublicKeys): Bytes =>
	concat(labels.box, idBytes(log), idBytes(id), keys.sign, keys.agree);

export const sealBox = async <K>(
	crypto: Crypto<K>,
	log: string,
	secret: Bytes,
	keys: PublicKeys,
	scalars: Scalars,
): Promise<Box> => {
	const id = await boxId(crypto, log, secret);
	const info = boxInfo(log, id, keys);
	const once = await keyForOnce(crypto, secret, idBytes(log), info);
	return { id, sealed: await crypto.seal(once.key, once.nonce, info, scalars) };
};

/** `undefined` when the secret is another's, or the public keys beside the box are not the ones it was made with. */
export const openBox = async <K>(
	crypto: Crypto<K>,
	log: string,
	secret: Bytes,
	keys: PublicKeys,
	sealed: Bytes,
): Promise<KeyPairs<K> | undefined> => {
	const info = boxInfo(log, await boxId(crypto, log, secret), keys);
	const once = await keyForOnce(crypto, secret, idBytes(log), info);
	const scalars = await crypto.open(once.key, once.nonce, info, sealed);
	return scalars && crypto.restore(keys, scalars);
};
