/** Bytes with a buffer of their own, so that storing them stores no more than them. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Bytes => encoder.encode(text);

/** `undefined` for what is not UTF-8. */
export const fromUtf8 = (bytes: Bytes): string | undefined => {
	try {
		return decoder.decode(bytes);
	} catch {
		return undefined;
	}
};

export const concat = (...parts: Uint8Array[]): Bytes => {
	const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
};

export const zeros = (size: number): Bytes => new Uint8Array(size);

export const isZero = (bytes: Uint8Array): boolean => {
	for (let at = 0; at < bytes.length; at++) if (bytes[at] !== 0) return false;
	return true;
};

export const u32 = (value: number): Bytes => {
	const bytes = zeros(4);
	new DataView(bytes.buffer).setUint32(0, value);
	return bytes;
};

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const values = new Int8Array(0x1_0000).fill(-1);
for (let value = 0; value < letters.length; value++) values[letters.charCodeAt(value)] = value;
/** Every two letters, by the twelve bits that they stand for. */
const pairs = Array.from(
	{ length: 0x1000 },
	(_, bits) => letters.charAt(bits >> 6) + letters.charAt(bits & 63),
);
const valueAt = (text: string, at: number): number => values[text.charCodeAt(at)] ?? -1;

/** Base64url without padding: how ids and bytes stand in control entries, and what ids are in memory. */
export const toText = (bytes: Uint8Array): string => {
	let text = '';
	const whole = bytes.length - (bytes.length % 3);
	for (let at = 0; at < whole; at += 3) {
		const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
		text += (pairs[three >> 12] ?? '') + (pairs[three & 0xfff] ?? '');
	}
	const left = bytes.length - whole;
	if (left === 0) return text;
	const last = ((bytes[whole] ?? 0) << 16) | ((bytes[whole + 1] ?? 0) << 8);
	text += pairs[last >> 12] ?? '';
	if (left === 2) text += letters.charAt((last >> 6) & 63);
	return text;
};

/** `undefined` for what `toText` would not have written: other letters, a wrong length, bits left over. */
export const fromText = (text: string): Bytes | undefined => {
	if (text.length % 4 === 1) return undefined;
	const bytes = zeros(Math.floor((text.length * 3) / 4));
	let held = 0;
	let bits = 0;
	let at = 0;
	for (let letter = 0; letter < text.length; letter++) {
		const value = valueAt(text, letter);
		if (value < 0) return undefined;
		held = ((held << 6) | value) & 0xffff;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			bytes[at++] = held >> bits;
		}
	}
	return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined;
};

/**
 * The order of the bytes that two texts stand for, without reading them: below zero when the first comes first. Text order is
 * another, and reading each text for each comparison takes a server's whole second for a log of many sessions.
 */
export const inBytesOrder = (one: string, other: string): number => {
	if (one === other) return 0;
	let at = 0;
	while (at < one.length && one[at] === other[at]) at++;
	return valueAt(one, at) - valueAt(other, at);
};

/** For text that is known to be an id. Throws for what is not: that is a mistake of the program. */
export const idBytes = (text: string): Bytes => {
	const bytes = fromText(text);
	if (!bytes) throw new TypeError('not an id');
	return bytes;
};
