import { expect, test } from 'vitest';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { bodyOf } from '#lib/sealed-log/entry/codec.ts';
import { entryId, firstHead, nextHead } from '#lib/sealed-log/entry/ids.ts';
import { encodeFrame } from '#lib/sealed-log/wire/codec.ts';
import * as make from '#lib/sealed-log/membership/make.ts';
import { founded } from '#tests/log/desk.ts';
import { cutAt } from '#tests/sealed-log.ts';

test('[SV2] an entry that is stored is answered, and then the others hear of it', async () => {
	const { committee, admin, joins } = await founded();
	const { tablet, caller } = await joins();
	const written = await committee.writes(tablet);
	expect(await caller.hands('append', written)).toMatchObject({ type: 'appended', seq: 3, id: written.id });
	expect(await admin.next('entries')).toMatchObject({
		more: false,
		place: { seq: 3 },
		entries: [{ seq: 3, entry: written.bytes }],
	});
	expect(caller.heard).toEqual([]);
});

test('[SV3] the same entry again has the same answer, whatever has changed since', async () => {
	const { committee, log, desk, admin, adds, joins } = await founded();
	const { tablet, caller } = await joins();
	const written = await committee.writes(tablet);
	const answer = await caller.hands('append', written);
	expect(await caller.hands('append', written)).toEqual(answer);
	const { sealed } = await make.newEpoch(committee.by(), await committee.key(), []);
	await adds(sealed);
	expect(await caller.hands('append', written)).toEqual(answer);
	expect(await caller.hands('backfill', written)).toEqual(answer);
	await adds(await make.revoke(committee.by(), tablet.id, [cutAt(written)]));
	expect(await admin.hands('backfill', written)).toEqual(answer);
	expect(await desk.store.page(log, 'all', 0, 1e9)).toMatchObject({ entries: { length: 5 } });
});

test('[SV3] the same entry twice in one breath is stored once', async () => {
	const { committee, admin } = await founded();
	const written = await committee.writes(committee.founder);
	admin.say({ type: 'append', entry: written });
	admin.say({ type: 'append', entry: written });
	const answers = [await admin.next('appended'), await admin.next('appended')];
	expect(answers[1]).toEqual(answers[0]);
	expect((await admin.reads()).place.seq).toBe(2);
});

test('[SV4] numbers have no gaps, and the running hash is that of the ids in their order', async () => {
	const { committee, log, admin, joins } = await founded();
	const { tablet, caller } = await joins();
	const { crypto } = committee;
	const place = (await admin.reads()).place;
	let head = firstHead(log, place.incarnation);
	for (const { state } of committee.chain.links) head = await nextHead(crypto, head, state.head);
	expect(place).toMatchObject({ seq: 2, head });
	let [mine, theirs] = [await committee.writes(committee.founder), await committee.writes(tablet)];
	for (let seq = 3; seq < 13; seq += 2) {
		admin.say({ type: 'append', entry: mine });
		const first = await admin.next('appended');
		caller.say({ type: 'append', entry: theirs });
		const second = await caller.next('appended');
		head = await nextHead(crypto, head, mine.id);
		expect(first).toMatchObject({ seq, head });
		head = await nextHead(crypto, head, theirs.id);
		expect(second).toMatchObject({ seq: seq + 1, head });
		mine = await committee.writes(committee.founder, { after: mine });
		theirs = await committee.writes(tablet, { after: theirs });
	}
});

test('[SV4] who reads along hears others’ entries and the answers to their own in the order of the log', async () => {
	const { committee, admin, joins } = await founded();
	const { tablet, caller } = await joins();
	const seen: number[] = [];
	let [mine, theirs] = [await committee.writes(committee.founder), await committee.writes(tablet)];
	for (let count = 0; count < 8; count++) {
		admin.say({ type: 'append', entry: mine });
		caller.say({ type: 'append', entry: theirs });
		mine = await committee.writes(committee.founder, { after: mine });
		theirs = await committee.writes(tablet, { after: theirs });
	}
	while (seen.length < 16) {
		const frame = await admin.next('entries', 'appended');
		seen.push(...(frame.type === 'appended' ? [frame.seq] : frame.entries.map(({ seq }) => seq)));
	}
	expect(seen).toEqual(Array.from({ length: 16 }, (_, at) => at + 3));
});

