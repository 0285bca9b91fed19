import { expect, test } from 'vitest';
import { encodeCoverage } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import * as make from '#lib/sealed-log/membership/make.ts';
import { StandingClock } from '#tests/log/clock.ts';
import { founded } from '#tests/log/desk.ts';
import { cutAt } from '#tests/sealed-log.ts';
import { countersignOf, markOf, snapshotOf } from '#tests/log/snapshots.ts';

/** Two tablets; one has written ten entries. */
async function written() {
	const world = await founded();
	const { committee, admin } = world;
	const ole = await world.joins();
	const entries: Sealed[] = [];
	for (let count = 0; count < 10; count++) {
		const after = entries.at(-1);
		const entry = await committee.writes(committee.founder, after && { after });
		await admin.hands('append', entry);
		entries.push(entry);
	}
	const at = (count: number): Sealed => {
		const entry = entries[count - 1];
		if (!entry) throw new Error('no entry');
		return entry;
	};
	/** A snapshot of what the founder wrote up to an entry, taken in, and countersigned by the other. */
	const snapshots = async (count: number, isCountersigned = true) => {
		const snapshot = await snapshotOf(committee, committee.founder, [at(count)]);
		expect(await admin.hands('append', snapshot)).toMatchObject({ type: 'appended' });
		if (isCountersigned)
			await ole.caller.hands('append', await countersignOf(committee, ole.tablet, snapshot));
		return snapshot;
	};
	const held = async () => {
		// Answered after what the one before it led to.
		await admin.hands('backfill', at(10));
		const { ids } = await admin.reads();
		return entries.filter(({ bytes }) => ids.some((each) => Buffer.compare(each, bytes) === 0)).length;
	};
	return { ...world, ole, at, snapshots, held };
}

test('[SV14] what the second-last countersigned snapshot stands for is dropped, and nothing more', async () => {
	const { snapshots, held, desk, log } = await written();
	await snapshots(4);
	expect(await held()).toBe(10);
	await snapshots(6, false);
	await snapshots(8, false);
	expect(await held()).toBe(10);
	await snapshots(9);
	expect(await held()).toBe(6);
	const { size } = (await desk.store.open(log)) ?? {};
	expect(size?.entries).toBe(2 + 6 + 4 + 2);
	await snapshots(10);
	expect(await held()).toBe(1);
});

test('[SV14] a snapshot that comes late and stands for less than the one before it drops nothing that it does not stand for', async () => {
	const { snapshots, held } = await written();
	for (const count of [6, 4, 4]) await snapshots(count);
	expect(await held()).toBe(6);
	await snapshots(9);
	await snapshots(8);
	expect(await held()).toBe(2);
});

test('[SV14] a device’s word for its own snapshot is no countersign', async () => {
	const { committee, snapshots, held, admin } = await written();
	for (const count of [4, 6]) {
		const snapshot = await snapshots(count, false);
		await admin.hands('append', await countersignOf(committee, committee.founder, snapshot, snapshot));
	}
	expect(await held()).toBe(10);
});

test('[SV14] who was brought along by the one who made the snapshot is no witness to it', async () => {
	const { committee, desk, log, at, held, ole, adds } = await written();
	const made = await make.invite(committee.by(ole.tablet), await committee.key(), {
		role: 'write',
		expiresAt: 9e15,
	});
	await adds(made.sealed, ole.caller);
	const friend = await committee.tablet();
	const opened = await make.openInvitation(committee.crypto, committee.state, made.secret);
	const guest = await desk.admits(log, { device: made.id, sign: opened?.pairs.sign ?? friend.pairs.sign });
	await adds(await committee.redemption(made.secret, friend), guest);
	await guest.greets(log, friend.author);
	for (const count of [4, 6]) {
		const snapshot = await snapshotOf(committee, ole.tablet, [at(count)]);
		expect(await ole.caller.hands('append', snapshot)).toMatchObject({ type: 'appended' });
		const countersign = await countersignOf(committee, friend, snapshot);
		expect(await guest.hands('append', countersign)).toMatchObject({ type: 'appended' });
	}
	expect(await held()).toBe(10);
});

test('[SV14] an import stands for nothing, countersigned or not', async () => {
	const { committee, held, admin, ole } = await written();
	for (let count = 0; count < 3; count++) {
		const imported = await committee.writes(committee.founder, {
			kind: kinds.snapshot,
			client: 0,
			extra: encodeCoverage([]),
		});
		await admin.hands('append', imported);
		await ole.caller.hands('append', await countersignOf(committee, ole.tablet, imported));
	}
	expect(await held()).toBe(10);
});

