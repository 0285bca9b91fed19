import { describe, expect, test } from 'vitest';
import { Committee, seeded } from '#tests/sealed-log.ts';
import { type Bytes, concat, toText, zeros } from '#lib/sealed-log/bytes.ts';
import { decodeEntry, encodeEntry, type Entry, noEntry, nobody, noSession } from './codec.ts';
import { decodeCoverage, decodePlace, encodeCoverage, encodeCountersigned, encodePlace } from './extra.ts';
import { isStored, kinds, sizeCap } from './kinds.ts';
import { readEntry } from './sealed.ts';
import { encodeStep } from './step.ts';

const id = (byte: number, size: number) => toText(zeros(size).fill(byte));

/** An entry in the shape of its kind, of a log that is nowhere. */
const shaped = (kind: number, change: Partial<Entry> = {}): Entry => ({
	kind,
	log: id(1, 16),
	document: 'core',
	epoch: 1,
	device: id(2, 16),
	session: id(3, 8),
	counter: 2,
	prev: id(4, 32),
	client: 5,
	nonce: zeros(12).fill(6),
	extra: zeros(0),
	payload: zeros(272).fill(7),
	signature: zeros(64).fill(8),
	...change,
});

const unsealed = { epoch: 0, client: 0, nonce: zeros(12), payload: zeros(0) };
const place = { incarnation: id(1, 16), seq: 2 ** 40, head: id(2, 32) };
const head = shaped(kinds.head, {
	...unsealed,
	document: '',
	session: noSession,
	counter: 0,
	prev: noEntry,
	extra: encodePlace(place),
});
const countersign = shaped(kinds.countersign, { ...unsealed, extra: encodeCountersigned(id(9, 32)) });
const control = shaped(kinds.control, { ...unsealed, document: '', session: noSession, payload: zeros(9) });
const ephemeral = shaped(kinds.ephemeral, { prev: noEntry });
const snapshot = shaped(kinds.snapshot, { client: 0, extra: encodeCoverage([]) });
const abandon = encodeStep({ subject: id(1, 16), round: id(2, 16), what: 'abandon' });
const sum = shaped(kinds.sum, { client: 0, counter: 1, prev: noEntry, extra: abandon });
const good = [
	shaped(kinds.update),
	snapshot,
	control,
	ephemeral,
	head,
	countersign,
	sum,
	shaped(77, { extra: zeros(9) }),
	shaped(200),
];

const reasonOf = (entry: Entry) => {
	const decoded = decodeEntry(encodeEntry(entry));
	return decoded.ok ? undefined : decoded.reason;
};

/** Numbers that look random and are the same each time. */
const dice = (seed: number) => {
	let state = seed;
	return (below: number) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
};

