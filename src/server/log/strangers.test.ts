import { expect, test } from 'vitest';
import { utf8 } from '#lib/sealed-log/bytes.ts';
import { revoke } from '#lib/sealed-log/membership/make.ts';
import { proveConnection } from '#lib/sealed-log/wire/proof.ts';
import { noChain, nowhere } from '#lib/sealed-log/wire/frames.ts';
import { StandingClock } from '#tests/log/clock.ts';
import { origin } from '#tests/log/caller.ts';
import { Desk, founded } from '#tests/log/desk.ts';
import { countersignOf, snapshotOf } from '#tests/log/snapshots.ts';
import { Committee, cutAt, seeded } from '#tests/sealed-log.ts';

test('[SV16] who may found a log: everybody, who has the token, or nobody', async () => {
	const committee = await Committee.found(seeded());
	const founds = async (desk: Desk<(typeof committee.founder.pairs)['sign']>, token: string) =>
		desk.call().founds(committee.founding, token);
	const open = new Desk(committee.crypto);
	expect(await founds(open, '')).toMatchObject({ type: 'appended', seq: 1 });
	const byToken = new Desk(committee.crypto, { founding: { by: 'token', token: 'hemmelig' } });
	expect(await founds(byToken, '')).toMatchObject({ code: 'founding-closed', about: committee.founding.id });
	expect(await founds(byToken, 'hemmelig ')).toMatchObject({ code: 'founding-closed' });
	expect(await byToken.call().greets(committee.log, committee.founder.author)).toMatchObject({
		code: 'unknown-log',
	});
	const answer = await founds(byToken, 'hemmelig');
	expect(answer).toMatchObject({ type: 'appended', seq: 1 });
	// The same again is answered again, whoever has forgotten the token.
	expect(await founds(byToken, '')).toEqual(answer);
	const closed = new Desk(committee.crypto, { founding: { by: 'nobody' } });
	expect(await founds(closed, '')).toMatchObject({ code: 'founding-closed' });
});

test('[SV16] founding takes a founding entry, of that log', async () => {
	const { committee, desk } = await founded();
	const second = await committee.certification(await committee.tablet(), 'read');
	const empty = new Desk(committee.crypto);
	expect(await empty.call().founds(second)).toMatchObject({ code: 'not-next' });
	expect(await desk.call().founds(second)).toMatchObject({ code: 'not-next', counter: 1 });
	const other = await Committee.found(seeded());
	expect(await empty.call().founds(other.founding)).toMatchObject({ type: 'refused' });
});

test('[SV17] who does not prove the device it names is shown out', async () => {
	const { committee, desk, log } = await founded();
	const thief = await committee.tablet();
	const caller = desk.call();
	const impostor = { device: committee.founder.id, sign: thief.pairs.sign };
	expect(await caller.greets(log, impostor)).toMatchObject({ code: 'bad-proof' });
	expect(caller.endings).toEqual(['refused']);
	expect(await desk.call().greets(log, thief.author)).toMatchObject({ code: 'unknown-author' });
});

test('[SV17] a proof is for one challenge, and for this server', async () => {
	const { committee, desk, log } = await founded();
	const { author } = committee.founder;
	const hello = { type: 'hello' as const, log, who: author.device, place: nowhere, chain: noChain };
	const proves = async (as: string) => {
		const caller = desk.call();
		caller.say(hello);
		const { nonce } = await caller.next('challenge');
		const connection = { log, who: author.device, nonce, origin: as };
		const signature = await proveConnection(committee.crypto, author.sign, connection);
		return { caller, proof: { type: 'proof' as const, origin: as, signature } };
	};
	const elsewhere = await proves('https://elsewhere.example');
	elsewhere.caller.say(elsewhere.proof);
	expect(await elsewhere.caller.next('refused')).toMatchObject({ code: 'bad-proof' });
	const lying = await proves('https://elsewhere.example');
	lying.caller.say({ ...lying.proof, origin });
	expect(await lying.caller.next('refused')).toMatchObject({ code: 'bad-proof' });

	const here = await proves(origin);
	const replayed = await proves(origin);
	here.caller.say(here.proof);
	await here.caller.next('welcome');
	replayed.caller.say(here.proof);
	expect(await replayed.caller.next('refused')).toMatchObject({ code: 'bad-proof' });
	const twice = await proves(origin);
	twice.caller.say(twice.proof);
	await twice.caller.next('welcome');
	twice.caller.say(twice.proof);
	expect(await twice.caller.next('refused', 'welcome')).toMatchObject({ code: 'not-proven' });
});

