import { type Bytes, isZero, zeros } from '#lib/sealed-log/bytes.ts';

/** A single key press looks like a sentence. */
export const SMALLEST_PADDED = 256;
const LENGTH_SIZE = 4;

const floorLog2 = (value: number): number => 31 - Math.clz32(value);

/**
 * The size that Padmé gives: only the highest bits of a length may show, so that at most 12 % is added and all the
 * server learns is of which order the size is.
 */
export const paddedSize = (size: number): number => {
	if (size <= SMALLEST_PADDED) return SMALLEST_PADDED;
	const exponent = floorLog2(size);
	const step = 2 ** (exponent - (floorLog2(exponent) + 1));
	return Math.ceil(size / step) * step;
};

/** Length, bytes, and zeros up to a size that says little. */
export const pad = (bytes: Uint8Array): Bytes => {
	const padded = zeros(paddedSize(LENGTH_SIZE + bytes.length));
	new DataView(padded.buffer).setUint32(0, bytes.length);
	padded.set(bytes, LENGTH_SIZE);
	return padded;
};

/** `undefined` for what `pad` would not have made. */
export const unpad = (padded: Bytes): Bytes | undefined => {
	if (padded.length < SMALLEST_PADDED) return undefined;
	const size = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
	const end = LENGTH_SIZE + size;
	if (end > padded.length || paddedSize(end) !== padded.length) return undefined;
	return isZero(padded.subarray(end)) ? padded.slice(LENGTH_SIZE, end) : undefined;
};
