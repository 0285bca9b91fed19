import * as Y from 'yjs';
import { readRecords, recordOf } from '#lib/documents/records.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import type { Day } from '#lib/time.ts';
import { noteSchema, type Naming, type Note } from './schema.ts';

const TABLETS = 'tablets';
const CHECKED = 'checked';

/** What the committee's tablets are called: a part of its `core` document. */
export class Tablets {
	readonly shared: SharedDocument;
	readonly map: Y.Map<unknown>;
	/** Apart from the notes: a tablet says who uses it in the moment in which another says that its digits are right. */
	readonly checkedMap: Y.Map<unknown>;

	constructor(shared: SharedDocument) {
		this.shared = shared;
		this.map = shared.doc.getMap(TABLETS);
		this.checkedMap = shared.doc.getMap(CHECKED);
	}

	/** What is said of tablets, links and sheets, by id. */
	notes(): Map<string, Note> {
		return new Map(readRecords(this.map, noteSchema).records.map((note) => [note.id, note]));
	}

	/** [TA17] Whose six digits were said to be the same on both screens, and by which tablet, by id. */
	checked(): Map<string, string> {
		const entries = [...this.checkedMap].filter(
			(entry): entry is [string, string] => typeof entry[1] === 'string',
		);
		return new Map(entries);
	}

	/** [TA17] The tablet `by` says that a tablet's digits are the same on both screens. @returns takes it back */
	check(id: string, by: string): () => boolean {
		return this.shared.act(() => this.checkedMap.set(id, by));
	}

	/** [TA4] A tablet that is first in says who uses it, if it knows; one that was spoken of is left as it is. */
	introduce(id: string, naming: Naming, now: Date): void {
		const isKnown = naming.member !== undefined || naming.label !== undefined;
		if (!isKnown || recordOf(this.map, id)) return;
		this.shared.add(() => this.#put(id, naming, now));
	}

	/** Says who uses a tablet, or what it is called. @returns takes it back */
	rename(id: string, naming: Naming, now: Date): () => boolean {
		return this.shared.act(() => {
			const record = recordOf(this.map, id);
			if (record) write(record, naming);
			else this.#put(id, naming, now);
		});
	}

	/** Somebody has said that the recovery sheet lies on paper. */
	printed(id: string, on: Day, now: Date): void {
		this.shared.add(() => {
			if (!recordOf(this.map, id)) this.#put(id, {}, now);
			recordOf(this.map, id)?.set('printedOn', on);
		});
	}

	#put(id: string, naming: Naming, now: Date): void {
		const record = new Y.Map<unknown>();
		record.set('since', now.toISOString());
		write(record, naming);
		this.map.set(id, record);
	}
}

/** Only what differs is written. A tablet is somebody's or has a name of its own; the name waits while it is somebody's. */
const write = (record: Y.Map<unknown>, { member, label }: Naming): void => {
	const set = (key: string, value: string | undefined) => {
		if (value === (record.doc ? record.get(key) : undefined)) return;
		if (value === undefined) record.delete(key);
		else record.set(key, value);
	};
	set('member', member || undefined);
	set('label', label?.trim() || undefined);
};
