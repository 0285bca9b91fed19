import { describe, expect, test } from 'vitest';
import { Committee, cutAt, seeded } from '#tests/sealed-log.ts';
import { toText, zeros } from '#lib/sealed-log/bytes.ts';
import {
	changeRole,
	invite,
	newEpoch,
	recoverySheet,
	redeem,
	openInvitation,
	revoke,
	withdraw,
} from './make.ts';
import { openInvitations } from './state.ts';
import { MOST_MEMBERS } from './step.ts';

const world = () => Committee.found(seeded());

describe('who comes in', () => {
	test('[SK8] an admin certifies a device, and nobody else does without an invitation', async () => {
		const committee = await world();
		const [writer, reader] = [await committee.member('write'), await committee.member('read')];
		const tablet = await committee.tablet();
		for (const by of [writer, reader]) {
			const key = await committee.certification(tablet, 'read', by);
			expect(await committee.attempt(key)).toBe('not-allowed');
		}
		await committee.add(await committee.certification(tablet, 'admin'));
		expect(committee.state.devices.get(tablet.id)).toMatchObject({ role: 'admin', since: 4, id: tablet.id });
	});

	test('[SK8] a device is certified once, and never again when it was revoked', async () => {
		const committee = await world();
		const writer = await committee.member();
		expect(await committee.attempt(await committee.certification(writer, 'admin'))).toBe('known-device');
		await committee.revokes(writer);
		expect(await committee.attempt(await committee.certification(writer, 'read'))).toBe('known-device');
		const { secret } = await committee.invited();
		expect(await committee.attempt(await committee.redemption(secret, writer))).toBe('known-device');
		expect(await committee.attempt(await committee.certification(committee.founder, 'read'))).toBe(
			'known-device',
		);
	});

	test('[SK9] who may write invites, to no higher role than their own', async () => {
		const committee = await world();
		const [writer, reader] = [await committee.member('write'), await committee.member('read')];
		const key = await committee.key();
		const by = async (tablet: typeof writer, role: 'admin' | 'write' | 'read') =>
			committee.attempt((await invite(committee.by(tablet), key, { role, expiresAt: 1 })).sealed);
		expect(await by(reader, 'read')).toBe('not-allowed');
		expect(await by(writer, 'admin')).toBe('role-too-high');
		expect(await by(writer, 'write')).toBeUndefined();
		expect(await by(writer, 'read')).toBeUndefined();
		expect(await by(committee.founder, 'admin')).toBeUndefined();
		expect(openInvitations(committee.state).map(({ role }) => role)).toEqual(['write', 'read', 'admin']);
	});

	test('[SK10] an invitation lets one device in, once', async () => {
		const committee = await world();
		const { secret, id } = await committee.invited('write');
		const [first, second] = [await committee.tablet(), await committee.tablet()];
		await committee.add(await committee.redemption(secret, first));
		expect(committee.state.devices.get(first.id)).toMatchObject({ role: 'write', certifiedBy: id });
		expect(await committee.attempt(await committee.redemption(secret, second))).toBe('invitation-spent');
	});

	test('[SK10] an invitation gives its own role or a lower one, and does nothing else', async () => {
		const committee = await world();
		const { secret, id } = await committee.invited('read');
		const opened = await openInvitation(committee.crypto, committee.state, secret);
		if (!opened) throw new Error('no invitation');
		const key = await committee.key();
		const tablet = await committee.tablet();
		const asWriter = { invitation: { ...opened.invitation, role: 'write' as const }, pairs: opened.pairs };
		const higher = await redeem(committee.by(), asWriter, key, tablet.pairs);
		expect(await committee.attempt(higher)).toBe('role-too-high');

		const author = { author: { device: id, sign: opened.pairs.sign } };
		for (const action of [
			{ do: 'revoke', device: committee.founder.id, cuts: [] },
			{ do: 'withdraw', invitation: id },
			{ do: 'role', device: committee.founder.id, role: 'read', cuts: [] },
			{ do: 'anything' },
		])
			expect(await committee.attempt(await committee.control(action, author))).toBe('not-allowed');
		const onward = await invite(committee.by(author), key, { role: 'read', expiresAt: 1 });
		expect(await committee.attempt(onward.sealed)).toBe('not-allowed');
		const turn = await newEpoch(committee.by(author), key, []);
		expect(await committee.attempt(turn.sealed)).toBe('not-allowed');
		const admin = await committee.invited('admin');
		const asAdmin = await openInvitation(committee.crypto, committee.state, admin.secret);
		const sheet = await recoverySheet(
			committee.by({ author: { device: admin.id, sign: asAdmin?.pairs.sign ?? opened.pairs.sign } }),
			key,
		);
		expect(await committee.attempt(sheet.sealed)).toBe('not-allowed');
	});

	test('[SK12] an invitation is withdrawn by its maker or an admin, and then lets nobody in', async () => {
		const committee = await world();
		const [writer, other] = [await committee.member(), await committee.member()];
		const mine = await committee.invited('write', writer);
		const second = await committee.invited('write', writer);
		expect(await committee.attempt(await withdraw(committee.by(other), mine.id))).toBe('not-allowed');
		await committee.add(await withdraw(committee.by(writer), mine.id));
		await committee.add(await withdraw(committee.by(), second.id));
		for (const { secret } of [mine, second]) {
			const late = await committee.redemption(secret, await committee.tablet());
			expect(await committee.attempt(late)).toBe('invitation-withdrawn');
		}
	});

	test('[SK12] only what is open is withdrawn', async () => {
		const committee = await world();
		const { id, secret } = await committee.invited();
		await committee.joins(secret);
		expect(await committee.attempt(await withdraw(committee.by(), id))).toBe('invitation-spent');
		const nobody = toText(zeros(16));
		expect(await committee.attempt(await withdraw(committee.by(), nobody))).toBe('unknown-invitation');
	});

	test('[SK24] a log has room for so many wraps as fit in one entry', async () => {
		const committee = await world();
		for (let count = 2; count < MOST_MEMBERS; count++) await committee.invited('read');
		const last = await committee.invited('read');
		const key = await committee.key();
		const more = await invite(committee.by(), key, { role: 'read', expiresAt: 1 });
		expect(await committee.attempt(more.sealed)).toBe('full');
		const tablet = await committee.tablet();
		expect(await committee.attempt(await committee.certification(tablet, 'read'))).toBe('full');

		const [first] = openInvitations(committee.state);
		// Who joins takes the place of the invitation.
		const full = committee.twin();
		expect(await full.attempt(await full.redemption(last.secret, await full.tablet()))).toBeUndefined();
		const everyone = openInvitations(committee.state).map(({ id }) => id);
		const turn = await newEpoch(committee.by(), key, everyone);
		expect(turn.sealed.bytes.length).toBeLessThan(64 * 1024);
		await committee.add(turn.sealed);
		await committee.add(await withdraw(committee.by(), first?.id ?? ''));
		expect(await committee.attempt(await committee.certification(tablet, 'read'))).toBeUndefined();
	});

	test('an id is that of one device, one invitation or one sheet', async () => {
		const committee = await world();
		const sheet = await recoverySheet(committee.by(), await committee.key());
		await committee.add(sheet.sealed);
		const lookup = committee.state.devices.get(sheet.device)?.sheet?.id ?? '';
		const { sealed } = await invite(committee.by(), await committee.key(), { role: 'read', expiresAt: 1 });
		const action = JSON.parse(new TextDecoder().decode(sealed.entry.payload));
		for (const id of [lookup, sheet.device, committee.founder.id]) {
			const clash = await committee.control({ ...action, id });
			expect(await committee.attempt(clash)).toBe('known-invitation');
		}
	});
});

