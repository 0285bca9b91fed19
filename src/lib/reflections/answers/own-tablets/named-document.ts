import type * as Y from 'yjs';
import * as v from 'valibot';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { namedSchema, type Answers, type Named, type Present } from '../../schema.ts';
import { personKey } from './rules.ts';

/** `reflection/person` → what this person marked, whole. */
const NAMED = 'openMarks';

/** What each marked, with the name: a part of the year's document. The last word of each counts. */
export class NamedMarks {
	readonly shared: SharedDocument;
	readonly map: Y.Map<unknown>;

	constructor(shared: SharedDocument) {
		this.shared = shared;
		this.map = shared.doc.getMap(NAMED);
	}

	/** In a fixed order that tells nothing of who came first. */
	of(reflection: string): Named[] {
		const found: Named[] = [];
		for (const [key, value] of [...this.map.entries()].toSorted(([a], [b]) => a.localeCompare(b))) {
			const parsed = v.safeParse(namedSchema, value);
			if (parsed.success && key === keyOf(reflection, parsed.output)) found.push(parsed.output);
		}
		return found;
	}

	/** [OW12] One person's marks, at once and whole. */
	handIn(reflection: string, { id, name }: Present, answers: Answers): void {
		const marks = Object.fromEntries(
			[...answers].map(([statement, { importance, success }]) => [statement, [importance, success]]),
		);
		const named = { ...(id && { id }), name, marks };
		this.shared.add(() => this.map.set(keyOf(reflection, named), named));
	}
}

const keyOf = (reflection: string, person: Present) => `${reflection}/${personKey(person)}`;
