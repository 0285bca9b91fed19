// A committee of real engines on a real server, in virtual time, with somebody in it who says whatever a test wants said.
import * as Y from 'yjs';
import { type Bytes, toText } from '#lib/sealed-log/bytes.ts';
import { entryKey } from '#lib/sealed-log/crypto/epoch.ts';
import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { type Author, type Draft, type Sealed, sealEntry } from '#lib/sealed-log/entry/sealed.ts';
import type { Log } from '#lib/sealed-log/engine/log.ts';
import type { Role } from '#lib/sealed-log/membership/actions.ts';
import { currentEpoch } from '#lib/sealed-log/membership/state.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { Caller } from '#tests/log/caller.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import type { Cryptos, Key } from '../ports.ts';
import { seeded } from '../run.ts';
import { origin, SimulatedServer } from '../server.ts';
import { type Tab, Tablet } from '../tablet.ts';
import { World } from '../world.ts';

/** A tablet with the committee open in it. */
export interface Screen {
	tablet: Tablet;
	tab: Tab;
	log: Log<Key>;
	core: SharedDocument;
}

/** What a server does to the frames between it and one tablet. */
export interface Evil {
	down?: (frame: Bytes) => Bytes[];
	up?: (frame: Bytes) => Bytes[];
}

type Line = Parameters<SimulatedServer['connect']>[0];

const between = (server: SimulatedServer, evil: Evil): SimulatedServer =>
	new Proxy(server, {
		get(target, name) {
			if (name !== 'connect') {
				const value: unknown = Reflect.get(target, name, target);
				return typeof value === 'function' ? value.bind(target) : value;
			}
			return (line: Line) => {
				const inner = target.connect({
					send: (frame) => {
						for (const each of evil.down?.(frame) ?? [frame]) line.send(each);
					},
					closed: line.closed,
				});
				return {
					receive: (frame: Bytes) => {
						for (const each of evil.up?.(frame) ?? [frame]) inner.receive(each);
					},
					closed: inner.closed,
				};
			};
		},
	});

export class Rig {
	readonly world: World;
	readonly cryptos: Cryptos;
	readonly server: SimulatedServer;
	readonly crypto: Crypto<Key>;
	#seed: number;

	constructor(seed = 1, cryptos: Cryptos = seeded(seed)) {
		this.#seed = seed;
		this.world = new World(seed);
		this.cryptos = cryptos;
		this.server = new SimulatedServer(this.world, this.cryptos);
		this.crypto = this.cryptos(`raw ${seed}`);
	}

	pass(time = 3000): Promise<void> {
		return this.world.until(this.world.now + time);
	}

	/** Waits for something that needs virtual time. */
	async done<T>(work: Promise<T>, most = 200_000): Promise<T> {
		let [isDone, error]: [boolean, unknown] = [false, undefined];
		let value: T | undefined;
		work.then(
			(found) => ([isDone, value] = [true, found]),
			(reason: unknown) => ([isDone, error] = [true, reason]),
		);
		for (let left = most; !isDone && left > 0; left -= 100) await this.pass(100);
		if (error) throw error;
		if (!isDone) throw new Error('never done');
		return value as T;
	}

	tablet(name: string, evil?: Evil): Tablet {
		const server = evil ? between(this.server, evil) : this.server;
		return new Tablet(name, this.world, server, this.cryptos);
	}

	async open(tablet: Tablet, tab = tablet.openTab()): Promise<Screen> {
		const log = await this.done(tab.engine.of('c'));
		if (!log) throw new Error('no log');
		const core = await this.done(log.open('core'));
		return { tablet, tab, log, core };
	}

	async found(limits?: Tablet['limits'], evil?: Evil): Promise<Screen> {
		const tablet = this.tablet('founder', evil);
		if (limits) tablet.limits = limits;
		const tab = tablet.openTab();
		const doc = new Y.Doc();
		doc.clientID = 77;
		doc.getText('text').insert(0, '<from before>');
		await this.done(tab.engine.found('c', [{ document: 'core', update: Y.encodeStateAsUpdate(doc) }]));
		const screen = await this.open(tablet, tab);
		await this.pass();
		return screen;
	}

	async joins(name: string, by: Screen, role: Role, evil?: Evil): Promise<Screen> {
		const tablet = this.tablet(name, evil);
		tablet.limits = by.tablet.limits;
		const tab = tablet.openTab();
		const invited = await this.done(by.log.members.invite(role));
		if (!invited.ok) throw new Error(invited.reason);
		const joined = await this.done(tab.engine.join(invited.value.ticket, 'c'));
		if (!joined.ok) throw new Error(joined.reason);
		const screen = await this.open(tablet, tab);
		await this.pass();
		return screen;
	}

	/** Takes a tablet's keys into hands that say anything with them. */
	async hands(screen: Screen): Promise<Hands> {
		const { log, tab, tablet } = screen;
		const { device } = log.row;
		const row = await this.done(tab.engine.archive.keys(device));
		if (row?.kept.how !== 'keys') throw new Error('no keys');
		const epoch = currentEpoch(log.roll.state);
		const raw = log.roll.rawKey();
		if (!raw) throw new Error('no key');
		const key = await entryKey(this.crypto, { log: log.id, epoch }, raw);
		tablet.kill(tab);
		await this.pass(1000);
		const caller = new Caller(this.crypto, origin);
		const line = this.server.connect({ send: (frame) => caller.hear(frame), closed: () => caller.over() });
		caller.through({ send: line.receive, close: line.closed });
		const author = { device, sign: row.kept.sign };
		const answer = await caller.greets(log.id, author);
		if (answer.type !== 'welcome') throw new Error(answer.type);
		return new Hands(this.crypto, caller, author, log.id, key, epoch, `${this.#seed}`);
	}
}

/** Somebody who has a device's keys, and no program. */
export class Hands {
	crypto: Crypto<Key>;
	caller: Caller<Key>;
	author: Author<Key>;
	log: string;
	key: Key;
	epoch: number;

	constructor(
		crypto: Crypto<Key>,
		caller: Caller<Key>,
		author: Author<Key>,
		log: string,
		key: Key,
		epoch: number,
		_seed: string,
	) {
		this.crypto = crypto;
		this.caller = caller;
		this.author = author;
		this.log = log;
		this.key = key;
		this.epoch = epoch;
	}

	newSession(): string {
		return toText(this.crypto.randomBytes(8));
	}

	/** Seals anything as the next entry of a session. */
	seal(words: Uint8Array, draft: Partial<Draft> = {}, after?: Sealed): Promise<Sealed> {
		return sealEntry(
			this.crypto,
			this.author,
			this.key,
			{
				kind: kinds.update,
				log: this.log,
				document: 'core',
				epoch: this.epoch,
				session: after?.entry.session ?? this.newSession(),
				counter: (after?.entry.counter ?? 0) + 1,
				prev: after?.id ?? noEntry,
				...draft,
			},
			words,
		);
	}

	async append(sealed: Sealed): Promise<void> {
		const answer = await this.caller.hands('append', sealed);
		if (answer.type === 'refused') throw new Error(answer.code);
	}

	/** Writes a Yjs update as a session of its own. */
	async writes(update: Uint8Array, client: number): Promise<Sealed> {
		const sealed = await this.seal(update, { client });
		await this.append(sealed);
		return sealed;
	}
}

export const textOf = ({ core }: Screen): string => core.doc.getText('text').toString();
export const types = ({ core }: Screen, words: string): void =>
	core.type(() => core.doc.getText('text').insert(core.doc.getText('text').length, words));
