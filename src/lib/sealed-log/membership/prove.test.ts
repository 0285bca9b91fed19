import { describe, expect, test } from 'vitest';
import { Committee, seeded } from '#tests/sealed-log.ts';
import { type Bytes, concat, toText, utf8, zeros } from '#lib/sealed-log/bytes.ts';
import { type Entry, encodeEntry } from '#lib/sealed-log/entry/codec.ts';
import { deviceIdOf, logIdOf } from '#lib/sealed-log/entry/ids.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { readEntry, signEntry } from '#lib/sealed-log/entry/sealed.ts';
import { parseAction } from './actions.ts';
import { extend } from './chain.ts';
import { certify, invite, introduce } from './make.ts';

type World = Awaited<ReturnType<typeof world>>;
const world = () => Committee.found(seeded());

/** The founding entry with something else in it. */
const founding = async (committee: World, change: Partial<Entry>, payload?: Bytes) => {
	const entry = { ...committee.founding.entry, ...change };
	const read = await readEntry(
		committee.crypto,
		encodeEntry({ ...entry, payload: payload ?? entry.payload }),
	);
	if (!read.ok) throw new Error(read.reason);
	const extended = await extend(committee.crypto, undefined, read.sealed);
	return extended.ok ? undefined : extended.reason;
};

/** A founding entry made by these hands, whatever it says. */
const foundingBy = async (committee: World, action: object, device?: string) => {
	const { crypto } = committee;
	const tablet = await committee.tablet();
	const author = { device: device ?? tablet.id, sign: tablet.pairs.sign };
	const draft = { kind: kinds.control, log: toText(zeros(16)), counter: 1 };
	const keys = { sign: toText(tablet.pairs.keys.sign), agree: toText(tablet.pairs.keys.agree) };
	const payload = utf8(
		JSON.stringify({ do: 'found', keys, check: toText(zeros(32)), wrap: toText(zeros(113)), ...action }),
	);
	const unfounded = await signEntry(crypto, author, draft, payload);
	const log = await logIdOf(crypto, unfounded.entry, payload);
	const extended = await extend(
		crypto,
		undefined,
		await signEntry(crypto, author, { ...draft, log }, payload),
	);
	return extended.ok ? undefined : extended.reason;
};

