import { describe, expect, test } from 'vitest';
import { Committee, seeded } from '#tests/sealed-log.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { type Chain, extend, lean, settle, upTo } from './chain.ts';
import { changeRole, invite, revoke, withdraw } from './make.ts';

const world = () => Committee.found(seeded());
type World = Awaited<ReturnType<typeof world>>;

/** Both see the same thing, each from its side: what holds on one holds on the other. */
const settled = (one: Chain, other: Chain) => {
	const [here, there] = [settle(one, other).standing, settle(other, one).standing];
	const mirror: Record<string, string> = { mine: 'theirs', theirs: 'mine', ahead: 'behind', behind: 'ahead' };
	expect(there).toBe(mirror[here] ?? here);
	// A server holds no entries of its chain.
	expect(settle(lean(one), other).standing).toBe(here);
	return here;
};

const ids = (chain: Chain) => chain.links.map(({ state }) => state.head);

describe('one entry after another', () => {
	test('[SK5] what is repeated, left out, or comes in another order is not next', async () => {
		const committee = await world();
		const start = committee.chain;
		const entries: Sealed[] = [];
		for (let count = 0; count < 3; count++) {
			entries.push(await committee.certification(await committee.tablet(), 'write'));
			await committee.add(entries.at(-1) ?? committee.founding);
		}
		const [first, second, third] = entries;
		const order = async (...some: (Sealed | undefined)[]) => {
			const twin = committee.twin(start);
			const reasons = [];
			for (const one of some) if (one) reasons.push(await twin.attempt(one));
			return reasons;
		};
		expect(await order(first, second, third)).toEqual([undefined, undefined, undefined]);
		expect(await order(second)).toEqual(['not-next']);
		expect(await order(first, third)).toEqual([undefined, 'not-next']);
		expect(await order(first, first)).toEqual([undefined, 'not-next']);
		expect(await order(first, second, first)).toEqual([undefined, undefined, 'not-next']);
	});

	test('[SK5] of two that are made for the same place, one is let in', async () => {
		const committee = await world();
		const [one, other] = [await committee.tablet(), await committee.tablet()];
		const first = await committee.certification(one, 'write');
		const second = await committee.certification(other, 'write');
		await committee.add(first);
		expect(await committee.attempt(second)).toBe('not-next');
		// The right entry before it is not enough: the number has to be right too, and the other way round.
		const wrongNumber = await committee.control({ do: 'newer than now' }, committee.founder, { counter: 7 });
		expect(await committee.attempt(wrongNumber)).toBe('not-next');
		const wrongPrev = await committee.control({ do: 'newer than now' }, committee.founder, {
			prev: committee.founding.id,
		});
		expect(await committee.attempt(wrongPrev)).toBe('not-next');
	});

	test('[SK5] an entry of another log is not let in', async () => {
		const [committee, other] = [await world(), await world()];
		const foreign = await committee.control({ do: 'newer than now' }, committee.founder, { log: other.log });
		expect(await committee.attempt(foreign)).toBe('other-log');
	});

	test('[SK27] whoever holds the shorter chain has it as it was', async () => {
		const committee = await world();
		const [writer, gone] = [await committee.member(), await committee.member()];
		const { secret, id } = await committee.invited();
		const other = await committee.invited();
		const before = committee.chain;
		const picture = JSON.stringify(before, (_, value) =>
			value instanceof Map ? [...value.entries()] : value,
		);
		await committee.joins(secret);
		await committee.add(await withdraw(committee.by(), other.id));
		await committee.revokes(gone);
		await committee.turns();
		await committee.add(await changeRole(committee.by(), writer.id, 'read'));
		const after = JSON.stringify(before, (_, value) => (value instanceof Map ? [...value.entries()] : value));
		expect(after).toBe(picture);
		expect(before.state.invitations.get(id)?.state).toBe('open');
		expect(committee.chain.links).toHaveLength(before.links.length + 5);
	});

	test('a chain can be followed up to any of its entries', async () => {
		const committee = await world();
		const start = committee.chain;
		await committee.member();
		await committee.member();
		const again = upTo(committee.chain, start.state.head);
		expect(again && ids(again)).toEqual(ids(start));
		expect(again?.state).toBe(start.state);
		expect(upTo(committee.chain, 'nothing')).toBeUndefined();
	});
});

/** Two branches of one chain, each grown by somebody else. */
const parted = async (
	committee: World,
	grow: (mine: World) => Promise<unknown>,
	other: (theirs: World) => Promise<unknown>,
) => {
	const [mine, theirs] = [committee.twin(), committee.twin()];
	await grow(mine);
	await other(theirs);
	return { mine: mine.chain, theirs: theirs.chain };
};

