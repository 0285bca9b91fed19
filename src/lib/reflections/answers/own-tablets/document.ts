import type * as Y from 'yjs';
import * as v from 'valibot';
import type { SharedDocument } from '#lib/documents/shared.ts';
import type { Present } from '../../schema.ts';
import { personKey } from './rules.ts';
import { sittingSchema, type Sitting } from './schema.ts';

/** `reflection/person` → the tablet that this person answers on: a field for each person. */
const SITTINGS = 'sittings';

/** Who answers on which tablet: a part of the year's document. */
export class Sittings {
	readonly shared: SharedDocument;
	readonly map: Y.Map<unknown>;

	constructor(shared: SharedDocument) {
		this.shared = shared;
		this.map = shared.doc.getMap(SITTINGS);
	}

	/** In a fixed order that tells nothing of who came first. */
	of(reflection: string): Sitting[] {
		const found: Sitting[] = [];
		for (const [key, value] of [...this.map.entries()].toSorted(([a], [b]) => a.localeCompare(b))) {
			const parsed = v.safeParse(sittingSchema, value);
			if (parsed.success && key === keyOf(reflection, parsed.output)) found.push(parsed.output);
		}
		return found;
	}

	/** [OW2] These answer on that tablet, and nobody else there. The last word counts of each. */
	sit(reflection: string, tablet: string, people: readonly Present[]): void {
		const before = this.of(reflection).filter((sitting) => sitting.tablet === tablet);
		const keys = new Set(people.map(personKey));
		this.shared.add(() => {
			for (const each of before) if (!keys.has(personKey(each))) this.map.delete(keyOf(reflection, each));
			for (const { id, name } of people)
				this.map.set(keyOf(reflection, { id, name }), { tablet, ...(id && { id }), name });
		});
	}

	/** One more answers on that tablet, and is moved there from any other. */
	seat(reflection: string, tablet: string, { id, name }: Present): void {
		const sitting = { tablet, ...(id && { id }), name };
		this.shared.add(() => this.map.set(keyOf(reflection, sitting), sitting));
	}

	/** Nothing when somebody answers on another tablet by now. */
	rise(reflection: string, tablet: string, person: Present): void {
		const key = keyOf(reflection, person);
		const parsed = v.safeParse(sittingSchema, this.map.get(key));
		if (parsed.success && parsed.output.tablet === tablet) this.shared.add(() => this.map.delete(key));
	}
}

const keyOf = (reflection: string, person: Present) => `${reflection}/${personKey(person)}`;