describe('founding', () => {
	test('[SK2] a log is what its founding entry is the hash of', async () => {
		const committee = await world();
		const { crypto, founding: first } = committee;
		const unnamed = encodeEntry({ ...first.entry, log: toText(zeros(16)) });
		expect(committee.log).toBe(toText((await crypto.sha256(unnamed.slice(0, -64))).slice(0, 16)));
		expect(await founding(committee, {})).toBeUndefined();
		expect(await founding(committee, { log: toText(zeros(16)) })).toBe('other-log');
		expect(await founding(committee, { log: toText(zeros(16).fill(1)) })).toBe('other-log');
		const other = await world();
		expect(await founding(committee, {}, other.founding.entry.payload)).toBe('other-log');
	});

	test('[SK2] nobody but the holder of its keys can have founded it', async () => {
		const committee = await world();
		expect(await foundingBy(committee, {})).toBeUndefined();
		const someone = await committee.tablet();
		const { sign, agree } = someone.pairs.keys;
		const theirs = { keys: { sign: toText(sign), agree: toText(agree) } };
		expect(await foundingBy(committee, theirs, someone.id)).toBe('bad-signature');
		expect(await founding(committee, { signature: zeros(64) })).toBe('bad-signature');
	});

	test('[SK2] a log is founded once, first, and by nothing else', async () => {
		const committee = await world();
		const other = await world();
		expect(await committee.attempt(committee.founding)).toBe('not-next');
		const extended = await extend(other.crypto, other.chain, committee.founding);
		expect(extended).toEqual({ ok: false, reason: 'other-log' });
		const { keys, check, wrap } = JSON.parse(new TextDecoder().decode(committee.founding.entry.payload));
		const again = await committee.control({ do: 'found', keys, check, wrap });
		expect(await committee.attempt(again)).toBe('not-next');
		const revoke = await committee.control({ do: 'withdraw', invitation: toText(zeros(16)) });
		const first = await extend(committee.crypto, undefined, revoke);
		expect(first).toEqual({ ok: false, reason: 'not-next' });
	});

	test('[SK1] a device has the id of its keys, and keys that are keys', async () => {
		const committee = await world();
		const { crypto, founder } = committee;
		const { sign, agree } = founder.pairs.keys;
		const hash = await crypto.sha256(concat(sign, agree));
		expect(founder.id).toBe(toText(hash.slice(0, 16)));
		expect(await deviceIdOf(crypto, { sign: agree, agree: sign })).not.toBe(founder.id);
		expect(await foundingBy(committee, {}, toText(zeros(16)))).toBe('bad-keys');
	});

	test('[SK1] keys that are no points of the curve are let in nowhere', async () => {
		const committee = await world();
		const { crypto, founder } = committee;
		const tablet = await committee.tablet();
		const agree = zeros(65).fill(4);
		const keys = { sign: tablet.pairs.keys.sign, agree };
		const newcomer = await introduce(crypto, committee.log, { ...tablet.pairs, keys }, 'write');
		const made = await committee.certification(tablet, 'write');
		const action = JSON.parse(new TextDecoder().decode(made.entry.payload));
		const changed = {
			...action,
			keys: { ...action.keys, agree: toText(agree) },
			proof: toText(newcomer.proof),
		};
		expect(await committee.attempt(await committee.control(changed))).toBe('bad-keys');

		const link = await invite(committee.by(), await committee.key(), { role: 'read', expiresAt: 1 });
		const invitation = JSON.parse(new TextDecoder().decode(link.sealed.entry.payload));
		const broken = { ...invitation, keys: { ...invitation.keys, agree: toText(agree) } };
		expect(await committee.attempt(await committee.control(broken))).toBe('bad-keys');
		expect(committee.state.devices.size).toBe(1);
		expect(founder.id).toBe(committee.state.founder);
	});
});

