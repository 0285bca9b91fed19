import * as Y from 'yjs';
import { Engine } from '#lib/sealed-log/engine/engine.ts';
import type { Channel, Hold, Locks, Ports, Replicas } from '#lib/sealed-log/engine/ports.ts';
import { MemoryDisk } from './disk.ts';
import { Network } from './network.ts';
import type { Cryptos, Key } from './ports.ts';
import type { SimulatedServer } from './server.ts';
import { Life, type World } from './world.ts';

interface Waiter {
	life: Life;
	take: () => void;
	lost: () => void;
}

/** Web Locks of one device: a tab that is gone lets go. */
class SimulatedLocks {
	#held = new Map<string, Waiter>();
	#waiting = new Map<string, Waiter[]>();

	of(life: Life, world: World): Locks {
		return {
			hold: (name, how, lost): Hold => {
				let release = () => {};
				const held = new Promise<void>((resolve) => {
					const waiter = { life, take: resolve, lost: () => world.after(1, lost, life) };
					release = () => this.#drop(name, waiter);
					if (how === 'steal') {
						this.#held.get(name)?.lost();
						this.#give(name, waiter);
					} else {
						this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), waiter]);
						this.#next(name);
					}
				});
				return { held, release };
			},
			isHeld: (name) => Promise.resolve(this.#held.get(name)?.life.isOver === false),
		};
	}

	/** A tab is gone. */
	end(life: Life): void {
		for (const [name, waiters] of this.#waiting)
			this.#waiting.set(
				name,
				waiters.filter((each) => each.life !== life),
			);
		for (const [name, holder] of this.#held) if (holder.life === life) this.#drop(name, holder);
	}

	#give(name: string, waiter: Waiter): void {
		this.#held.set(name, waiter);
		waiter.take();
	}

	#drop(name: string, waiter: Waiter): void {
		this.#waiting.set(
			name,
			(this.#waiting.get(name) ?? []).filter((each) => each !== waiter),
		);
		if (this.#held.get(name) !== waiter) return;
		this.#held.delete(name);
		this.#next(name);
	}

	#next(name: string): void {
		if (this.#held.has(name)) return;
		const [first, ...rest] = this.#waiting.get(name) ?? [];
		this.#waiting.set(name, rest);
		if (first) this.#give(name, first);
	}
}

/** The channel between the tabs of one device. */
class SimulatedChannel {
	#listeners = new Set<{ life: Life; hear: (message: unknown) => void }>();

	of(life: Life, world: World): Channel {
		return {
			tell: (message) => {
				for (const other of this.#listeners)
					if (other.life !== life)
						world.after(world.dice.below(4), () => other.hear(structuredClone(message)), other.life);
			},
			listen: (hear) => {
				const listener = { life, hear };
				this.#listeners.add(listener);
				return () => this.#listeners.delete(listener);
			},
		};
	}
}

/** One tab of a tablet. */
export interface Tab {
	readonly life: Life;
	readonly engine: Engine<Key>;
	readonly name: string;
}

/** Sorts of trouble that a disk can have. */
export type DiskTrouble = 'none' | 'full' | 'slow';

/** A device: its disk, its warm replicas, its tabs, and what is between it and the server. */
export class Tablet {
	readonly name: string;
	readonly network = new Network();
	disk = new MemoryDisk();
	readonly tabs: Tab[] = [];
	trouble: DiskTrouble = 'none';
	/** What the warm replicas hold, by document. Whoever has one open when it is lost writes no more. */
	replicas = new Map<string, Uint8Array[]>();
	hasReplicas = true;
	/** Snapshots are made much sooner than in life. */
	limits = { entries: 6, bytes: 20_000 };
	#world: World;
	#server: SimulatedServer;
	#cryptos: Cryptos;
	#locks = new SimulatedLocks();
	#channel = new SimulatedChannel();
	#held: { at: number; n: number }[] = [];
	#made = 0;

	constructor(name: string, world: World, server: SimulatedServer, cryptos: Cryptos) {
		this.name = name;
		this.#world = world;
		this.#server = server;
		this.#cryptos = cryptos;
	}

	/** Somebody looks: how much is held is remembered. */
	look(): void {
		const n = this.disk.latest('entries');
		if (n !== this.#held.at(-1)?.n) this.#held.push({ at: this.#world.now, n });
	}

	/** The number of the last entry that was held at a time. */
	heldAt(time: number): number {
		return this.#held.findLast(({ at }) => at <= time)?.n ?? 0;
	}

	openTab(): Tab {
		const life = new Life();
		const name = `${this.name}.${++this.#made}`;
		const engine = new Engine(this.#ports(life, name), { limits: this.limits });
		const tab = { life, engine, name };
		this.tabs.push(tab);
		return tab;
	}

	/** As the system kills it: nothing more is written, whatever waits. */
	kill(tab: Tab): void {
		tab.life.isOver = true;
		if (!this.tabs.includes(tab)) return;
		this.tabs.splice(this.tabs.indexOf(tab), 1);
		this.#locks.end(tab.life);
	}

	/** Another tablet with what this one has on its disk: somebody has set it up from a backup. */
	clone(name: string): Tablet {
		const copy = new Tablet(name, this.#world, this.#server, this.#cryptos);
		copy.disk = this.disk.clone();
		copy.replicas = new Map([...this.replicas].map(([key, updates]) => [key, [...updates]]));
		return copy;
	}

	#ports(life: Life, name: string): Ports<Key> {
		const world = this.#world;
		return {
			crypto: world.mortal(this.#cryptos(`${name} ${world.dice.fraction()}`), life),
			clock: {
				now: () => world.now,
				elapsed: () => world.now,
				after: (time, run) => world.after(time, run, life),
			},
			disk: this.disk.of<Key>({
				before: async (mode) => {
					const slow = this.trouble === 'slow' ? 200 : 3;
					await world.wait(world.dice.below(slow), life);
					if (mode === 'rw' && this.trouble === 'full') throw new DOMException('', 'QuotaExceededError');
				},
				after: () => world.wait(world.dice.below(3), life),
			}),
			locks: this.#locks.of(life, world),
			channel: this.#channel.of(life, world),
			transport: this.network.transport(world, this.#server, life),
			replicas: this.#replicasOf(life),
			chance: () => world.dice.fraction(),
		};
	}

	/** As y-indexeddb: everything is written behind everybody's back, and may be lost. */
	#replicasOf(life: Life): Replicas {
		return {
			open: async (committee, document, doc) => {
				await this.#world.wait(this.#world.dice.below(5), life);
				if (!this.hasReplicas) return undefined;
				const key = `${committee}/${document}`;
				const { replicas } = this;
				for (const update of replicas.get(key) ?? []) Y.applyUpdate(doc, update, 'replica');
				let storedAt = 0;
				const store = (update: Uint8Array) => {
					// What was written first is stored first.
					storedAt = Math.max(storedAt, this.#world.now + this.#world.dice.below(8));
					const keep = () => replicas.set(key, [...(replicas.get(key) ?? []), update]);
					this.#world.after(storedAt - this.#world.now, keep, life);
				};
				doc.on('update', store);
				return {
					close: async () => {
						doc.off('update', store);
					},
				};
			},
		};
	}
}
