import * as Y from 'yjs';
import * as v from 'valibot';
import { flagged, plain, recordOf, textOf, type Read } from '#lib/documents/records.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { newId } from '#lib/id.ts';
import type { Direction } from '#lib/packs/schema.ts';
import type { Day } from '#lib/time.ts';
import {
	actionSchema,
	goalSchema,
	type Action,
	type Concrete,
	type Goal,
	type NewAction,
	type NewGoal,
	type Progress,
} from './schema.ts';

const GOALS = 'goals';
const ACTIONS = 'actions';

type Undo = () => boolean;

/** The goals and actions of one year: a part of that year's document. */
export class YearPlan {
	readonly shared: SharedDocument;
	readonly goalMap: Y.Map<unknown>;
	readonly actionMap: Y.Map<unknown>;
	readonly #goals: Reading<Goal>;
	readonly #actions: Reading<Action>;

	constructor(shared: SharedDocument) {
		this.shared = shared;
		this.goalMap = shared.doc.getMap(GOALS);
		this.actionMap = shared.doc.getMap(ACTIONS);
		this.#goals = new Reading(this.goalMap, parseGoal);
		this.#actions = new Reading(this.actionMap, parseAction);
	}

	/** What a `Live` watches to show the plan. */
	get maps(): Y.Map<unknown>[] {
		return [this.goalMap, this.actionMap];
	}

	/** True when nothing has been written in this year's document: it was only looked at. */
	get isUnwritten(): boolean {
		return this.shared.doc.store.clients.size === 0;
	}

	goals(): Read<Goal> {
		return this.#goals.read();
	}

	actions(): Read<Action> {
		return this.#actions.read();
	}

	goalText(id: string): Y.Text | undefined {
		return textOf(recordOf(this.goalMap, id), 'text');
	}

	actionText(id: string): Y.Text | undefined {
		return textOf(recordOf(this.actionMap, id), 'what');
	}

	addGoal({ text, ...goal }: NewGoal, now: Date): string {
		return this.#add(this.goalMap, { ...goal, text: new Y.Text(text), addedAt: this.#goals.next(now) });
	}

	addAction({ what, ...action }: NewAction, now: Date): string {
		return this.#add(this.actionMap, { ...action, what: new Y.Text(what), addedAt: this.#actions.next(now) });
	}

	/** Moves a goal to another direction; its actions go along. */
	turnGoal(id: string, direction: Direction): Undo {
		return this.shared.act(() => {
			recordOf(this.goalMap, id)?.set('direction', direction);
			for (const [, record] of this.actionMap.entries())
				if (record instanceof Y.Map && record.get('goal') === id) record.set('direction', direction);
		});
	}

	/** [YP20] Sets what is named, each a field of its own; nothing, or no words, takes it away. */
	describeGoal(id: string, said: Concrete): Undo {
		return this.#change(id, { ...said }, this.goalMap);
	}

	setProgress(id: string, progress: Progress, on: Day): Undo {
		return this.#change(id, { progress, progressOn: on });
	}

	setDue(id: string, due: Day | undefined): Undo {
		return this.#change(id, { due });
	}

	setRhythm(id: string, rhythm: string): Undo {
		return this.#change(id, { rhythm: rhythm.trim() || undefined });
	}

	setPartners(id: string, partners: string): Undo {
		return this.#change(id, { partners: partners.trim() || undefined });
	}

	setOwner(id: string, member: string, owns: boolean): Undo {
		return this.#change(id, { [`owner:${member}`]: owns || undefined });
	}

	/** Puts an action under a goal, or under none in a direction. */
	place(id: string, { goal, direction }: { goal?: string | undefined; direction: Direction }): Undo {
		return this.#change(id, { goal, direction });
	}

	/** Takes open actions along to the plan of a later year; they stay in this document. */
	carry(ids: readonly string[], to: number): Undo {
		return this.shared.act(() => {
			for (const id of ids) recordOf(this.actionMap, id)?.set('carriedTo', to);
		});
	}

