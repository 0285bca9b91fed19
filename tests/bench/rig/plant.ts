import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import type { CommitteeRow, DocumentRow, UpdateRow } from '#lib/device/database.ts';
import { encodeHeads, extendHeads, noHeads } from '#lib/documents/heads.ts';
import type { DocumentName } from '#lib/documents/kinds.ts';
import type { History } from './ten-years.ts';

/** The app remembers heads when more updates than this lie beyond them, and y-indexeddb merges when it holds that many. */
const tail = { dexie: 200, replica: 499 };

type Portable<Row> = { [Key in keyof Row]: Row[Key] extends Uint8Array ? string : Row[Key] };
const portable = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** What a device would hold that had been open when each update was made, a moment before it tidies up: the worst case. */
function contents({ committee, updates }: History) {
	const rows: UpdateRow[] = updates.map((update, at) => ({ seq: at + 1, committee, ...update }));
	const names = [...new Set(updates.map(({ document }) => document))];
	const of = (document: DocumentName) => rows.filter((row) => row.document === document);
	const documents: DocumentRow[] = names.map((document) => {
		const covered = of(document).slice(0, -tail.dexie);
		const heads = extendHeads(
			noHeads,
			covered.map(({ bytes }) => bytes),
		);
		return { committee, document, through: covered.at(-1)?.seq ?? 0, heads: encodeHeads(heads) };
	});
	const replicas = names.map((document) => {
		const all = of(document).map(({ bytes }) => bytes);
		const merged = new Y.Doc();
		for (const bytes of all.slice(0, -tail.replica)) Y.applyUpdate(merged, bytes);
		return {
			name: `medspil-replica/${committee}/${document}`,
			updates: [Y.encodeStateAsUpdate(merged), ...all.slice(-tail.replica)],
		};
	});
	return { rows, documents, replicas };
}

/**
 * Puts a committee into the browser's databases as the app would have written them, one row for each change. A restored
 * backup is one row for each document, and so a gentler case. The page must be the app, and be loaded anew afterwards.
 * Gives what it takes.
 */
export async function plant(page: Page, history: History, name: string) {
	const { rows, documents, replicas } = contents(history);
	const committee: CommitteeRow = {
		id: history.committee,
		name,
		workplace: name,
		level: 'lmu',
		levelLabel: 'LMU',
		openedAt: new Date().toISOString(),
	};
	const updates: Portable<UpdateRow>[] = rows.map((row) => ({ ...row, bytes: portable(row.bytes) }));
	const heads: Portable<DocumentRow>[] = documents.map((row) => ({ ...row, heads: portable(row.heads) }));
	const warm = replicas.map((replica) => ({ ...replica, updates: replica.updates.map(portable) }));
	await page.evaluate(
		async ({ committee, updates, heads, warm }) => {
			const bytesOf = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
			const opened = (name: string, stores: Record<string, IDBObjectStoreParameters> = {}) =>
				new Promise<IDBDatabase>((resolve, reject) => {
					const request = indexedDB.open(name);
					request.onupgradeneeded = () => {
						for (const [store, options] of Object.entries(stores))
							request.result.createObjectStore(store, options);
					};
					request.onsuccess = () => resolve(request.result);
					request.onerror = () => reject(request.error);
				});
			const written = (database: IDBDatabase, stores: string[], write: (to: IDBTransaction) => void) =>
				new Promise((resolve, reject) => {
					const transaction = database.transaction(stores, 'readwrite');
					transaction.oncomplete = resolve;
					transaction.onerror = () => reject(transaction.error);
					write(transaction);
				}).finally(() => database.close());

			await written(await opened('medspil'), ['committees', 'updates', 'documents'], (to) => {
				to.objectStore('committees').put(committee);
				for (const row of updates) to.objectStore('updates').put({ ...row, bytes: bytesOf(row.bytes) });
				for (const row of heads) to.objectStore('documents').put({ ...row, heads: bytesOf(row.heads) });
			});
			for (const replica of warm) {
				const stores = { updates: { autoIncrement: true }, custom: {} };
				await written(await opened(replica.name, stores), ['updates'], (to) => {
					for (const update of replica.updates) to.objectStore('updates').add(bytesOf(update));
				});
			}
		},
		{ committee, updates, heads, warm },
	);
	const sum = (all: Uint8Array[]) => all.reduce((total, { length }) => total + length, 0);
	return {
		rows: rows.length,
		clients: new Set(rows.flatMap(({ bytes }) => [...Y.parseUpdateMeta(bytes).from.keys()])).size,
		rowBytes: sum(rows.map(({ bytes }) => bytes)),
		replicaRows: replicas.reduce((total, { updates }) => total + updates.length, 0),
		replicaBytes: sum(replicas.flatMap(({ updates }) => updates)),
	};
}
