import { type DocumentName, isDocumentName } from '#lib/documents/kinds.ts';
import { readEntry } from '#lib/sealed-log/entry/sealed.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { basesOf } from './reading/bases/adopting.ts';
import type { EntryRow } from '../keeping/rows.ts';
import type { Subject } from '../line/subject.ts';
import { coverageOf } from './reading/order.ts';
import { decodeState } from './reading/state.ts';

/** Something that another device has written, in the order in which this device heard of it. */
export interface Change {
	document: DocumentName;
	device: string;
	/** `much`: a snapshot that stands for what is not kept one by one any more, of whomever it was. */
	kind: 'update' | 'import' | 'much';
	/** When this device heard of it, in milliseconds; 0 when that is not known. Display only. */
	heardAt: number;
	/** The change as Yjs has it. Applied in order, to a document as it was, they show what changed where. */
	update: Uint8Array;
}

/** What others have written while nobody looked at this device. */
export class Away<K> {
	#subject: Subject<K>;

	constructor(subject: Subject<K>) {
		this.#subject = subject;
	}

	/** When somebody last looked, in milliseconds; `undefined` before the first time. */
	get lookedAt(): number | undefined {
		return this.#subject.row.looked?.at;
	}

	/** Somebody has seen all that this device has heard of. Another tab may have said so too. */
	async looked(): Promise<void> {
		const { archive, id, clock } = this.#subject;
		const rows = await this.#rows(0);
		const n = Math.max(0, ...rows.map((row) => row.n));
		await archive.change(id, () => ({ looked: { n, at: clock.now() } }));
		await this.#subject.refresh();
	}

	/**
	 * What other devices have written since somebody last looked; what does not count is left out.
	 * @param mark the number of an entry on this device, for another time than the last
	 */
	async since(mark = this.#subject.row.looked?.n ?? 0): Promise<Change[]> {
		const { archive, id, row } = this.#subject;
		const aside = new Set((await archive.aside(id)).map((each) => each.id));
		const bases = new Set((await basesOf(archive, id)).map((each) => each.id));
		const found: Change[] = [];
		for (const each of await this.#rows(mark)) {
			if (each.device === row.device || aside.has(each.id) || !each.placed) continue;
			const change = await this.#read(each, bases);
			if (change) found.push(change);
		}
		return found;
	}

	async #rows(after: number): Promise<EntryRow[]> {
		const { archive, id } = this.#subject;
		const documents = await archive.documents(id);
		const rows = await Promise.all(documents.map((document) => archive.rows(id, document, after)));
		return rows.flat().sort((one, other) => one.n - other.n);
	}

	async #read(row: EntryRow, bases: ReadonlySet<string>): Promise<Change | undefined> {
		const { crypto, roll } = this.#subject;
		const { document, device, heardAt = 0 } = row;
		const isImport = row.kind === kinds.snapshot && coverageOf(row.bytes).length === 0;
		const isMuch = row.kind === kinds.snapshot && bases.has(row.id);
		if (!isDocumentName(document) || !(row.kind === kinds.update || isImport || isMuch)) return undefined;
		const read = await readEntry(crypto, row.bytes);
		const opened = read.ok ? await roll.openAnyhow(read.sealed.entry) : undefined;
		const update = opened && (row.kind === kinds.update ? opened : decodeState(opened)?.update);
		const kind = isMuch ? 'much' : isImport ? 'import' : 'update';
		return update && { document, device, kind, heardAt, update };
	}
}
