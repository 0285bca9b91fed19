import { expect, test } from 'vitest';
import { Committee, seeded, type Tablet } from '#tests/sealed-log.ts';
import type { SeededKey } from '#tests/simulation/crypto.ts';
import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { type Chain, lean, settle } from './chain.ts';
import { changeRole, revoke } from './make.ts';

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

/** What somebody does who has nothing but a link that was used: comes in before its use, and removes everybody. */
const takingOver = (secret: Bytes, again?: Tablet<SeededKey>) => async (theirs: World) => {
	const thief = again ?? (await theirs.tablet());
	await theirs.add(await theirs.redemption(secret, thief));
	await theirs.add(await revoke(theirs.by(thief), theirs.founder.id, []));
	for (let count = 0; count < 3; count++)
		await theirs.add(await theirs.certification(await theirs.tablet(), 'admin', thief));
};

test('[SK25] an admin’s link that was used takes nothing over: nobody’s chain yields', async () => {
	const committee = await world();
	const { secret } = await committee.invited('admin');
	const removing = await parted(
		committee,
		async (honest) => honest.revokes(await honest.joins(secret)),
		takingOver(secret),
	);
	expect(settled(removing.mine, removing.theirs)).toBe('torn');
	const quiet = await parted(committee, (honest) => honest.joins(secret), takingOver(secret));
	expect(settled(quiet.mine, quiet.theirs)).toBe('torn');
	// The same tablet, which has heard no answer and comes in once more, is nobody else.
	const tablet = await committee.tablet();
	const again = async (either: World) => either.add(await either.redemption(secret, tablet));
	const twice = await parted(committee, again, again);
	expect(['mine', 'theirs']).toContain(settled(twice.mine, twice.theirs));
});

test('[SK25] who came in and was removed again does not undo it by coming in once more', async () => {
	const committee = await world();
	const { secret } = await committee.invited('admin');
	const tablet = await committee.tablet();
	const { mine, theirs } = await parted(
		committee,
		async (honest) => {
			await honest.add(await honest.redemption(secret, tablet));
			await honest.revokes(tablet);
		},
		takingOver(secret, tablet),
	);
	expect(settled(mine, theirs)).toBe('torn');
	const demoted = await parted(
		committee,
		async (honest) => {
			await honest.add(await honest.redemption(secret, tablet));
			await honest.add(await changeRole(honest.by(), tablet.id, 'write'));
		},
		async (theirs) => {
			await theirs.add(await theirs.redemption(secret, tablet));
			await theirs.turns([], tablet);
		},
	);
	expect(settled(demoted.mine, demoted.theirs)).toBe('mine');
});

test('[SK25] members who are no admins undo nothing by leaving, nor by saying much', async () => {
	const committee = await world();
	const [bad, second, third] = [await committee.member(), await committee.member(), await committee.member()];
	const leaving = async (theirs: World) => {
		for (const tablet of [second, third]) await theirs.revokes(tablet, [], tablet);
	};
	const removed = await parted(committee, (honest) => honest.revokes(bad), leaving);
	expect(settled(removed.mine, removed.theirs)).toBe('mine');
	const talking = async (theirs: World) => {
		for (let count = 0; count < 4; count++) await theirs.invited('write', second);
	};
	const demoting = async (honest: World) => honest.add(await changeRole(honest.by(), bad.id, 'read'));
	const demoted = await parted(committee, demoting, talking);
	expect(settled(demoted.mine, demoted.theirs)).toBe('mine');
});

test('[SK25] a link that was used undoes nothing that an admin has said since', async () => {
	const committee = await world();
	const { secret } = await committee.invited('write');
	const busy = async (theirs: World) => {
		const thief = await theirs.joins(secret);
		for (let count = 0; count < 4; count++) await theirs.invited('write', thief);
	};
	const { mine, theirs } = await parted(
		committee,
		async (honest) => honest.revokes(await honest.joins(secret)),
		busy,
	);
	expect(settled(mine, theirs)).toBe('mine');
});
