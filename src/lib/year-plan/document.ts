import * as Y from 'yjs';
import { flagged, plain, readRecords, recordOf, textOf, type Read } from '#lib/documents/records.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { newId } from '#lib/id.ts';
import type { Direction } from '#lib/packs/schema.ts';
import type { Day } from '#lib/time.ts';
import {
	actionSchema,
	goalSchema,
	type Action,
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

	constructor(shared: SharedDocument) {
		this.shared = shared;
		this.goalMap = shared.doc.getMap(GOALS);
		this.actionMap = shared.doc.getMap(ACTIONS);
	}

	/** What a `Live` watches to show the plan. */
	get maps(): Y.Map<unknown>[] {
		return [this.goalMap, this.actionMap];
	}

	goals(): Read<Goal> {
		const { records, broken } = readRecords(this.goalMap, goalSchema);
		return { records: records.filter(isKept).sort(asAdded), broken };
	}

	actions(): Read<Action> {
		const { records, broken } = readRecords(this.actionMap, actionSchema);
		const kept = records.filter(isKept).sort(asAdded);
		return { records: kept.map((action) => ({ ...action, owners: this.#owners(action.id) })), broken };
	}

	goalText(id: string): Y.Text | undefined {
		return textOf(recordOf(this.goalMap, id), 'text');
	}

	actionText(id: string): Y.Text | undefined {
		return textOf(recordOf(this.actionMap, id), 'what');
	}

	addGoal({ text, ...goal }: NewGoal, now: Date): string {
		return this.#add(this.goalMap, { ...goal, text: new Y.Text(text) }, now);
	}

	addAction({ what, ...action }: NewAction, now: Date): string {
		return this.#add(this.actionMap, { ...action, what: new Y.Text(what) }, now);
	}

	/** Moves a goal to another direction; its actions go along. */
	turnGoal(id: string, direction: Direction): Undo {
		return this.shared.act(() => {
			recordOf(this.goalMap, id)?.set('direction', direction);
			for (const [, record] of this.actionMap.entries())
				if (record instanceof Y.Map && record.get('goal') === id) record.set('direction', direction);
		});
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

	setGoal(id: string, goal: string | undefined): Undo {
		return this.#change(id, { goal });
	}

	/** Takes an open action along to the plan of a later year. */
	carry(id: string, to: number): Undo {
		return this.#change(id, { carriedTo: to });
	}

	removeGoal(id: string, on: Day): Undo {
		return this.shared.act(() => recordOf(this.goalMap, id)?.set('deletedOn', on));
	}

	removeAction(id: string, on: Day): Undo {
		return this.#change(id, { deletedOn: on });
	}

	#owners(id: string): string[] {
		const record = recordOf(this.actionMap, id);
		return record ? flagged(plain(record), 'owner') : [];
	}

	#change(id: string, fields: Record<string, unknown>): Undo {
		const record = recordOf(this.actionMap, id);
		return this.shared.act(() => {
			for (const [key, value] of Object.entries(fields))
				if (value === undefined) record?.delete(key);
				else record?.set(key, value);
		});
	}

	#add(map: Y.Map<unknown>, fields: Record<string, unknown>, now: Date): string {
		const id = newId();
		this.shared.add(() => {
			const record = new Y.Map<unknown>();
			record.set('addedAt', now.toISOString());
			for (const [key, value] of Object.entries(fields)) if (value !== undefined) record.set(key, value);
			map.set(id, record);
		});
		return id;
	}
}

const isKept = ({ deletedOn }: { deletedOn?: string | undefined }) => deletedOn === undefined;

const asAdded = (a: { addedAt: string; id: string }, b: { addedAt: string; id: string }) =>
	a.addedAt.localeCompare(b.addedAt) || a.id.localeCompare(b.id);
