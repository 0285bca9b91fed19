import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toText } from '#lib/sealed-log/bytes.ts';
import { readEntry, type Sealed } from '#lib/sealed-log/entry/sealed.ts';
import * as make from '#lib/sealed-log/membership/make.ts';
import { StandingClock } from '#tests/log/clock.ts';
import { Desk, founded } from '#tests/log/desk.ts';
import { countersignOf, snapshotOf } from '#tests/log/snapshots.ts';
import { Committee, cutAt, seeded } from '#tests/sealed-log.ts';
import { backUp } from '../backup.ts';
import { wallClock } from './clock.ts';
import { openDatabase } from './keeping/sqlite/schema.ts';
import { SqliteStore } from './keeping/sqlite/sqlite.ts';

const open = (path: string) => new SqliteStore(() => openDatabase(path), wallClock);

/** A server whose database can be taken back to what it was. */
async function withFile(use: (folder: string) => Promise<void>) {
	const folder = await mkdtemp(join(tmpdir(), 'medspil-forgetting-'));
	await use(folder).finally(() => rm(folder, { recursive: true }));
}

test('[SV15] what a server from yesterday has forgotten is handed back, the chain first, by one device', () =>
	withFile(async (folder) => {
		const today = await founded({ store: open(join(folder, 'today.db')) });
		const { committee, log, admin, adds, joins } = today;
		const { tablet, caller } = await joins();
		const first = await committee.writes(tablet);
		await caller.hands('append', first);
		await backUp(join(folder, 'today.db'), join(folder, 'yesterday.db'));
		const second = await committee.writes(tablet, { after: first });
		await caller.hands('append', second);
		const mine = await committee.writes(committee.founder);
		await admin.hands('append', mine);
		await adds(await make.revoke(committee.by(), tablet.id, [cutAt(second)]));
		const { place, ids } = await admin.reads();
		await today.desk.server.stop();

		const restored = new Desk(committee.crypto, { store: open(join(folder, 'yesterday.db')) });
		// The one that was removed comes first, and is let in: the server does not know better yet.
		const removed = await restored.admits(log, tablet.author);
		await removed.reads();
		const back = restored.call();
		expect(await back.greets(log, committee.founder.author, place)).toMatchObject({
			place: { seq: 3, incarnation: place.incarnation },
			chain: { length: 2 },
		});
		const vector = await back.next('vector');
		expect(vector.sessions).toEqual([
			{ device: tablet.id, session: first.entry.session, counter: 1, id: first.id },
		]);
		for (const { proven } of committee.chain.links.slice(vector.chain.length))
			expect(await back.hands('backfill', proven.sealed)).toMatchObject({ type: 'appended' });
		expect(await removed.next('refused')).toMatchObject({ code: 'revoked' });
		expect(await back.hands('backfill', second)).toMatchObject({ type: 'appended' });
		expect(await back.hands('backfill', mine)).toMatchObject({ type: 'appended' });
		const beyond = await committee.writes(tablet, { after: second });
		expect(await back.hands('backfill', beyond)).toMatchObject({ code: 'beyond-cut' });
		const texts = (all: Uint8Array[]) => all.map((bytes) => toText(bytes)).toSorted();
		expect(texts((await back.reads()).ids)).toEqual(texts(ids));
		await restored.server.stop();
	}));

test('[SV15] a server whose database is gone gets a log back from a device that did not found it', async () => {
	const { committee, admin, joins } = await founded();
	const { tablet, caller } = await joins();
	const mine = await committee.writes(committee.founder);
	const theirs = await committee.writes(tablet);
	await admin.hands('append', mine);
	await caller.hands('append', theirs);
	const { place } = await caller.reads();

	const empty = new Desk(committee.crypto);
	const back = empty.call();
	expect(await back.greets(committee.log, tablet.author, place)).toMatchObject({ code: 'unknown-log' });
	const [founding, ...links] = committee.chain.links.map(({ proven }) => proven.sealed);
	if (!founding) throw new Error('no founding');
	expect(await back.founds(founding)).toMatchObject({ type: 'appended', seq: 1 });
	expect(await back.greets(committee.log, tablet.author, place)).toMatchObject({ code: 'unknown-author' });
	for (const link of links) expect(await back.hands('backfill', link)).toMatchObject({ type: 'appended' });
	expect(await back.hands('backfill', theirs)).toMatchObject({ code: 'not-proven' });
	const welcome = await back.greets(committee.log, tablet.author, place);
	expect(welcome).toMatchObject({ type: 'welcome', sessions: [] });
	expect(welcome).not.toMatchObject({ place: { incarnation: place.incarnation } });
	expect(await back.next('vector')).toMatchObject({ sessions: [] });
	for (const entry of [theirs, mine])
		expect(await back.hands('backfill', entry)).toMatchObject({ type: 'appended' });
	expect((await back.reads()).ids).toHaveLength(4);
});

