import { describe, expect, test } from 'vitest';
import { Committee, seeded } from '#tests/sealed-log.ts';
import { type Bytes, concat, fromUtf8, toText, utf8, zeros } from '#lib/sealed-log/bytes.ts';
import { isSignedBy, openEntry, readEntry } from '#lib/sealed-log/entry/sealed.ts';
import { entryKey } from './epoch.ts';
import { labels } from './labels.ts';
import type { Crypto } from './port.ts';
import { WebCrypto } from './web.ts';

const fromHex = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'hex'));

/** What every implementation of the port has to do, whatever it is made of. */
describe.each<{ name: string; make: () => Crypto<unknown> }>([
	{ name: 'WebCrypto', make: () => new WebCrypto() },
	{ name: 'the crypto of the simulation', make: () => seeded() },
])('$name', ({ make }) => {
	test('hashes and derives as everybody does', async () => {
		const crypto = make();
		expect(await crypto.sha256(utf8('abc'))).toEqual(
			fromHex('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'),
		);
		// The first case of RFC 5869.
		const derived = await crypto.hkdf(
			zeros(22).fill(0x0b),
			fromHex('000102030405060708090a0b0c'),
			fromHex('f0f1f2f3f4f5f6f7f8f9'),
			42,
		);
		expect(derived).toEqual(
			fromHex('3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865'),
		);
	});

	test('seals as everybody does, and opens only what it sealed', async () => {
		const crypto = make();
		const key = await crypto.sealingKey(zeros(32));
		// Case 14 of the specification of GCM.
		const sealed = await crypto.seal(key, zeros(12), zeros(0), zeros(16));
		expect(sealed).toEqual(fromHex('cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919'));
		expect(await crypto.open(key, zeros(12), zeros(0), sealed)).toEqual(zeros(16));
		expect(await crypto.open(key, zeros(12), zeros(1), sealed)).toBeUndefined();
		expect(await crypto.open(key, zeros(12).fill(1), zeros(0), sealed)).toBeUndefined();
		expect(await crypto.open(key, zeros(12), zeros(0), sealed.slice(0, 10))).toBeUndefined();
		const other = await crypto.sealingKey(zeros(32).fill(1));
		expect(await crypto.open(other, zeros(12), zeros(0), sealed)).toBeUndefined();
	});

	test('signs, and knows its own signatures', async () => {
		const crypto = make();
		const [mine, other] = [await crypto.generate(), await crypto.generate()];
		const signature = await crypto.sign(mine.sign, utf8('ja'));
		expect(signature).toHaveLength(64);
		expect(await crypto.verify(mine.keys.sign, utf8('ja'), signature)).toBe(true);
		expect(await crypto.verify(mine.keys.sign, utf8('nej'), signature)).toBe(false);
		expect(await crypto.verify(other.keys.sign, utf8('ja'), signature)).toBe(false);
		for (const wrong of [zeros(64), zeros(0), signature.slice(1), concat(signature, zeros(1))])
			expect(await crypto.verify(mine.keys.sign, utf8('ja'), wrong)).toBe(false);
		for (const key of [zeros(65), zeros(0), zeros(33).fill(2), mine.keys.sign.slice(1)])
			expect(await crypto.verify(key, utf8('ja'), signature)).toBe(false);
	});

	test('two agree on what no third knows', async () => {
		const crypto = make();
		const [one, other] = [await crypto.generate(), await crypto.generate()];
		const shared = await crypto.agree(one.agree, other.keys.agree);
		expect(shared).toHaveLength(32);
		expect(await crypto.agree(other.agree, one.keys.agree)).toEqual(shared);
		const once = await crypto.agreeOnce(other.keys.agree);
		expect(await crypto.agree(other.agree, once?.once ?? zeros(0))).toEqual(once?.shared);
		expect(once?.shared).not.toEqual(shared);
		expect(await crypto.agree(one.agree, zeros(65).fill(4))).toBeUndefined();
		expect(await crypto.agreeOnce(zeros(65).fill(4))).toBeUndefined();
		expect(await crypto.agreeOnce(zeros(33).fill(2))).toBeUndefined();
	});

	test('keys that travel come back the same, and with no other public keys', async () => {
		const crypto = make();
		const { pairs, scalars } = await crypto.generateMovable();
		expect(scalars).toHaveLength(64);
		const back = await crypto.restore(pairs.keys, scalars);
		if (!back) throw new Error('not restored');
		const signature = await crypto.sign(back.sign, utf8('ja'));
		expect(await crypto.verify(pairs.keys.sign, utf8('ja'), signature)).toBe(true);
		const other = await crypto.generate();
		expect(await crypto.agree(back.agree, other.keys.agree)).toEqual(
			await crypto.agree(other.agree, pairs.keys.agree),
		);
		expect(await crypto.restore(pairs.keys, scalars.slice(1))).toBeUndefined();
		expect(await crypto.restore({ ...pairs.keys, sign: zeros(65) }, scalars)).toBeUndefined();
		expect(await crypto.arePublicKeys(pairs.keys)).toBe(true);
		expect(await crypto.arePublicKeys({ ...pairs.keys, agree: zeros(65).fill(4) })).toBe(false);
		expect(await crypto.arePublicKeys({ ...pairs.keys, sign: zeros(0) })).toBe(false);
	});

	test('a committee founds, invites, turns and writes', async () => {
		const committee = await Committee.found(make());
		const { secret } = await committee.invited();
		const joined = await committee.joins(secret);
		const key = await committee.turns();
		const written = await committee.writes(joined, { text: 'Så er vi to' });
		const read = await readEntry(committee.crypto, written.bytes);
		if (!read.ok) throw new Error(read.reason);
		expect(read.sealed.id).toBe(written.id);
		expect(await isSignedBy(committee.crypto, read.sealed, joined.pairs.keys.sign)).toBe(true);
		const opens = await entryKey(committee.crypto, { log: committee.log, epoch: 2 }, key);
		const opened = await openEntry(committee.crypto, opens, read.sealed.entry);
		expect(opened && fromUtf8(opened)).toBe('Så er vi to');
	});
});

