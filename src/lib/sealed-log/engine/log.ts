import { type Bytes, toText } from '#lib/sealed-log/bytes.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import { readEntry, type Sealed, sealEntry } from '#lib/sealed-log/entry/sealed.ts';
import { activeDevices, currentEpoch, mayWrite } from '#lib/sealed-log/membership/state.ts';
import { type Status, statusOf } from '#lib/sealed-log/status.ts';
import { type DocumentName, isDocumentName } from '#lib/documents/kinds.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { OpenDocument, type Surroundings } from './documents/open.ts';
import type { SessionDraft } from './documents/pen.ts';
import type { Archive } from './keeping/archive.ts';
import { cutOff } from './keeping/intake.ts';
import type { HeadRow, LogRow } from './keeping/rows.ts';
import { Line } from './line/line.ts';
import type { Concern, Subject } from './line/subject.ts';
import { overhangs } from './members/closing.ts';
import { Members } from './members/members.ts';
import { redoLost } from './members/redo.ts';
import type { Roll } from './members/roll.ts';
import type { Clock, Ports, Transport } from './ports.ts';
import { Presence } from './presence.ts';
import type { Sealing } from './reading/reader.ts';
import { type Told, Tabs } from './tabs.ts';
import { Turns } from './turns.ts';
import { type Limits, Snapshots } from './upkeep/snapshots.ts';
import { Upkeep } from './upkeep/upkeep.ts';

/** Milliseconds that typing is gathered: while others see it at once, and while nobody does. */
const GATHER_TOGETHER = 100;
const GATHER_ALONE = 1000;

/** This device cannot write: it has no key of today's epoch, or its keys are gone. */
export class NoKey extends Error {
	override name = 'NoKey';
}

/** What does not come from the world, but from whoever runs the program. */
export interface Options {
	/** The server's leave to found a log there, where it asks for one. */
	token: string;
	/** When a snapshot is made. */
	limits: Limits;
}

/** What a log tells whoever has it open. */
export interface Watcher {
	/** Something that is shown has changed: the status, the members, who is here, a concern. */
	changed?(): void;
	/** A document could not be stored; `undefined` when it is stored again. */
	failed?(document: object, error: unknown): void;
}

interface Opened<K> {
	document: OpenDocument<K>;
	loaded: Promise<void>;
}

/** One committee's log, seen from one tab: its documents, its members, its line to the server, and what may be said of it. */
export class Log<K> implements Subject<K> {
	readonly id: string;
	readonly crypto: Crypto<K>;
	readonly clock: Clock;
	readonly transport: Transport;
	readonly archive: Archive<K>;
	readonly roll: Roll<K>;
	readonly line: Line<K>;
	readonly presence: Presence<K>;
	readonly members: Members<K>;
	readonly token: string;
	row: LogRow;
	#ports: Ports<K>;
	#snapshots: Snapshots<K>;
	#upkeep: Upkeep<K>;
	#tabs: Tabs;
	#documents = new Map<string, Opened<K>>();
	#unstored = new Set<object>();
	#troubles = new Set<object>();
	#concerns = new Set<Concern>();
	#waiting = 0;
	/** Counts what this tab has stored, so that nothing older is taken for what is known of it. */
	#written = 0;
	#heads: HeadRow[] = [];
	#watchers = new Set<Watcher>();
	#looking = new Turns();
	#isRemoved = false;
	/** The chain was this long when somebody's last word was last looked for. */
	#closedAt = 0;
	#isClosed = false;

