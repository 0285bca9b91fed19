import { expect, test } from 'vitest';
import type { Bytes } from '#lib/sealed-log/bytes.ts';
import * as make from '#lib/sealed-log/membership/make.ts';
import { founded } from '#tests/log/desk.ts';
import { Desk } from '#tests/log/desk.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { countersignOf, snapshotOf } from '#tests/log/snapshots.ts';
import type { Committee } from '#tests/sealed-log.ts';
import type { SeededKey } from '#tests/simulation/crypto.ts';

type Twin = Committee<SeededKey>;

const links = ({ chain }: Twin, from: number): Sealed[] =>
	chain.links.slice(from).map(({ proven }) => proven.sealed);

/** A committee with an admin and two writers; what happens to its chain in two places after that. */
async function parted() {
	const world = await founded();
	const [ole, mette] = [await world.joins(), await world.joins()];
	const before = world.committee.chain;
	const elsewhere = world.committee.twin(before);
	return { ...world, ole, mette, elsewhere, at: before.links.length };
}

test('[SV10] a chain that parts and holds takes the place of the one that was there, as a whole', async () => {
	const { committee, desk, log, admin, adds, ole, mette, elsewhere, at } = await parted();
	// Here somebody was let in; elsewhere somebody was removed, which comes first.
	await adds(await committee.certification(await committee.tablet(), 'read'));
	await elsewhere.certification(await elsewhere.tablet(), 'read').then((entry) => elsewhere.add(entry));
	await elsewhere.revokes(ole.tablet);
	const [first, second] = links(elsewhere, at);
	if (!first || !second) throw new Error('no links');
	expect(await mette.caller.hands('backfill', first)).toMatchObject({ code: 'chain-parted', counter: 4 });
	mette.caller.say({ type: 'backfill', entry: second });
	expect(await mette.caller.next('appended')).toMatchObject({ id: first.id, seq: 5 });
	expect(await mette.caller.next('appended')).toMatchObject({ id: second.id, seq: 6 });

	expect(await ole.caller.next('refused')).toMatchObject({ code: 'revoked' });
	expect(ole.caller.endings).toEqual(['refused']);
	const chain = (await admin.reads(0, 'chain')).ids;
	expect(chain).toEqual(links(elsewhere, 0).map(({ bytes }) => bytes));
	expect((await admin.reads()).ids).toHaveLength(5);
	expect(await desk.store.open(log)).toMatchObject({ place: { seq: 6 }, size: { entries: 5 } });
	expect(
		await admin.hands('append', await elsewhere.certification(await elsewhere.tablet(), 'read')),
	).toMatchObject({ type: 'appended', seq: 7 });
});

test('[SV10] a chain that parts and does not hold is refused to the end, and nothing of it is kept', async () => {
	const { committee, admin, adds, ole, mette, elsewhere, at } = await parted();
	await adds(await make.revoke(committee.by(), ole.tablet.id, []));
	for (let count = 0; count < 3; count++)
		await elsewhere.add(await elsewhere.certification(await elsewhere.tablet(), 'read'));
	for (const entry of links(elsewhere, at))
		expect(await mette.caller.hands('backfill', entry)).toMatchObject({
			code: 'chain-parted',
			counter: 4,
			id: committee.state.head,
		});
	expect((await admin.reads(0, 'chain')).ids).toEqual(links(committee, 0).map(({ bytes }) => bytes));
	const foundless = await elsewhere.certification(await elsewhere.tablet(), 'read');
	expect(await admin.hands('append', foundless)).toMatchObject({ code: 'not-next' });
});

test('[SV10] a server that reads its log anew finds the chain that held', async () => {
	const { committee, desk, adds, ole, mette, elsewhere, at } = await parted();
	await adds(await committee.certification(await committee.tablet(), 'read'));
	await elsewhere.revokes(ole.tablet);
	for (const entry of links(elsewhere, at)) await mette.caller.hands('backfill', entry);
	const again = new Desk(committee.crypto, { store: desk.store });
	const caller = await again.admits(committee.log, mette.tablet.author);
	expect((await caller.reads(0, 'chain')).ids).toEqual(links(elsewhere, 0).map(({ bytes }) => bytes));
	expect(await again.call().greets(committee.log, ole.tablet.author)).toMatchObject({ code: 'revoked' });
});

