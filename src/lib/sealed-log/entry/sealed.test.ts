import { describe, expect, expectTypeOf, test } from 'vitest';
import { Committee, seeded } from '#tests/sealed-log.ts';
import { type Bytes, concat, fromUtf8, toText, utf8, zeros } from '#lib/sealed-log/bytes.ts';
import { entryKey } from '#lib/sealed-log/crypto/epoch.ts';
import { labels } from '#lib/sealed-log/crypto/labels.ts';
import { encodeFrame } from '#lib/sealed-log/wire/codec.ts';
import { bodyOf, type Header } from './codec.ts';
import { entryId, firstHead, nextHead } from './ids.ts';
import { kinds } from './kinds.ts';
import { isSignedBy, openEntry, readEntry, type Sealed, signEntry } from './sealed.ts';

const read = async (crypto: ReturnType<typeof seeded>, bytes: Bytes): Promise<Sealed> => {
	const found = await readEntry(crypto, bytes);
	if (!found.ok) throw new Error(found.reason);
	return found.sealed;
};

describe('ids and signatures', () => {
	test('[SL5] the id is the hash of everything but the signature', async () => {
		const crypto = seeded();
		const committee = await Committee.found(crypto);
		const written = await committee.writes(committee.founder);
		const hash = await crypto.sha256(written.bytes.slice(0, -64));
		expect(written.id).toBe(toText(hash));
		const resigned = concat(bodyOf(written.bytes), zeros(64).fill(1));
		expect((await read(crypto, resigned)).id).toBe(written.id);
		const other = written.bytes.slice();
		other[200] = (other[200] ?? 0) ^ 1;
		expect((await read(crypto, other)).id).not.toBe(written.id);
	});

	test('[SL6] whoever changes a bit of an entry, or signs it with another key, has not signed it', async () => {
		const crypto = seeded();
		const committee = await Committee.found(crypto);
		const { sign } = committee.founder.pairs.keys;
		const written = await committee.writes(committee.founder);
		expect(await isSignedBy(crypto, written, sign)).toBe(true);
		const other = await crypto.generate();
		expect(await isSignedBy(crypto, written, other.keys.sign)).toBe(false);
		for (let at = 4; at < written.bytes.length; at += 5) {
			const bytes = written.bytes.slice();
			bytes[at] = (bytes[at] ?? 0) ^ 1;
			const found = await readEntry(crypto, bytes);
			expect(found.ok && (await isSignedBy(crypto, found.sealed, sign))).toBe(false);
		}
	});

	test('[SL6] what a device signed for another purpose is no signature of an entry', async () => {
		const crypto = seeded();
		const { keys, sign } = await crypto.generate();
		const draft = { kind: kinds.control, log: toText(zeros(16)), counter: 1 };
		const entry = await signEntry(crypto, { device: toText(zeros(16)), sign }, draft);
		const hash = await crypto.sha256(bodyOf(entry.bytes));
		const withoutLabel = await crypto.sign(sign, hash);
		const asProof = await crypto.sign(sign, concat(labels.proof, hash));
		for (const signature of [withoutLabel, asProof]) {
			const forged = await read(crypto, concat(bodyOf(entry.bytes), signature));
			expect(await isSignedBy(crypto, forged, keys.sign)).toBe(false);
		}
		const signature = await crypto.sign(sign, concat(labels.entry, hash));
		expect(toText(entry.entry.signature)).toBe(toText(signature));
	});
});

describe('seals', () => {
	test('[SL7] what was sealed opens under its key, where it was sealed', async () => {
		const crypto = seeded();
		const committee = await Committee.found(crypto);
		const name = { log: committee.log, epoch: 1 };
		const key = await entryKey(crypto, name, await committee.key());
		const { entry } = await committee.writes(committee.founder, { text: 'Vi vil mere ud' });
		const opened = await openEntry(crypto, key, entry);
		expect(opened && fromUtf8(opened)).toBe('Vi vil mere ud');
		expect(entry.payload).toHaveLength(256 + 16);

		const moved: Partial<Header>[] = [
			{ kind: kinds.ephemeral },
			{ log: toText(zeros(16).fill(1)) },
			{ document: 'year-2027' },
			{ epoch: 2 },
			{ device: toText(zeros(16).fill(1)) },
			{ session: toText(zeros(8).fill(1)) },
			{ counter: 2 },
			{ prev: toText(zeros(32).fill(1)) },
			{ client: 8 },
			{ nonce: zeros(12) },
			{ extra: zeros(1) },
		];
		for (const change of moved) expect(await openEntry(crypto, key, { ...entry, ...change })).toBeUndefined();
		const payload = entry.payload.slice();
		payload[100] = (payload[100] ?? 0) ^ 1;
		expect(await openEntry(crypto, key, { ...entry, payload })).toBeUndefined();
	});

	test('[SL7] the key of another epoch or log opens nothing, even when it comes from the same bytes', async () => {
		const crypto = seeded();
		const committee = await Committee.found(crypto);
		const raw = await committee.key();
		const { entry } = await committee.writes(committee.founder);
		for (const name of [
			{ log: committee.log, epoch: 2 },
			{ log: toText(zeros(16)), epoch: 1 },
		])
			expect(await openEntry(crypto, await entryKey(crypto, name, raw), entry)).toBeUndefined();
	});

	test('the words are nowhere in what leaves the device, and nothing but what is sealed can leave it', async () => {
		const crypto = seeded();
		const committee = await Committee.found(crypto);
		const written = await committee.writes(committee.founder, { text: 'kanariefugl' });
		const frame = encodeFrame({ type: 'append', entry: written });
		const everything = new TextDecoder('latin1').decode(frame);
		expect(everything).not.toContain('kanariefugl');
		expectTypeOf(utf8('kanariefugl')).not.toExtend<Sealed>();
		expectTypeOf<Omit<Sealed, never>>().toExtend<{ id: string; bytes: Bytes }>();
		expectTypeOf<{ id: string; entry: Sealed['entry']; bytes: Bytes }>().not.toExtend<Sealed>();
	});
});

test('[SL13] the running hash begins with log and incarnation, and grows by one id at a time', async () => {
	const crypto = seeded();
	const [log, incarnation] = [toText(zeros(16).fill(1)), toText(zeros(16).fill(2))];
	const start = firstHead(log, incarnation);
	expect(start).toBe(toText(concat(zeros(16).fill(1), zeros(16).fill(2))));
	const id = await entryId(crypto, utf8('an entry'));
	const after = await nextHead(crypto, start, id);
	const both = concat(zeros(16).fill(1), zeros(16).fill(2), await crypto.sha256(utf8('an entry')));
	expect(after).toBe(toText(await crypto.sha256(both)));
	expect(await nextHead(crypto, firstHead(log, toText(zeros(16))), id)).not.toBe(after);
	expect(await nextHead(crypto, id, start)).not.toBe(after);
});
