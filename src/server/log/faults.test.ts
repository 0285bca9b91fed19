import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { StandingClock } from '#tests/log/clock.ts';
import type { Caller } from '#tests/log/caller.ts';
import { Desk, founded } from '#tests/log/desk.ts';
import { type Fate, faulty } from '#tests/log/faulty.ts';
import { Committee, seeded } from '#tests/sealed-log.ts';
import type { SeededKey } from '#tests/simulation/crypto.ts';
import { wallClock } from './clock.ts';
import { type Database, openDatabase } from './keeping/sqlite/schema.ts';
import { SqliteStore } from './keeping/sqlite/sqlite.ts';

/** Hands an entry in until it is taken; gives how long that took and how often it was refused. */
async function insists(caller: Caller<SeededKey>, entry: Sealed) {
	const start = performance.now();
	for (let refused = 0; ; refused++) {
		const answer = await caller.hands('append', entry);
		if (answer.type === 'appended') return { answer, refused, ms: performance.now() - start };
		expect(answer.code).toBe('unavailable');
		await wait(50);
	}
}

/** A store on a disk whose fate can be changed. In memory the database outlives what is thought of its connection. */
function fatedStore(database: Database) {
	const world: { fate: Fate } = { fate: () => undefined };
	const lasting = new Proxy(database, {
		get: (target, name) => {
			const value: unknown = name === 'close' ? () => undefined : Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
	const store = new SqliteStore(() => faulty(lasting, (sql, when) => world.fate(sql, when)), wallClock);
	return { store, world };
}

async function withFile(use: (path: string) => Promise<void>) {
	const folder = await mkdtemp(join(tmpdir(), 'medspil-faults-'));
	await use(join(folder, 'log.db')).finally(() => rm(folder, { recursive: true }));
}

test('[SV2] while the disk is full nothing is called stored, and nobody hears of it; then everything goes on', async () => {
	const database = openDatabase(':memory:');
	const { store } = fatedStore(database);
	const { committee, admin, desk, joins } = await founded({ store });
	const { tablet, caller } = await joins();
	const pages = Number(Object.values(database.prepare('PRAGMA page_count').get() ?? {})[0]);
	database.exec(`PRAGMA max_page_count = ${pages + 2}`);
	let last = await committee.writes(tablet);
	let stored = 0;
	let answer = await caller.hands('append', last);
	while (answer.type === 'appended') {
		stored += 1;
		last = await committee.writes(tablet, { after: last, text: 'x'.repeat(1000) });
		answer = await caller.hands('append', last);
	}
	expect(answer).toMatchObject({ code: 'unavailable', about: last.id });
	expect(desk.server.trouble).toBe('disk-full');
	await admin.pings();
	const heard = admin.heard.flatMap((frame) => (frame.type === 'entries' ? frame.entries : []));
	expect(heard).toHaveLength(stored);
	database.exec('PRAGMA max_page_count = 1000000');
	const insisted = await insists(caller, last);
	expect(insisted.answer.seq).toBe(stored + 3);
	expect(insisted.ms).toBeLessThan(2000);
	expect(desk.server.trouble).toBeUndefined();
});

test('trouble that has passed is noticed though nobody writes', async () => {
	const clock = new StandingClock();
	const database = openDatabase(':memory:');
	const { committee, desk, admin } = await (async () => {
		const running = setInterval(() => void clock.pass(4), 1);
		const store = new SqliteStore(() => database, clock);
		return founded({ store, clock }).finally(() => clearInterval(running));
	})();
	const pages = Number(Object.values(database.prepare('PRAGMA page_count').get() ?? {})[0]);
	database.exec(`PRAGMA max_page_count = ${pages}`);
	const large = await committee.writes(committee.founder, { text: 'x'.repeat(50_000) });
	const answer = admin.hands('append', large);
	await clock.pass(10);
	expect(await answer).toMatchObject({ code: 'unavailable' });
	expect(desk.server.trouble).toBe('disk-full');
	database.exec('PRAGMA max_page_count = 1000000');
	await clock.pass(4000);
	expect(desk.server.trouble).toBe('disk-full');
	await clock.pass(2000);
	expect(desk.server.trouble).toBeUndefined();
});

test('R3: while something else writes the database everybody is told quickly, and the server stays awake', () =>
	withFile(async (path) => {
		const store = new SqliteStore(() => openDatabase(path), wallClock);
		const { committee, admin, desk } = await founded({ store });
		const other = new DatabaseSync(path);
		other.exec('BEGIN IMMEDIATE');
		let longest = 0;
		let before = performance.now();
		const awake = setInterval(() => {
			longest = Math.max(longest, performance.now() - before);
			before = performance.now();
		}, 5);
		const first = await committee.writes(committee.founder);
		const asked = performance.now();
		expect(await admin.hands('append', first)).toMatchObject({ code: 'unavailable' });
		expect(performance.now() - asked).toBeLessThan(1000);
		expect(desk.server.trouble).toBe('busy');
		const insisting = insists(admin, first);
		await wait(1500);
		other.exec('COMMIT');
		const freed = performance.now();
		await insisting;
		expect(performance.now() - freed).toBeLessThan(2000);
		clearInterval(awake);
		expect(longest).toBeLessThan(500);
		other.close();
		await desk.server.stop();
	}));

test('[SV2] a commit that failed after all was stored is answered as stored when it comes again, and told', async () => {
	const { store, world } = fatedStore(openDatabase(':memory:'));
	const { committee, admin, joins } = await founded({ store });
	const { tablet, caller } = await joins();
	const first = await committee.writes(tablet);
	world.fate = (sql, when) => (sql === 'COMMIT' && when === 'after' ? 'disk-error' : undefined);
	expect(await caller.hands('append', first)).toMatchObject({ code: 'unavailable' });
	world.fate = () => undefined;
	expect(await caller.hands('append', first)).toMatchObject({ type: 'appended', seq: 3 });
	expect(await admin.next('entries')).toMatchObject({ more: true, entries: [] });
	expect((await admin.reads(2)).ids).toEqual([first.bytes]);
	const second = await committee.writes(tablet, { after: first });
	expect(await caller.hands('append', second)).toMatchObject({ type: 'appended', seq: 4 });
	expect((await admin.reads()).ids).toHaveLength(4);
});

test('R3: whatever statement fails, and however: what was answered is there, once and in order', async () => {
	const crypto = seeded('faults');
	const chance = () => new DataView(crypto.randomBytes(4).buffer).getUint32(0) / 2 ** 32;
	const { store, world } = fatedStore(openDatabase(':memory:'));
	const { committee, admin, joins } = await founded({ store });
	const { tablet, caller } = await joins();
	const troubles = ['disk-error', 'corrupt'] as const;
	world.fate = () => (chance() < 0.02 ? troubles[Math.floor(chance() * 2)] : undefined);
	const stored = { mine: [] as Sealed[], theirs: [] as Sealed[] };
	let refused = 0;
	const writes = async (by: typeof tablet, from: typeof caller, into: Sealed[]) => {
		for (let count = 0; count < 60; count++) {
			const after = into.at(-1);
			const entry = await committee.writes(by, after && { after });
			for (;;) {
				const answer = await from.hands('append', entry);
				if (answer.type === 'appended') break;
				expect(answer.code).toBe('unavailable');
				refused += 1;
			}
			into.push(entry);
		}
	};
	await Promise.all([writes(committee.founder, admin, stored.mine), writes(tablet, caller, stored.theirs)]);
	world.fate = () => undefined;
	expect(refused).toBeGreaterThan(10);
	const { ids, place } = await admin.reads();
	expect(place.seq).toBe(122);
	const seen = ids.map((bytes) => Buffer.from(bytes).toString('base64'));
	for (const entries of [stored.mine, stored.theirs]) {
		const places = entries.map(({ bytes }) => seen.indexOf(Buffer.from(bytes).toString('base64')));
		expect(places).toEqual(places.toSorted((one, other) => one - other));
		expect(places).not.toContain(-1);
	}
	expect(new Set(seen).size).toBe(122);
});

test('[SV1] a log that is broken on the disk is unavailable, is left alone after a while, and the others go on', async () => {
	const database = openDatabase(':memory:');
	const { store } = fatedStore(database);
	const { committee, desk, admin } = await founded({ store });
	const other = await Committee.found(committee.crypto);
	await desk.call().founds(other.founding);
	let opened = 0;
	const counting = new Proxy(store, {
		get(target, name) {
			if (name === 'open') opened += 1;
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
	const again = new Desk(committee.crypto, { store: counting });
	database.exec("UPDATE entry SET bytes = x'0102' WHERE log = 1");
	for (let count = 0; count < 20; count++)
		expect(await again.call().greets(committee.log, committee.founder.author)).toMatchObject({
			code: 'unavailable',
		});
	expect(opened).toBe(3);
	expect(again.noted).toContainEqual({ event: 'log-failed', facts: { error: 'Error' } });
	const good = await again.admits(other.log, other.founder.author);
	expect(await good.hands('append', await other.writes(other.founder))).toMatchObject({ type: 'appended' });
	await admin.pings();
});

test('[SV1] a log whose writes never end keeps no other waiting', async () => {
	const { store } = fatedStore(openDatabase(':memory:'));
	const { committee, desk, admin } = await founded({ store });
	const other = await Committee.found(committee.crypto);
	await desk.call().founds(other.founding);
	const append = store.append.bind(store);
	store.append = (log, change) =>
		log === committee.log ? new Promise<boolean>(() => undefined) : append(log, change);
	admin.say({ type: 'append', entry: await committee.writes(committee.founder) });
	const good = await desk.admits(other.log, other.founder.author);
	for (let count = 0, after: Sealed | undefined; count < 5; count++) {
		after = await other.writes(other.founder, after && { after });
		expect(await good.hands('append', after)).toMatchObject({ type: 'appended' });
	}
	await admin.pings();
	expect(admin.heard).toEqual([]);
});

test('[SV1] a mistake of ours about one entry refuses that one, and the next is taken', async () => {
	const { committee, desk, admin, joins } = await founded();
	const { tablet, caller } = await joins();
	const { crypto } = committee;
	const verify = crypto.verify.bind(crypto);
	const bad = await committee.writes(tablet);
	crypto.verify = (key, message, signature) => {
		if (Buffer.compare(signature, bad.entry.signature) === 0) throw new TypeError('a mistake');
		return verify(key, message, signature);
	};
	const good = await committee.writes(committee.founder);
	caller.say({ type: 'append', entry: bad });
	admin.say({ type: 'append', entry: good });
	expect(await caller.next('refused')).toMatchObject({ code: 'unavailable', about: bad.id });
	expect(await admin.next('appended')).toMatchObject({ id: good.id });
	expect(desk.noted).toContainEqual({ event: 'log-failed', facts: { error: 'TypeError' } });
});
