import { expect, test } from 'vitest';
import { pad, paddedSize, unpad } from './padding.ts';

test('[SL8] what is sealed is padded, to 256 bytes at least, and shows no more than the order of its size', () => {
	expect(pad(new Uint8Array(0))).toHaveLength(256);
	expect(pad(new Uint8Array(252))).toHaveLength(256);
	expect([253, 1000, 1_000_000].map((size) => pad(new Uint8Array(size)).length)).toEqual([
		272, 1024, 1_015_808,
	]);
	for (const size of [257, 300, 5000, 77_777, 4_000_000]) {
		expect(paddedSize(size)).toBeGreaterThanOrEqual(size);
		expect(paddedSize(size) / size).toBeLessThan(1.12);
		expect(paddedSize(paddedSize(size))).toBe(paddedSize(size));
	}
});

test('[SL8] padding that nobody of us would have written is refused', () => {
	const words = new Uint8Array(290).fill(7);
	expect(unpad(pad(words))).toEqual(words);
	const changed = (change: (bytes: Uint8Array<ArrayBuffer>) => void) => {
		const padded = pad(words);
		change(padded);
		return unpad(padded);
	};
	expect(changed((bytes) => (bytes[bytes.length - 1] = 1))).toBeUndefined();
	expect(changed((bytes) => (bytes[2] = 255))).toBeUndefined();
	expect(changed((bytes) => (bytes[3] = 1))).toBeUndefined();
	expect(unpad(new Uint8Array(255))).toBeUndefined();
	expect(unpad(new Uint8Array(1024))).toBeUndefined();
});
