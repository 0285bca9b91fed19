import { SvelteMap } from 'svelte/reactivity';
import { core, type DocumentName } from '#lib/documents/kinds.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import type { Transport } from '#lib/sealed-log/engine/ports.ts';
import { inTime, systemClock, type Clock } from '#lib/time.ts';
import { Database, type CommitteeRow, type ErasedRow } from './database.ts';
import { eraseReplicas, eraseStored } from './keeping/erasing.ts';
import { KeptDocuments } from './keeping/kept.ts';
import { PATIENCE, RETRY, savedState, troubleOf, type Trouble } from './keeping/saving.ts';
import type { CommitteeLog } from './logs/committee-log.svelte.ts';
import { SealedCommittees } from './logs/sealed.svelte.ts';
import { CommitteeList } from './keeping/list.svelte.ts';

interface Ports {
	db?: Database;
	channel?: BroadcastChannel | undefined;
	clock?: Clock;
	/** The way to the server that keeps the logs; to where the app comes from, if not said. */
	transport?: Transport;
	/** False: committees get no log, and are on this device only. */
	seals?: boolean;
}

/** What tabs tell each other. A tab of another version may say something else: what is not understood is ignored. */
type Told =
	{ committee: string; document: DocumentName; bytes: Uint8Array; stored: boolean } | { committees: true };

/**
 * This device, seen from one tab: its committees, the documents that are open, and the one answer to «is it saved?».
 * Works in memory when the database refuses.
 */
export class Device {
	readonly db: Database;
	readonly clock: Clock;
	#channel: BroadcastChannel | undefined;
	#list: CommitteeList;
	/** The stored documents of a committee, as they were last read. */
	#listed = new Map<string, DocumentName[]>();
	/** What is being stored: of a document, or a row of the list. */
	#waiting = $state.raw(new Set<object>());
	#troubles = new SvelteMap<unknown, Trouble>();
	readonly sealed: SealedCommittees;
	#kept: KeptDocuments;
	/** Whether a committee that is open here is so in its log; what is not stays so until the app is opened anew. */
	#ways = new Map<string, Promise<boolean>>();
	#seals: boolean;
	/** Committees that get no log: they are on this device only. */
	#examples = new Set<string>();
	#started: Promise<void> | undefined;
	#retry: ReturnType<typeof setTimeout> | undefined;
	/** True when the list of committees has been read, or could not be. */
	ready = $state(false);

	constructor(ports: Ports = {}) {
		this.db = ports.db ?? new Database();
		this.clock = ports.clock ?? systemClock;
		this.#list = new CommitteeList(this.db);
		this.#channel = 'channel' in ports ? ports.channel : new BroadcastChannel('medspil');
		this.#seals = ports.seals ?? true;
		const waiting = (what: object, waits: boolean) => this.#wait(what, waits);
		const failed = (what: object, error: unknown) => this.#failed(what, error);
		const parts = { db: this.db, waiting, failed };
		this.sealed = new SealedCommittees({ ...parts, channel: this.#channel, transport: ports.transport });
		this.#kept = new KeptDocuments({
			...parts,
			tell: (committee, document, bytes, stored) => this.#tell({ committee, document, bytes, stored }),
			erased: () => void this.start(),
		});
		this.#channel?.addEventListener('message', (event: MessageEvent<unknown>) => this.#hear(event.data));
		this.db.onLost = () => {
			this.#failed(this, new DOMException('', 'InvalidStateError'));
			// What was stored may have gone with it (somebody cleared the browser): all that is open is compared.
			void this.#kept.check();
			void this.sealed.wake();
		};
	}

	/** Why something is not stored right now, if so. */
	get trouble(): Trouble | undefined {
		return this.#troubles.values().next().value;
	}