test('[SV17] a stranger is listened to for ten seconds, and a minute when it hands in a chain', async () => {
	const clock = new StandingClock();
	const { committee, desk, log } = await (async () => {
		const running = setInterval(() => void clock.pass(4), 1);
		return founded({ clock }).finally(() => clearInterval(running));
	})();
	const silent = desk.call();
	const asking = desk.call();
	asking.say({ type: 'hello', log, who: committee.founder.id, place: nowhere, chain: noChain });
	const handing = desk.call();
	handing.say({ type: 'hello', log, who: committee.founder.id, place: nowhere, chain: noChain });
	await clock.pass(9000);
	handing.say({ type: 'backfill', entry: committee.founding });
	await clock.pass(900);
	expect([silent, asking, handing].map(({ endings }) => endings)).toEqual([[], [], []]);
	await clock.pass(200);
	expect([silent, asking, handing].map(({ endings }) => endings)).toEqual([['too-late'], ['too-late'], []]);
	handing.say({ type: 'backfill', entry: committee.founding });
	await clock.pass(59_000);
	expect(handing.endings).toEqual(['too-late']);
});

test('[SV17] before it is proven nobody reads, appends, asks for a lease, or sends more than a chain needs', async () => {
	const { committee, desk, log } = await founded();
	const caller = desk.call();
	caller.say({ type: 'hello', log, who: committee.founder.id, place: nowhere, chain: noChain });
	await caller.next('challenge');
	const written = await committee.writes(committee.founder);
	caller.say({ type: 'append', entry: written });
	caller.say({ type: 'fetch', what: 'all', after: 0 });
	caller.say({ type: 'fetch', what: 'chain', after: 0 });
	caller.say({ type: 'lease', document: 'core' });
	caller.say({ type: 'vector', chain: noChain, sessions: [] });
	caller.say({ type: 'pass', entry: written });
	caller.say({ type: 'backfill', entry: written });
	for (let count = 0; count < 7; count++)
		expect(await caller.next('refused')).toMatchObject({ code: 'not-proven' });
	expect(caller.endings).toEqual([]);
	const long = new Uint8Array(70 * 1024);
	long[0] = 9;
	caller.saysBytes(long);
	expect(await caller.next('refused')).toMatchObject({ type: 'refused' });
	await caller.ended();
	expect(caller.endings).toEqual(['not-a-frame']);
});

test('[SV17] what is no frame ends the connection; what a newer program says does not', async () => {
	const { committee, desk, log } = await founded();
	const newer = await desk.admits(log, committee.founder.author);
	newer.saysBytes(Uint8Array.of(200, 1, 2));
	expect(await newer.next('refused')).toMatchObject({ code: 'unsupported' });
	await newer.pings();
	for (const bytes of [Uint8Array.of(), Uint8Array.of(1, 2), utf8('\u0002 from a server')]) {
		const caller = await desk.admits(log, committee.founder.author);
		caller.saysBytes(bytes);
		expect(await caller.next('refused')).toMatchObject({ code: 'malformed' });
		await caller.ended();
		expect(caller.endings).toEqual(['not-a-frame']);
	}
});

test('[SV18] a log has so many connections at a time, and the next is told to come later', async () => {
	const { committee, desk, log, admin } = await founded({ limits: { connections: 3, share: 1 } });
	const second = await desk.admits(log, committee.founder.author);
	await desk.admits(log, committee.founder.author);
	const third = desk.call();
	expect(await third.greets(log, committee.founder.author)).toMatchObject({ code: 'too-many' });
	expect(third.endings).toEqual(['refused']);
	second.close();
	await desk.admits(log, committee.founder.author);
	await admin.pings();
});

test('[SV18] entries over a log’s pace are refused for now, and no other log notices', async () => {
	const clock = new StandingClock();
	const running = setInterval(() => void clock.pass(1), 1);
	const { committee, desk, admin } = await founded({ clock, limits: { burst: 5, perSecond: 1, share: 1 } });
	let last = await committee.writes(committee.founder);
	const answers: string[] = [];
	for (let count = 0; count < 8; count++) {
		const answer = await admin.hands('append', last);
		answers.push(answer.type === 'refused' ? answer.code : answer.type);
		if (answer.type === 'appended') last = await committee.writes(committee.founder, { after: last });
	}
	clearInterval(running);
	expect(answers.filter((each) => each === 'appended').length).toBe(4);
	expect(answers.at(-1)).toBe('too-many');
	const later = admin.hands('append', last);
	expect(await later).toMatchObject({ code: 'too-many' });
	await clock.pass(2000);
	const answer = admin.hands('append', last);
	await clock.pass(10);
	expect(await answer).toMatchObject({ type: 'appended' });

	const other = await Committee.found(committee.crypto);
	const founding = desk.call().founds(other.founding);
	await clock.pass(10);
	expect(await founding).toMatchObject({ type: 'appended' });
});

