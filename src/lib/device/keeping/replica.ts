import { Dexie } from 'dexie';
import { clearDocument, IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import type { DocumentName } from '#lib/documents/kinds.ts';
import { inTime } from '#lib/time.ts';
import { PATIENCE } from './saving.ts';

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

	/**
	 * Loads what the replica holds into the document. `undefined` when the browser refuses to open it.
	 * @throws DOMException `TimeoutError` when it is stuck: a record in it is broken, or the browser does not answer
	 */
	static async open(
		database: string,
		committee: string,
		document: DocumentName,
		doc: Y.Doc,
	): Promise<Replica | undefined> {
		const name = replicaName(database, committee, document);
		if (!(await canOpen(name))) return undefined;
		const persistence = new IndexeddbPersistence(name, doc);
		const replica = new Replica(persistence, doc);
		replica.#guardWrites();
		try {
			await inTime(persistence.whenSynced, PATIENCE.document);
			return replica;
		} catch (error) {
			void replica.close();
			throw error;
		}
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

/** Beside the database that it is the replica of. */
const replicaName = (database: string, committee: string, document: DocumentName) =>
	`${database}-replica/${committee}/${document}`;

/**
 * Settles when it is gone, which can take as long as a frozen tab has it open.
 * @throws what the database throws
 */
export const deleteReplica = (database: string, committee: string, document: DocumentName): Promise<void> =>
	clearDocument(replicaName(database, committee, document));

/**
 * The updates of a replica that is stuck, readable or not.
 * @throws what the database throws
 */
export const salvage = async (
	database: string,
	committee: string,
	document: DocumentName,
): Promise<Uint8Array[]> => {
	const db = await new Dexie(replicaName(database, committee, document)).open();
	const updates = await db.table<Uint8Array>('updates').toArray();
	db.close();
	return updates;
};

const canOpen = (name: string): Promise<boolean> => {
	const opened = new Promise<boolean>((resolve) => {
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
	return inTime(opened, PATIENCE.document).catch(() => false);
};

/** Changes that the replica itself read in. */
export const isFromReplica = (origin: unknown): boolean => origin instanceof IndexeddbPersistence;
