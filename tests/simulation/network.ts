import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Listener, Transport, Wire } from '#lib/sealed-log/engine/ports.ts';
import { ordinary } from '../../src/server/log/limits.ts';
import { LogServer } from '../../src/server/log/server.ts';
import { openDatabase } from '../../src/server/log/keeping/sqlite/schema.ts';
import { SqliteStore } from '../../src/server/log/keeping/sqlite/sqlite.ts';
import type { LogStore } from '../../src/server/log/keeping/log-store.ts';
import { type Registry, SeededCrypto, type SeededKey } from './crypto.ts';
import { Life, type World } from './world.ts';

export const origin = 'https://medspil.example.dk';

type Write = (store: LogStore) => Promise<unknown>;

/** The real server on a database in memory, that can be killed, wiped, and put back to what it was a while ago. */
export class SimulatedServer {
	#world: World;
	#registry: Registry;
	#life = new Life();
	#store!: LogStore;
	#server!: LogServer<SeededKey>;
	/** What was stored, to be stored again up to some point in another database. */
	#writes: Write[] = [];
	#lines = new Set<() => void>();
	#starts = 0;
	isUp = true;
	/** Called with every frame that goes to the server. */
	onFrame: ((frame: Bytes) => void) | undefined;

	constructor(world: World, registry: Registry) {
		this.#world = world;
		this.#registry = registry;
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
				send: (frame) => line.send(frame),
				waiting: 0,
				drained: () => Promise.resolve(),
				end: () => line.closed(),
			},
			origin,
		);
		return {
			receive: (frame: Bytes) => {
				this.onFrame?.(frame);
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

	/** Somebody puts last night's database back, or a new one. */
	async goBack(point: number, downFor: number): Promise<void> {
		this.kill(downFor);
		const writes = this.#writes.slice(0, point);
		this.#freshStore();
		for (const write of writes) await write(this.#store);
	}

	#freshStore(): void {
		const database = openDatabase(':memory:');
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
			crypto: new SeededCrypto(this.#registry, `server ${this.#starts++}`),
			clock: this.#clock(this.#life),
			store: this.#store,
			limits: ordinary,
			founding: { by: 'anyone' },
			journal: { note: (event, facts) => event === 'failed' && console.log(event, facts) },
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

/** What is between one tablet and the server. */
export class Network {
	isOn = true;
	/** Milliseconds that a frame takes, from and to. */
	latency: [number, number] = [5, 40];
	/** Frames vanish, and nobody is told. */
	isHole = false;
	#cuts = new Set<() => void>();

	/** Cuts every line that there is; new ones can be made. */
	cut(): void {
		for (const cut of this.#cuts) cut();
	}

	transport(world: World, server: SimulatedServer, life: Life): Transport {
		return { origin, open: (_, listener) => this.#open(world, server, life, listener) };
	}

	#open(world: World, server: SimulatedServer, life: Life, listener: Listener): Wire {
		const travel = () => world.dice.between(...this.latency);
		let isOver = false;
		/** What was lost on the way is not sent again, and nothing comes after it: nobody is told. */
		let isDead = false;
		const isLost = () => (isDead ||= this.isHole);
		let remote: ReturnType<SimulatedServer['connect']> | undefined;
		/** Frames stay in order, however long each takes. */
		let [arrivesThere, arrivesHere] = [0, 0];
		const end = () => {
			if (isOver) return;
			isOver = true;
			this.#cuts.delete(end);
			world.after(travel(), () => remote?.closed());
			world.after(travel(), () => listener.closed(), life);
		};
		/** The server hangs up: what it said before that still arrives. */
		const hangUp = () => {
			arrivesHere = Math.max(arrivesHere, world.now + travel());
			world.after(arrivesHere - world.now, end);
		};
		this.#cuts.add(end);
		world.after(
			travel(),
			() => {
				if (isOver) return;
				if (!this.isOn || !server.isUp) return end();
				remote = server.connect({
					send: (frame) => {
						if (isOver || isLost()) return;
						arrivesHere = Math.max(arrivesHere, world.now + travel());
						world.after(arrivesHere - world.now, () => !isOver && listener.heard(frame), life);
					},
					closed: hangUp,
				});
				listener.opened();
				return undefined;
			},
			life,
		);
		return {
			send: (frame) => {
				if (isOver || isLost()) return;
				arrivesThere = Math.max(arrivesThere, world.now + travel());
				// What was sent may arrive after its sender is gone.
				world.after(arrivesThere - world.now, () => server.isUp && !isOver && remote?.receive(frame));
			},
			close: end,
		};
	}
}
