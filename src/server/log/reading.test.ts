import { expect, test } from 'vitest';
import { toText } from '#lib/sealed-log/bytes.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { noEntry, nobody } from '#lib/sealed-log/entry/codec.ts';
import * as make from '#lib/sealed-log/membership/make.ts';
import { founded } from '#tests/log/desk.ts';
import { cutAt } from '#tests/sealed-log.ts';

test('[SV6] reading goes page by page and ends where the log stands', async () => {
	const { committee, admin, desk, log } = await founded();
	const text = 'x'.repeat(200_000);
	let last: Sealed | undefined;
	for (let count = 0; count < 6; count++) {
		last = await committee.writes(committee.founder, { text, ...(last && { after: last }) });
		await admin.hands('append', last);
	}
	const caller = await desk.admits(log, committee.founder.author);
	caller.say({ type: 'fetch', what: 'all', after: 0 });
	const first = await caller.next('entries');
	expect(first).toMatchObject({ more: true, entries: { length: 3 }, place: { seq: 3 } });
	last = await committee.writes(committee.founder, last && { after: last });
	await admin.hands('append', last);
	await caller.pings();
	expect(caller.heard).toEqual([]);
	const rest = await caller.reads(3);
	expect(rest.place).toMatchObject({ seq: 8 });
	expect(rest.ids).toHaveLength(5);
	expect(rest.ids.at(-1)).toEqual(last?.bytes);
});

test('[SV6] who has not read to the end is not told what is new; then everything', async () => {
	const { committee, admin, desk, log } = await founded();
	const caller = await desk.admits(log, committee.founder.author);
	const first = await committee.writes(committee.founder);
	await admin.hands('append', first);
	await caller.pings();
	expect(caller.heard).toEqual([]);
	await caller.reads();
	const second = await committee.writes(committee.founder, { after: first });
	await admin.hands('append', second);
	expect(await caller.next('entries')).toMatchObject({
		entries: [{ seq: 3, entry: second.bytes }],
		more: false,
	});
});

test('[SV6] what is stored while a page is on its way is in the next page, and is not told before it', async () => {
	const { committee, admin, desk, log } = await founded();
	const written = await committee.writes(committee.founder);
	const caller = await desk.admits(log, committee.founder.author);
	const page = desk.store.page.bind(desk.store);
	desk.store.page = async (...asked) => {
		desk.store.page = page;
		const found = await page(...asked);
		await admin.hands('append', written);
		return found;
	};
	caller.say({ type: 'fetch', what: 'all', after: 0 });
	const first = await caller.next('entries');
	expect(first).toMatchObject({ more: true, entries: { length: 1 }, place: { seq: 1 } });
	expect((await caller.reads(1)).ids).toEqual([written.bytes]);
	expect(caller.heard).toEqual([]);
});

test('[SV6] whoever reads while others write misses nothing and gets nothing twice', async () => {
	const { committee, admin, joins } = await founded();
	const { tablet, caller } = await joins();
	const seen: number[] = [];
	let last: Sealed | undefined;
	for (let round = 0; round < 20; round++) {
		last = await committee.writes(tablet, last && { after: last });
		caller.say({ type: 'append', entry: last });
		if (round % 3 === 0) admin.say({ type: 'fetch', what: 'all', after: seen.at(-1) ?? 0 });
		if (round % 2 === 0) await caller.pings();
		while (admin.heard.some(({ type }) => type === 'entries')) {
			const { entries } = await admin.next('entries');
			const from = (entries[0]?.seq ?? 0) <= (seen.at(-1) ?? 0) ? entries[0]?.seq : undefined;
			if (from !== undefined) seen.splice(0, seen.length, ...seen.filter((seq) => seq < from));
			seen.push(...entries.map(({ seq }) => seq));
		}
	}
	await caller.pings();
	while ((seen.at(-1) ?? 0) < 22) seen.push(...(await admin.next('entries')).entries.map(({ seq }) => seq));
	expect(seen).toEqual([...new Set(seen)]);
	expect(seen.slice(-15)).toEqual(Array.from({ length: 15 }, (_, at) => at + 8));
});

test('[SV6] who reads too slowly is told once that there is more, and gets the rest when it asks', async () => {
	const { committee, admin, desk, log } = await founded({ limits: { waiting: 1000 } });
	const reading = { waiting: 0 };
	const slow = desk.call(reading);
	await slow.greets(log, committee.founder.author);
	await slow.reads();
	reading.waiting = 2000;
	let last: Sealed | undefined;
	for (let count = 0; count < 5; count++) {
		last = await committee.writes(committee.founder, last && { after: last });
		await admin.hands('append', last);
	}
	expect(slow.heard).toEqual([
		{ type: 'entries', entries: [], more: true, place: expect.objectContaining({ seq: 1 }) },
	]);
	reading.waiting = 0;
	expect((await slow.reads(1)).ids).toHaveLength(5);
});

