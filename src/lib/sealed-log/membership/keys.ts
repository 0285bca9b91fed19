import { type Bytes, concat, idBytes } from '#lib/sealed-log/bytes.ts';
import { keyCheck, openPrevious, unnamed, unwrapKey } from '#lib/sealed-log/crypto/epoch.ts';
import { labels } from '#lib/sealed-log/crypto/labels.ts';
import type { Crypto, KeyPairs } from '#lib/sealed-log/crypto/port.ts';
import type { Membership } from './state.ts';

/** Whose wraps to open: a device, an invitation or a recovery sheet, with its keys. */
export interface Holder<K> {
	id: string;
	pairs: Pick<KeyPairs<K>, 'keys' | 'agree'>;
}

/**
 * The keys of all epochs that the holder can come by, by number: its own wraps, and from each key the one before. Each
 * is held against what the chain says of it. A number that is missing has no true wrap for the holder: its tablet must
 * be certified again.
 */
export const epochKeys = async <K>(
	crypto: Crypto<K>,
	state: Membership,
	holder: Holder<K>,
): Promise<ReadonlyMap<number, Bytes>> => {
	const found = new Map<number, Bytes>();
	for (const epoch of state.epochs.toReversed()) {
		const wrap = epoch.wraps.get(holder.id);
		const candidates = [
			wrap && (await unwrap(crypto, state, holder, epoch.number, wrap)),
			await fromNext(crypto, state, epoch.number, found.get(epoch.number + 1)),
		];
		for (const key of candidates) {
			if (!key) continue;
			const check = await keyCheck(crypto, checkName(state, epoch.number), key);
			if (check === epoch.check) found.set(epoch.number, key);
		}
	}
	return found;
};

// The founding entry names its key and wraps it before the log has an id.
const checkName = (state: Membership, epoch: number) => ({ log: epoch === 1 ? unnamed : state.log, epoch });

const unwrap = <K>(crypto: Crypto<K>, state: Membership, holder: Holder<K>, epoch: number, wrap: Bytes) => {
	const isFoundersOwn = epoch === 1 && holder.id === state.founder;
	const name = { log: isFoundersOwn ? unnamed : state.log, epoch };
	const { keys, agree } = holder.pairs;
	return unwrapKey(crypto, name, { id: holder.id, agree, agreeKey: keys.agree }, wrap);
};

/** The key in an epoch's link that did not hold, by the number of the epoch as well as it can be told. */
export const lostKey = async <K>(
	crypto: Crypto<K>,
	state: Membership,
	holder: Holder<K>,
	wrap: Bytes,
	most: number,
): Promise<{ epoch: number; key: Bytes } | undefined> => {
	for (let epoch = 2; epoch <= most; epoch++) {
		const key = await unwrap(crypto, state, holder, epoch, wrap);
		if (key) return { epoch, key };
	}
	return undefined;
};

const fromNext = async <K>(crypto: Crypto<K>, state: Membership, epoch: number, next: Bytes | undefined) => {
	const sealed = state.epochs[epoch]?.previous;
	if (!next || !sealed) return undefined;
	return openPrevious(crypto, { log: state.log, epoch: epoch + 1 }, next, sealed);
};

/** Six digits of a new device's certification, to read aloud: the inviter's screen and the newcomer's show the same. */
export const sixDigits = async <K>(
	crypto: Crypto<K>,
	log: string,
	certification: string,
): Promise<string> => {
	const hash = await crypto.sha256(concat(labels.digits, idBytes(log), idBytes(certification)));
	const number = new DataView(hash.buffer).getUint32(0) % 1_000_000;
	return String(number).padStart(6, '0');
};
