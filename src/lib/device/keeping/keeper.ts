import * as Y from 'yjs';
import { beyond, headsOf, holds, isReadable } from '#lib/documents/heads.ts';
import type { DocumentName } from '#lib/documents/kinds.ts';
import { origins, type Origin } from '#lib/documents/origins.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { inTime } from '#lib/time.ts';
import type { Database } from '../database.ts';
import { deleteReplica, isFromReplica, Replica, salvage } from './replica.ts';
import { PATIENCE, RETRY } from './saving.ts';
import { appendUpdate, readStored, updatesAfter, type Stored } from './updates.ts';

/** What a keeper needs of the device, and tells it. */
export interface Surroundings {
	db: Database;
	/** Tells this device's other tabs what was written, and whether it is stored. */
	tell(committee: string, document: DocumentName, bytes: Uint8Array, stored: boolean): void;
	/** Called whenever a document starts or stops waiting to be stored. */
	waiting(keeper: object, waits: boolean): void;
	/** A document could not be stored; `undefined` when it is stored again. */
	failed(keeper: object, error: unknown): void;
	/** The committee was deleted in another tab: nothing of it may be written again. */
	erased(): void;
}

/** Milliseconds that typing is gathered before it is stored. */
const GATHER = 80;

/**
 * Keeps one open document: what is changed in it goes to Dexie, strict and awaited, before anything is called saved.
 * When a write fails the document lives on in memory, and the keeper goes on trying.
 */
export class Keeper {
	readonly committee: string;
	readonly shared: SharedDocument;
	/** Stored updates that cannot be read. They are kept where they are. */
	broken = 0;
	/** False as long as there may be something of it on the disk that has not been read. */
	isWhole = false;
	#around: Surroundings;
	#replica: Replica | undefined;
	#loading: Promise<Replica | undefined> | undefined;
	#queue: Uint8Array[] = [];
	#writing: Promise<void> | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** After a failure the disk may hold less than we think: compare before the next write. */
	#doubtful = false;
	/** What the disk held when loading began. */
	#early: Promise<Stored> | undefined;
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
		// Read while the replica loads. What other tabs store after this they tell, and `receive` brings it in.
		this.#early = readStored(this.#around.db, this.committee, name);
		// Its failure is met in the comparison.
		this.#early.catch(() => undefined);
		let isStuck = false;
		this.#loading = Replica.open(this.#around.db.name, this.committee, name, doc).catch(() => {
			isStuck = true;
			return undefined;
		});
		this.#replica = await this.#loading;
		if (this.#closed) return;
		try {
			await inTime(this.check(), PATIENCE.document);
		} catch (error) {
			this.#around.failed(this, error);
		}
		if (isStuck && this.isWhole) void this.#renewReplica();
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
		// A replica that is still being opened would be there again after somebody deleted it.
		await (await this.#loading)?.close();
		this.shared.destroy();
	}

	#changed(update: Uint8Array, origin: unknown): void {
		// Read in while the replica tidied itself: words of another tab, and nobody has said that they are on the disk.
		if (isFromReplica(origin) && this.#replica) void this.check();
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
		const early = this.#early;
		this.#early = undefined;
		const { heads, tail, broken } = await (early ?? readStored(db, this.committee, name));
		this.broken = broken;
		this.#apply(tail);
		if (!holds(headsOf(doc), heads)) this.#apply(await updatesAfter(db, this.committee, name));
		this.isWhole = true;
		const surplus = beyond(doc, heads);
		if (surplus) await this.#append(surplus);
	}

	/** Other tabs hear of an update when it is stored: what they write must not lean on words that a crash can take. */
	async #append(update: Uint8Array): Promise<void> {
		const { db, tell, erased } = this.#around;
		if (await appendUpdate(db, this.committee, this.shared.name, update))
			tell(this.committee, this.shared.name, update, true);
		else erased();
	}

	/** A replica that is stuck would cost its time at each opening: what can be read of it is kept, and it goes. */
	async #renewReplica(): Promise<void> {
		const { committee, shared } = this;
		try {
			this.#apply(await salvage(this.#around.db.name, committee, shared.name), origins.restored);
			await this.flush();
			if (!this.#doubtful) await deleteReplica(this.#around.db.name, committee, shared.name);
		} catch {
			// It cannot be opened at all: the next opening tries again.
		}
	}

	#apply(updates: Uint8Array[], origin: Origin = origins.store): void {
		const { doc } = this.shared;
		if (this.#closed) return;
		doc.transact(() => {
			for (const update of updates) if (isReadable(update)) Y.applyUpdate(doc, update, origin);
		}, origin);
	}
}