	constructor(ports: Ports<K>, archive: Archive<K>, roll: Roll<K>, row: LogRow, { token, limits }: Options) {
		const { crypto, clock, transport, locks, channel } = ports;
		this.#ports = ports;
		this.id = row.id;
		this.crypto = crypto;
		this.clock = clock;
		this.transport = transport;
		this.archive = archive;
		this.roll = roll;
		this.row = row;
		this.token = token;
		const tab = toText(crypto.randomBytes(8));
		this.#tabs = new Tabs(
			row.id,
			tab,
			channel,
			clock,
			(told) => void this.#hear(told).catch((error: unknown) => this.failed(error)),
		);
		this.line = new Line(this, locks);
		this.members = new Members(this, this.line);
		this.#snapshots = new Snapshots(
			this,
			this.sealing,
			limits,
			(document) => this.line.connection?.lease(document) ?? Promise.resolve(0),
			(draft, plaintext) => this.#seal(draft, plaintext),
		);
		this.#upkeep = new Upkeep(this, this.line, this.members, this.#snapshots, limits.entries / 20);
		this.presence = new Presence(
			row.id,
			ports,
			roll,
			(sealed) => this.#pass(sealed),
			() => this.#notify(),
		);
	}

	/** Takes part in talking to the server from now on. */
	async start(): Promise<void> {
		await this.refresh();
		this.#isRemoved = this.row.standing === 'removed';
		if (!this.#isRemoved) this.line.start();
	}

	/** What may be said of everything that was written on this device. */
	get status(): Status {
		const { row, roll } = this;
		const { incarnation } = row.place;
		const others = activeDevices(roll.state).filter(({ id, sheet }) => id !== row.device && !sheet);
		const heads = new Map(this.#heads.map(({ device, place }) => [device, place]));
		const comeTo = (device: string) => {
			const place = heads.get(device);
			return place?.incarnation === incarnation ? place.seq : 0;
		};
		return statusOf({
			unstored: this.#unstored.size > 0,
			trouble: this.#troubles.size > 0,
			waiting: this.#waiting,
			shared: row.shared,
			standing: this.#isRemoved ? 'removed' : row.standing,
			writes: mayWrite(roll.state, row.device),
			live: this.line.isLive,
			own: row.own,
			others: others.map(({ id }) => comeTo(id)),
		});
	}

	/** The committee has taken this device out: it keeps what it has, and that is all. */
	get isRemoved(): boolean {
		return this.#isRemoved;
	}

	/** What is wrong beyond this device. */
	get concerns(): readonly Concern[] {
		return [...this.#concerns];
	}

	/** When other tablets were last heard of, by device: milliseconds, display only. */
	get lastHeard(): ReadonlyMap<string, number> {
		return new Map(this.#heads.map(({ device, heardAt }) => [device, heardAt]));
	}

	/** Opens a document, or gives the one that is open in this tab already. */
	async open(name: DocumentName): Promise<SharedDocument> {
		let opened = this.#documents.get(name);
		if (!opened) {
			const document = new OpenDocument<K>(name, this.#surroundings());
			opened = { document, loaded: document.load() };
			this.#documents.set(name, opened);
		}
		await opened.loaded;
		this.#closeToWriting(opened.document);
		return opened.document.shared;
	}

	/** The documents that are open in this tab. */
	get opened(): SharedDocument[] {
		return [...this.#documents.values()].map(({ document }) => document.shared);
	}

	/** Settles when everything that was written until now is stored, or could not be. */
	async flush(): Promise<void> {
		await Promise.all([...this.#documents.values()].map(({ document }) => document.flush()));
	}

	/** After sleep or a closed lid: other tabs may have written, and the line is dead. */
	async wake(): Promise<void> {
		await this.roll.grow();
		await this.refresh();
		await Promise.all([...this.#documents.values()].map(({ document }) => document.check()));
		this.line.hurry();
	}

	/** Stores what waits, and lets go. */
	async close(): Promise<void> {
		await Promise.all([...this.#documents.values()].map(({ document }) => document.close()));
		this.#end();
	}

	/** Lets go without storing: the committee was deleted. */
	async abandon(): Promise<void> {
		await Promise.all([...this.#documents.values()].map(({ document }) => document.abandon()));
		this.#end();
	}

	/** @returns stops watching */
	watch(watcher: Watcher): () => void {
		this.#watchers.add(watcher);
		return () => this.#watchers.delete(watcher);
	}

	chance(): number {
		return this.#ports.chance();
	}

	refresh(): Promise<void> {
		return this.#looking.take(() => this.#look());
	}

	async #look(): Promise<void> {
		const written = this.#written;
		const looked = await this.archive.look(this.id);
		if (!looked) return;
		this.row = looked.row;
		// Another tab may have heard it.
		this.#isRemoved ||= this.row.standing === 'removed';
		this.#heads = looked.heads;
		// What this tab has stored meanwhile may not be counted in it.
		this.#waiting = written === this.#written ? looked.waiting : Math.max(1, looked.waiting);
	}

	grown(documents: Iterable<string>): void {
		const names = [...documents];
		this.#tabs.tell({ what: 'grown', documents: names });
		void this.#grew(names);
	}

	forked(documents: Iterable<string>): void {
		const names = [...documents];
		this.#tabs.tell({ what: 'changed', documents: names });
		this.#restart(names);
	}

	met(document: string): void {
		this.#upkeep.met(document);
	}

	present(device: string, session: string, counter: number, bytes: Bytes): void {
		this.#tabs.tell({ what: 'heard', device, session, counter, bytes });
		this.presence.heard(device, session, counter, bytes);
	}

	concern(what: Concern, is: boolean): void {
		if (this.#concerns.has(what) === is) return;
		if (is) this.#concerns.add(what);
		else this.#concerns.delete(what);
		this.#notify();
	}

	failed(error: unknown): void {
		for (const watcher of this.#watchers) watcher.failed?.(this, error);
	}

	isUp(): void {
		const seenAt = this.clock.now();
		this.#remember({ shared: true, standing: 'in', seenAt });
		redoLost(this, this.members).catch((error: unknown) => this.failed(error));
	}

	removed(): void {
		this.#isRemoved = true;
		this.line.stop();
		this.#remember({ standing: 'removed' });
	}

	/** What is not stored now is found out again with the next line. */
	#remember(what: Partial<LogRow>): void {
		this.archive
			.change(this.id, () => what)
			.then(() => this.grown([]))
			.catch((error: unknown) => this.failed(error));
	}

	async #hear(told: Told): Promise<void> {
		if (told.what === 'grown') await this.#grew(told.documents);
		else if (told.what === 'changed') this.#restart(told.documents);
		else if (told.what === 'heard')
			this.presence.heard(told.device, told.session, told.counter, told.bytes.slice());
		else if (told.what === 'pass') {
			const read = await readEntry(this.crypto, told.bytes.slice());
			if (read.ok) this.line.connection?.pass(read.sealed);
		}
	}

	/** There is something new on the disk. */
	async #grew(documents: readonly string[]): Promise<void> {
		if (this.#isClosed) return;
		try {
			await this.refresh();
			await this.roll.grow();
		} catch {
			// The disk is gone for now; whatever opens or writes next says so.
			return;
		}
		for (const name of documents) void this.#documents.get(name)?.document.read();
		if (this.roll.state.length > this.#closedAt) void this.#handInAgain();
		for (const { document } of this.#documents.values()) this.#closeToWriting(document);
		this.line.pump();
		this.#upkeep.soon();
		this.#notify();
	}

	/** What is held beyond somebody's last word is handed in again, by one tab of whoever may write. */
	async #handInAgain(): Promise<void> {
		const { archive, roll, id, row } = this;
		if (!this.line.isLive || !mayWrite(roll.state, row.device)) return;
		this.#closedAt = roll.state.length;
		try {
			for (const { document, counting } of await overhangs(archive, roll)) {
				if (!isDocumentName(document)) continue;
				await this.open(document);
				const opened = this.#documents.get(document)?.document;
				if (!(await opened?.handInAgain(counting, (owner) => roll.isClosed(owner)))) throw new NoKey();
				await cutOff(archive, id, counting);
				this.forked([document]);
			}
		} catch {
			// The next word from the server is the next time.
			this.#closedAt = 0;
		}
	}

	#restart(documents: readonly string[]): void {
		for (const name of documents) void this.#documents.get(name)?.document.restart();
	}

	/** A reader's documents, and those of a tablet that was removed, are for reading. */
	#closeToWriting({ shared }: OpenDocument<K>): void {
		const { roll, row } = this;
		shared.isClosed = this.#isRemoved || !mayWrite(roll.state, row.device) || roll.state.newer;
	}

	#pass(sealed: Sealed): void {
		if (this.line.connection) this.line.connection.pass(sealed);
		else this.#tabs.tell({ what: 'pass', bytes: sealed.bytes });
	}

	async #seal(draft: SessionDraft, plaintext: Uint8Array): Promise<Sealed> {
		const { author, state } = this.roll;
		const epoch = currentEpoch(state);
		const key = await this.roll.entryKey(epoch);
		if (!author || !key) throw new NoKey();
		return sealEntry(this.crypto, author, key, { ...draft, log: this.id, epoch }, plaintext);
	}

	get sealing(): Sealing<K> {
		const { roll, crypto, archive, id, row } = this;
		return {
			id,
			crypto,
			archive,
			device: row.device,
			entryKey: (epoch) => roll.entryKey(epoch),
			isClosed: (owner) => roll.isClosed(owner),
		};
	}

	#surroundings(): Surroundings<K> {
		const { clock, replicas } = this.#ports;
		return {
			sealing: this.sealing,
			committee: this.row.committee,
			clock,
			replicas,
			seal: (draft, plaintext) => this.#seal(draft, plaintext),
			gather: () => (this.line.isLive || this.#tabs.hasOthers ? GATHER_TOGETHER : GATHER_ALONE),
			waiting: (document, waits) => {
				if (waits) this.#unstored.add(document);
				else this.#unstored.delete(document);
				this.#notify();
			},
			failed: (document, error) => {
				if (error === undefined) this.#troubles.delete(document);
				else this.#troubles.add(document);
				for (const watcher of this.#watchers) watcher.failed?.(document, error);
			},
			stored: (document) => {
				this.#written++;
				this.#waiting = Math.max(1, this.#waiting);
				this.grown([document.name]);
			},
		};
	}

	#notify(): void {
		for (const watcher of this.#watchers) watcher.changed?.();
	}

	#end(): void {
		this.#isClosed = true;
		this.presence.close();
		this.#upkeep.stop();
		this.line.stop();
		this.#tabs.close();
	}
}
