import { concat, idBytes, inBytesOrder, u32 } from '#lib/sealed-log/bytes.ts';
import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { labels } from '#lib/sealed-log/crypto/labels.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import { wordsIn } from './payloads.ts';

/** Bytes of mask that are derived at a time: HKDF gives 8,160 at most. */
const CHUNK = 4096;

/** This tablet, and what it has made for this round. */
export interface Own<K> {
	device: string;
	agree: K;
}

/** Another tablet of the set, and the key that it made for this round. */
export interface Pair {
	device: string;
	key: Bytes;
}

/**
 * What two tablets hide their parts with: nobody else can make it. Both are named in it: somebody who passes another's key off
 * as their own would else get the same mask, with the other sign, onto a third tablet's part, and off it falls.
 * @returns `undefined` when the key is none
 */
export const pairMask = async <K>(
	crypto: Crypto<K>,
	own: Own<K>,
	{ device, key }: Pair,
	set: string,
	words: number,
): Promise<Uint32Array | undefined> => {
	const secret = await crypto.agree(own.agree, key);
	if (!secret) return undefined;
	const pair = [own.device, device].toSorted(inBytesOrder).map(idBytes);
	const chunks: Bytes[] = [];
	for (let left = words * 4; left > 0; left -= CHUNK) {
		const info = concat(labels.mask, ...pair, u32(chunks.length));
		// oxlint-disable-next-line no-await-in-loop
		chunks.push(await crypto.hkdf(secret, idBytes(set), info, Math.min(left, CHUNK)));
	}
	return wordsIn(concat(...chunks));
};

/** Of two tablets the one with the lower id adds their mask, and the other takes it away. */
export const hidden = (
	words: Uint32Array,
	device: string,
	masks: readonly { device: string; mask: Uint32Array }[],
): Uint32Array => {
	const result = words.slice();
	for (const { device: other, mask } of masks) {
		const sign = inBytesOrder(device, other) < 0 ? 1 : -1;
		for (let at = 0; at < result.length; at++) result[at] = (result[at] ?? 0) + sign * (mask[at] ?? 0);
	}
	return result;
};

/**
 * A tablet's words as everybody else may see them: the masks of all pairs on them, which cancel in the sum.
 * @param set the id of the `set` entry, which names everybody in it
 * @returns `undefined` when one of the keys is none
 */
export const masked = async <K>(
	crypto: Crypto<K>,
	own: Own<K>,
	others: readonly Pair[],
	set: string,
	words: Uint32Array,
): Promise<Uint32Array | undefined> => {
	const masks = await Promise.all(
		others.map(async (other) => ({
			device: other.device,
			mask: await pairMask(crypto, own, other, set, words.length),
		})),
	);
	const whole = masks.flatMap(({ device, mask }) => (mask ? [{ device, mask }] : []));
	return whole.length === masks.length ? hidden(words, own.device, whole) : undefined;
};

/** All parts together. `undefined` when they are not of one length. */
export const sumOf = (parts: readonly Uint32Array[]): Uint32Array | undefined => {
	const sum = new Uint32Array(parts[0]?.length ?? 0);
	for (const part of parts) {
		if (part.length !== sum.length) return undefined;
		for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (part[at] ?? 0);
	}
	return sum;
};