describe('entries as bytes', () => {
	test.each(good.map((entry) => [entry.kind, entry] as const))(
		'[SL1] an entry of kind %i comes out as it went in',
		(_, entry) => {
			expect(decodeEntry(encodeEntry(entry))).toEqual({ ok: true, entry });
		},
	);

	test('[SL1] an entry that is cut off, or has something after it, is none', () => {
		const bytes = encodeEntry(shaped(kinds.update));
		for (let size = 0; size < bytes.length; size += 7)
			expect(decodeEntry(bytes.slice(0, size)).ok).toBe(false);
		expect(decodeEntry(concat(bytes, Uint8Array.of(0)))).toEqual({ ok: false, reason: 'malformed' });
		expect(decodeEntry(zeros(0))).toEqual({ ok: false, reason: 'malformed' });
	});

	test('[SL1] lengths that cannot be true are refused before anything is made of them', () => {
		const bytes = encodeEntry(shaped(kinds.update));
		// The lengths of the extra and of the payload stand at 116 and 120.
		for (const at of [116, 120]) {
			for (const lie of [0xffffffff, 0x7fffffff, bytes.length, 1]) {
				const lying = bytes.slice();
				new DataView(lying.buffer).setUint32(at, lie);
				expect(decodeEntry(lying)).toEqual({ ok: false, reason: 'malformed' });
			}
		}
	});

	test('[SL1] ten thousand mangled entries are read or refused, and what is read says what the bytes say', async () => {
		const crypto = seeded();
		const committee = await Committee.found(crypto);
		const written = await committee.writes(committee.founder);
		const originals = [...good.map(encodeEntry), committee.founding.bytes, written.bytes];
		const roll = dice(1);
		const started = performance.now();
		for (let round = 0; round < 10_000; round++) {
			const original = originals[roll(originals.length)] ?? zeros(0);
			const mangled = mangle(original, roll);
			const decoded = decodeEntry(mangled);
			const isFaithful = decoded.ok
				? toText(encodeEntry(decoded.entry)) === toText(mangled)
				: ['too-large', 'unsupported', 'malformed'].includes(decoded.reason);
			expect(isFaithful).toBe(true);
		}
		expect(performance.now() - started).toBeLessThan(5000);
	});

	test.each(good.map((entry) => [entry.kind, entry] as const))(
		'[SL2] an entry of kind %i that is over its limit is refused unread',
		(kind, entry) => {
			const atLimit = concat(encodeEntry(entry), zeros(sizeCap(kind))).slice(0, sizeCap(kind));
			expect(decodeEntry(atLimit)).toEqual({ ok: false, reason: 'malformed' });
			expect(decodeEntry(concat(atLimit, zeros(1)))).toEqual({ ok: false, reason: 'too-large' });
		},
	);

	test('[SL2] the limits are those of the specification', () => {
		const KB = 1024;
		const limits = [1, 2, 3, 4, 5, 6, 7, 77, 200].map((kind) => sizeCap(kind) / KB);
		expect(limits).toEqual([256, 4096, 64, 32, 1, 1, 64, 256, 32]);
	});

	test('[SL3] another version or suite is unsupported', () => {
		const [version, suite] = [0, 2];
		for (const at of [version, suite]) {
			for (const value of [0, 2, 255]) {
				const bytes = encodeEntry(shaped(kinds.update));
				bytes[at] = value;
				expect(decodeEntry(bytes)).toEqual({ ok: false, reason: 'unsupported' });
			}
		}
	});
});

const mangle = (original: Bytes, roll: (below: number) => number): Bytes => {
	const bytes = original.slice();
	for (let times = 1 + roll(6); times > 0; times--) bytes[roll(bytes.length)] = roll(256);
	switch (roll(6)) {
		case 0:
			return bytes.slice(0, roll(bytes.length));
		case 1:
			return concat(bytes, zeros(roll(50)));
		case 2:
			return concat(bytes.slice(0, roll(200)), bytes.slice(roll(200)));
		case 3:
			new DataView(bytes.buffer).setUint32(roll(bytes.length - 4), roll(2 ** 32));
			return bytes;
		default:
			return bytes;
	}
};

