import { SvelteMap } from 'svelte/reactivity';
import { core, isDocumentName, type DocumentName } from '#lib/documents/kinds.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { systemClock, type Clock } from '#lib/time.ts';
import { Database, type CommitteeRow } from './database.ts';
import type { Keeper } from './keeping/keeper.ts';
import { savedState, troubleOf, type Trouble } from './keeping/saving.ts';

interface Ports {
	db?: Database;
	channel?: BroadcastChannel | undefined;
	clock?: Clock;
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
	#committees = new SvelteMap<string, CommitteeRow>();
	/** Committees that the disk has held: one of them that is gone was deleted in another tab. */
	#stored = new Set<string>();
	#keepers = new Map<string, { keeper: Keeper; loaded: Promise<void> }>();
	#waiting = $state.raw(new Set<Keeper>());
	#troubles = new SvelteMap<unknown, Trouble>();
	#started: Promise<void> | undefined;
	/** True when the list of committees has been read, or could not be. */
	ready = $state(false);

	constructor(ports: Ports = {}) {
		this.db = ports.db ?? new Database();
		this.clock = ports.clock ?? systemClock;
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
		return [...this.#committees.values()].sort((a, b) => b.openedAt.localeCompare(a.openedAt));
	}

	committee(id: string): CommitteeRow | undefined {
		return this.#committees.get(id);
	}

	/** Reads the list of committees. What was created in memory while the database refused is kept, and stored now. */
	async start(): Promise<void> {
		try {
			await this.db.ensureOpen();
			// Taken before reading: what is stored while we read may be missing in what we read.
			const wasStored = new Set(this.#stored);
			const rows = await this.db.committees.toArray();
			const here = new Set(rows.map((row) => row.id));
			const missing = [...this.#committees.values()].filter((row) => !here.has(row.id));
			if (this.#troubles.has(this)) await this.db.committees.bulkPut($state.snapshot(missing));
			else
				for (const { id } of missing) {
					if (!wasStored.has(id)) continue;
					// Deleted in another tab: nothing of it may be written again.
					this.#committees.delete(id);
					await this.abandon(id);
				}
			for (const row of rows) {
				this.#committees.set(row.id, row);
				this.#stored.add(row.id);
			}
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
		this.#committees.set(row.id, row);
		await this.#tryStore(async () => {
			await this.db.committees.put($state.snapshot(row));
			this.#stored.add(row.id);
		});
		this.#tell({ committees: true });
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
			});
			entry = { keeper, loaded: keeper.load() };
			this.#keepers.set(key, entry);
		}
		await entry.loaded;
		return entry.keeper.shared;
	}

	/** Every document of a committee that this device holds, stored or in memory; `core` first. */
	async documents(committee: string): Promise<DocumentName[]> {
		const stored = await this.db.documentsOf(committee).catch(() => []);
		const open = this.#of(committee).map(({ keeper }) => keeper.shared.name);
		return [...new Set([core, ...stored, ...open])].sort();
	}

	/** The documents of a committee that are open in this tab. */
	opened(committee: string): SharedDocument[] {
		return this.#of(committee).map(({ keeper }) => keeper.shared);
	}

	/** How many stored changes of a committee's open documents cannot be read. */
	broken(committee: string): number {
		return this.#of(committee).reduce((sum, { keeper }) => sum + keeper.broken, 0);
	}

	/** Settles when everything that was written until now is stored, or could not be. */
	async flush(): Promise<void> {
		await Promise.all([...this.#keepers.values()].map(({ keeper }) => keeper.flush()));
	}

	/** After sleep or a closed lid: other tabs may have written, and the database may have gone away. */
	async wake(): Promise<void> {
		await this.start();
		await Promise.all([...this.#keepers.values()].map(({ keeper }) => keeper.check()));
	}

	/** Closes what is open of a committee: for tests, and before it is deleted. */
	async close(committee: string): Promise<void> {
		for (const { keeper } of this.#of(committee)) {
			this.#keepers.delete(`${committee}/${keeper.shared.name}`);
			await keeper.close();
		}
	}

	/** Lets go of what is open of a committee without storing it, as when the tab is killed. */
	async abandon(committee: string): Promise<void> {
		for (const { keeper } of this.#of(committee)) {
			this.#keepers.delete(`${committee}/${keeper.shared.name}`);
			await keeper.abandon();
		}
	}

	/** Deletes a committee for good: documents, replicas, rounds, and its place in the list. */
	async erase(committee: string): Promise<void> {
		const documents = await this.documents(committee);
		await this.close(committee);
		this.#committees.delete(committee);
		const { committees, updates, documents: heads, rounds } = this.db;
		await this.#tryStore(() =>
			this.db.transaction('rw', committees, updates, heads, rounds, async () => {
				await committees.delete(committee);
				await updates.where('[committee+document+seq]').between([committee], [committee, []]).delete();
				await heads.where('[committee+document]').between([committee], [committee, []]).delete();
				await rounds.where('[committee+reflection]').between([committee], [committee, []]).delete();
			}),
		);
		// The list may have been read anew meanwhile.
		this.#committees.delete(committee);
		const { deleteReplica } = await import('./keeping/replica.ts');
		await Promise.all(documents.map((document) => deleteReplica(committee, document)));
		this.#tell({ committees: true });
	}

	#of(committee: string) {
		return [...this.#keepers.values()].filter(({ keeper }) => keeper.committee === committee);
	}

	#wait(keeper: Keeper, waits: boolean): void {
		if (this.#waiting.has(keeper) === waits) return;
		const waiting = new Set(this.#waiting);
		if (waits) waiting.add(keeper);
		else waiting.delete(keeper);
		this.#waiting = waiting;
	}

	#failed(what: unknown, error: unknown): void {
		if (error === undefined) this.#troubles.delete(what);
		else this.#troubles.set(what, troubleOf(error));
		// The list is stored again as soon as documents are.
		if (error === undefined && what !== this && this.#troubles.has(this)) void this.start();
	}

	async #tryStore(store: () => PromiseLike<unknown>): Promise<void> {
		try {
			await this.db.ensureOpen();
			await store();
		} catch (error) {
			this.#failed(this, error);
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
