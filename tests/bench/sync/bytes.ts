import { join } from 'node:path';
import * as Y from 'yjs';
import { type Bytes, toText } from '#lib/sealed-log/bytes.ts';
import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import { decodeCoverage } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { readEntry, type Sealed, sealEntry } from '#lib/sealed-log/entry/sealed.ts';
import { Engine } from '#lib/sealed-log/engine/engine.ts';
import type { Log } from '#lib/sealed-log/engine/log.ts';
import { currentEpoch } from '#lib/sealed-log/membership/state.ts';
import { Registry, SeededCrypto, type SeededKey } from '../../simulation/crypto.ts';
import { MemoryDisk } from '../../simulation/disk.ts';
import { World } from '../../simulation/world.ts';
import { ordinary } from '../../../src/server/log/limits.ts';
import { LogServer } from '../../../src/server/log/server.ts';
import { openDatabase } from '../../../src/server/log/keeping/sqlite/schema.ts';
import { SqliteStore } from '../../../src/server/log/keeping/sqlite/sqlite.ts';
import { progress } from '../rig/figures.ts';
import type { History } from '../rig/ten-years.ts';
import { aloneChannel, aloneLocks } from './ports.ts';

// Ten years in virtual time: the real server on a real database file, two real engines, and cryptography of the simulation,
// whose results have the same sizes. One tablet writes every update of the history as an entry, session by session; both
// make and sign snapshots as they always do.

const origin = 'https://medspil.example.dk';
/** A frame of a client has a mask; both say how long they are. */
const framing = (length: number, mask: number) =>
	length + mask + (length < 126 ? 2 : length < 65_536 ? 4 : 10);

interface Traffic {
	up: number;
	down: number;
}

class Tablet {
	readonly traffic: Traffic = { up: 0, down: 0 };
	readonly engine: Engine<SeededKey>;
	readonly crypto: SeededCrypto;

	constructor(name: string, world: World, registry: Registry, server: LogServer<SeededKey>) {
		this.crypto = new SeededCrypto(registry, name);
		this.engine = new Engine<SeededKey>({
			crypto: this.crypto,
			clock: {
				now: () => world.now,
				elapsed: () => world.now,
				after: (time, run) => world.after(time, run),
			},
			disk: new MemoryDisk().of<SeededKey>(),
			locks: aloneLocks,
			channel: aloneChannel,
			transport: {
				origin,
				open: (_, listener) => {
					let isOver = false;
					const end = () => {
						if (!isOver) world.after(1, () => listener.closed());
						isOver = true;
					};
					const connection = server.connect(
						{
							send: (frame) => {
								this.traffic.down += framing(frame.length, 0);
								world.after(1, () => !isOver && listener.heard(frame));
							},
							waiting: 0,
							drained: () => Promise.resolve(),
							end,
						},
						origin,
					);
					world.after(1, () => listener.opened());
					return {
						send: (frame: Bytes) => {
							this.traffic.up += framing(frame.length, 4);
							world.after(1, () => void connection.receive(frame));
						},
						close: () => {
							connection.closed();
							end();
						},
					};
				},
			},
			replicas: { open: async () => undefined },
			chance: () => world.dice.fraction(),
		});
	}
}

/** Something that takes virtual time. */
async function passing<T>(world: World, work: Promise<T>): Promise<T> {
	let isDone = false;
	const done = work.finally(() => (isDone = true));
	for (let step = 0; step < 10_000 && !isDone; step++) await world.until(world.now + 50);
	return done;
}

/** The next session of the history, sealed as the engine would. */
async function seal(log: Log<SeededKey>, crypto: SeededCrypto, document: string, updates: Uint8Array[]) {
	const { author, state } = log.roll;
	const epoch = currentEpoch(state);
	const key = await log.roll.entryKey(epoch);
	if (!author || !key) throw new Error('no key');
	const session = toText(crypto.randomBytes(8));
	const [client = 0] = Y.parseUpdateMeta(updates[0] ?? new Uint8Array()).from.keys();
	const made: Sealed[] = [];
	for (const update of updates) {
		const counter = made.length + 1;
		const prev = made.at(-1)?.id ?? noEntry;
		const draft = { kind: kinds.update, log: log.id, document, epoch, session, counter, prev, client };
		made.push(await sealEntry(crypto, author, key, draft, update));
	}
	return made;
}

export interface Sizes {
	updates: number;
	/** What the updates have together; what the documents have at the end. */
	plain: { updates: number; merged: number };
	/** What the writing tablet sent and was sent, and what the reading one was sent. */
	wire: { up: number; answers: number; down: number };
	/**
	 * Of the server: its database (and what of the file is free, for what comes next), the entries in it, the last snapshot
	 * of each document, what came after it.
	 */
	rest: { file: number; free: number; entries: number; snapshots: number; tail: number };
}

