import { describe, expect, test } from 'vitest';
import { Committee, cutAt, seeded, type Tablet } from '#tests/sealed-log.ts';
import { toText, zeros } from '#lib/sealed-log/bytes.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { SeededKey } from '#tests/simulation/crypto.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { boxOf, connecting, expiry, isIndependent, judge, mayLetIn } from './judge.ts';
import { changeRole, recoverySheet, revoke } from './make.ts';

const world = () => Committee.found(seeded());

/** A session of three entries. */
const session = async (committee: Awaited<ReturnType<typeof world>>, tablet: Tablet<SeededKey>) => {
	const first = await committee.writes(tablet);
	const second = await committee.writes(tablet, { after: first });
	return { first, second, third: await committee.writes(tablet, { after: second }) };
};

describe('an entry that its author hands in now', () => {
	test('[SL14] comes from a device that may write, or it is refused', async () => {
		const committee = await world();
		const [writer, reader] = [await committee.member('write'), await committee.member('read')];
		const stranger = await committee.tablet();
		const verdict = async (tablet: typeof writer, kind: number = kinds.update) =>
			judge(committee.state, await committee.writes(tablet, { kind }), 'now');
		expect(await verdict(writer)).toBeUndefined();
		expect(await verdict(committee.founder)).toBeUndefined();
		expect(await verdict(reader)).toBe('read-only');
		expect(await verdict(reader, 77)).toBe('read-only');
		expect(await verdict(stranger)).toBe('unknown-device');
		await committee.revokes(writer);
		expect(await verdict(writer)).toBe('revoked');
		expect(await verdict(writer, 77)).toBe('revoked');
	});

	test('[SL14] is refused from a device that was revoked, even where it counted before', async () => {
		const committee = await world();
		const writer = await committee.member();
		const { first, second } = await session(committee, writer);
		await committee.revokes(writer, [cutAt(second)]);
		expect(judge(committee.state, first, 'now')).toBe('revoked');
		expect(judge(committee.state, first, 'then')).toBeUndefined();
	});

	test('[SL14] is of this log', async () => {
		const [committee, other] = [await world(), await world()];
		const written = await committee.writes(committee.founder, { log: other.log });
		expect(judge(committee.state, written, 'now')).toBe('other-log');
		expect(judge(committee.state, written, 'then')).toBe('other-log');
	});

	test('[SL14] is sealed under the key of now', async () => {
		const committee = await world();
		await committee.turns();
		const old = await committee.writes(committee.founder, { epoch: 1 });
		const current = await committee.writes(committee.founder);
		expect(judge(committee.state, old, 'now')).toBe('old-epoch');
		expect(judge(committee.state, current, 'now')).toBeUndefined();
		const before = committee.chain.links[0]?.state;
		expect(before && judge(before, current, 'now')).toBe('unknown-epoch');
	});

	test('[SL14] does not come from a session that was closed, even when its device may write again', async () => {
		const committee = await world();
		const writer = await committee.member();
		const { first, second } = await session(committee, writer);
		await committee.add(await changeRole(committee.by(), writer.id, 'read', [cutAt(first)]));
		await committee.add(await changeRole(committee.by(), writer.id, 'write'));
		expect(judge(committee.state, second, 'now')).toBe('beyond-cut');
		expect(judge(committee.state, await committee.writes(writer), 'now')).toBeUndefined();
	});
});

describe('an entry that had its place before', () => {
	test('[SL15] counts up to where its device was cut off, and not a step further', async () => {
		const committee = await world();
		const writer = await committee.member();
		const { first, second, third } = await session(committee, writer);
		const elsewhere = await committee.writes(writer);
		await committee.revokes(writer, [cutAt(second)]);
		const verdicts = [first, second, third, elsewhere].map((one) => judge(committee.state, one, 'then'));
		expect(verdicts).toEqual([undefined, undefined, 'beyond-cut', 'revoked']);
		const instead = await committee.writes(writer, { after: first, text: 'noget andet' });
		expect(judge(committee.state, instead, 'then')).toBe('beyond-cut');
	});

	test('[SL15] counts of a device that may only read now, as far as it was closed', async () => {
		const committee = await world();
		const writer = await committee.member();
		const { first, second } = await session(committee, writer);
		await committee.add(await changeRole(committee.by(), writer.id, 'read', [cutAt(first)]));
		const later = await committee.writes(writer);
		const verdicts = [first, second, later].map((one) => judge(committee.state, one, 'then'));
		expect(verdicts).toEqual([undefined, 'beyond-cut', 'read-only']);
	});

	test('[SL15] may be sealed under any key, one that nobody knows too, and waits for its device to be known', async () => {
		const committee = await world();
		const before = committee.state;
		const old = await committee.writes(committee.founder);
		await committee.turns();
		expect(judge(committee.state, old, 'then')).toBeUndefined();
		const current = await committee.writes(committee.founder);
		expect(judge(before, current, 'then')).toBeUndefined();
		const newcomer = await committee.member();
		expect(judge(before, await committee.writes(newcomer, { epoch: 1 }), 'then')).toBe('unknown-device');
	});

	test('[SL16] who is here may be said by everyone who is in, readers too, and by nobody else', async () => {
		const committee = await world();
		const reader = await committee.member('read');
		const gone = await committee.member();
		await committee.revokes(gone);
		const present = { kind: kinds.ephemeral };
		for (const when of ['now', 'then'] as const) {
			expect(judge(committee.state, await committee.writes(reader, present), when)).toBeUndefined();
			expect(judge(committee.state, await committee.writes(gone, present), when)).toBe('revoked');
			const newer = await committee.writes(gone, { kind: 200 });
			expect(judge(committee.state, newer, when)).toBe('revoked');
		}
	});
});

