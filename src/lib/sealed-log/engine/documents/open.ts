import * as Y from 'yjs';
import { headsOf, holds } from '#lib/documents/heads.ts';
import type { DocumentName } from '#lib/documents/kinds.ts';
import { origins } from '#lib/documents/origins.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import type { SessionMark } from '#lib/sealed-log/entry/extra.ts';
import { isImported, type Owner } from './reading/ledger.ts';
import { DocumentReader } from './reading/reader.ts';
import { recovered } from './recovering.ts';
import { Turns } from '../keeping/turns.ts';
import { Pen, type Surroundings } from './pen.ts';
import { applied, clocksIn, isStored, surplusOf } from './surplus.ts';
import { TooLarge } from './too-large.ts';

/** Milliseconds without a key that are a pause in typing. */
const PAUSE = 250;
/** Milliseconds until a failed write is tried again. */
const RETRY = 2000;
/** Comparing ends when document and store hold the same; another tab may write meanwhile. */
const MOST_ROUNDS = 8;
/** So many entries are read anew at the next opening before what was read is remembered. */
const TAIL = 200;

/**
 * One document of a sealed log, open in one tab: a session of the log. What is changed in it is sealed and stored before it
 * is called saved; what others write is read from the store.
 */
export class OpenDocument<K> {
	readonly shared: SharedDocument;
	#around: Surroundings<K>;
	#reader: DocumentReader<K>;
	#pen: Pen<K>;
	#turns = new Turns();
	#replica: { close(): Promise<void> } | undefined;
	#queue: Uint8Array[] = [];
	#timer: (() => void) | undefined;
	/** When something was stored last, by a clock that nobody sets. */
	#storedAt = -Infinity;
	/** The store may hold less than the document, or more: compare before the next write. */
	#doubtful = true;
	#isLoading = true;
	#hasStarted = false;
	/** Something is wrong that trying again does not mend. */
	#isStuck = false;
	/** What was read before and remembered is not to be trusted. */
	#isAnew = false;
	#isClosed = false;
	#isWhole = false;
	#unremembered = 0;

	constructor(name: DocumentName, around: Surroundings<K>) {
		this.shared = new SharedDocument(name);
		this.#around = around;
		this.#reader = new DocumentReader(around.sealing, name);
		this.#pen = new Pen(this.#reader, around, around.sealing);
		this.shared.doc.clientID = this.#pen.client;
		this.shared.doc.on('update', (update: Uint8Array, origin: unknown) => this.#changed(update, origin));
	}

	get name(): DocumentName {
		return this.shared.name;
	}

	/** Everything that lies on the disk of it was read. */
	get isWhole(): boolean {
		return this.#isWhole;
	}

	/** Entries of it never came that must be there. */
	get isMissing(): boolean {
		return this.#reader.isMissing;
	}

	/** Loads the document from the warm replica and the store. Never fails: it works in memory until the disk does. */
	async load(): Promise<void> {
		this.#replica = await this.#around.replicas.open(this.#around.committee, this.name, this.shared.doc);
		this.#isLoading = false;
		await this.flush();
	}

	/** Makes sure that document and store hold the same: after trouble, after a tab was frozen. */
	async check(): Promise<void> {
		this.#doubtful = true;
		await this.flush();
	}

	/** Reads what others have stored. */
	read(): Promise<void> {
		return this.#turns.take(async () => {
			if (this.#isClosed || this.#isLoading || this.#doubtful) return;
			try {
				await this.#readOn();
				if (this.#doubtful) this.#again();
			} catch {
				this.#doubtful = true;
				this.#again();
			}
		});
	}

	/**
	 * The word of some sessions has ended before the end of what is here of them, and others have not got the rest: it is
	 * handed in again as an import.
	 * @param counting how far each session of the document counts
	 * @returns false when it could not be stored
	 */
	handInAgain(counting: readonly SessionMark[], isClosed: (owner: Owner) => boolean): Promise<boolean> {
		return this.#turns.take(async () => {
			const counted = new DocumentReader(this.#around.sealing, this.name, counting);
			if (!(await counted.begin()) || !(await counted.next())) return false;
			const surplus = [...surplusOf(this.shared.doc, counted.heads).clients].filter(([client]) => {
				const owner = this.#reader.ledger.of(client)?.owner;
				return owner && !isImported(owner) && isClosed(owner);
			});
			return surplus.length === 0 || this.#pen.import(this.shared.doc, new Map(surplus));
		});
	}

	/** What was read of it is void: entries were set aside. Reads all of it anew. */
	restart(): Promise<void> {
		return this.#turns.take(async () => this.#forget()).then(() => this.flush());
	}

