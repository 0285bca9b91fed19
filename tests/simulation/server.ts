import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { nextHead } from '#lib/sealed-log/entry/ids.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { ordinary } from '../../src/server/log/limits.ts';
import { LogServer } from '../../src/server/log/server.ts';
import { openDatabase } from '../../src/server/log/keeping/sqlite/schema.ts';
import { SqliteStore } from '../../src/server/log/keeping/sqlite/sqlite.ts';
import type { LogStore, StoredEntry } from '../../src/server/log/keeping/log-store.ts';
import type { Cryptos, Key } from './ports.ts';
import { Life, type World } from './world.ts';

export const origin = 'https://medspil.example.dk';

type Write = (store: LogStore) => Promise<unknown>;

/** The real server on a database in memory, that can be killed, wiped, and put back to what it was a while ago. */
export class SimulatedServer {
	#world: World;
	#cryptos: Cryptos;
	#life = new Life();
	#store!: LogStore;
	#server!: LogServer<Key>;
	/** What was stored, to be stored again up to some point in another database. */
	#writes: Write[] = [];
	#lines = new Set<() => void>();
	#starts = 0;
	isUp = true;
	/** Ids of all entries that it ever had. */
	readonly had = new Set<string>();
	/** Called with every frame that goes to the server or comes from it. */
	onFrame: (frame: Bytes) => void = () => {};
	/** Called with every entry that it has not had before. */
	onNew: (entry: StoredEntry) => void = () => {};
	/** What it has written into its journal. */
	readonly journal: unknown[] = [];
	#database!: ReturnType<typeof openDatabase>;

	constructor(world: World, cryptos: Cryptos) {
		this.#world = world;
		this.#cryptos = cryptos;
		this.#freshStore();
		this.#start();
	}

	get store(): LogStore {
		return this.#store;
	}

	/** How much it has written: a point to go back to. */
	get point(): number {
		return this.#writes.length;
	}

	connect(line: { send: (frame: Bytes) => void; closed: () => void }) {
		this.#lines.add(line.closed);
		const connection = this.#server.connect(
			{
				send: (frame) => {
					this.onFrame(frame);
					line.send(frame);
				},
				waiting: 0,
				drained: () => Promise.resolve(),
				end: () => line.closed(),
			},
			origin,
		);
		return {
			receive: (frame: Bytes) => {
				this.onFrame(frame);
				void connection.receive(frame);
			},
			closed: () => {
				this.#lines.delete(line.closed);
				connection.closed();
			},
		};
	}

	/** As `kill -9`: what it has not stored is gone, and so are the lines. */
	kill(downFor: number): void {
		const ended = this.#life;
		ended.isOver = true;
		this.isUp = false;
		for (const closed of this.#lines) closed();
		this.#lines.clear();
		// Killed once more before it was up, it comes up once.
		this.#world.after(downFor, () => this.#life === ended && !this.isUp && this.#start());
	}

	/** It dies a while from now, in the middle of something. */
	light(fuse: number, downFor: number): void {
		this.#life.fuse = fuse;
		this.#life.burnt = () => this.kill(downFor);
	}

	/** Somebody who has the database puts an entry behind the others, past everything that the program would ask. */
	async smuggle({ id, entry, bytes }: Sealed, downFor: number): Promise<void> {
		this.kill(downFor);
		const kept = await this.#store.open(entry.log);
		if (!kept) return;
		const { kind, document, device, session, counter } = entry;
		const head = await nextHead(this.#cryptos('smuggler'), kept.place.head, id);
		const stored = { seq: kept.place.seq + 1, head, id, kind, document, device, session, counter, bytes };
		await this.#store.append(entry.log, {
			after: kept.place,
			entries: [stored],
			lost: [],
			sessions: [],
			heads: [],
			sums: [],
		});
	}

	/** Everything that lies in its database. */
	get content(): unknown[] {
		const tables = this.#database.prepare("select name from sqlite_master where type = 'table'").all();
		return tables.flatMap(({ name }) => this.#database.prepare(`select * from "${String(name)}"`).all());
	}

	/** Somebody puts last night's database back, or a new one. */
	async goBack(point: number, downFor: number): Promise<void> {
		this.kill(downFor);
		const writes = this.#writes.slice(0, point);
		this.#freshStore();
		for (const write of writes) await write(this.#store);
	}

	#freshStore(): void {
		const database = openDatabase(':memory:');
		this.#database = database;
		// Written at once: how long that takes is up to the network.
		const clock = {
			...this.#clock(undefined),
			after: (_: number, run: () => void) => (queueMicrotask(run), () => {}),
		};
		const sqlite = new SqliteStore(() => database, clock);
		this.#writes = [];
		const remember = (write: Write) => this.#writes.push(write);
		this.#store = new Proxy(sqlite, {
			get: (target, name) => {
				if (name === 'append')
					return (...args: Parameters<LogStore['append']>) => {
						remember((store) => store.append(...args));
						for (const entry of args[1].entries) {
							if (!this.had.has(entry.id)) this.onNew(entry);
							this.had.add(entry.id);
						}
						return target.append(...args);
					};
				if (name === 'drop')
					return (...args: Parameters<LogStore['drop']>) => {
						remember((store) => store.drop(...args));
						return target.drop(...args);
					};
				const value: unknown = Reflect.get(target, name, target);
				return typeof value === 'function' ? value.bind(target) : value;
			},
		});
	}

	#start(): void {
		this.#life = new Life();
		this.isUp = true;
		this.#server = new LogServer({
			crypto: this.#world.mortal(this.#cryptos(`server ${this.#starts++}`), this.#life),
			clock: this.#clock(this.#life),
			store: this.#world.mortal(this.#store, this.#life),
			limits: ordinary,
			founding: { by: 'anyone' },
			journal: { note: (event, facts) => this.journal.push({ event, ...facts }) },
		});
	}

	#clock(life: Life | undefined) {
		return {
			now: () => this.#world.now,
			elapsed: () => this.#world.now,
			after: (time: number, run: () => void) => this.#world.after(time, run, life),
		};
	}
}
