import { expect, test } from 'vitest';
import * as make from '#lib/sealed-log/membership/make.ts';
import { founded } from '#tests/log/desk.ts';
import { noChain } from '#lib/sealed-log/wire/frames.ts';
import { StandingClock } from '#tests/log/clock.ts';
import { cutAt } from '#tests/sealed-log.ts';

test('two who extend the chain at once: one is next, the other is told where it stands', async () => {
	const { committee, admin, joins } = await founded();
	const { tablet, caller } = await joins('admin');
	const one = await committee.certification(await committee.tablet(), 'write');
	const other = await committee.certification(await committee.tablet(), 'write', tablet);
	admin.say({ type: 'append', entry: one });
	caller.say({ type: 'append', entry: other });
	expect(await admin.next('appended')).toMatchObject({ seq: 3 });
	expect(await caller.next('refused')).toMatchObject({ code: 'not-next', counter: 3, id: one.id });
	expect(await caller.next('entries')).toMatchObject({ entries: [{ entry: one.bytes }] });
});

test('[SV7] a removed device hears that it is, and nothing more', async () => {
	const { committee, desk, log, admin, adds, joins } = await founded();
	const { tablet, caller } = await joins();
	const second = await desk.admits(log, tablet.author);
	const other = await joins();
	await adds(await make.revoke(committee.by(), tablet.id, []));
	const written = await committee.writes(committee.founder);
	await admin.hands('append', written);
	await other.caller.next('entries');
	for (const removed of [caller, second]) {
		expect(removed.endings).toEqual(['refused']);
		expect(await removed.next('refused')).toMatchObject({ code: 'revoked' });
		const rest = removed.heard.flatMap((frame) => (frame.type === 'entries' ? frame.entries : []));
		expect(rest.map(({ entry }) => entry)).not.toContainEqual(written.bytes);
	}
	expect(await desk.call().greets(log, tablet.author)).toMatchObject({ code: 'revoked' });
});

test('[SV7] what a removed device handed in in the same breath, after the removal, is not taken', async () => {
	const { committee, admin, joins } = await founded();
	const { tablet, caller } = await joins();
	const [before, after] = [await committee.writes(tablet), await committee.writes(tablet)];
	await caller.hands('append', before);
	admin.say({ type: 'append', entry: await make.revoke(committee.by(), tablet.id, [cutAt(before)]) });
	caller.say({ type: 'append', entry: after });
	await admin.next('appended');
	expect(await caller.next('refused')).toMatchObject({ code: 'revoked' });
	expect((await admin.reads()).place.seq).toBe(4);
});

test('[SV7] what was stored in one go with the removal, and after it, a removed device does not hear', async () => {
	const { committee, admin, log, desk, joins } = await founded();
	const { tablet, caller } = await joins();
	const other = await desk.admits(log, committee.founder.author);
	const later = await committee.writes(committee.founder);
	admin.say({ type: 'append', entry: await make.revoke(committee.by(), tablet.id, []) });
	other.say({ type: 'append', entry: later });
	await caller.ended();
	expect(caller.heard.map(({ type }) => type)).toEqual(['refused']);
	expect(await other.next('appended')).toMatchObject({ id: later.id, seq: 4 });
});

test('[SV8] a removal that leaves out what the log holds is refused, and names the first it left out', async () => {
	const { committee, admin, joins } = await founded();
	const { tablet, caller } = await joins();
	const first = await committee.writes(tablet);
	const second = await committee.writes(tablet, { after: first });
	await caller.hands('append', first);
	await caller.hands('append', second);
	const behind = await make.revoke(committee.by(), tablet.id, [cutAt(first)]);
	expect(await admin.hands('append', behind)).toMatchObject({
		code: 'cut-behind',
		counter: 2,
		id: second.id,
	});
	const whole = await make.revoke(committee.by(), tablet.id, [cutAt(second)]);
	expect(await admin.hands('append', whole)).toMatchObject({ type: 'appended' });
});

test('[SV8] a device that was quicker than its removal is held back, and its removal is not', async () => {
	const clock = new StandingClock();
	const running = setInterval(() => void clock.pass(4), 1);
	const { committee, admin, joins } = await founded({ clock });
	const { tablet, caller } = await joins();
	const other = await joins();
	const first = await committee.writes(tablet);
	await caller.hands('append', first);
	expect(await admin.hands('append', await make.revoke(committee.by(), tablet.id, []))).toMatchObject({
		code: 'cut-behind',
	});
	const second = await committee.writes(tablet, { after: first });
	expect(await caller.hands('append', second)).toMatchObject({ code: 'unavailable' });
	expect(await other.caller.hands('backfill', second)).toMatchObject({ code: 'unavailable' });
	expect(await caller.hands('append', first)).toMatchObject({ type: 'appended' });
	expect(await other.caller.hands('append', await committee.writes(other.tablet))).toMatchObject({
		type: 'appended',
	});
	clearInterval(running);
	await clock.pass(30_000);
	const late = caller.hands('append', second);
	await clock.pass(10);
	expect(await late).toMatchObject({ type: 'appended' });
});