test('[SV5] what is made now its author hands in; what was there before anybody may', async () => {
	const { committee, joins } = await founded();
	const { tablet, caller } = await joins();
	const foreign = await committee.writes(committee.founder);
	expect(await caller.hands('append', foreign)).toMatchObject({ code: 'not-proven', about: foreign.id });
	expect(await caller.hands('backfill', foreign)).toMatchObject({ type: 'appended' });
	const control = await committee.certification(await committee.tablet(), 'read');
	expect(await caller.hands('append', control)).toMatchObject({ code: 'not-proven' });
	const presence = await committee.writes(committee.founder, { kind: kinds.ephemeral });
	caller.say({ type: 'pass', entry: presence });
	expect(await caller.next('refused')).toMatchObject({ code: 'not-proven' });
	expect(await caller.hands('append', await committee.writes(tablet))).toMatchObject({ type: 'appended' });
});

test('what does not follow its session is refused, with what the server has there', async () => {
	const { committee, admin } = await founded();
	const [first, other] = [
		await committee.writes(committee.founder),
		await committee.writes(committee.founder),
	];
	await admin.hands('append', first);
	const second = await committee.writes(committee.founder, { after: first });
	const third = await committee.writes(committee.founder, { after: second });
	const { session } = first.entry;
	const last = { counter: 1, id: first.id };
	expect(await admin.hands('append', third)).toMatchObject({ code: 'counter-gap', ...last });
	const taken = await committee.writes(committee.founder, { session, text: 'another' });
	expect(await admin.hands('append', taken)).toMatchObject({ code: 'counter-taken', ...last });
	const wrong = await committee.writes(committee.founder, { after: other, session });
	expect(await admin.hands('append', wrong)).toMatchObject({ code: 'wrong-prev', ...last });
	const elsewhere = await committee.writes(committee.founder, { after: first, document: 'year-2027' });
	expect(await admin.hands('append', elsewhere)).toMatchObject({ code: 'other-document', ...last });
	expect(await admin.hands('append', second)).toMatchObject({ type: 'appended', seq: 3 });
});

test('what may not be written is refused with the reason, and nothing of it is kept', async () => {
	const { committee, admin, adds, joins } = await founded();
	const reader = await joins('read');
	expect(await reader.caller.hands('append', await committee.writes(reader.tablet))).toMatchObject({
		code: 'read-only',
	});
	const stranger = await committee.tablet();
	expect(await admin.hands('backfill', await committee.writes(stranger))).toMatchObject({
		code: 'unknown-device',
	});
	const forged = await committee.writes({
		...committee.founder,
		author: { ...stranger.author, device: committee.founder.id },
	});
	expect(await admin.hands('append', forged)).toMatchObject({ code: 'bad-signature', about: forged.id });
	const early = await committee.writes(committee.founder);
	await adds((await make.newEpoch(committee.by(), await committee.key(), [])).sealed);
	expect(await admin.hands('append', early)).toMatchObject({ code: 'old-epoch', counter: 0 });
	expect(await admin.hands('backfill', early)).toMatchObject({ type: 'appended', seq: 4 });
});

test('an entry that was another kind’s, or is none, is refused by its name', async () => {
	const { committee, admin } = await founded();
	const presence = await committee.writes(committee.founder, { kind: kinds.ephemeral });
	expect(await admin.hands('append', presence)).toMatchObject({ code: 'malformed', about: presence.id });
	const written = await committee.writes(committee.founder);
	admin.say({ type: 'pass', entry: written });
	expect(await admin.next('refused')).toMatchObject({ code: 'malformed', about: written.id });
	const frame = encodeFrame({ type: 'append', entry: written });
	frame[4] = 1;
	admin.saysBytes(frame);
	const broken = await entryId(committee.crypto, bodyOf(frame.slice(1)));
	expect(await admin.next('refused')).toMatchObject({ code: 'malformed', about: broken });
	expect(await admin.hands('append', written)).toMatchObject({ type: 'appended' });
});
