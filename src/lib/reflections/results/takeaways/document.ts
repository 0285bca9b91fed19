import * as Y from 'yjs';
import * as v from 'valibot';
import { readRecords, recordOf, type Read } from '#lib/documents/records.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { daySchema } from '#lib/committees/schema.ts';
import { newId } from '#lib/id.ts';
import type { Day } from '#lib/time.ts';

const TAKEAWAYS = 'takeaways';

const takeawaySchema = v.object({
	id: v.string(),
	/** Id of the reflection in which it was said. */
	reflection: v.string(),
	text: v.string(),
	/** The day on which colleagues were told. A strange value costs that day alone. */
	toldOn: v.fallback(v.optional(daySchema), undefined),
	addedAt: v.fallback(v.optional(v.string(), ''), ''),
	deletedOn: v.optional(v.string()),
});

/** One short sentence of what worked, kept to be read again and told. */
export type Takeaway = v.InferOutput<typeof takeawaySchema>;

type Undo = () => boolean;

/** «Guldkorn» of one year: a root map of that year's document. */
export class Takeaways {
	readonly shared: SharedDocument;
	readonly map: Y.Map<unknown>;
	readonly #newId: () => string;

	constructor(shared: SharedDocument, makeId = newId) {
		this.shared = shared;
		this.#newId = makeId;
		this.map = shared.doc.getMap(TAKEAWAYS);
	}

	/** [TA1] In the order in which they were added; two of one moment by id. */
	all(): Read<Takeaway> {
		const { records, broken } = readRecords(this.map, takeawaySchema);
		const kept = records.filter(({ deletedOn }) => deletedOn === undefined);
		kept.sort((a, b) => (`${a.addedAt} ${a.id}` < `${b.addedAt} ${b.id}` ? -1 : 1));
		return { records: kept, broken };
	}

	/** Those of one reflection. */
	of(reflection: string): Takeaway[] {
		return this.all().records.filter((each) => each.reflection === reflection);
	}

	/** [TA2] Adds a sentence; taking it back marks it deleted. Nothing but blanks adds nothing. */
	add({ reflection, text }: Pick<Takeaway, 'reflection' | 'text'>, now: Date, on: Day): Undo | undefined {
		const words = text.replace(/\s+/gu, ' ').trim();
		if (words === '') return undefined;
		const id = this.#newId();
		this.shared.add(() => {
			const record = new Y.Map<unknown>();
			record.set('reflection', reflection);
			record.set('text', words);
			record.set('addedAt', now.toISOString());
			this.map.set(id, record);
		});
		return () => {
			this.remove(id, on);
			return true;
		};
	}

	/** [TA3] Colleagues were told on this day, or have not been told after all. */
	setTold(id: string, on: Day | undefined): Undo {
		return this.shared.act(() => {
			if (on === undefined) recordOf(this.map, id)?.delete('toldOn');
			else recordOf(this.map, id)?.set('toldOn', on);
		});
	}

	remove(id: string, on: Day): Undo {
		return this.shared.act(() => recordOf(this.map, id)?.set('deletedOn', on));
	}
}
