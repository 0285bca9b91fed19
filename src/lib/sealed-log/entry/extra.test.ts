import { expect, test } from 'vitest';
import { inBytesOrder, toText } from '#lib/sealed-log/bytes.ts';

test('[SL11] the order of a snapshot is that of the bytes', () => {
	const ids = Array.from({ length: 256 }, (_, byte) => toText(new Uint8Array(16).fill(byte, byte % 16)));
	for (const one of ids)
		for (const other of ids) {
			const order = Buffer.compare(Buffer.from(one, 'base64url'), Buffer.from(other, 'base64url'));
			expect(Math.sign(inBytesOrder(one, other))).toBe(order);
		}
});