describe('connections', () => {
	test('[SL20] who is in connects as a device, an open invitation as a visitor, and nobody else', async () => {
		const committee = await world();
		const gone = await committee.member();
		await committee.revokes(gone);
		const [open, spent] = [await committee.invited(), await committee.invited()];
		const joined = await committee.joins(spent.secret);
		const outcome = (who: string, now = 0) => {
			const found = connecting(committee.state, who, now);
			return found.ok ? found.as : found.reason;
		};
		expect(outcome(joined.id)).toBe('device');
		expect(outcome(gone.id)).toBe('revoked');
		expect(outcome(open.id)).toBe('visitor');
		expect(outcome(open.id, 1000)).toBe('visitor');
		expect(outcome(open.id, 1001)).toBe('invitation-expired');
		expect(outcome(spent.id)).toBe('invitation-spent');
		expect(outcome(toText(zeros(16)))).toBe('unknown-author');
		const found = connecting(committee.state, joined.id, 0);
		expect(found.ok && found.keys).toEqual(joined.pairs.keys);
		const visitor = connecting(committee.state, open.id, 0);
		expect(visitor.ok && visitor.keys).toEqual(committee.state.invitations.get(open.id)?.keys);
	});

	test('[SL21] a box is given to who asks by its id, while there is something to do with it', async () => {
		const committee = await world();
		const [open, spent] = [await committee.invited(), await committee.invited()];
		await committee.joins(spent.secret);
		const sheet = await recoverySheet(committee.by(), await committee.key());
		await committee.add(sheet.sealed);
		const lookup = committee.state.devices.get(sheet.device)?.sheet?.id ?? '';
		const { keys, box } = committee.state.invitations.get(open.id) ?? {};
		expect(boxOf(committee.state, open.id, 0)).toEqual({ who: open.id, keys, box });
		expect(boxOf(committee.state, open.id, 1001)).toBeUndefined();
		expect(boxOf(committee.state, spent.id, 0)).toBeUndefined();
		expect(boxOf(committee.state, lookup, 5000)?.who).toBe(sheet.device);
		expect(boxOf(committee.state, sheet.device, 0)).toBeUndefined();
		expect(boxOf(committee.state, committee.founder.id, 0)).toBeUndefined();
		await committee.revokes({ id: sheet.device });
		expect(boxOf(committee.state, lookup, 0)).toBeUndefined();
	});

	test('[SK11] an invitation that is past its time lets nobody in, but what it once did stays done', async () => {
		const committee = await world();
		const { secret } = await committee.invited('write', committee.founder, 500);
		const redemption = await committee.redemption(secret, await committee.tablet());
		expect(expiry(committee.state, redemption, 500)).toBeUndefined();
		expect(expiry(committee.state, redemption, 501)).toBe('invitation-expired');
		expect(expiry(committee.state, redemption, 501, true)).toBeUndefined();
		const other = await committee.certification(await committee.tablet(), 'read');
		expect(expiry(committee.state, other, 501)).toBeUndefined();
		// Devices do not judge it: their clocks may be anything.
		expect(await committee.attempt(redemption)).toBeUndefined();
	});

	test('[SK11] who speaks for an old invitation might have made one like it', async () => {
		const committee = await world();
		const [reader, writer, admin] = [
			await committee.member('read'),
			await committee.member(),
			await committee.member('admin'),
		];
		const redemptions: Sealed[] = [];
		for (const role of ['read', 'write', 'admin'] as const) {
			const { secret } = await committee.invited(role);
			redemptions.push(await committee.redemption(secret, await committee.tablet()));
		}
		const mayLetInBy = ({ id }: { id: string }) =>
			redemptions.map((entry) => mayLetIn(committee.state, id, entry));
		expect(mayLetInBy(reader)).toEqual([false, false, false]);
		expect(mayLetInBy(writer)).toEqual([true, true, false]);
		expect(mayLetInBy(admin)).toEqual([true, true, true]);
		await committee.revokes(admin);
		expect(mayLetInBy(admin)).toEqual([false, false, false]);
		const other = await revoke(committee.by(), writer.id, []);
		expect(mayLetIn(committee.state, committee.founder.id, other)).toBe(false);
	});
});

test('[SL24] nobody bears witness for themselves, nor for whom they brought along', async () => {
	const committee = await world();
	const { founder } = committee;
	const [one, other] = [await committee.member(), await committee.member()];
	const brought = async (by: typeof one) => {
		const { secret } = await committee.invited('write', by);
		return committee.joins(secret);
	};
	const [puppet, second] = [await brought(one), await brought(one)];
	const third = await brought(puppet);
	const guest = await brought(founder);
	const may = (witness: typeof one, of: typeof one) => isIndependent(committee.state, witness.id, of.id);
	for (const [a, b] of [
		[one, one],
		[one, puppet],
		[puppet, second],
		[third, one],
		[third, second],
	] as const)
		expect([may(a, b), may(b, a)]).toEqual([false, false]);
	for (const [a, b] of [
		[founder, one],
		[founder, guest],
		[founder, third],
		[one, other],
		[one, guest],
		[other, puppet],
	] as const)
		expect([may(a, b), may(b, a)]).toEqual([true, true]);
	const stranger = await committee.tablet();
	expect([may(stranger, one), may(one, stranger)]).toEqual([false, false]);
	expect(may(founder, founder)).toBe(false);
});
