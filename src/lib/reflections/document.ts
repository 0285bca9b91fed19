import * as Y from 'yjs';
import * as v from 'valibot';
import { flagged, plain, readRecords, recordOf, type Read } from '#lib/documents/records.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { newId } from '#lib/id.ts';
import { shownPack } from '#lib/packs/rules.ts';
import type { Day } from '#lib/time.ts';
import { forgetTalk } from './meeting/chips/document.ts';
import type { Run } from './meeting/clock/schema.ts';
import { Meeting, metIn } from './meeting/document.ts';
import { cellOf, emptyTally, furthest, isReached } from './rules.ts';
import {
	markSchema,
	phases,
	reflectionSchema,
	scales,
	type Mark,
	type Marks,
	type Named,
	type NewReflection,
	type Phase,
	type Reflection,
	type Tally,
} from './schema.ts';

const REFLECTIONS = 'reflections';
/** `reflection/statement/scale` → a mark that the group agreed on: fields of their own, so that they merge. */
const COMMON = 'commonMarks';
/** `reflection/statement` → whether it is a focus. */
const FOCUS = 'focus';

/** The reflections of one year: a part of that year's document. */
export class Reflections {
	readonly shared: SharedDocument;
	readonly map: Y.Map<unknown>;
	readonly commonMap: Y.Map<unknown>;
	readonly focusMap: Y.Map<unknown>;
	/** Who leads, what lies on the table, and the time. */
	readonly meeting: Meeting;
	readonly #newId: () => string;

	constructor(shared: SharedDocument, makeId = newId) {
		this.shared = shared;
		this.#newId = makeId;
		this.map = shared.doc.getMap(REFLECTIONS);
		this.commonMap = shared.doc.getMap(COMMON);
		this.focusMap = shared.doc.getMap(FOCUS);
		this.meeting = new Meeting(shared, this.map);
	}

	/** What a `Live` watches. */
	get maps(): Y.Map<unknown>[] {
		return [this.map, this.commonMap, this.focusMap];
	}

	/** Latest first. */
	all(): Read<Reflection> {
		const { records, broken } = readRecords(this.map, reflectionSchema);
		const kept = records
			.filter(({ deletedOn }) => deletedOn === undefined)
			.map((reflection) => {
				const record = recordOf(this.map, reflection.id);
				const fields = record ? plain(record) : {};
				return { ...reflection, phase: phaseIn(fields), ...metIn(fields) };
			});
		kept.sort((a, b) => b.startedAt.localeCompare(a.startedAt) || b.id.localeCompare(a.id));
		return { records: kept, broken };
	}

	get(id: string): Reflection | undefined {
		return this.all().records.find((reflection) => reflection.id === id);
	}

	start({ year, pack, way, present, ledBy }: NewReflection, on: Day, now: Date): string {
		const id = this.#newId();
		this.shared.add(() => {
			const record = new Y.Map<unknown>();
			record.set('year', year);
			record.set('pack', shownPack(pack));
			// [RE19] Nobody marks anything, so no way of marking is waited for.
			record.set('way', pack.unmarked ? 'common' : way);
			record.set('present', present);
			record.set('startedOn', on);
			record.set('startedAt', now.toISOString());
			if (ledBy) record.set('ledBy', ledBy);
			this.map.set(id, record);
		});
		return id;
	}

	/** The group goes on to a phase; going back is not recorded. `now`: when, for the order of the meeting. */
	goOn(id: string, to: Phase, now?: Date): void {
		const group = this.get(id)?.phase;
		if (group && !isReached(to, group)) this.shared.add(() => this.meeting.come(id, to, now));
	}

	/** The same reflection, answered another way. Only before there is a picture. */
	answerBy(id: string, way: Reflection['way']): void {
		if (!this.get(id)?.tally) this.#set(id, 'way', way);
	}

	/** [RE17] Answers are taken on this tablet from now on, whichever it was before. */
	takeRound(id: string, tablet: string): void {
		if (this.get(id)?.roundOn !== tablet) this.#set(id, 'roundOn', tablet);
	}

	/** [RE17] The answers were thrown away: whoever begins next takes them. */
	leaveRound(id: string): void {
		if (this.get(id)?.roundOn !== undefined) this.shared.add(() => recordOf(this.map, id)?.delete('roundOn'));
	}

	/**
	 * Puts the sum of a round in the document, once. A second tab that comes later changes nothing.
	 * @param named who marked what, where the group chose to answer by name
	 */
	reveal(id: string, tally: Tally, named?: readonly Named[]): void {
		const reflection = this.get(id);
		if (!reflection || reflection.tally) return;
		this.shared.add(() => {
			recordOf(this.map, id)?.set('tally', tally);
			if (named) recordOf(this.map, id)?.set('named', named);
			this.meeting.come(id, 'picture');
		});
	}