describe('who goes', () => {
	test('[SK13] an admin revokes anybody, and anybody leaves', async () => {
		const committee = await world();
		const [one, two, three] = [await committee.member(), await committee.member(), await committee.member()];
		expect(await committee.attempt(await revoke(committee.by(one), two.id, []))).toBe('not-allowed');
		await committee.revokes(two);
		await committee.revokes(one, [], one);
		expect(committee.state.devices.get(one.id)?.revoked).toBe(6);
		expect(committee.state.devices.get(three.id)?.revoked).toBeUndefined();
		expect(await committee.attempt(await revoke(committee.by(), one.id, []))).toBe('no-change');
		const stranger = await committee.tablet();
		expect(await committee.attempt(await revoke(committee.by(), stranger.id, []))).toBe('unknown-device');
	});

	test('[SK13] the open invitations of who was revoked end, and those of others do not', async () => {
		const committee = await world();
		const writer = await committee.member();
		const theirs = await committee.invited('write', writer);
		const ours = await committee.invited('write');
		await committee.revokes(writer);
		const late = await committee.redemption(theirs.secret, await committee.tablet());
		expect(await committee.attempt(late)).toBe('invitation-withdrawn');
		const joined = await committee.joins(ours.secret);
		expect(committee.state.devices.get(joined.id)?.revoked).toBeUndefined();
	});

	test('[SK15] only an admin changes what a device may do', async () => {
		const committee = await world();
		const [writer, reader] = [await committee.member('write'), await committee.member('read')];
		for (const by of [writer, reader])
			expect(await committee.attempt(await changeRole(committee.by(by), reader.id, 'admin'))).toBe(
				'not-allowed',
			);
		await committee.add(await changeRole(committee.by(), reader.id, 'admin'));
		expect(committee.state.devices.get(reader.id)?.role).toBe('admin');
		expect(await committee.attempt(await changeRole(committee.by(), reader.id, 'admin'))).toBe('no-change');
		const stranger = await committee.tablet();
		expect(await committee.attempt(await changeRole(committee.by(), stranger.id, 'read'))).toBe(
			'unknown-device',
		);
		await committee.revokes(writer);
		expect(await committee.attempt(await changeRole(committee.by(), writer.id, 'admin'))).toBe(
			'unknown-device',
		);
	});

	test('[SK15] invitations that a device may no longer make end with its role', async () => {
		const committee = await world();
		const admin = await committee.member('admin');
		const [high, low] = [await committee.invited('admin', admin), await committee.invited('write', admin)];
		await committee.add(await changeRole(committee.by(), admin.id, 'write'));
		expect(committee.state.invitations.get(high.id)?.state).toBe('withdrawn');
		expect(committee.state.invitations.get(low.id)?.state).toBe('open');
		await committee.add(await changeRole(committee.by(), admin.id, 'read'));
		expect(committee.state.invitations.get(low.id)?.state).toBe('withdrawn');
	});

	test('[SK15] cuts belong to a role that closes sessions', async () => {
		const committee = await world();
		const writer = await committee.member();
		const cut = cutAt(await committee.writes(writer));
		const promoted = await changeRole(committee.by(), writer.id, 'admin', [cut]);
		expect(await committee.attempt(promoted)).toBe('malformed');
		await committee.add(await changeRole(committee.by(), writer.id, 'read', [cut]));
		expect(committee.state.devices.get(writer.id)?.cuts.get(cut.session)).toEqual(cut);
	});

	test('[SK16] somebody with a tablet can always look after the committee', async () => {
		const committee = await world();
		const { founder } = committee;
		await committee.add((await recoverySheet(committee.by(), await committee.key())).sealed);
		const other = await committee.member();
		expect(await committee.attempt(await revoke(committee.by(), founder.id, []))).toBe('last-admin');
		for (const role of ['write', 'read'] as const)
			expect(await committee.attempt(await changeRole(committee.by(), founder.id, role))).toBe('last-admin');
		await committee.add(await changeRole(committee.by(), other.id, 'admin'));
		await committee.revokes(founder, [], founder);
		expect(await committee.attempt(await revoke(committee.by(other), other.id, []))).toBe('last-admin');
	});

	test('[SK23] a recovery sheet stays an admin, can be revoked, and is made by an admin only', async () => {
		const committee = await world();
		const writer = await committee.member();
		const key = await committee.key();
		expect(await committee.attempt((await recoverySheet(committee.by(writer), key)).sealed)).toBe(
			'not-allowed',
		);
		const sheet = await recoverySheet(committee.by(), key);
		await committee.add(sheet.sealed);
		expect(await committee.attempt(await changeRole(committee.by(), sheet.device, 'read'))).toBe(
			'not-allowed',
		);
		await committee.revokes({ id: sheet.device });
		expect(committee.state.owes).toBe('removal');

		const asWriter = await committee.certification(await committee.tablet(), 'write');
		const action = JSON.parse(new TextDecoder().decode(asWriter.entry.payload));
		const lowly = { ...action, sheet: { id: toText(zeros(16)), box: toText(zeros(80)) } };
		expect(await committee.attempt(await committee.control(lowly))).toBe('malformed');
	});
});
