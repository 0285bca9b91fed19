import { describe, expect, test } from 'vitest';
import { Committee, seeded } from '#tests/sealed-log.ts';
import { toText, zeros } from '#lib/sealed-log/bytes.ts';
import { newEpoch, withdraw } from './make.ts';

const world = () => Committee.found(seeded());

describe('epochs', () => {
	test('[SK17] only an admin turns to a new epoch, with the next number', async () => {
		const committee = await world();
		const writer = await committee.member();
		const key = await committee.key();
		const theirs = await newEpoch(committee.by(writer), key, []);
		expect(await committee.attempt(theirs.sealed)).toBe('not-allowed');
		await committee.turns();
		await committee.turns();
		expect(committee.state.epochs.map(({ number }) => number)).toEqual([1, 2, 3]);
	});

	test('[SK17] the new key is for everyone who is in, and for nobody else but open invitations', async () => {
		const committee = await world();
		const [writer, gone] = [await committee.member(), await committee.member()];
		const kept = await committee.invited();
		await committee.revokes(gone);
		const { sealed } = await newEpoch(committee.by(), await committee.key(), [kept.id]);
		const action = JSON.parse(new TextDecoder().decode(sealed.entry.payload));
		const [first] = action.wraps;
		const attempt = async (wraps: { to: string; wrap: string }[]) =>
			committee.attempt(await committee.control({ ...action, wraps }));
		const without = (id: string) => action.wraps.filter(({ to }: { to: string }) => to !== id);
		expect(await attempt(without(writer.id))).toBe('wrong-wraps');
		expect(await attempt([...action.wraps, { ...first, to: gone.id }])).toBe('wrong-wraps');
		expect(await attempt([...action.wraps, { ...first, to: toText(zeros(16)) }])).toBe('wrong-wraps');
		expect(await attempt([...action.wraps, first])).toBe('wrong-wraps');
		expect(await attempt(action.wraps)).toBeUndefined();
	});

	test('[SK17] an open invitation that a new epoch leaves out has ended', async () => {
		const committee = await world();
		const [kept, old] = [await committee.invited(), await committee.invited()];
		await committee.turns([kept.id]);
		expect(committee.state.invitations.get(old.id)?.state).toBe('withdrawn');
		const joined = await committee.joins(kept.secret);
		expect(await committee.key(2, joined)).toEqual(await committee.key(2));
	});

	test('[SK18] a removal is owed until an admin pays it, whatever happens meanwhile', async () => {
		const committee = await world();
		const writer = await committee.member();
		expect(committee.state.owes).toBe(false);
		await committee.revokes(writer);
		expect(committee.state.owes).toBe('removal');
		const { secret } = await committee.invited();
		await committee.joins(secret);
		expect(committee.state.owes).toBe('removal');
		await committee.turns();
		expect(committee.state.owes).toBe(false);
	});

	test('[SK18] a link that was used or withdrawn is owed for, since it may lie around', async () => {
		const committee = await world();
		const used = await committee.invited();
		expect(committee.state.owes).toBe(false);
		await committee.joins(used.secret);
		expect(committee.state.owes).toBe('link');
		await committee.turns();
		const withdrawn = await committee.invited();
		await committee.add(await withdraw(committee.by(), withdrawn.id));
		expect(committee.state.owes).toBe('link');
	});
});
