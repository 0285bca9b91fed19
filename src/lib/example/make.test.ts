import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { Committee } from '#lib/committees/document.ts';
import { termIsOver } from '#lib/committees/rules.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { packAbove } from '#lib/packs/shipped.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { Cards } from '#lib/reflections/steps/cards/document.ts';
import { becameOf } from '#lib/reflections/steps/cards/rules.ts';
import { fieldOf, see, talkFirst } from '#lib/reflections/rules.ts';
import { dayOf, yearOf } from '#lib/time.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import { isOpen, isOverdue } from '#lib/year-plan/rules.ts';
import { makeExample } from './make.ts';

const midYear = new Date('2027-05-20T10:00:00');

const make = (now: Date) => {
	const year = yearOf(dayOf(now));
	const documents = {
		core: new SharedDocument('core'),
		thisYear: new SharedDocument(`year-${year}`),
		lastYear: new SharedDocument(`year-${year - 1}`),
	};
	makeExample(documents, now);
	const read = (shared: SharedDocument) => ({
		reflections: new Reflections(shared).all(),
		goals: new YearPlan(shared).goals(),
		actions: new YearPlan(shared).actions(),
	});
	return {
		today: dayOf(now),
		year,
		documents,
		committee: new Committee(documents.core),
		thisYear: read(documents.thisYear),
		lastYear: read(documents.lastYear),
	};
};

const only = <T>(records: T[]): T => {
	const [record, ...others] = records;
	if (record === undefined || others.length > 0) throw new Error(`${records.length} of them`);
	return record;
};

describe('the made-up committee', () => {
	const { committee, today } = make(midYear);
	const { records: members, broken } = committee.members();

	test('it says that it is an example', () => {
		expect(committee.profile()).toMatchObject({ name: 'LMU Solsikken', level: 'lmu', example: true });
	});

	test('seven sit in it, on both sides, each with a role and initials of their own', () => {
		expect(broken).toEqual([]);
		expect(members).toHaveLength(7);
		expect(new Set(members.map(({ side }) => side))).toEqual(new Set(['management', 'employees']));
		expect(members.every(({ roles }) => roles.length > 0)).toBe(true);
		expect(members.filter(({ roles }) => roles.includes('chair'))).toHaveLength(1);
	});

	test('one term is over, the others are not', () => {
		expect(members.filter((member) => termIsOver(member, today))).toHaveLength(1);
	});
});

describe.each([
	['in the middle of a year', midYear],
	['on the first day of one', new Date('2027-01-01T00:05:00')],
	['on the last day of one', new Date('2027-12-31T23:55:00')],
	['on a leap day', new Date('2028-02-29T12:00:00')],
])('made %s', (_, now) => {
	const example = make(now);
	const { thisYear, lastYear, today, year } = example;

	test('every record can be read', () => {
		for (const { reflections, goals, actions } of [thisYear, lastYear])
			expect([reflections.broken, goals.broken, actions.broken]).toEqual([[], [], []]);
	});

	test('each year has one finished reflection, held before today, for that year', () => {
		expect(only(thisYear.reflections.records)).toMatchObject({ year, phase: 'check-out', way: 'round' });
		expect(only(lastYear.reflections.records)).toMatchObject({ year: year - 1, phase: 'check-out' });
		for (const { reflections } of [thisYear, lastYear]) {
			const { startedOn, closedOn = '' } = only(reflections.records);
			expect(closedOn).toBe(startedOn);
			expect(closedOn < today).toBe(true);
		}
	});

	test('the plan has what is done, started, coming and overdue, and one that goes on', () => {
		const actions = thisYear.actions.records;
		const overdue = actions.filter((action) => isOverdue(action, today));
		expect(overdue).toHaveLength(1);
		expect(actions.filter(({ progress }) => progress === 'done')).toHaveLength(2);
		expect(actions.filter(({ progress }) => progress === 'started')).toHaveLength(2);
		expect(actions.some(({ rhythm }) => rhythm !== '')).toBe(true);
		const coming = actions.filter(({ progress, due = '' }) => progress === 'planned' && due > today);
		expect(coming.length).toBeGreaterThan(3);
		for (const { progressOn } of [...actions, ...lastYear.actions.records])
			expect((progressOn ?? '') < today).toBe(true);
	});

	test('what was open last year was given up or taken along to this one', () => {
		const open = lastYear.actions.records.filter(isOpen);
		expect(open).toHaveLength(2);
		expect(open.every(({ carriedTo }) => carriedTo === year)).toBe(true);
		expect(lastYear.actions.records.some(({ progress }) => progress === 'dropped')).toBe(true);
	});
});

