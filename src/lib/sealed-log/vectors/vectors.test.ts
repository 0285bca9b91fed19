import { createDecipheriv, createECDH, createHash, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fromText, zeros } from '#lib/sealed-log/bytes.ts';
import { decodeEntry } from '#lib/sealed-log/entry/codec.ts';
import { decodeFrame } from '#lib/sealed-log/wire/codec.ts';
import { FixedCrypto, type Recorded } from '#tests/vectors/crypto.ts';
import { asJson, makeVectors } from '#tests/vectors/make.ts';

interface Named {
	id: string;
	bytes: string;
	header: { kind: number; device: string; epoch: number; nonce: string; extra: string };
}
interface Vectors {
	log: string;
	chain: (Named & { name: string; refusal: string | null })[];
	entries: (Named & { plaintext: string | null })[];
	opened: { name: string; epochs: { epoch: number; key: string }[] }[];
	runningHash: { incarnation: string; ids: string[]; heads: string[] };
	refusedEntries: { why: string; bytes: string; reason: string }[];
	frames: { bytes: string; frame: object }[];
	keys: { agree: string; scalars: string }[];
	sum: {
		of: string;
		subject: string;
		set: string;
		steps: { extra: string; step: object }[];
		tablets: { device: string; key: string; ready: string; words: number[]; part: string }[];
		sum: number[];
	};
}

const file = join(import.meta.dirname, 'vectors.json');
const text = readFileSync(file, 'utf8');
const vectors: Vectors = JSON.parse(text);
const bytesOf = (written: string) => fromText(written) ?? zeros(0);
const u32 = (value: number) => Buffer.from([value >> 24, value >> 16, value >> 8, value]);
const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

test('what the program makes today is what stands in the vectors', async () => {
	const recorded = join(import.meta.dirname, '../../../../tests/vectors/recorded.json');
	const known: Recorded = JSON.parse(readFileSync(recorded, 'utf8'));
	expect(`${asJson(await makeVectors(new FixedCrypto(known)))}\n`).toBe(text);
});

