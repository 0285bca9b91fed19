import { type Bytes, toText } from '#lib/sealed-log/bytes.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import { readEntry, type Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { mayWrite } from '#lib/sealed-log/membership/state.ts';
import type { Status } from '#lib/sealed-log/status.ts';
import type { DocumentName } from '#lib/documents/kinds.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { Away } from './documents/away.ts';
import { Documents } from './documents/documents.ts';
import type { Surroundings } from './documents/pen.ts';
import type { Archive } from './keeping/archive.ts';
import type { LogRow } from './keeping/rows.ts';
import { Line } from './line/line.ts';
import type { Concern, Subject } from './line/subject.ts';
import { Members } from './members/members.ts';
import { redoLost } from './members/redo.ts';
import type { Roll } from './members/roll.ts';
import { Sums } from './members/sums/sums.ts';
import type { Clock, Ports, Transport } from './ports.ts';
import { Presence } from './line/passing/presence.ts';
import type { Sealing } from './documents/reading/chained.ts';
import { type Told, Tabs } from './line/tabs.ts';
import { Standing, type Watcher } from './standing.ts';
import { HandingIn } from './upkeep/handing-in.ts';
import { type Options, Snapshots } from './upkeep/snapshots.ts';
import { Upkeep } from './upkeep/upkeep.ts';

/** Milliseconds that typing is gathered after its first letter: while others see it at once, and while nobody does. */
const GATHER_TOGETHER = 100;
const GATHER_ALONE = 1000;

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
	readonly sums: Sums<K>;
	readonly away: Away<K>;
	readonly token: string;
	readonly documents: Documents<K>;
	readonly standing: Standing<K>;
	#ports: Ports<K>;
	#snapshots: Snapshots<K>;
	#upkeep: Upkeep<K>;
	#tabs: Tabs;
	#handingIn: HandingIn<K>;
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
		this.standing = new Standing(archive, roll, row, () => this.line.isLive);
		this.away = new Away<K>(this);
		this.token = token;
		const hear = (told: Told) => void this.#hear(told).catch((error: unknown) => this.failed(error));
		this.#tabs = new Tabs(row.id, toText(crypto.randomBytes(8)), channel, clock, hear);
		// A reader's documents, and those of a tablet that was removed, are for reading.
		const isForReading = () => this.isRemoved || !mayWrite(roll.state, row.device) || roll.state.newer;
		this.documents = new Documents(this.#surroundings(), isForReading);
		this.line = new Line(this, locks, this.#tabs);
		this.#handingIn = new HandingIn(this, this.line, this.documents);
		this.members = new Members(this, this.line);
		this.sums = new Sums(this, this.line, () => this.standing.notify());
		this.#snapshots = new Snapshots(
			this,
			this.sealing,
			limits,
			(document) => this.line.connection?.lease(document) ?? Promise.resolve(0),
			(draft, plaintext) => roll.seal(draft, plaintext),
		);
		const { line, members, documents } = this;
		this.#upkeep = new Upkeep(this, line, members, this.#snapshots, documents, limits.entries / 20);
		this.presence = new Presence(
			row.id,
			ports,
			roll,
			(sealed) => this.#pass(sealed),
			() => this.standing.notify(),
		);
	}

	/** Takes part in talking to the server from now on. */
	async start(): Promise<void> {
		await this.refresh();
		// Also after the server has said that this device was removed: it may have been wrong.
		this.line.start();
	}

	/** The log's row as it was last read. */
	get row(): LogRow {
		return this.standing.row;
	}

	/** What may be said of everything that was written on this device. */
	get status(): Status {
		return this.standing.status;
	}

	/** The committee has taken this device out: it keeps what it has, and that is all. */
	get isRemoved(): boolean {
		return this.standing.isRemoved;
	}

	/** What is wrong beyond this device. */
	get concerns(): readonly Concern[] {
		return this.standing.concerns;
	}

	/** Opens a document, or gives the one that is open in this tab already. */
	open(name: DocumentName): Promise<SharedDocument> {
		return this.documents.open(name);
	}

	/** The documents that are open in this tab. */
	get opened(): SharedDocument[] {
		return this.documents.shared;
	}

	/** Settles when everything that was written until now is stored, or could not be. */
	flush(): Promise<void> {
		return this.documents.flush();
	}

	/** After sleep or a closed lid: other tabs may have written, and the line is dead. */
	async wake(): Promise<void> {
		await this.roll.grow();
		await this.refresh();
		await this.documents.check();
		this.line.hurry();
	}

	/** Stores what waits, and lets go. */
	async close(): Promise<void> {
		await this.documents.close();
		this.#end();
	}

	/** Lets go without storing: the committee was deleted. */
	async abandon(): Promise<void> {
		await this.documents.abandon();
		this.#end();
	}

	/** @returns stops watching */
	watch(watcher: Watcher): () => void {
		return this.standing.watch(watcher);
	}

	chance(): number {
		return this.#ports.chance();
	}

	refresh(): Promise<void> {
		return this.standing.look();
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

	#restart(documents: readonly string[]): void {
		this.documents.restart(documents);
		this.sums.restart(documents);
	}

	met(document: string): void {
		this.#upkeep.met(document);
	}

	present(device: string, session: string, counter: number, bytes: Bytes): void {
		this.#tabs.tell({ what: 'heard', device, session, counter, bytes });
		this.presence.heard(device, session, counter, bytes);
	}

	concern(what: Concern, is: boolean): void {
		if (what === 'forgot' && is) this.sums.forget();
		this.standing.concern(what, is);
	}

	failed(error: unknown): void {
		this.standing.tell(this, error);
	}

	isUp(): void {
		const seenAt = this.clock.now();
		this.standing.removed(false);
		this.#remember({ shared: true, standing: 'in', seenAt });
		this.#tabs.tell({ what: 'up' });
		this.presence.again();
		redoLost(this, this.members).catch((error: unknown) => this.failed(error));
	}

	removed(): void {
		this.standing.removed(true);
		this.line.stop();
		this.#remember({ standing: 'removed' });
	}

	/** What is not stored now is found out again. */
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
		else if (told.what === 'up') this.presence.again();
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
		this.documents.read(documents);
		void this.#handingIn.look();
		this.documents.look();
		this.sums.again();
		this.line.pump();
		this.#upkeep.soon();
		this.standing.notify();
	}

	#pass(sealed: Sealed): void {
		if (this.line.connection) this.line.connection.pass(sealed);
		else this.#tabs.tell({ what: 'pass', bytes: sealed.bytes });
	}

	get sealing(): Sealing<K> {
		const { roll, crypto, archive, id, row } = this;
		return { id, crypto, archive, device: row.device, roll, doubts: () => this.concern('snapshot', true) };
	}

	#surroundings(): Surroundings<K> {
		const { roll } = this;
		const { clock, replicas } = this.#ports;
		return {
			sealing: this.sealing,
			committee: this.row.committee,
			clock,
			replicas,
			seal: (draft, plaintext) => roll.seal(draft, plaintext),
			gather: () => (this.line.isLive || this.#tabs.hasOthers ? GATHER_TOGETHER : GATHER_ALONE),
			waiting: (document, waits) => this.standing.waits(document, waits),
			failed: (document, error) => this.standing.fails(document, error),
			stored: (document) => {
				this.standing.wrote();
				this.grown([document.name]);
			},
		};
	}

	#end(): void {
		this.#isClosed = true;
		this.presence.close();
		this.sums.forget();
		this.#upkeep.stop();
		this.line.stop();
		this.#tabs.close();
	}
}
