import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import { Committee } from '#lib/committees/document.ts';
import type { Member } from '#lib/committees/schema.ts';
import { encodeHeads, noHeads } from '#lib/documents/heads.ts';
import { SharedDocument } from '#lib/documents/shared.ts';

/** A committee as a test writes it, with the app's own words for writing. */
export interface Brought {
	id: string;
	core: SharedDocument;
	years: SharedDocument[];
	/** The member who uses the device. */
	me?: string;
}

const solsikken = [
	['Karen Holm', 'chair'],
	['Mette Birk', 'viceChair'],
	['Sara Dam', 'workEnvRep'],
	['Ali Noor', 'employeeRep'],
	['Bo', 'shopSteward'],
	['Ditte Østergaard Lund', 'managementRep'],
] as const;

/** LMU Solsikken with its six made-up members, and what each is known by. */
export function foundSolsikken(): { core: SharedDocument; members: Record<string, string> } {
	const core = new SharedDocument('core');
	const committee = new Committee(core);
	committee.found(
		{
			name: 'LMU Solsikken',
			workplace: 'Børnehuset Solsikken',
			level: 'lmu',
			levelLabel: 'LMU',
			members: solsikken.map(([name, role]): Omit<Member, 'id'> => ({ name, roles: [role] })),
		},
		'2026-08-12',
		new Date('2026-08-12T10:00:00Z'),
	);
	const known = committee.members().records.map(({ id, name }) => [name.split(' ')[0] ?? name, id]);
	return { core, members: Object.fromEntries(known) as Record<string, string> };
}

/** Puts a committee on the device of this page, as if it had been written here. The page is at the start afterwards. */
export async function bring(page: Page, { id, core, years, me }: Brought) {
	await page.goto('/');
	// The app makes the database; opening it before would make another one in its place. It is there when the list is.
	await page.getByRole('link', { name: /^Opret/ }).waitFor();
	const documents = [core, ...years].map(({ name, doc }) => ({
		document: name,
		bytes: [...Y.encodeStateAsUpdate(doc)],
	}));
	const row = { id, name: 'LMU Solsikken', workplace: 'Børnehuset Solsikken', level: 'lmu' };
	await page.evaluate(
		async ({ row, documents, heads }) => {
			const db = await new Promise<IDBDatabase>((resolve, reject) => {
				const request = indexedDB.open('medspil');
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('medspil does not open'));
			});
			const writing = db.transaction(['committees', 'updates', 'documents'], 'readwrite');
			writing.objectStore('committees').put(row);
			for (const { document, bytes } of documents) {
				const written = { committee: row.id, document };
				writing.objectStore('updates').add({ ...written, bytes: Uint8Array.from(bytes) });
				writing.objectStore('documents').put({ ...written, through: 0, heads: Uint8Array.from(heads) });
			}
			await new Promise((resolve, reject) => {
				writing.oncomplete = resolve;
				writing.onerror = () => reject(writing.error ?? new Error('nothing was written'));
			});
			db.close();
		},
		{
			row: { ...row, levelLabel: 'LMU', openedAt: '2026-08-12T10:00:00.000Z', ...(me && { me }) },
			documents,
			heads: [...encodeHeads(noHeads)],
		},
	);
}
