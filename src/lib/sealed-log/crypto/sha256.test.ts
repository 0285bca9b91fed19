import { expect, test } from 'vitest';
import { toText, utf8 } from '#lib/sealed-log/bytes.ts';
import { sha256 } from './sha256.ts';

const theirs = async (bytes: Uint8Array<ArrayBuffer>) =>
	toText(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes)));

test('what the standard says of three letters', () => {
	const hex = [...sha256(utf8('abc'))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	expect(hex).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('bytes of every length around a block have the hash that the browser says', async () => {
	for (let length = 0; length <= 260; length++) {
		const bytes = globalThis.crypto.getRandomValues(new Uint8Array(length));
		expect(toText(sha256(bytes)), `${length} bytes`).toBe(await theirs(bytes));
	}
});

test('bytes that lie in the middle of others are hashed alone', async () => {
	const around = globalThis.crypto.getRandomValues(new Uint8Array(60_001));
	const inside = around.subarray(3, 60_000);
	expect(toText(sha256(inside))).toBe(await theirs(inside.slice()));
});