test('[SV8] who is no admin extends the chain only now and then, so that an admin comes to it', async () => {
	const clock = new StandingClock();
	const running = setInterval(() => void clock.pass(4), 1);
	const { committee, admin, joins } = await founded({ clock });
	const { tablet, caller } = await joins();
	await caller.hands('append', await committee.writes(tablet));
	const invites = async () => {
		const key = await committee.key();
		const { sealed } = await make.invite(committee.by(tablet), key, { role: 'read', expiresAt: 9e15 });
		return { sealed, answer: await caller.hands('append', sealed) };
	};
	const codes: string[] = [];
	for (let count = 0; count < 6; count++) {
		const { sealed, answer } = await invites();
		codes.push(answer.type === 'refused' ? answer.code : answer.type);
		if (answer.type === 'appended') await committee.add(sealed);
	}
	expect(codes).toEqual(['appended', 'appended', 'appended', 'too-many', 'too-many', 'too-many']);
	clearInterval(running);
	const certification = await committee.certification(await committee.tablet(), 'read');
	const taken = admin.hands('append', certification);
	await clock.pass(10);
	expect(await taken).toMatchObject({ type: 'appended' });
	await committee.add(certification);
	await clock.pass(2000);
	const again = invites();
	await clock.pass(10);
	expect((await again).answer).toMatchObject({ type: 'appended' });
});

test('[SV8] nor do many devices together, whoever has let them in', async () => {
	const { committee, admin, joins } = await founded();
	await admin.hands('append', await committee.writes(committee.founder));
	const codes: string[] = [];
	for (let count = 0; count < 5; count++) {
		const { tablet, caller } = await joins();
		const { sealed } = await make.invite(committee.by(tablet), await committee.key(), {
			role: 'write',
			expiresAt: 9e15,
		});
		const answer = await caller.hands('append', sealed);
		codes.push(answer.type === 'refused' ? answer.code : answer.type);
		if (answer.type === 'appended') await committee.add(sealed);
	}
	expect(codes).toEqual(['appended', 'appended', 'appended', 'too-many', 'too-many']);
});

test('[SV9] an invitation is redeemed by whoever has the link: box, chain, one certification, welcome', async () => {
	const { committee, desk, log, admin, adds } = await founded();
	const made = await make.invite(committee.by(), await committee.key(), { role: 'write', expiresAt: 9e15 });
	await adds(made.sealed);
	const guest = desk.call();
	guest.say({ type: 'find', log, id: made.id });
	const box = await guest.next('box', 'refused');
	expect(box).toMatchObject({ type: 'box', who: made.id });
	const opened = await make.openInvitation(committee.crypto, committee.state, made.secret);
	const author = { device: made.id, sign: opened?.pairs.sign ?? committee.founder.pairs.sign };
	expect(await guest.greets(log, author)).toMatchObject({ type: 'welcome', sessions: [] });
	expect((await guest.reads(0, 'chain')).ids).toHaveLength(2);
	guest.say({ type: 'fetch', what: 'all', after: 0 });
	expect(await guest.next('refused', 'entries')).toMatchObject({ code: 'not-proven' });

	const tablet = await committee.tablet();
	const redemption = await committee.redemption(made.secret, tablet);
	expect(await guest.hands('append', redemption)).toMatchObject({ type: 'appended', seq: 3 });
	expect(guest.endings).toEqual([]);
	expect(await guest.greets(log, tablet.author)).toMatchObject({ type: 'welcome' });
	await admin.next('entries');
	guest.say({ type: 'find', log, id: made.id });
	expect(await guest.next('box', 'refused')).toMatchObject({ code: 'invitation-spent' });
	expect(await desk.call().greets(log, author)).toMatchObject({ code: 'invitation-spent' });
});

test('[SV9] a visitor hands in nothing but its certification, and goes when the invitation is withdrawn', async () => {
	const { committee, desk, log, adds } = await founded();
	const made = await make.invite(committee.by(), await committee.key(), { role: 'write', expiresAt: 9e15 });
	await adds(made.sealed);
	const opened = await make.openInvitation(committee.crypto, committee.state, made.secret);
	const guest = await desk.admits(log, {
		device: made.id,
		sign: opened?.pairs.sign ?? committee.founder.pairs.sign,
	});
	const written = await committee.writes(committee.founder);
	expect(await guest.hands('append', written)).toMatchObject({ code: 'not-proven' });
	expect(await guest.hands('backfill', written)).toMatchObject({ code: 'not-proven' });
	guest.say({ type: 'lease', document: 'core' });
	expect(await guest.next('leased')).toMatchObject({ time: 0 });
	guest.say({ type: 'vector', chain: noChain, sessions: [] });
	expect(await guest.next('vector', 'refused')).toMatchObject({ code: 'not-proven' });
	await adds(await make.withdraw(committee.by(), made.id));
	expect(await guest.next('refused')).toMatchObject({ code: 'invitation-withdrawn' });
	expect(guest.endings).toEqual(['refused']);
});

test('[SV9] an invitation ends by the server’s clock, when it is handed in and when it connects', async () => {
	const clock = new StandingClock(1_000_000);
	const running = setInterval(() => void clock.pass(5), 1);
	const { committee, desk, log, adds } = await founded({ clock });
	const expiresAt = clock.now() + 3_600_000;
	const made = await make.invite(committee.by(), await committee.key(), { role: 'write', expiresAt });
	await adds(made.sealed);
	const opened = await make.openInvitation(committee.crypto, committee.state, made.secret);
	const author = { device: made.id, sign: opened?.pairs.sign ?? committee.founder.pairs.sign };
	const guest = await desk.admits(log, author);
	const redemption = await committee.redemption(made.secret, await committee.tablet());
	clock.jump(3_600_001);
	expect(await guest.hands('append', redemption)).toMatchObject({ code: 'invitation-expired' });
	expect(await desk.call().greets(log, author)).toMatchObject({ code: 'invitation-expired' });
	clearInterval(running);
});