	#forget(): void {
		this.#isStuck = false;
		this.#reader = new DocumentReader(this.#around.sealing, this.name);
		this.#pen.reads(this.#reader);
		this.#isAnew = true;
		this.#hasStarted = false;
		this.#doubtful = true;
	}

	/** Settles when all that was changed until now is stored, or could not be. */
	async flush(): Promise<void> {
		this.#timer?.();
		this.#timer = undefined;
		await this.#turns.take(() => this.#write());
	}

	/** Stores what waits and lets go. */
	async close(): Promise<void> {
		await this.flush();
		await this.abandon();
	}

	/** Lets go without storing: the committee was deleted. */
	async abandon(): Promise<void> {
		this.#isClosed = true;
		this.#timer?.();
		this.#around.waiting(this, false);
		this.#around.failed(this, undefined);
		await this.#replica?.close();
		this.shared.destroy();
	}

	#changed(update: Uint8Array, origin: unknown): void {
		if (isStored(origin) || this.#isLoading || this.#isClosed) return;
		// Yjs takes another client id when somebody else turns out to have this one, and a restored backup brings others'.
		if ([...clocksIn(update).keys()].some((client) => client !== this.#pen.client)) this.#doubtful = true;
		this.#queue.push(update);
		this.#around.waiting(this, true);
		if (origin === origins.typing) this.#gather();
		else void this.flush();
	}

	/** The first letter is stored at once; what follows at pauses and every so often, and after trouble in a while. */
	#gather(): void {
		if (this.#timer && this.#doubtful) return;
		const left = this.#storedAt + this.#around.gather() - this.#around.clock.elapsed();
		if (left <= 0) return void this.flush();
		this.#timer?.();
		this.#timer = this.#around.clock.after(Math.min(PAUSE, left), () => void this.flush());
	}

	async #write(): Promise<void> {
		if (this.#isClosed || this.#isLoading || this.#isStuck) return;
		if (this.#queue.length === 0 && !this.#doubtful) return;
		const taken = this.#queue.splice(0);
		this.#storedAt = this.#around.clock.elapsed();
		try {
			if (this.#doubtful || !(await this.#pen.write(Y.mergeUpdates(taken)))) await this.#compare();
			this.#around.failed(this, undefined);
		} catch (error) {
			this.#doubtful = true;
			// It is told, and taken back: nothing else could be stored as long as it is there.
			if (error instanceof TooLarge) error.takeOut(this.shared.doc);
			this.#around.failed(this, error);
			this.#again();
			return;
		}
		if (this.#isClosed) return;
		this.#around.stored(this);
		if (this.#queue.length === 0) this.#around.waiting(this, false);
		else if (!this.#timer) void this.flush();
	}

	#again(): void {
		if (!this.#isClosed && !this.#isStuck)
			this.#timer ??= this.#around.clock.after(RETRY, () => void this.flush());
	}

	/** Reads what only the store has, appends what only the document has. */
	async #compare(): Promise<void> {
		const { doc } = this.shared;
		await this.#start();
		for (let round = 0; round < MOST_ROUNDS; round++) {
			await this.#readOn();
			if (!holds(headsOf(doc), this.#reader.heads)) await this.#readAll();
			await this.#takeUpPen();
			// What waits is in the document, so it is in the surplus; written twice it would count as a gap.
			this.#queue = [];
			const surplus = this.#pen.surplus(doc);
			if (!surplus) {
				this.#doubtful = false;
				this.#isWhole = true;
				return;
			}
			await this.#pen.store(doc, surplus);
		}
		// Whatever it is, the store must not be filled with it.
		this.#isStuck = true;
		throw new Error('what is stored does not count');
	}

	/** Makes sure that what this tab writes next is written as itself. */
	async #takeUpPen(): Promise<void> {
		const { doc } = this.shared;
		await this.#pen.catchUp();
		if (doc.clientID !== this.#pen.client) await this.#pen.renew(doc.clientID);
		if (this.#pen.isOwn) return;
		await this.#pen.renew();
		doc.clientID = this.#pen.client;
	}

	async #start(): Promise<void> {
		if (this.#hasStarted) return;
		await this.#pen.announce();
		const isResumed = !this.#isAnew && (await this.#reader.resume());
		if (!isResumed) await this.#apply((await this.#reader.begin()) ?? []);
		this.#reader.hasLost = true;
		this.#hasStarted = true;
	}

	async #readOn(): Promise<void> {
		const updates = await this.#reader.next();
		await this.#apply(updates);
		if (this.#reader.isOutOfOrder) {
			// Read anew it is in the order of the log.
			this.#forget();
			await this.#start();
			await this.#apply(await this.#reader.next());
		}
		if (this.#reader.hasLost) {
			this.#reader.hasLost = false;
			const mine = await recovered(this.#around.sealing, this.#reader);
			await this.#apply(mine);
			this.#doubtful ||= mine.length > 0;
		}
		this.#unremembered += updates.length;
		if (this.#unremembered <= TAIL) return;
		this.#unremembered = 0;
		await this.#reader.remember();
	}

	/** The replica was lost: everything is opened once more. */
	async #readAll(): Promise<void> {
		const all = new DocumentReader(this.#around.sealing, this.name);
		await this.#apply((await all.begin()) ?? []);
		await this.#apply(await all.next());
	}

	async #apply(updates: readonly Uint8Array[]): Promise<void> {
		const { doc } = this.shared;
		// What a damaged replica had given it, and it could not use until now, may not be stored.
		if (doc.store.pendingStructs && updates.length > 0) this.#doubtful = true;
		const own = this.#around.sealing.device;
		const isOwn = (update: Uint8Array) => this.#isWhole && this.#reader.from.get(update)?.device === own;
		for (const update of applied(doc, updates, isOwn)) await this.#reader.unusable(update);
	}
}
