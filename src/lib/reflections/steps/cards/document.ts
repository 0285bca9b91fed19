import * as Y from 'yjs';
import * as v from 'valibot';
import { readRecords, recordOf } from '#lib/documents/records.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { newId } from '#lib/id.ts';
import type { Day } from '#lib/time.ts';
import { pilesOf, type Pile } from './rules.ts';
import { cardSchema, groupSchema, type Card, type Group, type NewCard } from './schema.ts';

const CARDS = 'cards';
/** `group/field` → what is known of it: keys of their own, so that nothing has to be made first, and all of it merges. */
const GROUPS = 'cardGroups';

type Undo = () => boolean;

/** The suggestions of a year's reflections: a part of that year's document. */
export class Cards {
	readonly shared: SharedDocument;
	readonly map: Y.Map<unknown>;
	readonly groupMap: Y.Map<unknown>;
	readonly #newId: () => string;

	constructor(shared: SharedDocument, makeId = newId) {
		this.shared = shared;
		this.#newId = makeId;
		this.map = shared.doc.getMap(CARDS);
		this.groupMap = shared.doc.getMap(GROUPS);
	}

	/** What a `Live` watches. */
	get maps(): Y.Map<unknown>[] {
		return [this.map, this.groupMap];
	}

	/** Of one focus, as they lie. */
	piles(reflection: string, statement: string): Pile[] {
		const here = this.#read().records.filter(
			(card) => card.reflection === reflection && card.statement === statement,
		);
		return pilesOf(here, this.#groups());
	}

	/** Ids of all that lie at a reflection, wherever. */
	laidIn(reflection: string): string[] {
		return this.#read()
			.records.filter((card) => card.reflection === reflection && card.deletedOn === undefined)
			.map(({ id }) => id);
	}

	/** How many records this program cannot make sense of. They stay in the document. */
	broken(): number {
		return this.#read().broken.length;
	}

	/** Lays a suggestion out, after those that are there. */
	add({ reflection, statement, text, by }: NewCard, on: Day): string {
		const id = this.#newId();
		const last = Math.max(0, ...this.#read().records.map(({ place }) => place));
		this.shared.add(() => {
			const record = new Y.Map<unknown>();
			record.set('reflection', reflection);
			record.set('statement', statement);
			record.set('text', text);
			if (by !== undefined) record.set('by', by);
			record.set('place', last + 1);
			record.set('madeOn', on);
			this.map.set(id, record);
		});
		return id;
	}

	/** Lays a pile, one card or many, on another. That one stays where it is, with its card on top. */
	join({ group: old, head }: Pile, onto: Pile): Undo {
		const group = onto.group ?? this.#newId();
		return this.shared.act(() => {
			if (onto.group === undefined) this.#card(onto.head.id)?.set('group', group);
			if (onto.cards.length === 1) this.groupMap.set(key(group, 'head'), onto.head.id);
			if (old === undefined) this.#card(head.id)?.set('group', group);
			else this.groupMap.set(key(old, 'into'), group);
		});
	}

	/** A card lies by itself again. */
	takeOut(id: string): Undo {
		return this.shared.act(() => this.#card(id)?.delete('group'));
	}

	reword(id: string, text: string): Undo {
		return this.shared.act(() => this.#card(id)?.set('text', text));
	}

	/** Without words, the heading is its first card's again. */
	setHeading(group: string, words: string): Undo {
		return this.shared.act(() => this.groupMap.set(key(group, 'words'), words));
	}

	/** Remembers what was made of a pile in the plan. */
	link(pile: Pile, kind: 'goal' | 'action', made: string): void {
		const { group, head, cards } = pile;
		this.shared.add(() => {
			if (group !== undefined && cards.length > 1) this.groupMap.set(key(group, kind), made);
			else this.#card(head.id)?.set(kind, made);
		});
	}

	remove(id: string, on: Day): Undo {
		return this.shared.act(() => this.#card(id)?.set('deletedOn', on));
	}

	#read() {
		return readRecords(this.map, cardSchema);
	}

	#card(id: Card['id']) {
		return recordOf(this.map, id);
	}

	#groups(): Map<string, Group> {
		const fields = new Map<string, Record<string, unknown>>();
		for (const [name, value] of this.groupMap.entries()) {
			const [group = '', field = ''] = name.split('/');
			fields.set(group, { ...fields.get(group), [field]: value });
		}
		return new Map([...fields].map(([id, said]) => [id, v.parse(groupSchema, said)]));
	}
}

const key = (group: string, field: keyof Group) => `${group}/${field}`;
