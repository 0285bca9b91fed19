import { describe, expect, test } from 'vitest';
import { Committee, seeded } from '#tests/sealed-log.ts';
import { concat, idBytes, toText, utf8, zeros } from '#lib/sealed-log/bytes.ts';
import { boxId, openBox, sealBox } from '#lib/sealed-log/crypto/box.ts';
import { keyCheck, openPrevious, sealPrevious, unwrapKey, wrapKey } from '#lib/sealed-log/crypto/epoch.ts';
import { epochKeys, sixDigits } from './keys.ts';
import { newEpoch, openInvitation, openSheet, recoverySheet } from './make.ts';
import { adminTablets } from './state.ts';

const world = () => Committee.found(seeded());
const name = { log: toText(zeros(16).fill(1)), epoch: 3 };
const flipped = (bytes: Uint8Array<ArrayBuffer>, at: number) => {
	const copy = bytes.slice();
	copy[at] = (copy[at] ?? 0) ^ 1;
	return copy;
};

describe('an epoch’s key', () => {
	test('[SK19] a wrap opens for its device, log and epoch, and for nobody and nothing else', async () => {
		const committee = await world();
		const { crypto } = committee;
		const [one, other] = [await committee.tablet(), await committee.tablet()];
		const key = crypto.randomBytes(32);
		const to = { id: one.id, agree: one.pairs.keys.agree };
		const wrap = await wrapKey(crypto, name, to, key);
		if (!wrap) throw new Error('no wrap');
		const me = { id: one.id, agree: one.pairs.agree, agreeKey: one.pairs.keys.agree };
		expect(await unwrapKey(crypto, name, me, wrap)).toEqual(key);
		expect(wrap).toHaveLength(65 + 48);

		const they = { id: one.id, agree: other.pairs.agree, agreeKey: one.pairs.keys.agree };
		expect(await unwrapKey(crypto, name, they, wrap)).toBeUndefined();
		expect(await unwrapKey(crypto, name, { ...me, id: other.id }, wrap)).toBeUndefined();
		expect(await unwrapKey(crypto, name, { ...me, agreeKey: other.pairs.keys.agree }, wrap)).toBeUndefined();
		expect(await unwrapKey(crypto, { ...name, epoch: 4 }, me, wrap)).toBeUndefined();
		expect(await unwrapKey(crypto, { ...name, log: toText(zeros(16)) }, me, wrap)).toBeUndefined();
		for (const at of [0, 30, 65, 100, 112])
			expect(await unwrapKey(crypto, name, me, flipped(wrap, at))).toBeUndefined();
		expect(await unwrapKey(crypto, name, me, wrap.slice(1))).toBeUndefined();
		expect(await wrapKey(crypto, name, { id: one.id, agree: zeros(65) }, key)).toBeUndefined();
	});

	test('[SK19] no two wraps are the same, even of one key for one device', async () => {
		const committee = await world();
		const to = { id: committee.founder.id, agree: committee.founder.pairs.keys.agree };
		const key = await committee.key();
		const wraps = [
			await wrapKey(committee.crypto, name, to, key),
			await wrapKey(committee.crypto, name, to, key),
		];
		expect(wraps[0]).not.toEqual(wraps[1]);
	});

	test('[SK20] a key that the chain does not name is used by nobody', async () => {
		const committee = await world();
		const { crypto } = committee;
		const writer = await committee.member();
		const honest = await newEpoch(committee.by(), await committee.key(), []);
		const action = JSON.parse(new TextDecoder().decode(honest.sealed.entry.payload));
		const to = { id: writer.id, agree: writer.pairs.keys.agree };
		const other = crypto.randomBytes(32);
		const wrap = toText((await wrapKey(crypto, { log: committee.log, epoch: 2 }, to, other)) ?? zeros(0));
		const wraps = action.wraps.map((one: { to: string }) => (one.to === writer.id ? { ...one, wrap } : one));
		await committee.add(await committee.control({ ...action, wraps }));
		expect([...(await epochKeys(crypto, committee.state, writer)).keys()]).toEqual([1]);
		expect([...(await epochKeys(crypto, committee.state, committee.founder)).keys()]).toEqual([2, 1]);
	});

	test('[SK20] a false key before is found out, and what the chain names is bound to log and epoch', async () => {
		const committee = await world();
		const { crypto } = committee;
		const honest = await newEpoch(committee.by(), crypto.randomBytes(32), []);
		await committee.add(honest.sealed);
		const newcomer = await committee.member();
		expect([...(await epochKeys(crypto, committee.state, newcomer)).keys()]).toEqual([2]);
		const checks = await Promise.all(
			[name, { ...name, epoch: 4 }, { ...name, log: toText(zeros(16)) }].map((each) =>
				keyCheck(crypto, each, honest.key),
			),
		);
		expect(new Set(checks).size).toBe(3);
	});

	test('[SK21] a newcomer reads everything from the beginning', async () => {
		const committee = await world();
		const first = await committee.key();
		const second = await committee.turns();
		const third = await committee.turns();
		const { secret } = await committee.invited();
		const newcomer = await committee.joins(secret);
		const keys = await epochKeys(committee.crypto, committee.state, newcomer);
		expect([...keys]).toEqual([
			[3, third],
			[2, second],
			[1, first],
		]);
	});

	test('[SK21] who was removed comes by no later key, and by no way to it', async () => {
		const committee = await world();
		const { crypto } = committee;
		const gone = await committee.member();
		await committee.revokes(gone);
		const next = await committee.turns();
		await committee.turns();
		const keys = await epochKeys(crypto, committee.state, gone);
		expect([...keys.keys()]).toEqual([1]);
		const old = keys.get(1) ?? zeros(32);
		const sealed = committee.state.epochs[1]?.previous ?? zeros(0);
		const at = { log: committee.log, epoch: 2 };
		expect(await openPrevious(crypto, at, old, sealed)).toBeUndefined();
		expect(await openPrevious(crypto, at, next, sealed)).toEqual(old);
	});

	test('[SK21] a key before is sealed for one log and one epoch', async () => {
		const crypto = seeded();
		const [key, before] = [crypto.randomBytes(32), crypto.randomBytes(32)];
		const sealed = await sealPrevious(crypto, name, key, before);
		expect(await openPrevious(crypto, name, key, sealed)).toEqual(before);
		for (const other of [
			{ ...name, epoch: 2 },
			{ ...name, log: toText(zeros(16)) },
		])
			expect(await openPrevious(crypto, other, key, sealed)).toBeUndefined();
	});
});

