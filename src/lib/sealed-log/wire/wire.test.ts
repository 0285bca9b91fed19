import { describe, expect, test } from 'vitest';
import { Committee, seeded } from '#tests/sealed-log.ts';
import { type Bytes, concat, toText, zeros } from '#lib/sealed-log/bytes.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { decodeFrame, encodeFrame, frameCap, LARGEST_FRAME, packFrames, unpackFrames } from './codec.ts';
import { type Frame, noChain, nowhere, type Sent } from './frames.ts';
import { isConnectionProven, proveConnection } from './proof.ts';
import { refusals } from './refusals.ts';

const id = (byte: number, size: number) => toText(zeros(size).fill(byte));
const place = { incarnation: id(1, 16), seq: 2 ** 50, head: id(2, 32) };
const chain = { length: 7, head: id(3, 32) };
const marks = [
	{ device: id(1, 16), session: id(2, 8), counter: 3, id: id(4, 32) },
	{ device: id(1, 16), session: id(3, 8), counter: 1, id: id(5, 32) },
];
const who = id(6, 16);
const entryBytes = zeros(400).fill(7);
// What was sealed is only carried here; whether it is an entry is not asked.
const sealed = { id: id(8, 32), bytes: entryBytes } as Sealed;

type WithEntry = Extract<Frame, { entry: Bytes }>['type'];
const plain: Exclude<Frame, { type: WithEntry }>[] = [
	{ type: 'hello', log: id(9, 16), who, place, chain },
	{ type: 'hello', log: id(9, 16), who, place: nowhere, chain: noChain },
	{ type: 'challenge', nonce: zeros(32).fill(1) },
	{ type: 'proof', origin: 'https://medspil.example.dk', signature: zeros(64).fill(2) },
	{
		type: 'welcome',
		place,
		chain,
		time: 1_800_000_000_000,
		sessions: marks,
		heads: [zeros(3).fill(1), zeros(0)],
	},
	{ type: 'find', log: id(9, 16), id: id(1, 16) },
	{
		type: 'box',
		who,
		keys: { sign: zeros(65).fill(1), agree: zeros(65).fill(2) },
		box: zeros(80).fill(3),
	},
	{ type: 'appended', id: id(1, 32), seq: 12, head: id(2, 32) },
	{ type: 'refused', about: id(1, 32), code: 'counter-taken', counter: 4, id: id(2, 32) },
	{ type: 'fetch', what: 'all', after: 0 },
	{ type: 'fetch', what: 'chain', after: 2 ** 40 },
	{
		type: 'entries',
		entries: [
			{ seq: 1, entry: entryBytes },
			{ seq: 9, entry: zeros(1) },
		],
		place,
		more: true,
	},
	{ type: 'entries', entries: [], place, more: false },
	{ type: 'vector', chain, sessions: marks },
	{ type: 'lease', document: 'year-2027' },
	{ type: 'leased', document: 'core', time: 60_000 },
	{ type: 'ping', mark: 5 },
	{ type: 'pong', mark: 2 ** 32 - 1 },
];
const carrying: { sent: Sent; received: Frame }[] = [
	...(['append', 'backfill', 'pass'] as const).map((type) => ({
		sent: { type, entry: sealed },
		received: { type, entry: entryBytes },
	})),
	{
		sent: { type: 'found', token: 'lærkevej', entry: sealed },
		received: { type: 'found', token: 'lærkevej', entry: entryBytes },
	},
];
const all = [...plain.map((frame) => ({ sent: frame, received: frame as Frame })), ...carrying];