describe('what the group saw and wrote', () => {
	const { documents, committee, thisYear, lastYear } = make(midYear);
	const reflection = only(thisYear.reflections.records);
	const reflections = new Reflections(documents.thisYear);
	const picture = reflection.pack.statements.map((statement) =>
		see(statement, reflection.tally?.counts[statement.id] ?? []),
	);
	const seen = (id: string) => only(picture.filter(({ statement }) => statement.id === id));

	test('seven answered, and one skipped one statement', () => {
		expect(reflection.tally?.answered).toBe(7);
		expect(picture.map(({ answers }) => answers)).toEqual([7, 7, 7, 6, 7, 7, 7]);
	});

	test('the picture has something to strengthen, to celebrate and to leave for now, and most of all to talk about', () => {
		expect(fieldOf(seen('lmu-t3'))).toBe('strengthen');
		expect(fieldOf(seen('lmu-t6'))).toBe('celebrate');
		expect(fieldOf(seen('lmu-t5'))).toBe('wait');
		expect(talkFirst(picture)[0]).toMatchObject({
			seen: { statement: { id: 'lmu-t7' } },
			reasons: expect.arrayContaining(['disagreement']),
		});
	});

	test('the focuses are among what the picture said to talk about first', () => {
		const first = talkFirst(picture).map(({ seen: { statement } }) => statement.id);
		expect(reflections.focuses(reflection)).toEqual(['lmu-t3', 'lmu-t7']);
		expect(first).toEqual(expect.arrayContaining(reflections.focuses(reflection)));
	});

	test('every question of the three steps has an answer', () => {
		for (const step of reflection.pack.steps)
			for (const { id } of step.questions)
				for (const focus of step.id === 'own' ? reflections.focuses(reflection) : [''])
					expect(reflections.answerText(reflection.id, id, focus).toString(), `${id} ${focus}`).not.toBe('');
	});

	test('suggestions lie at a focus: two together, one with a name, and one that has become an action', () => {
		const piles = new Cards(documents.thisYear).piles(reflection.id, 'lmu-t3');
		expect(piles.map(({ cards }) => cards.length)).toEqual([2, 1, 1]);
		expect(piles.flatMap(({ cards }) => cards.flatMap(({ by }) => by ?? []))).toHaveLength(1);
		const made = thisYear.actions.records.map(({ id, what }) => ({
			id,
			kind: 'action' as const,
			text: what,
		}));
		expect(piles.map((pile) => becameOf(pile, made, 'action'))).toEqual([false, true, false]);
	});

	test('goals and actions come from all three steps, each from a statement that there is', () => {
		const known = [...reflection.pack.statements, ...(packAbove('lmu')?.statements ?? [])];
		const ids = new Set(known.map(({ id }) => id));
		const { goals, actions } = thisYear;
		expect(new Set(goals.records.map(({ direction }) => direction))).toEqual(
			new Set(['own', 'upAndDown', 'across']),
		);
		for (const { reflection: from, statement = '', step, direction } of [
			...goals.records,
			...actions.records,
		]) {
			expect(from).toBe(reflection.id);
			expect(ids).toContain(statement);
			expect(step).toBe(direction);
		}
	});

	test('everybody who is to do something sits in the committee', () => {
		const members = new Set(committee.members().records.map(({ id }) => id));
		const owners = [thisYear, lastYear].flatMap(({ actions }) =>
			actions.records.flatMap((each) => each.owners),
		);
		expect(owners.length).toBeGreaterThan(15);
		expect(owners.every((owner) => members.has(owner))).toBe(true);
	});
});

test('made twice it says the same, under ids of its own', () => {
	const [one, other] = [make(midYear), make(midYear)];
	const texts = ({ thisYear }: typeof one) => thisYear.actions.records.map(({ what, due }) => [what, due]);
	expect(texts(other)).toEqual(texts(one));
	expect(only(other.thisYear.reflections.records).id).not.toBe(only(one.thisYear.reflections.records).id);
});

test('each document is written in one transaction, so that a tablet that dies has all of it or none', () => {
	const documents = {
		core: new SharedDocument('core'),
		thisYear: new SharedDocument('year-2027'),
		lastYear: new SharedDocument('year-2026'),
	};
	const updates: Uint8Array[] = [];
	for (const { doc } of Object.values(documents))
		doc.on('update', (update: Uint8Array) => updates.push(update));
	makeExample(documents, midYear);
	expect(updates).toHaveLength(3);
	const copy = new Y.Doc();
	Y.applyUpdate(copy, updates[0] ?? new Uint8Array());
	expect(new Committee(new SharedDocument('core', copy)).profile().name).toBe('LMU Solsikken');
});
