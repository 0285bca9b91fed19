import type * as Y from 'yjs';
import * as v from 'valibot';
import type { SharedDocument } from '#lib/documents/shared.ts';
import type { Answers, Named, Present } from '../../../schema.ts';
import { Sittings } from '../document.ts';
import { personKey } from '../rules.ts';
import { counted, marksOf, type ByName } from './rules.ts';
import { handedInSchema, type HandedIn } from './schema.ts';

/** `reflection/tablet/person` → what this person marked on that tablet, whole. */
const NAMED = 'openMarks';

/** What each marked, with the name: a part of the year's document. */
export class NamedMarks {
	readonly shared: SharedDocument;
	readonly map: Y.Map<unknown>;
	readonly #sittings: Sittings;

	constructor(shared: SharedDocument) {
		this.shared = shared;
		this.map = shared.doc.getMap(NAMED);
		this.#sittings = new Sittings(shared);
	}

	get maps(): Y.Map<unknown>[] {
		return [this.map, this.#sittings.map];
	}

	/** In a fixed order that tells nothing of who came first. */
	all(reflection: string): ByName {
		const handedIn: HandedIn[] = [];
		for (const [key, value] of [...this.map.entries()].toSorted(([a], [b]) => a.localeCompare(b))) {
			const parsed = v.safeParse(handedInSchema, value);
			if (parsed.success && key === keyOf(reflection, parsed.output.tablet, parsed.output))
				handedIn.push(parsed.output);
		}
		return { handedIn, seated: this.#sittings.of(byName(reflection)) };
	}

	/** [OW12] What counts, once for each. */
	of(reflection: string): Named[] {
		return counted(this.all(reflection)).map(({ id, name, marks }) => ({ ...(id && { id }), name, marks }));
	}

	/** [OW16] This person answers on that tablet, and on no other. The last word counts. */
	take(reflection: string, tablet: string, person: Present): void {
		this.#sittings.seat(byName(reflection), tablet, person);
	}

	/** Nobody is answering there under that name after all. */
	letGo(reflection: string, tablet: string, person: Present): void {
		this.#sittings.rise(byName(reflection), tablet, person);
	}

	/** [OW12] One person's marks, at once and whole. What came from another tablet under that name stays beside it. */
	handIn(reflection: string, tablet: string, { id, name }: Present, answers: Answers): void {
		const marks = { ...(id && { id }), name, marks: marksOf(answers), tablet };
		this.shared.add(() => this.map.set(keyOf(reflection, tablet, marks), marks));
	}

	/** [OW17] What came from this tablet under that name is good for nothing. */
	drop(reflection: string, tablet: string, person: Present): void {
		this.shared.add(() => this.map.delete(keyOf(reflection, tablet, person)));
	}
}

const keyOf = (reflection: string, tablet: string, person: Present) =>
	`${reflection}/${tablet}/${personKey(person)}`;

/** Who answers by name where is no word about who answers where in another way. */
const byName = (reflection: string) => `${reflection} by name`;
