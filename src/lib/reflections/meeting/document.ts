import type * as Y from 'yjs';
import { flagged, recordOf } from '#lib/documents/records.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { phases, type Lead, type Phase, type Reflection } from '../schema.ts';
import { forgetTalk } from './chips/document.ts';
import { inBounds } from './order/rules.ts';

/** How a reflection is led while the group meets: fields of its record, each of its own, so that they merge. */
export class Meeting {
	readonly #shared: SharedDocument;
	readonly #map: Y.Map<unknown>;

	/** @param map where the records of the reflections stand */
	constructor(shared: SharedDocument, map: Y.Map<unknown>) {
		this.#shared = shared;
		this.#map = map;
	}

	/** [LE3] [LE4] Somebody takes over, or is handed it: the last that was said counts. @returns takes it back */
	lead(id: string, { tablet, name }: Lead): () => boolean {
		return this.#shared.act(() => this.#record(id)?.set('ledBy', { tablet, name }));
	}

	/** [LE6] [LE7] Lays a statement on the table, in place of what lay there. */
	lay(id: string, statement: string): void {
		const record = this.#record(id);
		if (record?.get('onTable') === statement) return;
		this.#shared.add(() => {
			record?.set('onTable', statement);
			forgetTalk(this.#shared.doc, id);
			if (record?.get(`talked:${statement}`) !== true) record?.set(`talked:${statement}`, true);
		});
	}

	/** [LE6] Takes what lies on the table off again. */
	clear(id: string): void {
		this.#shared.add(() => {
			this.#record(id)?.set('onTable', '');
			forgetTalk(this.#shared.doc, id);
		});
	}

	/**
	 * [OR4] The group has so many minutes from now on; `undefined` when it does not want to look at the time. What it had
	 * given to single parts belongs to the time before. @returns takes it back
	 */
	allow(id: string, total: number | undefined, now: Date): () => boolean {
		return this.#shared.act(() => {
			const record = this.#record(id);
			if (total === undefined) record?.delete('minutes');
			else record?.set('minutes', { total, from: now.toISOString() });
			for (const phase of phases) record?.delete(`minutes:${phase}`);
		});
	}

	/** [OR7] @returns takes it back */
	give(id: string, phase: Phase, minutes: number): () => boolean {
		return this.#shared.act(() => this.#record(id)?.set(`minutes:${phase}`, minutes));
	}

	/** [RE8] [LE8] [OR5] The group comes to a part, within a change of somebody else's making. */
	come(id: string, to: Phase, now?: Date): void {
		const record = this.#record(id);
		record?.set(`reached:${to}`, true);
		if (now) record?.set(`at:${to}`, now.toISOString());
		if (record?.get('onTable')) record.set('onTable', '');
		forgetTalk(this.#shared.doc, id);
	}

	/** [OR5] When a part was reached, where whoever took the group there did not say. */
	note(id: string, phase: Phase, now: Date): void {
		const record = this.#record(id);
		if (record?.has(`at:${phase}`) === false)
			this.#shared.add(() => record.set(`at:${phase}`, now.toISOString()));
	}

	#record(id: string): Y.Map<unknown> | undefined {
		return recordOf(this.#map, id);
	}
}

type Met = Pick<Reflection, 'talked' | 'reachedAt' | 'given'>;

/** What stands in a record under one key for each part or statement. What makes no sense is as if it were not there. */
export const metIn = (fields: Record<string, unknown>): Met => {
	const met: Met = { talked: flagged(fields, 'talked'), reachedAt: {}, given: {} };
	for (const phase of phases) {
		const at = fields[`at:${phase}`];
		if (typeof at === 'string' && !Number.isNaN(Date.parse(at))) met.reachedAt[phase] = at;
		const given = fields[`minutes:${phase}`];
		if (typeof given === 'number' && inBounds(given)) met.given[phase] = given;
	}
	return met;
};