	get saved() {
		return savedState(this.#waiting.size, this.trouble);
	}

	get committees(): CommitteeRow[] {
		return this.#list.rows.sort((a, b) => b.openedAt.localeCompare(a.openedAt));
	}

	committee(id: string): CommitteeRow | undefined {
		return this.#list.get(id);
	}

	/** Reads the list of committees. What was created in memory while the database refused is kept, and stored now. */
	async start(): Promise<void> {
		try {
			for (const erased of await inTime(this.#list.read(), PATIENCE.list)) void this.#leave(erased);
			this.#failed(this, undefined);
		} catch (error) {
			this.#failed(this, error);
		}
		this.ready = true;
	}

	/** Settles when the list of committees has been read, or could not be. */
	get started(): Promise<void> {
		return (this.#started ??= this.start());
	}

	/**
	 * The log of a committee whose documents are open in this tab. None for the example, and while the database refuses:
	 * such a committee is on this tablet only.
	 */
	log(committee: string): CommitteeLog | undefined {
		return this.sealed.get(committee);
	}

	/** A committee that is about to be made here stays on this device: it is an example. */
	keepHere(committee: string): void {
		this.#examples.add(committee);
	}

	/** Remembers a committee, or something new about it, in this device's list. */
	async remember(row: CommitteeRow): Promise<void> {
		const isNews = this.#list.isNews(row);
		const storing = this.#attempt(this.#list.put(row));
		await (isNews ? this.#waitFor(storing) : storing);
		this.#tell({ committees: true });
	}

	/** Before a committee is taken in from elsewhere: it may have been deleted here once. */
	async readmit(committee: string): Promise<void> {
		await this.#attempt(this.#list.readmit(committee));
	}

	/** Opens a document, or gives the one that is open in this tab already. */
	async open(committee: string, document: DocumentName): Promise<SharedDocument> {
		const way = this.#ways.get(committee) ?? this.#findWay(committee);
		this.#ways.set(committee, way);
		const sealed = (await way) && (await this.sealed.open(committee, document));
		return sealed || this.#kept.open(committee, document);
	}

	/**
	 * Every document of a committee that this device holds, stored or in memory; `core` first. While the database cannot
	 * be read, what it held when it last could.
	 * @throws what the database throws, when nobody can tell
	 */
	async documents(committee: string): Promise<DocumentName[]> {
		try {
			this.#listed.set(committee, await inTime(this.#stored(committee), PATIENCE.list));
		} catch (error) {
			if (!this.#listed.has(committee) && this.#mayBeStored(committee)) throw error;
		}
		const open = this.opened(committee).map(({ name }) => name);
		return [...new Set([core, ...(this.#listed.get(committee) ?? []), ...open])].sort();
	}

	/** False while an open document may lack something that is on the disk: this one, or any of the committee. */
	isWhole(committee: string, document?: DocumentName): boolean {
		if (!this.#mayBeStored(committee)) return true;
		return this.sealed.isWhole(committee, document) ?? this.#kept.isWhole(committee, document);
	}

	/** The documents of a committee that are open in this tab. */
	opened(committee: string): SharedDocument[] {
		return [...this.#kept.opened(committee), ...this.sealed.opened(committee)];
	}

	/** How many stored changes of a committee's open documents cannot be read. */
	broken(committee: string): number {
		return this.#kept.broken(committee) + this.sealed.broken(committee);
	}

	/** Settles when everything that was written until now is stored, or could not be: `saved` tells. */
	async flush(): Promise<void> {
		const all = Promise.all([this.sealed.flush(), this.#kept.flush()]);
		await inTime(all, PATIENCE.list).catch(() => undefined);
	}

	/** Reads what other tabs have stored of an open document, and may not have told yet. */
	async catchUp(committee: string, document: DocumentName): Promise<void> {
		const checked = Promise.all([this.#kept.check(committee, document), this.sealed.wake(committee)]);
		await inTime(checked, PATIENCE.document).catch(() => undefined);
	}

	/** After sleep or a closed lid: other tabs may have written, and the database may have gone away. */
	async wake(): Promise<void> {
		await this.start();
		await this.#kept.check();
		await this.sealed.wake();
	}

	/** Closes what is open of a committee. */
	async close(committee: string): Promise<void> {
		await this.#letGo(committee, true);
	}

	/** Lets go of what is open of a committee without storing it, as when the tab is killed. */
	async abandon(committee: string): Promise<void> {
		await this.#letGo(committee, false);
	}

	/**
	 * Deletes a committee for good: documents, replicas, rounds, and its place in the list.
	 * @returns false when the device could not; then everything is as it was
	 */
	async erase(committee: string): Promise<boolean> {
		const replicas = this.opened(committee).map(({ name }) => name);
		let erased: ErasedRow = { committee, replicas };
		try {
			erased = await eraseStored(this.db, committee, replicas);
		} catch (error) {
			this.#failed(this, error);
			if (this.#mayBeStored(committee)) return false;
		}
		this.#tell({ committees: true });
		// A frozen tab can keep a replica for as long as it likes.
		await inTime(this.#leave(erased), PATIENCE.document).catch(() => undefined);
		return true;
	}

	/** Lets go of a committee that was deleted, here or in another tab, and deletes what may be left of it. */
	async #leave({ committee, replicas }: ErasedRow): Promise<void> {
		const open = this.opened(committee).map(({ name }) => name);
		const left = [...new Set([...replicas, ...open])];
		this.#list.drop(committee);
		this.#listed.delete(committee);
		await this.abandon(committee);
		await this.sealed.erase(committee);
		if (left.length > 0) await eraseReplicas(this.db, { committee, replicas: left });
	}

	/** What the database refuses or does not answer is said, and done when the list is read again. */
	async #attempt(storing: Promise<void>): Promise<void> {
		await inTime(storing, PATIENCE.list).catch((error: unknown) => this.#failed(this, error));
	}

	async #waitFor(storing: Promise<void>): Promise<void> {
		this.#wait(storing, true);
		await storing;
		this.#wait(storing, false);
	}

	async #stored(committee: string): Promise<DocumentName[]> {
		await this.db.ensureOpen();
		return [...(await this.db.documentsOf(committee)), ...(await this.sealed.documents(committee))];
	}

	/** False for a committee that was made while the database refused: nothing of it can be anywhere but here. */
	#mayBeStored(committee: string): boolean {
		return this.#list.wasStored(committee) || this.#kept.wasStored(committee);
	}

	/** The example stays on this device. While the database or the cryptography refuse, so does everything. */
	async #findWay(committee: string): Promise<boolean> {
		const isExample = this.#examples.has(committee) || this.committee(committee)?.example === true;
		return this.#seals && this.sealed.find(committee, !isExample);
	}

	async #letGo(committee: string, isStored: boolean): Promise<void> {
		this.#ways.delete(committee);
		await Promise.all([this.#kept.close(committee, isStored), this.sealed.close(committee, isStored)]);
	}

	#wait(what: object, waits: boolean): void {
		if (this.#waiting.has(what) === waits) return;
		const waiting = new Set(this.#waiting);
		if (waits) waiting.add(what);
		else waiting.delete(what);
		this.#waiting = waiting;
	}

	#failed(what: unknown, error: unknown): void {
		if (error === undefined) this.#troubles.delete(what);
		else this.#troubles.set(what, troubleOf(error));
		if (what === this) {
			clearTimeout(this.#retry);
			this.#retry = error === undefined ? undefined : setTimeout(() => void this.start(), RETRY);
		} else if (error === undefined && this.#troubles.has(this)) {
			// The list is stored again as soon as documents are.
			void this.start();
		}
	}

	#tell(message: Told): void {
		this.#channel?.postMessage(message);
	}

	#hear(message: unknown): void {
		if (typeof message !== 'object' || message === null) return;
		if ('committees' in message) void this.start();
		if (!('committee' in message && 'document' in message && 'bytes' in message)) return;
		const { committee, document, bytes } = message;
		if (typeof document === 'string' && bytes instanceof Uint8Array)
			this.#kept.receive(String(committee), document, bytes, 'stored' in message && message.stored === true);
	}
}