describe('what an action says', () => {
	const parsed = (text: string) => parseAction(utf8(text));

	test('[SK3] JSON is read only as it would be written, so that it says the same to everyone', () => {
		const withdraw = `{"do":"withdraw","invitation":"${toText(zeros(16))}"}`;
		expect(parsed(withdraw)).toEqual({ do: 'withdraw', invitation: toText(zeros(16)) });
		for (const text of [
			'',
			'null',
			'[]',
			'7',
			'{}',
			'{"do":7}',
			` ${withdraw}`,
			`${withdraw}\n`,
			`\u{feff}${withdraw}`,
			withdraw.replace('{', '{"do":"revoke",'),
			withdraw.replace('"withdraw"', String.raw`"\u0077ithdraw"`),
			withdraw.slice(0, -1),
			'['.repeat(60_000),
			`{"do":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
		])
			expect(parsed(text)).toBeUndefined();
		expect(parseAction(Uint8Array.of(0x7b, 0xff, 0x7d))).toBeUndefined();
	});

	test('[SK3] a known action in another shape is malformed, and so are bytes in another spelling', async () => {
		const committee = await world();
		const id = toText(zeros(16));
		const cut = { session: toText(zeros(8)), counter: 1, id: toText(zeros(32)) };
		for (const action of [
			{ do: 'withdraw' },
			{ do: 'withdraw', invitation: 'A' },
			{ do: 'withdraw', invitation: `${id.slice(0, -1)}B` },
			{ do: 'withdraw', invitation: `${id.slice(0, -1)}=` },
			{ do: 'revoke', device: id },
			{ do: 'revoke', device: id, cuts: [{ ...cut, counter: 0 }] },
			{ do: 'revoke', device: id, cuts: [{ ...cut, counter: 1.5 }] },
			{ do: 'revoke', device: id, cuts: [cut, { ...cut, counter: 2 }] },
			{ do: 'role', device: id, role: 'owner', cuts: [] },
			{ do: 'epoch', check: id, previous: id, wraps: [] },
		])
			expect(await committee.attempt(await committee.control(action))).toBe('malformed');
	});

	test('[SK3] what is added to a known action changes nothing of it', async () => {
		const committee = await world();
		const tablet = await committee.member();
		const revoke = { do: 'revoke', device: tablet.id, cuts: [], note: { later: 1 } };
		expect(await committee.attempt(await committee.control(revoke))).toBeUndefined();
		expect(committee.state.devices.get(tablet.id)?.revoked).toBe(3);
	});

	test('[SK4] an action of a newer program is kept, and this one writes no more', async () => {
		const committee = await world();
		const writer = await committee.member();
		const rename = { do: 'rename', constructor: 1 };
		expect(await committee.attempt(await committee.control(rename, writer))).toBe('not-allowed');
		expect(committee.state.newer).toBe(false);
		expect(await committee.attempt(await committee.control(rename))).toBeUndefined();
		expect(committee.state).toMatchObject({ newer: true, length: 3 });
		// What is known counts as before: a server goes on.
		await committee.revokes(writer);
		expect(committee.state).toMatchObject({ newer: true, owes: 'removal' });
		for (const name of ['toString', '__proto__', 'hasOwnProperty'])
			expect(parsed(JSON.stringify({ do: name }))).toEqual({ do: 'newer' });
	});
});

describe('who has signed', () => {
	test('[SK6] a control entry is signed by the device that it names', async () => {
		const committee = await world();
		const writer = await committee.member();
		const stranger = await committee.tablet();
		const action = { do: 'revoke', device: writer.id, cuts: [] };
		const asFounder = { author: { device: committee.founder.id, sign: writer.author.sign } };
		expect(await committee.attempt(await committee.control(action, asFounder))).toBe('bad-signature');
		expect(await committee.attempt(await committee.control(action, stranger))).toBe('unknown-author');
		expect(await committee.attempt(await committee.control(action))).toBeUndefined();
	});

	test('[SK6] what a revoked device signs is no longer heard', async () => {
		const committee = await world();
		const admin = await committee.member('admin');
		const writer = await committee.member();
		await committee.revokes(admin);
		const action = { do: 'revoke', device: writer.id, cuts: [] };
		expect(await committee.attempt(await committee.control(action, admin))).toBe('revoked');
		const comeback = await committee.certification(admin, 'admin', admin);
		expect(await committee.attempt(comeback)).toBe('revoked');
	});

	test('[SK7] nobody is let in who has not asked for it, here and as this', async () => {
		const committee = await world();
		const other = await world();
		const tablet = await committee.tablet();
		const { crypto, log } = committee;
		const key = await committee.key();
		const honest = await introduce(crypto, log, tablet.pairs, 'write');
		const elsewhere = await introduce(crypto, other.log, tablet.pairs, 'write');
		const lower = await introduce(crypto, log, tablet.pairs, 'read');
		const thief = await committee.tablet();
		const stolen = await introduce(crypto, log, { ...tablet.pairs, sign: thief.pairs.sign }, 'write');
		const mixed = { ...honest, keys: { ...honest.keys, agree: thief.pairs.keys.agree } };
		for (const newcomer of [elsewhere, { ...lower, role: 'write' as const }, stolen, mixed])
			expect(await committee.attempt(await certify(committee.by(), key, newcomer))).toBe('bad-proof');
		expect(await committee.attempt(await certify(committee.by(), key, honest))).toBeUndefined();
	});

	test('only control entries are links', async () => {
		const committee = await world();
		const written = await committee.writes(committee.founder);
		expect(await committee.attempt(written)).toBe('malformed');
	});
});
