import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { SharedDocument } from '#lib/documents/shared.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { Reflections } from '../document.ts';
import { emptyTally, phaseOfPath, withAnswers } from '../rules.ts';
import type { Mark, Tally, Way } from '../schema.ts';
import { Again } from './document.ts';
import { againOf, isOfTheSame, shiftOf, tallyOfCommon } from './rules.ts';

const ids = lmu.statements.map(({ id }) => id);
const [first = '', second = '', third = ''] = ids;
const some = (...chosen: string[]) => lmu.statements.filter(({ id }) => chosen.includes(id));

/** Each pair of marks, as `41`, is one person's for every statement. */
const tallyOf = (marks: string, statements = lmu.statements): Tally =>
	marks
		.split(' ')
		.map(([importance, success]) => ({
			importance: Number(importance) as Mark,
			success: Number(success) as Mark,
		}))
		.map((pair) => new Map(statements.map(({ id }) => [id, pair])))
		.reduce(withAnswers, emptyTally(statements));

const shown = (way: Way = 'round') => {
	const reflections = new Reflections(new SharedDocument('year-2027'));
	const id = reflections.start(
		{ year: 2027, pack: lmu, way, present: [{ name: 'Anna Ask' }] },
		'2027-01-14',
		new Date('2027-01-14T14:00:00Z'),
	);
	if (way !== 'common') reflections.reveal(id, tallyOf('41 42 11 12'));
	const now = () => {
		const reflection = reflections.get(id);
		if (!reflection) throw new Error('gone');
		return reflection;
	};
	return { reflections, id, again: new Again(reflections), now };
};

describe('answering once more', () => {
	test('[RA1] is opened for some statements, and taken back until there is something', () => {
		const { id, again, now } = shown();
		expect(againOf(now())).toBeUndefined();
		const undo = again.open(id, [second, first], 'r1');
		expect(now().again).toEqual({ statements: [second, first], after: 'r1' });
		expect(againOf(now())?.pack.statements.map((each) => each.id)).toEqual([first, second]);
		undo();
		expect(now().again).toBeUndefined();
		again.open(id, [first]);
		again.close(id);
		expect(now().again).toBeUndefined();
		again.open(id, []);
		expect(now().again).toBeUndefined();
	});

	test('[RA1] two tablets that open it at once agree on one list', () => {
		const one = shown();
		const other = new Reflections(new SharedDocument('year-2027'));
		Y.applyUpdate(other.shared.doc, Y.encodeStateAsUpdate(one.reflections.shared.doc));
		one.again.open(one.id, [first]);
		new Again(other).open(one.id, [second, third]);
		const [here, there] = [one.reflections, other].map(({ shared }) => Y.encodeStateAsUpdate(shared.doc));
		if (there) Y.applyUpdate(one.reflections.shared.doc, there);
		if (here) Y.applyUpdate(other.shared.doc, here);
		expect(one.now().again).toEqual(other.get(one.id)?.again);
		expect([[first], [second, third]]).toContainEqual(one.now().again?.statements);
	});

	test('[RA2] is of as many as before; a common mark is simply set anew', () => {
		const { now } = shown();
		expect(isOfTheSame(now(), tallyOf('11 11 11 11', some(first)))).toBe(true);
		expect(isOfTheSame(now(), tallyOf('11 11 11', some(first)))).toBe(false);
		expect(isOfTheSame({ tally: undefined, way: 'common' }, tallyOf('11', some(first)))).toBe(true);
	});

	test('[RA3] stands beside the first picture, once, and changes nothing of that', () => {
		const { id, again, now } = shown();
		again.open(id, [first]);
		const before = JSON.stringify(now().tally);
		const sum = tallyOf('44 44 44 44', some(first));
		expect(again.reveal(id, sum)).toBe(true);
		expect(again.reveal(id, tallyOf('11 11 11 11', some(first)))).toBe(false);
		again.open(id, [second]);
		again.close(id);
		expect(now()).toMatchObject({ tallyAgain: sum, again: { statements: [first] } });
		expect(JSON.stringify(now().tally)).toBe(before);
		expect(againOf(now())?.tally).toEqual(sum);
	});

	test('[RA3] a sum of other people or of other statements is not taken', () => {
		const { id, again, now } = shown();
		expect(again.reveal(id, tallyOf('44 44 44 44', some(first)))).toBe(false);
		again.open(id, [first, third]);
		expect(again.reveal(id, tallyOf('44 44 44', some(first, third)))).toBe(false);
		expect(again.reveal(id, tallyOf('44 44 44 44', some(first)))).toBe(false);
		expect(again.reveal(id, tallyOf('44 44 44 44', some(first, second)))).toBe(false);
		expect(now().tallyAgain).toBeUndefined();
	});

	test('[RA5] where it is answered once more is a place of the picture', () => {
		expect(phaseOfPath('svar/ret')).toBe('picture');
		expect(phaseOfPath('svar')).toBe('answers');
	});

	test('fields that are none cost only themselves', () => {
		const { reflections, id, now } = shown();
		const record = reflections.map.get(id);
		if (record instanceof Y.Map) {
			record.set('again', 7);
			record.set('tallyAgain', { answered: 'mange' });
		}
		expect(now()).toMatchObject({ again: undefined, tallyAgain: undefined, tally: { answered: 4 } });
	});

	test('a common mark is counted where both questions have one', () => {
		const marks = tallyOfCommon(some(first, second), (id) =>
			id === first ? { importance: 4, success: 2 } : { importance: 3 },
		);
		expect(marks.counts[first]?.indexOf(1)).toBe(13);
		expect(marks.counts[second]?.indexOf(1)).toBe(-1);
	});
});

describe('[RA4] what two sums tell', () => {
	const of = (marks: string) => tallyOf(marks, some(first)).counts[first] ?? [];

	test('[RA4] how many at least changed a mark, and which way the marks went', () => {
		expect(shiftOf(of('41 42 11 12'), of('41 42 41 12'), 'importance')).toEqual({ atLeast: 1, to: 'up' });
		expect(shiftOf(of('41 42 11 12'), of('41 42 41 12'), 'success')).toEqual({ atLeast: 0, to: 'level' });
		expect(shiftOf(of('41 41 41'), of('21 31 41'), 'importance')).toEqual({ atLeast: 2, to: 'down' });
	});

	test('[RA4] two that changed places are not seen, and nobody is said to have', () => {
		expect(shiftOf(of('41 11'), of('11 41'), 'importance')).toEqual({ atLeast: 0, to: 'level' });
	});

	test('[RA4] of another number of marks it is not said how many', () => {
		expect(shiftOf(of('41 42 43'), of('41 42'), 'importance').atLeast).toBeUndefined();
	});
});