// From here on nothing of the program is used that makes entries: this is how far another implementation comes with the
// specification and the vectors alone.
describe('read with other means', () => {
	/** Sign keys by the id that entries name. */
	const signKeys = new Map<string, string>();
	for (const { bytes, refusal } of vectors.chain) {
		const payload = bytesOf(bytes).subarray(124, -64);
		const action = JSON.parse(Buffer.from(payload).toString());
		if (refusal !== null || !action.keys) continue;
		const both = Buffer.concat([bytesOf(action.keys.sign), bytesOf(action.keys.agree)]);
		const device = sha256(both).subarray(0, 16).toString('base64url');
		signKeys.set(action.id ?? device, action.keys.sign);
	}
	const isSigned = ({ id, bytes, header }: Named) => {
		const point = bytesOf(signKeys.get(header.device) ?? '');
		const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) =>
			Buffer.from(part).toString('base64url'),
		);
		const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
		const words = Buffer.concat([Buffer.from('medspil entry 1\n'), bytesOf(id)]);
		return verify('sha256', words, { key, dsaEncoding: 'ieee-p1363' }, bytesOf(bytes).subarray(-64));
	};
	const keys = new Map(
		vectors.opened[0]?.epochs.map(({ epoch, key }) => {
			const info = Buffer.concat([Buffer.from('medspil entry key 1\n'), u32(epoch)]);
			return [epoch, Buffer.from(hkdfSync('sha256', bytesOf(key), bytesOf(vectors.log), info, 32))];
		}),
	);

	test('every entry has its id and its signature', () => {
		const accepted = vectors.chain.filter(({ refusal }) => refusal === null);
		expect(accepted.length).toBeGreaterThan(12);
		for (const named of [...accepted, ...vectors.entries]) {
			const hash = sha256(bytesOf(named.bytes).subarray(0, -64));
			expect(hash.toString('base64url')).toBe(named.id);
			expect(isSigned(named)).toBe(true);
		}
	});

	test('the log has its id from its founding entry', () => {
		const founding = bytesOf(vectors.chain[0]?.bytes ?? '').slice(0, -64);
		founding.fill(0, 4, 20);
		expect(sha256(founding).subarray(0, 16).toString('base64url')).toBe(vectors.log);
	});

	test('what was sealed opens with the key of its epoch', () => {
		const sealed = vectors.entries.filter(({ plaintext }) => plaintext !== null);
		expect(sealed).toHaveLength(4);
		for (const { bytes, header, plaintext } of sealed) {
			const whole = bytesOf(bytes);
			const start = 120 + bytesOf(header.extra).length;
			const [body, tag] = [whole.subarray(start + 4, -80), whole.subarray(-80, -64)];
			const decipher = createDecipheriv(
				'aes-256-gcm',
				keys.get(header.epoch) ?? zeros(32),
				bytesOf(header.nonce),
			);
			decipher.setAAD(whole.subarray(0, start)).setAuthTag(tag);
			const padded = Buffer.concat([decipher.update(body), decipher.final()]);
			expect(padded.subarray(4, 4 + padded.readUInt32BE(0)).toString()).toBe(plaintext);
			expect(padded).toHaveLength(256);
		}
	});

	test('the running hash grows as it says', () => {
		const { incarnation, ids, heads } = vectors.runningHash;
		let head = Buffer.concat([bytesOf(vectors.log), bytesOf(incarnation)]);
		expect(head.toString('base64url')).toBe(heads[0]);
		ids.forEach((id, at) => {
			head = sha256(head, bytesOf(id));
			expect(head.toString('base64url')).toBe(heads[at + 1]);
		});
	});

	test('the parts of a masked sum are what the keys and the set make them, and add up', () => {
		const { sum } = vectors;
		const scalarOf = (key: string) =>
			bytesOf(vectors.keys.find(({ agree }) => agree === key)?.scalars ?? '').subarray(32);
		const sums = new Array<number>(sum.sum.length).fill(0);
		for (const { device, key, words, part } of sum.tablets) {
			const own = createECDH('prime256v1');
			own.setPrivateKey(scalarOf(key));
			const hidden = [...words];
			for (const other of sum.tablets) {
				if (other.device === device) continue;
				const pair = [bytesOf(device), bytesOf(other.device)];
				const sign = Buffer.compare(...(pair as [Uint8Array, Uint8Array]));
				const ids = pair.toSorted((a, b) => Buffer.compare(a, b));
				const info = Buffer.concat([Buffer.from('medspil mask 1\n'), ...ids, u32(0)]);
				const secret = own.computeSecret(bytesOf(other.key));
				const mask = Buffer.from(hkdfSync('sha256', secret, bytesOf(sum.set), info, words.length * 4));
				for (const at of hidden.keys()) hidden[at] = (hidden[at] ?? 0) - sign * mask.readUInt32BE(at * 4);
			}
			const given = Buffer.from(bytesOf(part));
			expect(given.subarray(0, 5)).toEqual(Buffer.from([1, ...u32(words.length)]));
			for (const at of hidden.keys()) {
				expect(given.readUInt32BE(5 + at * 4)).toBe((hidden[at] ?? 0) >>> 0);
				sums[at] = ((sums[at] ?? 0) + given.readUInt32BE(5 + at * 4)) >>> 0;
			}
		}
		expect(sums).toEqual(sum.sum);
		const all = sum.tablets.reduce((people, { words }) => people + (words[0] ?? 0), 0);
		expect(sums[0]).toBe(all);
		const sized = (text: string) => Buffer.concat([u32(text.length), Buffer.from(text)]);
		const subject = sha256(Buffer.from('medspil subject 1\n'), sized(vectors.log), sized(sum.of));
		expect(subject.subarray(0, 16).toString('base64url')).toBe(sum.subject);
	});

	test('what every implementation refuses is refused', () => {
		for (const { why, bytes, reason } of vectors.refusedEntries)
			expect({ why, ...decodeEntry(bytesOf(bytes)) }).toEqual({ why, ok: false, reason });
	});

	test('every frame says what stands beside it', () => {
		for (const { bytes, frame } of vectors.frames) {
			const decoded = decodeFrame(bytesOf(bytes));
			expect(decoded.ok && JSON.parse(asJson(decoded.frame))).toEqual(frame);
		}
	});
});