test('[SV11] a cursor that is not a place of this log is answered with how far every session has come', async () => {
	const { committee, admin, desk, log } = await founded();
	const first = await committee.writes(committee.founder);
	await admin.hands('append', first);
	const { place } = await admin.reads();
	const { session } = first.entry;
	const vector = {
		type: 'vector',
		chain: { length: 1, head: committee.state.head },
		sessions: [{ device: committee.founder.id, session, counter: 1, id: first.id }],
	};
	const other = { ...place, head: toText(new Uint8Array(32).fill(7)) };
	const unknown = [
		other,
		{ ...other, seq: 1 },
		{ ...place, seq: 3 },
		{ ...place, incarnation: toText(new Uint8Array(16).fill(7)) },
	];
	for (const cursor of unknown) {
		const caller = desk.call();
		await caller.greets(log, committee.founder.author, cursor);
		expect(await caller.next('vector')).toEqual(vector);
	}
	const nowhere = { incarnation: nobody, seq: 0, head: noEntry };
	const head = await desk.store.headAt(log, 1);
	for (const cursor of [place, { ...place, seq: 1, head: head ?? '' }, nowhere]) {
		const caller = desk.call();
		expect(await caller.greets(log, committee.founder.author, cursor)).toMatchObject({
			place,
			sessions: vector.sessions,
		});
		await caller.pings();
		expect(caller.heard).toEqual([]);
		caller.say({ type: 'vector', chain: vector.chain, sessions: [] });
		expect(await caller.next('vector')).toEqual(vector);
	}
});

test('[SV13] presence reaches those who read along, and is kept nowhere', async () => {
	const { committee, admin, desk, log, joins } = await founded();
	const { tablet, caller } = await joins('read');
	const away = await desk.admits(log, committee.founder.author);
	const presence = await committee.writes(tablet, { kind: kinds.ephemeral });
	caller.say({ type: 'pass', entry: presence });
	expect(await admin.next('pass')).toMatchObject({ entry: presence.bytes });
	await caller.pings();
	await away.pings();
	expect([...caller.heard, ...away.heard]).toEqual([]);
	expect((await away.reads()).ids).toHaveLength(2);
});

test('[SV13] presence is not kept for who does not read', async () => {
	const { committee, admin, desk, log, joins } = await founded({ limits: { waiting: 1000 } });
	const { tablet, caller } = await joins('read');
	const reading = { waiting: 0 };
	const slow = desk.call(reading);
	await slow.greets(log, committee.founder.author);
	await slow.reads();
	reading.waiting = 2000;
	for (let counter = 1; counter < 4; counter++) {
		const entry = await committee.writes(tablet, {
			kind: kinds.ephemeral,
			session: 'B'.repeat(10) + 'A',
			counter,
		});
		caller.say({ type: 'pass', entry });
		await admin.next('pass');
	}
	expect(slow.heard).toEqual([]);
});

test('[SV13] a head that says nothing new, or more than there is, is passed on to nobody', async () => {
	const { admin, log, joins } = await founded();
	const { tablet, caller } = await joins();
	const { place } = await caller.reads();
	await caller.saysHead(log, tablet.author, { ...place, seq: 2 ** 50 });
	const told = await caller.saysHead(log, tablet.author, place);
	for (let count = 0; count < 5; count++) await caller.saysHead(log, tablet.author, place);
	await caller.pings();
	await admin.pings();
	expect(admin.heard.filter(({ type }) => type === 'pass')).toEqual([{ type: 'pass', entry: told.bytes }]);
});

test('[SV13] of each device the latest head is kept and handed out; of another time none', async () => {
	const { committee, admin, desk, log, adds, joins } = await founded();
	const { tablet, caller } = await joins();
	const { place } = await caller.reads();
	const early = await caller.saysHead(log, tablet.author, { ...place, seq: 1 });
	const late = await caller.saysHead(log, tablet.author, place);
	await caller.saysHead(log, tablet.author, { ...place, seq: 1 });
	await caller.saysHead(log, tablet.author, { ...place, seq: 9 });
	await caller.saysHead(log, tablet.author, { ...place, incarnation: nobody });
	expect(await admin.next('pass')).toMatchObject({ entry: early.bytes });
	await caller.pings();
	const asked = await desk.call().greets(log, committee.founder.author);
	expect(asked).toMatchObject({ heads: [late.bytes] });
	const written = await committee.writes(tablet);
	await caller.hands('append', written);
	expect((await desk.store.open(log))?.heads).toEqual([{ device: tablet.id, bytes: late.bytes }]);
	await adds(await make.revoke(committee.by(), tablet.id, [cutAt(written)]));
	expect(await desk.call().greets(log, committee.founder.author)).toMatchObject({ heads: [] });
});
