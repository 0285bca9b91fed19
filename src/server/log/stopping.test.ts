import { expect, test } from 'vitest';
import { toText } from '#lib/sealed-log/bytes.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { Desk, founded } from '#tests/log/desk.ts';
import { openDatabase } from './keeping/sqlite/schema.ts';
import { SqliteStore } from './keeping/sqlite/sqlite.ts';
import { wallClock } from './clock.ts';

test('[SV21] a server that stops answers what it has taken in, and tells everybody to come again', async () => {
	const { committee, desk, log, admin } = await founded();
	const waiting = desk.call();
	const entries: Sealed[] = [];
	for (let count = 0; count < 30; count++) {
		const after = entries.at(-1);
		entries.push(await committee.writes(committee.founder, after && { after }));
	}
	for (const entry of entries) admin.say({ type: 'append', entry });
	await admin.next('appended');
	const kept: number[] = [];
	const { append } = desk.store;
	desk.store.append = async (name, change) => {
		const isStored = await append.call(desk.store, name, change);
		kept.push(...change.entries.map(({ seq }) => seq));
		return isStored;
	};
	await desk.server.stop();
	const answered = admin.heard.flatMap((frame) => (frame.type === 'appended' ? [frame.seq] : []));
	expect(answered.filter((seq) => kept.includes(seq))).toEqual(kept);
	expect(admin.endings).toEqual(['restart']);
	expect(waiting.endings).toEqual(['restart']);
	expect(desk.call().endings).toEqual(['restart']);
	expect(log).toBeTruthy();
});

test('[SV21] heads that were not stored yet are stored before the end', async () => {
	const database = openDatabase(':memory:');
	const lasting = new Proxy(database, {
		get: (target, name) => {
			const value: unknown = name === 'close' ? () => undefined : Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
	const open = () => new SqliteStore(() => lasting, wallClock);
	const { committee, desk, log, admin } = await founded({ store: open() });
	const { place } = await admin.reads();
	const head = await admin.saysHead(log, committee.founder.author, place);
	await admin.pings();
	await desk.server.stop();
	const again = new Desk(committee.crypto, { store: open() });
	expect(await again.call().greets(log, committee.founder.author)).toMatchObject({ heads: [head.bytes] });
});

test('[SV22] the journal has no ids, no content and no addresses', async () => {
	const { committee, desk, log, admin } = await founded();
	const thief = await committee.tablet();
	const caller = desk.call();
	await caller.greets(log, { device: committee.founder.id, sign: thief.pairs.sign });
	caller.saysBytes(Uint8Array.of(1));
	const broken = desk.call();
	broken.saysBytes(Uint8Array.of(1));
	await broken.ended();
	const written = await committee.writes(committee.founder);
	await admin.hands('append', written);
	admin.saysBytes(Uint8Array.of(1));
	await admin.ended();
	await desk.server.stop();
	expect(desk.noted.length).toBeGreaterThan(1);
	const said = JSON.stringify(desk.noted);
	const secrets = [log, committee.founder.id, written.id, written.entry.session, toText(written.bytes)];
	for (const secret of secrets) expect(said).not.toContain(secret);
	for (const { facts } of desk.noted)
		for (const fact of Object.values(facts ?? {})) expect(String(fact)).toMatch(/^[\w-]{0,30}$/);
});