	/** What the group decided when it looked back, in one step that is taken back as one. */
	settle(
		id: string,
		{ progress, carriedTo }: { progress: Progress; carriedTo: number | undefined },
		on: Day,
	): Undo {
		return this.#change(id, { progress, progressOn: on, carriedTo });
	}

	removeGoal(id: string, on: Day): Undo {
		return this.shared.act(() => recordOf(this.goalMap, id)?.set('deletedOn', on));
	}

	removeAction(id: string, on: Day): Undo {
		return this.#change(id, { deletedOn: on });
	}

	#change(id: string, fields: Record<string, unknown>, map = this.actionMap): Undo {
		const record = recordOf(map, id);
		return this.shared.act(() => {
			for (const [key, value] of Object.entries(fields))
				if (value === undefined || value === '') record?.delete(key);
				else record?.set(key, value);
		});
	}

	#add(map: Y.Map<unknown>, fields: Record<string, unknown>): string {
		const id = newId();
		this.shared.add(() => {
			const record = new Y.Map<unknown>();
			for (const [key, value] of Object.entries(fields)) if (value !== undefined) record.set(key, value);
			map.set(id, record);
		});
		return id;
	}
}

interface Seen<T> {
	fields: Record<string, unknown>;
	/** Absent when this program cannot make sense of the record. */
	value: T | undefined;
}

/**
 * Reads the records of a map. What says the same as last time is the same object again, one record as well as all of
 * them, since a plan of hundreds of actions is read at every letter that somebody types in one of them.
 */
class Reading<T extends { id: string }> {
	readonly #map: Y.Map<unknown>;
	readonly #parse: (fields: Record<string, unknown>) => T | undefined;
	#seen = new Map<string, Seen<T>>();
	#last: Read<T> | undefined;

	constructor(map: Y.Map<unknown>, parse: (fields: Record<string, unknown>) => T | undefined) {
		this.#map = map;
		this.#parse = parse;
	}

	/** When something is added now, so that it stands after all that is there, whatever the clock says. */
	next(now: Date): string {
		let last = '';
		for (const value of this.#map.values()) {
			const addedAt = value instanceof Y.Map ? value.get('addedAt') : undefined;
			if (typeof addedAt === 'string' && addedAt > last) last = addedAt;
		}
		const after = Date.parse(last) + 1;
		return new Date(after > now.getTime() ? after : now).toISOString();
	}

	/** What has not been deleted, in the order in which it was added. */
	read(): Read<T> {
		const seen = new Map<string, Seen<T>>();
		let changed = this.#map.size !== this.#seen.size;
		for (const id of this.#map.keys()) {
			const record = recordOf(this.#map, id);
			const fields = record ? { ...plain(record), id } : {};
			const before = this.#seen.get(id);
			const same = before && saysTheSame(before.fields, fields);
			seen.set(id, same ? before : { fields, value: this.#parse(fields) });
			changed ||= !same;
		}
		if (this.#last && !changed) return this.#last;
		this.#seen = seen;
		const kept = [...seen.values()].filter(({ fields }) => fields['deletedOn'] === undefined).sort(asAdded);
		this.#last = {
			records: kept.map(({ value }) => value).filter((value) => value !== undefined),
			broken: [...seen].filter(([, { value }]) => value === undefined).map(([id]) => id),
		};
		return this.#last;
	}
}

const saysTheSame = (one: Record<string, unknown>, other: Record<string, unknown>) => {
	const keys = Object.keys(one);
	return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
};

const addedAt = ({ fields }: Seen<{ id: string }>) =>
	`${String(fields['addedAt'] ?? '')} ${String(fields['id'])}`;

const asAdded = (a: Seen<{ id: string }>, b: Seen<{ id: string }>) => (addedAt(a) < addedAt(b) ? -1 : 1);

const parseGoal = (fields: Record<string, unknown>): Goal | undefined => {
	const { success, output } = v.safeParse(goalSchema, fields);
	return success ? output : undefined;
};

const parseAction = (fields: Record<string, unknown>): Action | undefined => {
	const { success, output } = v.safeParse(actionSchema, fields);
	return success ? { ...output, owners: flagged(fields, 'owner') } : undefined;
};