test('[SV14] a snapshot that names another entry than the one that lies there drops nothing of that session', async () => {
	const { committee, at, held, admin, ole } = await written();
	const lie = { ...markOf(at(6)), id: at(5).id };
	for (let count = 0; count < 2; count++) {
		const snapshot = await committee.writes(committee.founder, {
			kind: kinds.snapshot,
			client: 0,
			extra: encodeCoverage([lie]),
		});
		await admin.hands('append', snapshot);
		await ole.caller.hands('append', await countersignOf(committee, ole.tablet, snapshot));
	}
	expect(await held()).toBe(10);
});

test('[SV14] a session goes on after its entries were dropped, and what was answered has the same answer', async () => {
	const { committee, at, snapshots, admin } = await written();
	const answer = await admin.hands('append', at(10));
	for (const count of [10, 10]) await snapshots(count);
	expect(await admin.hands('append', at(10))).toEqual(answer);
	expect(await admin.hands('backfill', at(3))).toMatchObject({ type: 'appended', id: at(3).id });
	const next = await committee.writes(committee.founder, { after: at(10) });
	expect(await admin.hands('append', next)).toMatchObject({ type: 'appended' });
});

test('[SV8] a removal need not name sessions that snapshots stand for', async () => {
	const { committee, admin, ole, at, held } = await written();
	const other = await committee.writes(ole.tablet);
	await ole.caller.hands('append', other);
	let last: Sealed | undefined;
	for (let count = 0; count < 2; count++) {
		const snapshot = await snapshotOf(committee, committee.founder, [other, at(10)]);
		await admin.hands('append', snapshot);
		last = await countersignOf(committee, ole.tablet, snapshot, last);
		await ole.caller.hands('append', last);
	}
	expect(await held()).toBe(0);
	if (!last) throw new Error('no countersign');
	const removal = await make.revoke(committee.by(), ole.tablet.id, [cutAt(last)]);
	expect(await admin.hands('append', removal)).toMatchObject({ type: 'appended' });
});

test('[SV23] snapshots that nobody countersigns do not pile up', async () => {
	const { committee, admin, joins } = await founded();
	const { tablet, caller } = await joins();
	const first = await committee.writes(tablet);
	await caller.hands('append', first);
	const codes: string[] = [];
	const makes = async () => {
		const snapshot = await snapshotOf(committee, tablet, [first]);
		const answer = await caller.hands('append', snapshot);
		codes.push(answer.type === 'refused' ? answer.code : answer.type);
		return snapshot;
	};
	const one = await makes();
	for (let count = 0; count < 8; count++) await makes();
	expect(codes.slice(7)).toEqual(['appended', 'too-many']);
	// An import stands for nothing, and is what somebody has.
	const brought = await committee.writes(tablet, {
		kind: kinds.snapshot,
		client: 0,
		extra: encodeCoverage([]),
	});
	expect(await caller.hands('append', brought)).toMatchObject({ type: 'appended' });
	const admins = await snapshotOf(committee, committee.founder, [first]);
	expect(await admin.hands('append', admins)).toMatchObject({ type: 'appended' });
	await caller.hands('append', await countersignOf(committee, tablet, admins));
	expect(await makes()).toBeTruthy();
	expect(codes.at(-1)).toBe('too-many');
	await admin.hands('append', await countersignOf(committee, committee.founder, one));
	await makes();
	expect(codes.at(-1)).toBe('appended');
});

test('[SV12] one device makes the snapshot of a document; the lease ends in time, with the snapshot, or the line', async () => {
	const clock = new StandingClock();
	const running = setInterval(() => void clock.pass(4), 1);
	const { committee, admin, joins } = await founded({ clock });
	const { caller } = await joins();
	const asks = async (who: typeof caller, document = 'core') => {
		who.say({ type: 'lease', document });
		return (await who.next('leased')).time;
	};
	expect(await asks(admin)).toBe(60_000);
	expect(await asks(caller)).toBe(0);
	expect(await asks(caller, 'year-2027')).toBe(60_000);
	expect(await asks(admin)).toBe(60_000);
	const first = await committee.writes(committee.founder);
	await admin.hands('append', first);
	await admin.hands('append', await snapshotOf(committee, committee.founder, [first]));
	expect(await asks(caller)).toBe(60_000);
	expect(await asks(admin)).toBe(0);
	clearInterval(running);
	await clock.pass(61_000);
	const late = asks(admin);
	await clock.pass(5);
	expect(await late).toBe(60_000);
	admin.close();
	const last = asks(caller);
	await clock.pass(5);
	expect(await last).toBe(60_000);
});

test('[SV12] who may only read makes no snapshots', async () => {
	const { joins } = await founded();
	const { caller } = await joins('read');
	caller.say({ type: 'lease', document: 'core' });
	expect(await caller.next('leased')).toMatchObject({ time: 0 });
});