describe('links and sheets', () => {
	test('[SK22] the secret opens the box, where it lies and as it was made', async () => {
		const crypto = seeded();
		const { pairs, scalars } = await crypto.generateMovable();
		const secret = crypto.randomBytes(16);
		const box = await sealBox(crypto, name.log, secret, pairs.keys, scalars);
		const opened = await openBox(crypto, name.log, secret, pairs.keys, box.sealed);
		expect(opened).toEqual(pairs);
		expect(box.id).toBe(await boxId(crypto, name.log, secret));

		const other = await crypto.generate();
		const mixed = { ...pairs.keys, agree: other.keys.agree };
		expect(await openBox(crypto, name.log, crypto.randomBytes(16), pairs.keys, box.sealed)).toBeUndefined();
		expect(await openBox(crypto, toText(zeros(16)), secret, pairs.keys, box.sealed)).toBeUndefined();
		expect(await openBox(crypto, name.log, secret, mixed, box.sealed)).toBeUndefined();
		expect(await openBox(crypto, name.log, secret, other.keys, box.sealed)).toBeUndefined();
		expect(await openBox(crypto, name.log, secret, pairs.keys, flipped(box.sealed, 3))).toBeUndefined();
		expect(await boxId(crypto, toText(zeros(16)), secret)).not.toBe(box.id);
		// Not every platform would notice that scalars and public keys do not belong together.
		const trusting = Object.assign(seeded(), { restore: async () => pairs });
		expect(await openBox(trusting, name.log, secret, pairs.keys, box.sealed)).toEqual(pairs);
		expect(await openBox(trusting, name.log, secret, mixed, box.sealed)).toBeUndefined();
	});

	test('[SK22] what the box is asked for by, and what lies in the chain, does not tell the secret', async () => {
		const committee = await world();
		const { secret, id, sealed } = await committee.invited();
		expect(new TextDecoder('latin1').decode(sealed.bytes)).not.toContain(toText(secret));
		expect(idBytes(id)).not.toEqual(secret);
		const { crypto, state } = committee;
		expect(await openInvitation(crypto, state, idBytes(id))).toBeUndefined();
		expect((await openInvitation(crypto, state, secret))?.invitation.id).toBe(id);
	});

	test('[SK23] the sheet brings a new tablet in as an admin, and is no tablet itself', async () => {
		const committee = await world();
		const { crypto } = committee;
		await committee.turns();
		const sheet = await recoverySheet(committee.by(), await committee.key());
		await committee.add(sheet.sealed);
		await committee.turns();
		expect(adminTablets(committee.state).map(({ id }) => id)).toEqual([committee.founder.id]);

		const opened = await openSheet(crypto, committee.state, sheet.secret);
		if (!opened) throw new Error('no sheet');
		expect(await openSheet(crypto, committee.state, crypto.randomBytes(16))).toBeUndefined();
		const author = { device: opened.device, sign: opened.pairs.sign };
		const asSheet = { id: opened.device, pairs: opened.pairs, author };
		expect(await committee.key(3, asSheet)).toEqual(await committee.key(3));
		const tablet = await committee.tablet();
		await committee.add(await committee.certification(tablet, 'admin', asSheet));
		expect(await committee.key(1, tablet)).toEqual(await committee.key(1));
		await committee.revokes(committee.founder, [], tablet);
		await committee.revokes(asSheet, [], tablet);
		expect(await openSheet(crypto, committee.state, sheet.secret)).toBeUndefined();
	});

	test('[SK26] both screens show the same six digits, and another certification shows others', async () => {
		const crypto = seeded();
		const [log, id] = [name.log, toText(zeros(32).fill(2))];
		const digits = await sixDigits(crypto, log, id);
		const hash = await crypto.sha256(concat(utf8('medspil six digits 1\n'), idBytes(log), idBytes(id)));
		const number = Buffer.from(hash).readUInt32BE(0) % 1_000_000;
		expect(digits).toBe(String(number).padStart(6, '0'));
		expect(digits).toMatch(/^\d{6}$/);
		expect(await sixDigits(crypto, toText(zeros(16)), id)).not.toBe(digits);
		const many = await Promise.all(
			Array.from({ length: 100 }, (_, at) => sixDigits(crypto, log, toText(zeros(32).fill(at)))),
		);
		expect(new Set(many).size).toBeGreaterThan(95);
		expect(many.every((each) => each.length === 6)).toBe(true);
	});
});