	/** A mark that the group agreed on. */
	setCommon(id: string, statement: string, scale: keyof Marks, mark: Mark): () => boolean {
		return this.shared.act(() => this.commonMap.set(`${key(id, statement)}/${scale}`, mark));
	}

	/** The group does not agree after all. */
	clearCommon(id: string, statement: string): () => boolean {
		return this.shared.act(() => {
			for (const scale of scales) this.commonMap.delete(`${key(id, statement)}/${scale}`);
		});
	}

	/** What the group has agreed on so far: both marks, one of them or none. */
	common(id: string, statement: string): Partial<Marks> {
		const marks: Partial<Marks> = {};
		for (const scale of scales) {
			const parsed = v.safeParse(markSchema, this.commonMap.get(`${key(id, statement)}/${scale}`));
			if (parsed.success) marks[scale] = parsed.output;
		}
		return marks;
	}

	/** The picture's numbers: the tally of the round, or the marks that the group agreed on. */
	tally(reflection: Reflection): Tally | undefined {
		if (reflection.way !== 'common') return reflection.tally;
		const tally = emptyTally(reflection.pack.statements);
		for (const [statement, counts] of Object.entries(tally.counts)) {
			const { importance, success } = this.common(reflection.id, statement);
			if (importance && success) counts[cellOf({ importance, success })] = 1;
		}
		return { ...tally, answered: 1 };
	}

	/** Statement ids in the order of the pack. */
	focuses({ id, pack }: Reflection): string[] {
		return pack.statements
			.map((statement) => statement.id)
			.filter((each) => this.focusMap.get(key(id, each)) === true);
	}

	setFocus(id: string, statement: string, chosen: boolean): () => boolean {
		return this.shared.act(() => this.focusMap.set(key(id, statement), chosen));
	}

	/** What the group writes to a question, for one focus or for the whole reflection. A root text: never created, so it always merges. */
	answerText(id: string, question: string, statement = ''): Y.Text {
		return this.shared.doc.getText(`answer/${id}/${statement}/${question}`);
	}

	/** What the group has written in the steps of a reflection, by the name of the text. The check-out is no step. */
	written(id: string): Map<string, string> {
		const names = [...this.shared.doc.share.keys()].filter((name) => name.startsWith(`answer/${id}/`));
		return new Map(
			names
				.filter((name) => !name.endsWith('/check-out'))
				.map((name) => [name, this.shared.doc.getText(name).toString()]),
		);
	}

	/** [ST6] The check-out is tapped on this tablet from now on. */
	takeCheckOut(id: string, tablet: string): void {
		this.#set(id, 'checkOutOn', tablet);
	}

	/** [ST3] The four counts of the check-out, once. A second tab that comes later changes nothing. */
	checkOut(id: string, counts: readonly number[]): void {
		if (!this.get(id)?.checkOut) this.#set(id, 'checkOut', [...counts]);
	}

	/** [RC10] The clock as a tap has left it; none when it was stopped. */
	setClock(id: string, clock: Run | undefined): void {
		if (clock) this.#set(id, 'clock', clock);
		else this.shared.add(() => recordOf(this.map, id)?.delete('clock'));
	}

	/** `unseen`: the counts of a check-out that nobody has asked to see yet. */
	close(id: string, on: Day, unseen?: readonly number[]): () => boolean {
		return this.shared.act(() => {
			const record = recordOf(this.map, id);
			record?.set('closedOn', on);
			record?.delete('clock');
			forgetTalk(this.shared.doc, id);
			if (unseen && !record?.has('checkOut')) record?.set('checkOut', [...unseen]);
		});
	}

	reopen(id: string): void {
		this.shared.act(() => recordOf(this.map, id)?.delete('closedOn'));
	}

	remove(id: string, on: Day): () => boolean {
		return this.shared.act(() => recordOf(this.map, id)?.set('deletedOn', on));
	}

	#set(id: string, field: string, value: unknown): void {
		this.shared.add(() => recordOf(this.map, id)?.set(field, value));
	}
}

const key = (reflection: string, statement: string) => `${reflection}/${statement}`;

/** [RE8] Each part that was reached is a field of its own, so that no merge takes the group back. */
const phaseIn = (fields: Record<string, unknown>): Phase => {
	const reached = flagged(fields, 'reached');
	return phases.reduce((phase, each) => (reached.includes(each) ? furthest(phase, each) : phase));
};