test('[SV14] what was dropped for a snapshot that does not count in the chain that holds is taken back', async () => {
	const { committee, desk, log, admin, adds, ole, mette, elsewhere, at } = await parted();
	const tablet = await committee.tablet();
	await adds(await committee.certification(tablet, 'write'));
	const newcomer = await desk.admits(log, tablet.author);
	const entries: Sealed[] = [];
	const writes = async () => {
		const after = entries.at(-1);
		const entry = await committee.writes(committee.founder, after && { after });
		entries.push(entry);
		return admin.hands('append', entry);
	};
	for (let count = 0; count < 5; count++) await writes();
	for (const entry of entries.slice(2, 4)) {
		const snapshot = await snapshotOf(committee, tablet, [entry]);
		await newcomer.hands('append', snapshot);
		await ole.caller.hands('append', await countersignOf(committee, ole.tablet, snapshot));
	}
	const held = async () => {
		// Answered after what the one before it led to.
		for (const entry of entries.slice(-1)) await admin.hands('backfill', entry);
		const { ids } = await admin.reads();
		return entries.map(({ bytes }) => ids.some((each) => Buffer.compare(each, bytes) === 0));
	};
	expect(await held()).toEqual([false, false, false, true, true]);
	await elsewhere.revokes(mette.tablet);
	for (const entry of links(elsewhere, at)) await ole.caller.hands('backfill', entry);
	const [mark] =
		(await desk.store.open(log))?.sessions.filter(({ device }) => device === committee.founder.id) ?? [];
	expect(mark).toMatchObject({ counter: 0, dropped: 0 });
	for (const entry of entries.slice(0, 3))
		expect(await ole.caller.hands('backfill', entry)).toMatchObject({ type: 'appended' });
	// What lay behind them lies there still.
	expect(await writes()).toMatchObject({ type: 'appended' });
	expect(await held()).toEqual(Array(6).fill(true));
});

test('[SV8] nor does anybody keep an admin out by handing in one chain after the other', async () => {
	const { committee, admin, ole, elsewhere, mette } = await parted();
	await admin.hands('append', await committee.writes(committee.founder));
	const before = elsewhere.chain;
	const invites = async (twin: Twin) =>
		twin.add(
			(await make.invite(twin.by(ole.tablet), await twin.key(), { role: 'read', expiresAt: 9e15 })).sealed,
		);
	let won = 0;
	for (let length = 1; length < 8; length++) {
		const branch = elsewhere.twin(before);
		for (let count = 0; count < length; count++) await invites(branch);
		for (const entry of links(branch, before.links.length)) mette.caller.say({ type: 'backfill', entry });
		await mette.caller.taken;
		const { state } = branch.chain;
		if (mette.caller.heard.some((frame) => frame.type === 'appended' && frame.id === state.head)) won++;
	}
	expect(won).toBeLessThan(4);
});

test('[SV10] an old link in the hands of a member takes nothing over', async () => {
	const { committee, admin, adds, mette, log, desk } = await parted();
	const made = await make.invite(committee.by(), await committee.key(), { role: 'admin', expiresAt: 9e15 });
	await adds(made.sealed);
	const before = committee.chain;
	await adds(await committee.redemption(made.secret, await committee.tablet()), await open(made.secret));
	await adds(await make.revoke(committee.by(), [...committee.state.devices.keys()].at(-1) ?? '', []));

	/** What comes of the link in another branch: an admin who removes everybody else. */
	const thieving = committee.twin(before);
	const thief = await thieving.joins(made.secret);
	await thieving.add(await make.revoke(thieving.by(thief), committee.founder.id, []));
	for (const entry of links(thieving, before.links.length))
		expect(await mette.caller.hands('backfill', entry)).toMatchObject({ type: 'refused' });
	expect((await admin.reads(0, 'chain')).ids).toEqual(links(committee, 0).map(({ bytes }) => bytes));

	async function open(secret: Bytes) {
		const opened = await make.openInvitation(committee.crypto, committee.state, secret);
		if (!opened) throw new Error('no invitation');
		return desk.admits(log, { device: made.id, sign: opened.pairs.sign });
	}
});

test('[SV10] a branch that hangs on nothing is refused', async () => {
	const { mette, elsewhere, at } = await parted();
	for (let count = 0; count < 2; count++)
		await elsewhere.add(await elsewhere.certification(await elsewhere.tablet(), 'read'));
	const [, second] = links(elsewhere, at);
	if (!second) throw new Error('no link');
	expect(await mette.caller.hands('backfill', second)).toMatchObject({ code: 'not-next' });
});

test('[SV10] a branch that grew on links that have lost since is stored with them, or not at all', async () => {
	const { committee, admin, adds, ole, mette, elsewhere, at } = await parted();
	await adds(await committee.certification(await committee.tablet(), 'read'));
	const late = committee.twin();
	for (let count = 0; count < 2; count++)
		await adds(await committee.certification(await committee.tablet(), 'read'));
	// Parts from the second one of ours, and waits.
	await late.add(await late.certification(await late.tablet(), 'read'));
	const [, waiting] = links(late, at);
	if (!waiting) throw new Error('no link');
	expect(await mette.caller.hands('backfill', waiting)).toMatchObject({ code: 'chain-parted' });

	await elsewhere.revokes(ole.tablet);
	for (const entry of links(elsewhere, at))
		expect(await admin.hands('backfill', entry)).toMatchObject({ type: 'appended' });
	// Now it outweighs what has won over ours.
	await late.revokes(ole.tablet);
	await late.revokes([...late.state.devices.values()].at(-1) ?? ole.tablet);
	for (const entry of links(late, at + 2)) await mette.caller.hands('backfill', entry);
	expect((await admin.reads(0, 'chain')).ids).toEqual(links(elsewhere, 0).map(({ bytes }) => bytes));

	for (const entry of links(late, at)) mette.caller.say({ type: 'backfill', entry });
	await mette.caller.taken;
	expect((await admin.reads(0, 'chain')).ids).toEqual(links(late, 0).map(({ bytes }) => bytes));
});