/** A session of the history: updates of one document under one client id, in order. */
interface Session {
	document: string;
	updates: Uint8Array[];
}

const sessionsOf = ({ updates }: History): Session[] => {
	const sessions: (Session & { client: number })[] = [];
	for (const { document, bytes } of updates) {
		const [client = 0] = Y.parseUpdateMeta(bytes).from.keys();
		const last = sessions.at(-1);
		// What only deletes has no client id, and belongs to who writes around it.
		if (last?.document === document && (client === last.client || client === 0)) last.updates.push(bytes);
		else sessions.push({ document, client, updates: [bytes] });
	}
	return sessions;
};

export async function sizes(folder: string, history: History): Promise<Sizes> {
	const world = new World(1);
	const registry = new Registry('ten years');
	const database = openDatabase(join(folder, 'ten-years.db'));
	const clock = {
		now: () => world.now,
		elapsed: () => world.now,
		after: (time: number, run: () => void) => world.after(time, run),
	};
	const store = new SqliteStore(() => database, clock);
	const server = new LogServer<SeededKey>({
		crypto: new SeededCrypto(registry, 'server'),
		clock,
		store,
		limits: ordinary,
		founding: { by: 'anyone' },
		journal: { note: () => undefined },
	});
	const [writer, reader] = [
		new Tablet('writer', world, registry, server),
		new Tablet('reader', world, registry, server),
	];
	const log = await passing(world, writer.engine.found('bench', []));
	if (!log) throw new Error('there is a log already');
	await world.until(world.now + 3000);
	const invited = await passing(world, log.members.invite('admin'));
	if (!invited.ok) throw new Error(invited.reason);
	const joined = await passing(world, reader.engine.join(invited.value.ticket, 'bench'));
	if (!joined.ok) throw new Error(joined.reason);
	// The debt of a used link is paid first, ten minutes after.
	await world.until(world.now + 1_800_000);
	const begin = { ...writer.traffic, read: reader.traffic.down };

	const sessions = sessionsOf(history);
	for (const [at, { document, updates }] of sessions.entries()) {
		if (at % 29 === 0) progress(`bytes: session ${at + 1} of ${sessions.length}`);
		const sealed = await seal(log, writer.crypto, document, updates);
		if (!(await passing(world, log.archive.append(log.id, sealed)))) throw new Error('not stored');
		log.grown([document]);
		// Until all of it has arrived, and whoever wants to make a snapshot has had the time for it.
		do await world.until(world.now + 15_000);
		while (log.status.state === 'here');
	}
	const plain = new Map<string, Y.Doc>();
	for (const { document, bytes } of history.updates) {
		const doc = plain.get(document) ?? new Y.Doc();
		plain.set(document, doc);
		Y.applyUpdate(doc, bytes);
	}
	const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
	const rest = await atRest(store, log.id, writer.crypto);
	await writer.engine.close();
	await reader.engine.close();
	database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
	const [pages = 0, free = 0, size = 0] = ['page_count', 'freelist_count', 'page_size'].map((name) =>
		Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]),
	);
	database.close();
	return {
		updates: history.updates.length,
		plain: {
			updates: sum(history.updates.map(({ bytes }) => bytes.length)),
			merged: sum([...plain.values()].map((doc) => Y.encodeStateAsUpdate(doc).length)),
		},
		wire: {
			up: writer.traffic.up - begin.up,
			answers: writer.traffic.down - begin.down,
			down: reader.traffic.down - begin.read,
		},
		rest: { file: pages * size, free: free * size, ...rest },
	};
}

/** The entries that the server still holds, by what they are. */
async function atRest(store: SqliteStore, log: string, crypto: SeededCrypto) {
	const held: Sealed[] = [];
	for (let after = 0; ;) {
		const page = await store.page(log, 'all', after, 1024 * 1024);
		for (const { entry } of page.entries) {
			const read = await readEntry(crypto, entry);
			if (read.ok) held.push(read.sealed);
		}
		const last = page.entries.at(-1);
		if (!last) break;
		after = last.seq;
	}
	let [snapshots, tail] = [0, 0];
	for (const document of new Set(held.map(({ entry }) => entry.document))) {
		const own = held.filter(({ entry }) => entry.document === document);
		const last = own.findLast(({ entry }) => entry.kind === kinds.snapshot);
		const covered = new Map(
			(decodeCoverage(last?.entry.extra ?? new Uint8Array()) ?? []).map((mark) => [
				mark.session,
				mark.counter,
			]),
		);
		snapshots += last?.bytes.length ?? 0;
		for (const { entry, bytes } of own)
			if (entry.kind !== kinds.snapshot && entry.counter > (covered.get(entry.session) ?? 0))
				tail += bytes.length;
	}
	return { entries: held.reduce((total, { bytes }) => total + bytes.length, 0), snapshots, tail };
}
