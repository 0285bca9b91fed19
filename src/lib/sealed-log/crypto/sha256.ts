import type { Bytes } from '#lib/sealed-log/bytes.ts';

// SHA-256 (FIPS 180-4) without a promise: what is short is hashed sooner than a browser's own hash is asked for, and
// thousands of short things are hashed one after the other when somebody comes in.

const wordsIn = (hex: string): Int32Array =>
	Int32Array.from(
		{ length: hex.length / 8 },
		(_, at) => Number.parseInt(hex.slice(8 * at, 8 * at + 8), 16) | 0,
	);

const constants = wordsIn(
	'428a2f9871374491b5c0fbcfe9b5dba53956c25b59f111f1923f82a4ab1c5ed5d807aa9812835b01243185be550c7dc3' +
		'72be5d7480deb1fe9bdc06a7c19bf174e49b69c1efbe47860fc19dc6240ca1cc2de92c6f4a7484aa5cb0a9dc76f988da' +
		'983e5152a831c66db00327c8bf597fc7c6e00bf3d5a7914706ca63511429296727b70a852e1b21384d2c6dfc53380d13' +
		'650a7354766a0abb81c2c92e92722c85a2bfe8a1a81a664bc24b8b70c76c51a3d192e819d6990624f40e3585106aa070' +
		'19a4c1161e376c082748774c34b0bcb5391c0cb34ed8aa4a5b9cca4f682e6ff3748f82ee78a5636f84c878148cc70208' +
		'90befffaa4506cebbef9a3f7c67178f2',
);
const beginning = wordsIn('6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19');

const BLOCK = 64;
/** What stands behind the bytes: one bit, and their length in eight bytes. */
const LEAST_PADDING = 9;

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

const schedule = new Int32Array(64);
const at = (index: number): number => schedule[index] ?? 0;

/** Mixes one block into the state. */
const mix = (state: Int32Array, view: DataView, from: number): void => {
	for (let t = 0; t < 16; t++) schedule[t] = view.getInt32(from + 4 * t);
	for (let t = 16; t < 64; t++) {
		const early = at(t - 15);
		const late = at(t - 2);
		const one = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
		const other = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
		schedule[t] = at(t - 16) + one + at(t - 7) + other;
	}
	let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
	for (let t = 0; t < 64; t++) {
		const mixed = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
		const chosen = (e & f) ^ (~e & g);
		const first = (h + mixed + chosen + (constants[t] ?? 0) + at(t)) | 0;
		const second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
		h = g;
		g = f;
		f = e;
		e = (d + first) | 0;
		d = c;
		c = b;
		b = a;
		a = (first + second) | 0;
	}
	for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) + word;
};

/** The SHA-256 of bytes. For long ones the browser's own is faster. */
export const sha256 = (bytes: Uint8Array): Bytes => {
	const padded = new Uint8Array(Math.ceil((bytes.length + LEAST_PADDING) / BLOCK) * BLOCK);
	padded.set(bytes);
	padded[bytes.length] = 0x80;
	const view = new DataView(padded.buffer);
	view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
	view.setUint32(padded.length - 4, bytes.length << 3);
	const state = beginning.slice();
	for (let from = 0; from < padded.length; from += BLOCK) mix(state, view, from);
	const digest = new Uint8Array(32);
	const into = new DataView(digest.buffer);
	for (const [index, word] of state.entries()) into.setInt32(4 * index, word);
	return digest;
};