describe('WebCrypto', () => {
	test('[SK28] no private key can be taken out again, however it came to be', async () => {
		const crypto = new WebCrypto();
		const { pairs, scalars } = await crypto.generateMovable();
		const made = await crypto.generate();
		const back = await crypto.restore(pairs.keys, scalars);
		const keys = [made, pairs, back].flatMap((each) => (each ? [each.sign, each.agree] : []));
		const all = [...keys, await crypto.sealingKey(zeros(32))];
		expect(all).toHaveLength(7);
		for (const key of all) {
			expect(key.extractable).toBe(false);
			for (const format of ['jwk', 'pkcs8', 'raw'] as const)
				await expect(globalThis.crypto.subtle.exportKey(format, key)).rejects.toThrow(/./);
		}
		expect(made.sign.usages).toEqual(['sign']);
		expect(made.agree.usages).toEqual(['deriveBits']);
	});

	test('a compressed point is no other name for the same key', async () => {
		const crypto = new WebCrypto();
		const { keys } = await crypto.generate();
		const compress = (point: Bytes) => concat(Uint8Array.of(2 + ((point[64] ?? 0) & 1)), point.slice(1, 33));
		expect(await crypto.arePublicKeys({ ...keys, sign: compress(keys.sign) })).toBe(false);
		expect(await crypto.arePublicKeys({ ...keys, agree: compress(keys.agree) })).toBe(false);
	});
});

describe('the crypto of the simulation', () => {
	test('the same seed gives the same bytes, and another gives others', async () => {
		const trace = async (seed: string) => {
			const committee = await Committee.found(seeded(seed));
			const { secret } = await committee.invited();
			const joined = await committee.joins(secret);
			return toText((await committee.writes(joined)).bytes);
		};
		expect(await trace('a')).toBe(await trace('a'));
		expect(await trace('a')).not.toBe(await trace('b'));
	});

	test('who has neither the key nor the registry cannot sign, nor agree', async () => {
		const [crypto, other] = [seeded('one'), seeded('other')];
		const mine = await crypto.generate();
		const guessed = await crypto.sha256(mine.keys.sign);
		const forged = await crypto.sign({ secret: guessed }, utf8('ja'));
		expect(await crypto.verify(mine.keys.sign, utf8('ja'), forged)).toBe(false);
		const elsewhere = await other.generate();
		expect(await crypto.arePublicKeys(elsewhere.keys)).toBe(false);
		expect(await crypto.agree(mine.agree, elsewhere.keys.agree)).toBeUndefined();
	});
});

test('no label begins another', () => {
	const all = Object.values(labels).map((label) => fromUtf8(label) ?? '');
	for (const label of all) expect(label).toMatch(/^medspil [a-z ]+ 1\n$/);
	expect(new Set(all).size).toBe(all.length);
});
