import * as Y from 'yjs';
import { readRecords, recordOf, textOf } from '#lib/documents/records.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { newId } from '#lib/id.ts';
import type { Day } from '#lib/time.ts';
import { between, byOrder, frameOf, packOfRecords, tidy, titleProblem, type TitleProblem } from './rules.ts';
import {
	packRecordSchema,
	statementKey,
	statementRecordSchema,
	type Pack,
	type Statement,
	type StatementRecord,
	type Topic,
} from './schema.ts';
import { shippedPackById } from './shipped.ts';

/** Takes back the very action that gave it; false when something else was done since. */
type Undo = () => boolean;

/** `gone`: another device has removed it, or it never was here. */
export type Outcome<Reason = never> = { ok: true; undo: Undo } | { ok: false; reason: Reason | 'gone' };

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const gone = { ok: false, reason: 'gone' } as const;

/** A committee's own copies of packs, in its `core` document. Reads give the shape that shipped packs have. */
export class Packs {
	readonly #shared: SharedDocument;
	readonly #newId: () => string;

	constructor(shared: SharedDocument, makeId = newId) {
		this.#shared = shared;
		this.#newId = makeId;
	}

	get #packs(): Y.Map<unknown> {
		return this.#shared.doc.getMap('packs');
	}

	get #statements(): Y.Map<unknown> {
		return this.#shared.doc.getMap('packStatements');
	}

	/** What a `Live` watches. */
	get maps(): Y.Map<unknown>[] {
		return [this.#packs, this.#statements];
	}

	/** The copies that are in use, the oldest first. */
	packs(): Pack[] {
		return this.#read().packs;
	}

	pack(id: string): Pack | undefined {
		return this.packs().find((pack) => pack.id === id);
	}

	/** [PA9] How many records are here that this program cannot show. They stay in the document. */
	broken(): number {
		return this.#read().broken;
	}

	/** The text of a statement, for a field that several people type in. */
	text(packId: string, statementId: string): Y.Text | undefined {
		return textOf(this.#statement(packId, statementId), 'text');
	}

	/** The label of a statement, for a field that several people type in. */
	label(packId: string, statementId: string): Y.Text | undefined {
		return textOf(this.#statement(packId, statementId), 'label');
	}

	/** [PA6] [PA14] Copies a shipped pack, a copy of one, or what came in a file, under a title of its own. */
	copy(pack: Pack, { title, on }: { title: string; on: Day }): { id: string; undo: Undo } {
		const id = this.#newId();
		const base = pack.copyOf ?? pack.id;
		const shipped = shippedPackById(base);
		const frame = frameOf(pack);
		// Of a shipped pack the words around the statements follow the program.
		const isShipped = shipped !== undefined && isSame(frameOf(shipped), frame);
		this.#shared.add(() => {
			const record = { title, base, baseVersion: pack.version, level: pack.level, createdOn: on };
			this.#packs.set(id, new Y.Map(Object.entries({ ...record, ...(!isShipped && { frame }) })));
			pack.statements.forEach((statement, index) => this.#create(id, statement, index + 1));
		});
		return { id, undo: () => this.remove(id, on).ok };
	}

	/** [PA4] */
	rename(packId: string, title: string): Outcome<TitleProblem> {
		const record = this.#pack(packId);
		if (!record) return gone;
		const reason = titleProblem(title);
		if (reason) return { ok: false, reason };
		return this.#act(() => record.set('title', tidy(title)));
	}

	setTopic(packId: string, statementId: string, topic: Topic): Outcome {
		return this.#set(packId, statementId, 'topic', topic);
	}

	/** [PA2] A hidden statement keeps its words and its place, but nobody is asked about it. */
	hide(packId: string, statementId: string): Outcome {
		return this.#set(packId, statementId, 'hidden', true);
	}

	show(packId: string, statementId: string): Outcome {
		return this.#set(packId, statementId, 'hidden', false);
	}

	/** [PA7] Moves a statement so that it stands at `toIndex` in `pack.statements`, the hidden ones counted. */
	move(packId: string, statementId: string, toIndex: number): Outcome {
		const all = this.#inOrder(packId);
		const moved = all.find((record) => record.statement === statementId);
		if (!moved) return gone;
		const index = Math.max(0, Math.min(toIndex, all.length - 1));
		if (all.indexOf(moved) === index) return { ok: true, undo: () => false };
		const others = all.filter((record) => record !== moved);
		const order = between(others[index - 1]?.order, others[index]?.order);
		if (order !== undefined) return this.#set(packId, statementId, 'order', order);
		// No room between the two: they were moved to one place on two devices, or halved too often.
		const inPlace = [...others.slice(0, index), moved, ...others.slice(index)];
		return this.#act(() => {
			inPlace.forEach((record, place) => recordOf(this.#statements, record.id)?.set('order', place + 1));
		});
	}

	/** Adds a statement without words at the end. `undefined` when the pack is gone. */
	add(packId: string, topic: Topic, on: Day): { id: string; undo: Undo } | undefined {
		if (!this.pack(packId)) return undefined;
		const id = this.#newId();
		const last = this.#inOrder(packId).at(-1);
		this.#shared.add(() => this.#create(packId, { id, topic, label: '', text: '' }, (last?.order ?? 0) + 1));
		return { id, undo: () => this.removeStatement(packId, id, on).ok };
	}

	/** [PA8] Only what the committee added itself can be removed; the rest is hidden. */
	removeStatement(packId: string, statementId: string, on: Day): Outcome<'not-added'> {
		const statement = this.pack(packId)?.statements.find(({ id }) => id === statementId);
		if (statement && !statement.added) return { ok: false, reason: 'not-added' };
		return this.#set(packId, statementId, 'deletedOn', on);
	}

	remove(packId: string, on: Day): Outcome {
		const record = this.#pack(packId);
		if (!record) return gone;
		return this.#act(() => record.set('deletedOn', on));
	}

	#act(change: () => void): { ok: true; undo: Undo } {
		return { ok: true, undo: this.#shared.act(change) };
	}

	#read(): { packs: Pack[]; broken: number } {
		const packs = readRecords(this.#packs, packRecordSchema);
		const statements = readRecords(this.#statements, statementRecordSchema);
		const bases = new Map(
			packs.records.flatMap(({ id, base, frame }) => {
				const pack = frame ?? shippedPackById(base);
				return pack ? [[id, pack] as const] : [];
			}),
		);
		const hasTopic = ({ pack, topic }: StatementRecord) =>
			bases.get(pack)?.topics.some(({ id }) => id === topic) ?? true;
		const shownOnes = statements.records.filter(hasTopic);
		const inUse = packs.records
			.filter((record) => record.deletedOn === undefined)
			.sort((a, b) => a.createdOn.localeCompare(b.createdOn) || (a.id < b.id ? -1 : 1));
		const shown = inUse.flatMap((record) => {
			const base = bases.get(record.id);
			return base ? [packOfRecords(record, shownOnes, base)] : [];
		});
		const foreign = inUse.length - shown.length + statements.records.length - shownOnes.length;
		return { packs: shown, broken: packs.broken.length + statements.broken.length + foreign };
	}

	#inOrder(packId: string): StatementRecord[] {
		if (!this.pack(packId)) return [];
		return byOrder(readRecords(this.#statements, statementRecordSchema).records, packId);
	}

	#pack(packId: string): Y.Map<unknown> | undefined {
		return this.pack(packId) && recordOf(this.#packs, packId);
	}

	/** To write in: only what is shown can be changed. */
	#statement(packId: string, statementId: string): Y.Map<unknown> | undefined {
		const shown = this.pack(packId)?.statements.some(({ id }) => id === statementId);
		return shown ? recordOf(this.#statements, statementKey(packId, statementId)) : undefined;
	}

	#create(packId: string, { id, topic, label, text, hidden }: Statement, order: number): void {
		const record = new Y.Map<unknown>();
		for (const [key, value] of Object.entries({ pack: packId, statement: id, topic, order }))
			record.set(key, value);
		record.set('label', new Y.Text(label));
		record.set('text', new Y.Text(text));
		if (hidden) record.set('hidden', true);
		this.#statements.set(statementKey(packId, id), record);
	}

	#set(packId: string, statementId: string, field: string, value: unknown): Outcome {
		const record = this.#statement(packId, statementId);
		if (!record) return gone;
		return this.#act(() => record.set(field, value));
	}
}