describe('frames', () => {
	test('[SL17] every frame comes out as it went in', () => {
		for (const { sent, received } of all)
			expect(decodeFrame(encodeFrame(sent))).toEqual({ ok: true, frame: received });
		expect(new Set(all.map(({ sent }) => sent.type)).size).toBe(19);
	});

	test('[SL17] a frame that is cut off, or has something after it, is none', () => {
		for (const { sent } of plain.map((frame) => ({ sent: frame }))) {
			const bytes = encodeFrame(sent);
			for (let size = 0; size < bytes.length; size += 3)
				expect(decodeFrame(bytes.slice(0, size)).ok).toBe(false);
			expect(decodeFrame(concat(bytes, zeros(1))).ok).toBe(false);
		}
	});

	test('[SL17] yes and no have one spelling', () => {
		const fetch = encodeFrame({ type: 'fetch', what: 'chain', after: 1 });
		fetch[1] = 2;
		expect(decodeFrame(fetch)).toEqual({ ok: false, reason: 'malformed' });
		const entries = encodeFrame({ type: 'entries', entries: [], place, more: true });
		entries[1 + 16 + 8 + 32] = 2;
		expect(decodeFrame(entries)).toEqual({ ok: false, reason: 'malformed' });
	});

	test('[SL17] a frame of a newer program is left alone', () => {
		for (const type of [0, 20, 255])
			expect(decodeFrame(concat(Uint8Array.of(type), zeros(9)))).toEqual({
				ok: false,
				reason: 'unsupported',
			});
		expect(decodeFrame(zeros(0))).toEqual({ ok: false, reason: 'malformed' });
	});

	test('[SL17] ten thousand mangled frames are read or refused, and counts that cannot be true take no time', () => {
		let state = 7;
		const roll = (below: number) => {
			state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
			return Math.floor((state / 2 ** 32) * below);
		};
		const originals = all.map(({ sent }) => encodeFrame(sent));
		const started = performance.now();
		for (let round = 0; round < 10_000; round++) {
			const bytes = (originals[roll(originals.length)] ?? zeros(0)).slice();
			for (let times = 1 + roll(8); times > 0; times--) bytes[roll(bytes.length)] = roll(256);
			const cut = roll(3) === 0 ? bytes.slice(0, roll(bytes.length)) : bytes;
			const decoded = decodeFrame(cut);
			expect(decoded.ok || ['too-large', 'unsupported', 'malformed'].includes(decoded.reason)).toBe(true);
			unpackFrames(cut);
		}
		expect(performance.now() - started).toBeLessThan(5000);
	});

	test('[SL18] each frame has a limit that its first byte tells', () => {
		const first = (type: Frame['type']) => {
			const found = all.find(({ sent }) => sent.type === type);
			return found ? encodeFrame(found.sent).slice(0, 1) : zeros(1);
		};
		const KB = 1024;
		const limit = (type: Frame['type']) => frameCap(first(type)) / KB;
		expect((['append', 'backfill', 'entries'] as const).map(limit)).toEqual([4097, 4097, 4097]);
		expect((['welcome', 'vector'] as const).map(limit)).toEqual([1024, 1024]);
		expect((['pass', 'found', 'hello', 'proof', 'fetch', 'lease'] as const).map(limit)).toEqual([
			33, 2, 1, 1, 1, 1,
		]);
		expect(frameCap(Uint8Array.of(255))).toBe(KB);
		expect(LARGEST_FRAME).toBe(4097 * KB);
		for (const { sent } of all) {
			const cap = frameCap(first(sent.type));
			const tooLong = concat(first(sent.type), zeros(cap));
			expect(decodeFrame(tooLong)).toEqual({ ok: false, reason: 'too-large' });
		}
	});

	test('[SL18] who has proven nothing may say little, and that shortly', () => {
		const before = all.filter(({ sent }) => {
			const decoded = decodeFrame(encodeFrame(sent), false);
			return decoded.ok || decoded.reason !== 'not-proven';
		});
		expect([...new Set(before.map(({ sent }) => sent.type))].sort()).toEqual([
			'backfill',
			'find',
			'found',
			'hello',
			'ping',
			'proof',
		]);
		for (const { sent } of all) expect(frameCap(encodeFrame(sent), false)).toBeLessThanOrEqual(65 * 1024);
		const large = { id: id(8, 32), bytes: zeros(66 * 1024) } as Sealed;
		const backfill = encodeFrame({ type: 'backfill', entry: large });
		expect(decodeFrame(backfill, false)).toEqual({ ok: false, reason: 'too-large' });
		expect(decodeFrame(backfill).ok).toBe(true);
	});

	test('a founding entry fits in its frame', async () => {
		const committee = await Committee.found(seeded());
		const frame = encodeFrame({ type: 'found', token: 'x'.repeat(200), entry: committee.founding });
		expect(decodeFrame(frame, false).ok).toBe(true);
	});

	test('[SL22] a reason has its number for ever', () => {
		// Only ever longer: whoever changes a line here breaks devices that are out there.
		expect(refusals.slice(0, 43)).toEqual([
			'too-large',
			'unsupported',
			'malformed',
			'unknown-log',
			'bad-proof',
			'unknown-author',
			'revoked',
			'not-proven',
			'other-log',
			'bad-signature',
			'unknown-device',
			'read-only',
			'beyond-cut',
			'unknown-epoch',
			'old-epoch',
			'counter-taken',
			'counter-gap',
			'wrong-prev',
			'other-document',
			'not-next',
			'bad-keys',
			'not-allowed',
			'role-too-high',
			'known-device',
			'known-invitation',
			'unknown-invitation',
			'invitation-spent',
			'invitation-withdrawn',
			'last-admin',
			'no-change',
			'wrong-wraps',
			'full',
			'invitation-expired',
			'cut-behind',
			'chain-parted',
			'founding-closed',
			'too-many',
			'unavailable',
			'no-round',
			'round-open',
			'round-over',
			'wrong-set',
			'not-in-set',
		]);
		for (const code of refusals) {
			const frame: Frame = { type: 'refused', about: id(1, 32), code, counter: 0, id: id(2, 32) };
			expect(decodeFrame(encodeFrame(frame))).toEqual({ ok: true, frame });
		}
		const unknown = encodeFrame({
			type: 'refused',
			about: id(1, 32),
			code: 'full',
			counter: 0,
			id: id(2, 32),
		});
		unknown[33] = 255;
		expect(decodeFrame(unknown)).toEqual({ ok: false, reason: 'malformed' });
	});

	test('[SL23] frames in one body come out as they went in', () => {
		const frames = all.map(({ sent }) => encodeFrame(sent));
		const body = packFrames(frames);
		expect(unpackFrames(body)).toEqual(frames);
		expect(unpackFrames(packFrames([]))).toEqual([]);
		expect(unpackFrames(packFrames([zeros(0), zeros(2)]))).toEqual([zeros(0), zeros(2)]);
	});

	test('[SL23] a body that is cut off is refused whole', () => {
		const body = packFrames([zeros(5), zeros(9)]);
		const whole = [0, 9];
		for (let size = 0; size < body.length; size++)
			expect(unpackFrames(body.slice(0, size)) !== undefined).toBe(whole.includes(size));
		expect(unpackFrames(zeros(3).fill(255))).toBeUndefined();
	});
});

test('[SL19] what opens a connection is good for one log, device, challenge and server', async () => {
	const crypto = seeded();
	const { keys, sign } = await crypto.generate();
	const connection = { log: id(1, 16), who: id(2, 16), nonce: zeros(32).fill(3), origin: 'https://a.dk' };
	const signature = await proveConnection(crypto, sign, connection);
	expect(await isConnectionProven(crypto, keys.sign, connection, signature)).toBe(true);
	for (const change of [
		{ log: id(9, 16) },
		{ who: id(9, 16) },
		{ nonce: zeros(32).fill(9) },
		{ origin: 'https://b.dk' },
	])
		expect(await isConnectionProven(crypto, keys.sign, { ...connection, ...change }, signature)).toBe(false);
	const other = await crypto.generate();
	expect(await isConnectionProven(crypto, other.keys.sign, connection, signature)).toBe(false);
	// Signed without its label it would be somebody's word for something else.
	const words = concat(
		zeros(16).fill(1),
		zeros(16).fill(2),
		zeros(32).fill(3),
		new TextEncoder().encode('https://a.dk'),
	);
	const bare = await crypto.sign(sign, words);
	expect(await isConnectionProven(crypto, keys.sign, connection, bare)).toBe(false);
});