test('[SV18] a log that is full takes no more entries, and a device can still be removed from it', async () => {
	const { committee, admin, joins, adds } = await founded({ limits: { entries: 4 } });
	const { tablet, caller } = await joins();
	const first = await committee.writes(tablet);
	const second = await committee.writes(tablet, { after: first });
	await caller.hands('append', first);
	await caller.hands('append', second);
	const third = await committee.writes(tablet, { after: second });
	expect(await caller.hands('append', third)).toMatchObject({ code: 'too-many', about: third.id });
	expect(await adds(await revoke(committee.by(), tablet.id, [cutAt(second)]))).toMatchObject({ seq: 5 });
	await admin.pings();
});

test('[SV18] one device has but its share of the connections, and an admin finds room when all are taken', async () => {
	const { committee, desk, log, joins } = await founded({ limits: { connections: 4, share: 0.5 } });
	const members = [await joins(), await joins(), await joins()];
	const again = members[0]?.tablet.author ?? committee.founder.author;
	expect(await desk.call().greets(log, again)).toMatchObject({ code: 'too-many' });
	members[2]?.caller.close();
	await desk.admits(log, again);
	expect(await desk.call().greets(log, again)).toMatchObject({ code: 'too-many' });
	await desk.admits(log, committee.founder.author);
	expect(await desk.call().greets(log, committee.founder.author)).toMatchObject({ code: 'too-many' });
});

test('[SV18] whatever a crowd of devices hands in, an admin’s word passes', async () => {
	const limits = { burst: 8, perSecond: 0.001, share: 1 };
	const { committee, admin, joins, adds } = await founded({ limits });
	const { tablet, caller } = await joins();
	for (let count = 0; count < 8; count++) await caller.hands('append', await committee.writes(tablet));
	const words = await committee.writes(committee.founder);
	expect(await admin.hands('append', words)).toMatchObject({ code: 'too-many' });
	await adds(await committee.certification(await committee.tablet(), 'read'));
});

test('[SV18] what waits to be judged does not keep an admin’s word out', async () => {
	const { committee, admin, adds } = await founded({ limits: { queued: 650 } });
	const words = await committee.writes(committee.founder, { text: 'x'.repeat(900) });
	expect(await admin.hands('append', words)).toMatchObject({ code: 'too-many' });
	await adds(await committee.certification(await committee.tablet(), 'read'));
});

test('[SV18] a log that is full still takes what makes room: countersigns, and an admin’s snapshots', async () => {
	const { committee, admin, joins } = await founded({ limits: { entries: 4 } });
	const { tablet, caller } = await joins();
	const first = await committee.writes(tablet);
	const second = await committee.writes(tablet, { after: first });
	await caller.hands('append', first);
	await caller.hands('append', second);
	const writers = await snapshotOf(committee, tablet, [second]);
	expect(await caller.hands('append', writers)).toMatchObject({ code: 'too-many' });
	const admins = await snapshotOf(committee, committee.founder, [second]);
	expect(await admin.hands('append', admins)).toMatchObject({ type: 'appended' });
	const countersign = await countersignOf(committee, tablet, admins);
	// The reserve is small, and has an end too.
	expect(await caller.hands('append', countersign)).toMatchObject({ code: 'too-many' });
});

test('[SV18] a device that uses up its share leaves the others theirs', async () => {
	const { committee, joins } = await founded({ limits: { burst: 40, perSecond: 0.001, share: 0.25 } });
	const [one, other] = [await joins(), await joins()];
	const codes: string[] = [];
	for (let count = 0, after; count < 15; count++) {
		after = await committee.writes(one.tablet, after && { after });
		const answer = await one.caller.hands('append', after);
		codes.push(answer.type === 'refused' ? answer.code : answer.type);
	}
	expect(codes.filter((code) => code === 'appended')).toHaveLength(10);
	expect(codes.slice(10)).toEqual(Array.from({ length: 5 }, () => 'too-many'));
	const written = await committee.writes(other.tablet);
	expect(await other.caller.hands('append', written)).toMatchObject({ type: 'appended' });
});
