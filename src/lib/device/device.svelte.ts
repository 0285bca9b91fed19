import { SvelteMap } from 'svelte/reactivity';
import { core, isDocumentName, type DocumentName } from '#lib/documents/kinds.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { inTime, systemClock, type Clock } from '#lib/time.ts';
import { Database, type CommitteeRow, type ErasedRow } from './database.ts';
import { eraseReplicas, eraseStored } from './keeping/erasing.ts';
import type { Keeper } from './keeping/keeper.ts';
import { PATIENCE, RETRY, savedState, troubleOf, type Trouble } from './keeping/saving.ts';
import { CommitteeList } from './list.svelte.ts';

interface Ports {
	db?: Database;
	channel?: BroadcastChannel | undefined;
	clock?: Clock;
}

/** What tabs tell each other. A tab of another version may say something else: what is not understood is ignored. */
type Told =
	{ committee: string; document: DocumentName; bytes: Uint8Array; stored: boolean } | { committees: true };

/** What stands in the list only. The rest of a row follows from the committee's document, and is noted at each opening. */
const ownOf = ({ me, askedMe, archivedOn }: CommitteeRow): string => [me, askedMe, archivedOn].join();

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
	#keepers = new Map<string, { keeper: Keeper; loaded: Promise<void> }>();
	/** What is being stored: of a document's keeper, or a row of the list. */
	#waiting = $state.raw(new Set<unknown>());
	#troubles = new SvelteMap<unknown, Trouble>();
	#started: Promise<void> | undefined;
	#retry: ReturnType<typeof setTimeout> | undefined;
	/** True when the list of committees has been read, or could not be. */
	ready = $state(false);

	constructor(ports: Ports = {}) {
		this.db = ports.db ?? new Database();
		this.clock = ports.clock ?? systemClock;
		this.#list = new CommitteeList(this.db);
		this.#channel = 'channel' in ports ? ports.channel : new BroadcastChannel('medspil');
		this.#channel?.addEventListener('message', (event: MessageEvent<unknown>) => this.#hear(event.data));
		this.db.onLost = () => {
			this.#failed(this, new DOMException('', 'InvalidStateError'));
			// What was stored may have gone with it (somebody cleared the browser): all that is open is compared.
			for (const { keeper } of this.#keepers.values()) void keeper.check();
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

	/** Remembers a committee, or something new about it, in this device's list. */
	async remember(row: CommitteeRow): Promise<void> {
		const before = this.#list.get(row.id);
		const storing = this.#attempt(this.#list.put(row));
		await (before && ownOf(before) === ownOf(row) ? storing : this.#waitFor(storing));
		this.#tell({ committees: true });
	}

	/** Before a committee is taken in from elsewhere: it may have been deleted here once. */
	async readmit(committee: string): Promise<void> {
		await this.#attempt(this.#list.readmit(committee));
	}

	/** Opens a document, or gives the one that is open in this tab already. */
	async open(committee: string, document: DocumentName): Promise<SharedDocument> {
		// The start page lists committees without loading Yjs; only here is it needed.
		const { Keeper } = await import('./keeping/keeper.ts');
		const key = `${committee}/${document}`;
		let entry = this.#keepers.get(key);
		if (!entry) {
			const keeper = new Keeper(committee, document, {
				db: this.db,
				tell: (committee, document, bytes, stored) => this.#tell({ committee, document, bytes, stored }),
				waiting: (keeper, waits) => this.#wait(keeper, waits),
				failed: (keeper, error) => this.#failed(keeper, error),
				erased: () => void this.start(),
			});
			entry = { keeper, loaded: keeper.load() };
			this.#keepers.set(key, entry);
		}
		await entry.loaded;
		return entry.keeper.shared;
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
		const asked = this.#of(committee).filter(({ keeper }) => !document || keeper.shared.name === document);
		return asked.every(({ keeper }) => keeper.isWhole);
	}

	/** The documents of a committee that are open in this tab. */
	opened(committee: string): SharedDocument[] {
		return this.#of(committee).map(({ keeper }) => keeper.shared);
	}

	/** How many stored changes of a committee's open documents cannot be read. */
	broken(committee: string): number {
		return this.#of(committee).reduce((sum, { keeper }) => sum + keeper.broken, 0);
	}

	/** Settles when everything that was written until now is stored, or could not be: `saved` tells. */
	async flush(): Promise<void> {
		const all = Promise.all([...this.#keepers.values()].map(({ keeper }) => keeper.flush()));
		await inTime(all, PATIENCE.list).catch(() => undefined);
	}

	/** Reads what other tabs have stored of an open document, and may not have told yet. */
	async catchUp(committee: string, document: DocumentName): Promise<void> {
		const checked = this.#keepers.get(`${committee}/${document}`)?.keeper.check();
		if (checked) await inTime(checked, PATIENCE.document).catch(() => undefined);
	}

	/** After sleep or a closed lid: other tabs may have written, and the database may have gone away. */
	async wake(): Promise<void> {
		await this.start();
		await Promise.all([...this.#keepers.values()].map(({ keeper }) => keeper.check()));
	}

	/** Closes what is open of a committee. */
	async close(committee: string): Promise<void> {
		for (const { keeper } of this.#take(committee)) await keeper.close();
	}

	/** Lets go of what is open of a committee without storing it, as when the tab is killed. */
	async abandon(committee: string): Promise<void> {
		await Promise.all(this.#take(committee).map(({ keeper }) => keeper.abandon()));
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
		return this.db.documentsOf(committee);
	}

	/** False for a committee that was made while the database refused: nothing of it can be anywhere but here. */
	#mayBeStored(committee: string): boolean {
		return this.#list.wasStored(committee) || this.#of(committee).some(({ keeper }) => keeper.isWhole);
	}

	#take(committee: string) {
		const taken = this.#of(committee);
		for (const { keeper } of taken) this.#keepers.delete(`${committee}/${keeper.shared.name}`);
		return taken;
	}

	#of(committee: string) {
		return [...this.#keepers.values()].filter(({ keeper }) => keeper.committee === committee);
	}

	#wait(what: unknown, waits: boolean): void {
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
		if (typeof document === 'string' && isDocumentName(document) && bytes instanceof Uint8Array)
			this.#keepers
				.get(`${String(committee)}/${document}`)
				?.keeper.receive(bytes, 'stored' in message && message.stored === true);
	}
}