describe('two chains of one log', () => {
	test('[SK25] the longer one holds when it goes on from the shorter', async () => {
		const committee = await world();
		const start = committee.chain;
		expect(settled(start, committee.chain)).toBe('same');
		await committee.member();
		expect(settled(start, committee.chain)).toBe('behind');
		expect(settled(committee.chain, start)).toBe('ahead');
	});

	test('[SK25] who was revoked cannot undo it, however long and new a chain they make', async () => {
		const committee = await world();
		const admin = await committee.member('admin');
		const { mine, theirs } = await parted(
			committee,
			(honest) => honest.revokes(admin),
			async (theirs) => {
				for (let count = 0; count < 4; count++) {
					const tablet = await theirs.tablet();
					await theirs.add(await theirs.certification(tablet, 'admin', admin));
					await theirs.turns([], admin);
				}
			},
		);
		expect(settled(mine, theirs)).toBe('mine');
		const settlement = settle(theirs, mine);
		expect(settlement.standing === 'theirs' && settlement.lost).toHaveLength(8);
	});

	test('[SK25] who lost a role, or an invitation that was withdrawn, cannot undo it either', async () => {
		const committee = await world();
		const admin = await committee.member('admin');
		const { secret, id } = await committee.invited();
		const demoted = await parted(
			committee,
			async (honest) => honest.add(await changeRole(honest.by(), admin.id, 'write')),
			async (theirs) => {
				await theirs.turns([], admin);
				await theirs.turns([], admin);
			},
		);
		expect(settled(demoted.mine, demoted.theirs)).toBe('mine');
		const withdrawn = await parted(
			committee,
			async (honest) => honest.add(await withdraw(honest.by(), id)),
			async (theirs) => {
				await theirs.joins(secret);
				await theirs.turns();
			},
		);
		expect(settled(withdrawn.mine, withdrawn.theirs)).toBe('mine');
		// An invitation that somebody has used meanwhile was taken from nobody.
		const used = await parted(
			committee,
			(honest) => honest.joins(secret),
			async (theirs) => {
				await theirs.joins(secret);
				await theirs.turns();
			},
		);
		expect(settled(used.mine, used.theirs)).toBe('theirs');
	});

	test('[SK25] when each removes who speaks in the other, each keeps its own', async () => {
		const committee = await world();
		const admin = await committee.member('admin');
		const { mine, theirs } = await parted(
			committee,
			(honest) => honest.revokes(admin),
			async (theirs) => theirs.add(await revoke(theirs.by(admin), theirs.founder.id, [])),
		);
		expect(settled(mine, theirs)).toBe('torn');
	});

	test('[SK25] else a removal counts most, then epochs, then entries', async () => {
		const committee = await world();
		const [other, gone] = [await committee.member('admin'), await committee.member()];
		const longer = async (theirs: World) => {
			for (let count = 0; count < 3; count++)
				await theirs.add(
					(await invite(theirs.by(other), await theirs.key(), { role: 'read', expiresAt: 1 })).sealed,
				);
		};
		const turned = (theirs: World) => theirs.turns([], other);
		const removing = (mine: World) => mine.revokes(gone);
		const removed = await parted(committee, removing, turned);
		expect(settled(removed.mine, removed.theirs)).toBe('mine');
		const newer = await parted(committee, turned, longer);
		expect(settled(newer.mine, newer.theirs)).toBe('mine');
		const more = await parted(committee, longer, async (theirs) => theirs.invited());
		expect(settled(more.mine, more.theirs)).toBe('mine');
	});

	test('[SK25] and when nothing else tells them apart, the lower id: the same seen from both sides', async () => {
		for (let round = 0; round < 8; round++) {
			const committee = await world();
			const start = committee.chain.links.length;
			const { mine, theirs } = await parted(
				committee,
				(one) => one.invited(),
				(two) => two.invited(),
			);
			const bytes = (chain: Chain) => Buffer.from(ids(chain)[start] ?? '', 'base64url');
			const isLower = Buffer.compare(bytes(mine), bytes(theirs)) < 0;
			expect(settled(mine, theirs)).toBe(isLower ? 'mine' : 'theirs');
		}
	});

	test('[SK25] chains of two logs have nothing to settle', async () => {
		const [committee, other] = [await world(), await world()];
		expect(settled(committee.chain, other.chain)).toBe('torn');
	});

	test('[SK25] a branch grows from where it parts', async () => {
		const committee = await world();
		const start = committee.chain;
		await committee.member();
		const branch = upTo(committee.chain, start.state.head);
		const twin = committee.twin(start);
		const sideways = await twin.certification(await twin.tablet(), 'read');
		const extended = await extend(committee.crypto, branch, sideways);
		expect(extended.ok && extended.chain.links).toHaveLength(2);
	});
});
