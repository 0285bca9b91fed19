import * as Y from 'yjs';
import { beyond, headsOf, holds, isReadable } from '#lib/documents/heads.ts';
import type { DocumentName } from '#lib/documents/kinds.ts';
import { origins } from '#lib/documents/origins.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import type { Database } from '../database.ts';
import { isFromReplica, Replica } from './replica.ts';
import { appendUpdate, readStored, updatesAfter } from './updates.ts';

/** What a keeper needs of the device, and tells it. */
export interface Surroundings {
	db: Database;
	/** Tells this device's other tabs what was written, and whether it is stored. */
	tell(committee: string, document: DocumentName, bytes: Uint8Array, stored: boolean): void;
	/** Called whenever a document starts or stops waiting to be stored. */
	waiting(keeper: Keeper, waits: boolean): void;
	/** A document could not be stored; `undefined` when it is stored again. */
	failed(keeper: Keeper, error: unknown): void;
}

/** Milliseconds that typing is gathered before it is stored. */
const GATHER = 80;

/** Milliseconds until a failed write is tried again. */
const RETRY = 2000;

/**
 * Keeps one open document: what is changed in it goes to Dexie, strict and awaited, before anything is called saved.
 * When a write fails the document lives on in memory, and the keeper goes on trying.
 */
export class Keeper {
	readonly committee: string;
	readonly shared: SharedDocument;
	/** Stored updates that cannot be read. They are kept where they are. */
	broken = 0;
	#around: Surroundings;
	#replica: Replica | undefined;
	#queue: Uint8Array[] = [];
	#writing: Promise<void> | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** After a failure the disk may hold less than we think: compare before the next write. */
	#doubtful = false;
	#closed = false;

	constructor(committee: string, name: DocumentName, around: Surroundings) {
		this.committee = committee;
		this.shared = new SharedDocument(name);
		this.#around = around;
		this.shared.doc.on('update', (update: Uint8Array, origin: unknown) => this.#changed(update, origin));
	}

	/**
	 * Loads the document from the warm replica and Dexie. Never fails: what cannot be read or stored is told to the
	 * surroundings, and the document works in memory.
	 */
	async load(): Promise<void> {
		const { doc, name } = this.shared;
		[this.#replica] = await Promise.all([
			Replica.open(this.committee, name, doc),
			// Opens the database meanwhile; its failure is met in the comparison.
			this.#around.db.ensureOpen().catch(() => undefined),
		]);
		await this.check();
	}

	/** Makes sure that document and disk hold the same: after opening, after trouble, after a tab was frozen. */
	async check(): Promise<void> {
		this.#doubtful = true;
		await this.flush();
	}

	/**
	 * Brings in what another tab has written. What that tab could not store is stored here: words of ours may come to
	 * lean on it, and without it they could not be read again.
	 */
	receive(bytes: Uint8Array, stored: boolean): void {
		Y.applyUpdate(this.shared.doc, bytes, origins.elsewhere);
		if (!stored) void this.check();
	}

	/** Settles when all that was changed until now is stored, or could not be. */
	async flush(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		while (this.#writing) await this.#writing;
		if (!this.#closed && (this.#queue.length > 0 || this.#doubtful)) {
			this.#writing = this.#write();
			await this.#writing;
		}
	}

	/** Stores what waits and lets go. */
	async close(): Promise<void> {
		await this.flush();
		await this.abandon();
	}

	/** Lets go without storing: the committee was deleted. */
	async abandon(): Promise<void> {
		this.#closed = true;
		clearTimeout(this.#timer);
		this.#around.waiting(this, false);
		this.#around.failed(this, undefined);
		await this.#replica?.close();
		this.shared.destroy();
	}

	#changed(update: Uint8Array, origin: unknown): void {
		if (origin === origins.store || origin === origins.elsewhere || isFromReplica(origin) || this.#closed)
			return;
		this.#queue.push(update);
		this.#around.waiting(this, true);
		if (origin === origins.typing) this.#timer ??= setTimeout(() => void this.flush(), GATHER);
		else void this.flush();
	}

	async #write(): Promise<void> {
		const taken = this.#queue.splice(0);
		const update = taken.length > 0 ? Y.mergeUpdates(taken) : undefined;
		const doubtful = this.#doubtful;
		// A doubt that arises while we write must survive this write.
		this.#doubtful = false;
		try {
			if (doubtful) await this.#compare();
			else if (update) await this.#append(update);
			this.#around.failed(this, undefined);
		} catch (error) {
			this.#doubtful = true;
			this.#around.failed(this, error);
			if (update) this.#around.tell(this.committee, this.shared.name, update, false);
			if (!this.#closed) this.#timer ??= setTimeout(() => void this.flush(), RETRY);
			return;
		} finally {
			this.#writing = undefined;
		}
		if (this.#closed) return;
		if (this.#doubtful || this.#queue.length > 0) void this.flush();
		else this.#around.waiting(this, false);
	}

	/** Reads what only the disk has, appends what only the document has. */
	async #compare(): Promise<void> {
		const { db } = this.#around;
		const { doc, name } = this.shared;
		await db.ensureOpen();
		const { heads, tail, broken } = await readStored(db, this.committee, name);
		this.broken = broken;
		this.#apply(tail);
		if (!holds(headsOf(doc), heads)) this.#apply(await updatesAfter(db, this.committee, name));
		const surplus = beyond(doc, heads);
		if (surplus) await this.#append(surplus);
	}

	/** Other tabs hear of an update when it is stored: what they write must not lean on words that a crash can take. */
	async #append(update: Uint8Array): Promise<void> {
		await appendUpdate(this.#around.db, this.committee, this.shared.name, update);
		this.#around.tell(this.committee, this.shared.name, update, true);
	}

	#apply(updates: Uint8Array[]): void {
		const { doc } = this.shared;
		doc.transact(() => {
			for (const update of updates) if (isReadable(update)) Y.applyUpdate(doc, update, origins.store);
		}, origins.store);
	}
}