test('[SV15] entries that every device has dropped are not missing: their session goes on from the snapshot', async () => {
	const { committee, joins, admin } = await founded();
	const { tablet, caller } = await joins();
	const entries: Sealed[] = [];
	for (let count = 0; count < 6; count++) {
		const after = entries.at(-1);
		entries.push(await committee.writes(tablet, after && { after }));
	}
	for (const entry of entries) await caller.hands('append', entry);
	const [third, fourth, fifth, sixth] = entries.slice(2);
	if (!third || !fourth || !fifth || !sixth) throw new Error('no entries');
	const snapshot = await snapshotOf(committee, tablet, [fourth], sixth);
	await caller.hands('append', snapshot);
	const countersign = await countersignOf(committee, committee.founder, snapshot);
	await admin.hands('append', countersign);

	const empty = new Desk(committee.crypto);
	const back = empty.call();
	for (const { proven } of committee.chain.links.slice(0, 1)) await back.founds(proven.sealed);
	for (const { proven } of committee.chain.links.slice(1)) await back.hands('backfill', proven.sealed);
	await back.greets(committee.log, committee.founder.author);
	expect(await back.hands('backfill', fifth)).toMatchObject({ code: 'counter-gap', counter: 0 });
	// Its own session is not covered up to it: what lies between comes first.
	expect(await back.hands('backfill', snapshot)).toMatchObject({ code: 'counter-gap' });
	const whole = await snapshotOf(committee, tablet, [sixth], sixth);
	expect(await back.hands('backfill', whole)).toMatchObject({ type: 'appended' });
	const next = await committee.writes(tablet, { after: whole });
	expect(await back.hands('backfill', next)).toMatchObject({ type: 'appended' });
	expect(
		await back.hands('backfill', await countersignOf(committee, committee.founder, whole)),
	).toMatchObject({
		type: 'appended',
	});
});

test('[SV15] what is made now goes on from a snapshot only when another device has made that snapshot too', async () => {
	const { committee, joins, admin } = await founded();
	const { tablet, caller } = await joins();
	const first = await committee.writes(tablet);
	const second = await committee.writes(tablet, { after: first });
	const third = await committee.writes(tablet, { after: second });
	const snapshot = await snapshotOf(committee, committee.founder, [second]);
	expect(await admin.hands('append', snapshot)).toMatchObject({ type: 'appended' });
	expect(await caller.hands('append', third)).toMatchObject({ code: 'counter-gap' });
	const alone = await countersignOf(committee, committee.founder, snapshot, snapshot);
	await admin.hands('append', alone);
	expect(await caller.hands('append', third)).toMatchObject({ code: 'counter-gap' });
	await caller.hands('append', await countersignOf(committee, tablet, snapshot));
	const forged = await committee.writes(tablet, { after: first, counter: 3 });
	expect(await caller.hands('append', forged)).toMatchObject({ code: 'counter-gap' });
	expect(await caller.hands('append', third)).toMatchObject({ type: 'appended' });
});

test('[SV15] what no cut names is handed back when a snapshot that two have made stands for it', async () => {
	const { committee, joins, adds } = await founded();
	const [gone, other] = [await joins(), await joins()];
	const first = await committee.writes(gone.tablet);
	const second = await committee.writes(gone.tablet, { after: first });
	const third = await committee.writes(gone.tablet, { after: second });
	await adds(await make.revoke(committee.by(), gone.tablet.id, []));
	const snapshot = await snapshotOf(committee, committee.founder, [second]);
	const countersign = await countersignOf(committee, other.tablet, snapshot);

	const empty = new Desk(committee.crypto);
	const back = empty.call();
	for (const { proven } of committee.chain.links.slice(0, 1)) await back.founds(proven.sealed);
	for (const { proven } of committee.chain.links.slice(1)) await back.hands('backfill', proven.sealed);
	await back.greets(committee.log, committee.founder.author);
	await back.hands('backfill', snapshot);
	expect(await back.hands('backfill', first)).toMatchObject({ code: 'revoked' });
	await back.hands('backfill', countersign);
	const instead = await committee.writes(gone.tablet, { after: first });
	expect(await back.hands('backfill', first)).toMatchObject({ type: 'appended' });
	expect(await back.hands('backfill', instead)).toMatchObject({ code: 'revoked' });
	expect(await back.hands('backfill', second)).toMatchObject({ type: 'appended' });
	expect(await back.hands('backfill', third)).toMatchObject({ code: 'revoked' });
});

