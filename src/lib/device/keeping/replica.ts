import { clearDocument, IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import type { DocumentName } from '#lib/documents/kinds.ts';

/**
 * The warm replica: opens a document at once, and can be lost at any time without loss.
 * y-indexeddb never settles when the database is refused, throws into the writer when its connection is gone and leaves
 * failed writes unhandled, so it is kept at arm's length here.
 */
export class Replica {
	#persistence: IndexeddbPersistence;
	#doc: Y.Doc;
	#store: ((update: Uint8Array, origin: unknown) => void) | undefined;

	private constructor(persistence: IndexeddbPersistence, doc: Y.Doc) {
		this.#persistence = persistence;
		this.#doc = doc;
	}

	/** Loads what the replica holds into the document, or gives up: `undefined`, and the document is as it was. */
	static async open(committee: string, document: DocumentName, doc: Y.Doc): Promise<Replica | undefined> {
		const name = replicaName(committee, document);
		if (!(await canOpen(name))) return undefined;
		const persistence = new IndexeddbPersistence(name, doc);
		const replica = new Replica(persistence, doc);
		replica.#guardWrites();
		const loaded = await Promise.race([
			persistence.whenSynced.then(() => true),
			new Promise<false>((resolve) => setTimeout(resolve, LOAD_LIMIT, false)),
		]);
		if (loaded) return replica;
		await replica.close();
		return undefined;
	}

	async close(): Promise<void> {
		if (this.#store) this.#doc.off('update', this.#store);
		this.#store = undefined;
		await this.#persistence.destroy().catch(() => undefined);
	}

	#guardWrites(): void {
		const { _storeUpdate: store } = this.#persistence;
		this.#doc.off('update', store);
		this.#store = (update, origin) => {
			try {
				store(update, origin);
			} catch {
				// The connection is gone. Dexie holds the truth; the next opening starts the replica anew.
				void this.close();
			}
		};
		this.#doc.on('update', this.#store);
	}
}

/** Milliseconds before a document is opened without its replica: a broken record in it means «never» otherwise. */
const LOAD_LIMIT = 3000;

const replicaName = (committee: string, document: DocumentName) => `medspil-replica/${committee}/${document}`;

export const deleteReplica = (committee: string, document: DocumentName): Promise<void> =>
	clearDocument(replicaName(committee, document)).catch(() => undefined);

const canOpen = (name: string): Promise<boolean> =>
	new Promise((resolve) => {
		try {
			const request = indexedDB.open(name);
			request.onupgradeneeded = () => {
				request.result.createObjectStore('updates', { autoIncrement: true });
				request.result.createObjectStore('custom');
			};
			request.onsuccess = () => {
				request.result.close();
				resolve(true);
			};
			request.onerror = request.onblocked = () => resolve(false);
		} catch {
			resolve(false);
		}
	});

/** Changes that the replica itself read in. */
export const isFromReplica = (origin: unknown): boolean => origin instanceof IndexeddbPersistence;