describe('the shape of each kind', () => {
	const chained = [shaped(kinds.update), snapshot, countersign, shaped(77)];

	test('[SL4] the fourth byte is zero, and so is everything after a name', () => {
		const bytes = encodeEntry(shaped(kinds.update));
		const changed = (at: number, value: number) => {
			const copy = bytes.slice();
			copy[at] = value;
			return decodeEntry(copy);
		};
		expect(changed(3, 1)).toEqual({ ok: false, reason: 'malformed' });
		// The name stands from 20 on.
		expect(changed(35, 1)).toEqual({ ok: false, reason: 'malformed' });
		expect(changed(20, 67)).toEqual({ ok: false, reason: 'malformed' });
		expect(changed(21, 0)).toEqual({ ok: false, reason: 'malformed' });
		expect(changed(21, 0xff)).toEqual({ ok: false, reason: 'malformed' });
	});

	test.each(chained.map((entry) => [entry.kind, entry] as const))(
		'[SL4] kind %i has a document, a session, a counter, and what it follows',
		(_, entry) => {
			const changed = (change: Partial<Entry>) => reasonOf({ ...entry, ...change });
			expect(changed({ counter: 1, prev: noEntry })).toBeUndefined();
			expect(changed({ document: '' })).toBe('malformed');
			expect(changed({ session: noSession })).toBe('malformed');
			expect(changed({ counter: 0 })).toBe('malformed');
			expect(changed({ counter: 1 })).toBe('malformed');
			expect(changed({ prev: noEntry })).toBe('malformed');
		},
	);

	test.each<[string, Entry, Partial<Entry>[]]>([
		['an update', shaped(kinds.update), [{ epoch: 0 }, { extra: zeros(1) }, { payload: zeros(271) }]],
		['a snapshot', snapshot, [{ epoch: 0 }, { client: 5 }, { extra: zeros(0) }, { payload: zeros(271) }]],
		[
			'a control entry',
			control,
			[
				{ epoch: 1 },
				{ client: 5 },
				{ nonce: zeros(12).fill(1) },
				{ document: 'core' },
				{ session: id(3, 8) },
				{ counter: 0 },
				{ counter: 1 },
				{ prev: noEntry },
				{ extra: zeros(1) },
			],
		],
		[
			'an ephemeral entry',
			ephemeral,
			[{ epoch: 0 }, { session: noSession }, { counter: 0 }, { prev: id(4, 32) }, { extra: zeros(1) }],
		],
		[
			'a head',
			head,
			[
				{ epoch: 1 },
				{ client: 5 },
				{ nonce: zeros(12).fill(1) },
				{ document: 'core' },
				{ session: id(3, 8) },
				{ counter: 1 },
				{ prev: id(4, 32) },
				{ extra: zeros(55) },
				{ payload: zeros(1) },
			],
		],
		['a sum', sum, [{ epoch: 0 }, { client: 5 }, { extra: zeros(0) }, { counter: 2, prev: id(4, 32) }]],
		[
			'a countersign',
			countersign,
			[
				{ epoch: 1 },
				{ client: 5 },
				{ nonce: zeros(12).fill(1) },
				{ extra: zeros(31) },
				{ payload: zeros(1) },
			],
		],
	])('[SL4] what %s has no use for is zero', (_, entry, changes) => {
		expect(reasonOf(entry)).toBeUndefined();
		for (const change of changes) expect(reasonOf({ ...entry, ...change })).toBe('malformed');
	});

	test('[SL4] there is no kind zero', () => {
		expect(reasonOf(shaped(0))).toBe('malformed');
	});

	test('[SL10] what is not known is kept: stored up to 127, passed on from 128', async () => {
		expect([8, 77, 127].map(isStored)).toEqual([true, true, true]);
		expect([128, 200, 255].map(isStored)).toEqual([false, false, false]);
		const crypto = seeded();
		for (const kind of [8, 200]) {
			const bytes = encodeEntry(shaped(kind, { extra: zeros(40), payload: zeros(3), epoch: 0 }));
			const read = await readEntry(crypto, bytes);
			expect(read.ok && toText(read.sealed.bytes)).toBe(toText(bytes));
		}
	});

	test('[SL11] what a snapshot covers comes in one order, nothing twice', () => {
		const mark = (device: number, session: number, counter = 1) => ({
			device: id(device, 16),
			session: id(session, 8),
			counter,
			id: id(5, 32),
		});
		// In base64url `-` comes before letters and `_` between: the order is that of the bytes.
		const marks = [mark(0, 250), mark(1, 2), mark(1, 3), mark(251, 0)];
		const encoded = encodeCoverage(marks.toReversed());
		expect(decodeCoverage(encoded)).toEqual(marks);
		expect(encoded).toHaveLength(4 + 4 * 60);
		expect(decodeCoverage(encodeCoverage([]))).toEqual([]);

		expect(decodeCoverage(encodeCoverage([mark(1, 2), mark(1, 2)]))).toBeUndefined();
		expect(decodeCoverage(encodeCoverage([mark(1, 2, 0)]))).toBeUndefined();
		const swapped = concat(encoded.slice(0, 4), encoded.slice(64, 124), encoded.slice(4, 64));
		expect(decodeCoverage(concat(swapped, encoded.slice(124)))).toBeUndefined();
		expect(decodeCoverage(concat(encoded, zeros(1)))).toBeUndefined();
		expect(reasonOf({ ...snapshot, extra: encoded })).toBeUndefined();
		expect(reasonOf({ ...snapshot, extra: concat(swapped, encoded.slice(124)) })).toBe('malformed');
	});

	test('[SL12] a head says how far a device has come', () => {
		expect(decodePlace(head.extra)).toEqual(place);
		expect(head.extra).toHaveLength(16 + 8 + 32);
		const tooFar = head.extra.slice();
		tooFar[16] = 255;
		expect(decodePlace(tooFar)).toBeUndefined();
		expect(reasonOf({ ...head, extra: tooFar })).toBe('malformed');
		expect(nobody).toBe(toText(zeros(16)));
	});
});