test('[SV15] an invitation that was used in time counts again when a known device hands it in, and from strangers not', async () => {
	const clock = new StandingClock(1_000_000);
	const running = setInterval(() => void clock.pass(5), 1);
	const committee = await Committee.found(seeded());
	const made = await committee.invited('write', committee.founder, 2_000_000);
	const tablet = await committee.joins(made.secret);
	const [founding, invitation, certification] = committee.chain.links.map(({ proven }) => proven.sealed);
	if (!founding || !invitation || !certification) throw new Error('no links');
	clock.jump(5_000_000);
	const handIn = async (before: Sealed[]) => {
		const desk = new Desk(committee.crypto, { clock });
		const caller = desk.call();
		await caller.founds(founding);
		for (const entry of [invitation, ...before]) await caller.hands('backfill', entry);
		return { desk, caller };
	};
	// Nothing but its chain: it was founded anew just now.
	const fresh = await handIn([]);
	expect(await fresh.caller.hands('backfill', certification)).toMatchObject({ type: 'appended' });

	const old = await handIn([]);
	const admin = await old.desk.admits(committee.log, committee.founder.author);
	const made2 = await committee.twin().writes(committee.founder, { epoch: 1 });
	await admin.hands('append', made2);
	expect(await old.caller.hands('backfill', certification)).toMatchObject({ code: 'invitation-expired' });
	expect(await admin.hands('append', certification)).toMatchObject({ code: 'not-proven' });
	expect(await admin.hands('backfill', certification)).toMatchObject({ type: 'appended' });
	expect((await readEntry(committee.crypto, certification.bytes)).ok).toBe(true);
	expect(tablet.id).toBeTruthy();
	clearInterval(running);
});

test('[SV15] nobody speaks for an invitation that is over and that they could not have made', async () => {
	const clock = new StandingClock(1_000_000);
	const running = setInterval(() => void clock.pass(5), 1);
	const { committee, admin, adds, joins } = await founded({ clock });
	const [reader, writer] = [await joins('read'), await joins()];
	const expiresAt = clock.now() + 1000;
	const made = await make.invite(committee.by(), await committee.key(), { role: 'admin', expiresAt });
	await adds(made.sealed);
	await admin.hands('append', await committee.writes(committee.founder));
	clock.jump(5_000_000);
	const certification = await committee.redemption(made.secret, await committee.tablet());
	for (const { caller } of [reader, writer])
		expect(await caller.hands('backfill', certification)).toMatchObject({ code: 'invitation-expired' });
	expect(await admin.hands('backfill', certification)).toMatchObject({ type: 'appended' });
	clearInterval(running);
});

test('two servers on one database take turns, and each tells its own what the other has stored', () =>
	withFile(async (folder) => {
		const path = join(folder, 'log.db');
		const { committee, log, admin, joins, desk } = await founded({ store: open(path) });
		const { tablet } = await joins();
		const second = new Desk(committee.crypto, { store: open(path) });
		const caller = await second.admits(log, tablet.author);
		await caller.reads();
		let [mine, theirs] = [await committee.writes(committee.founder), await committee.writes(tablet)];
		const seqs: number[] = [];
		for (let count = 0; count < 5; count++) {
			const answers = await Promise.all([admin.hands('append', mine), caller.hands('append', theirs)]);
			for (const answer of answers) if (answer.type === 'appended') seqs.push(answer.seq);
			mine = await committee.writes(committee.founder, { after: mine });
			theirs = await committee.writes(tablet, { after: theirs });
		}
		expect(seqs.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 10 }, (_, at) => at + 3));
		expect(await admin.next('entries')).toMatchObject({ more: true });
		expect((await admin.reads()).ids).toEqual((await caller.reads()).ids);
		await desk.server.stop();
		await second.server.stop();
	}));
