import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { SharedDocument } from '#lib/documents/shared.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { Reflections } from '../../document.ts';
import type { Marks } from '../../schema.ts';
import { Sittings } from './document.ts';
import { NamedMarks } from './named-document.ts';
import { tallyOf, tallyOfNamed } from './rules.ts';

const tabletsOf = () => {
	const shared = [new SharedDocument('year-2027'), new SharedDocument('year-2027')];
	const [one, other] = shared;
	if (!one || !other) throw new Error('two');
	const meet = () => {
		const [here, there] = [one, other].map(({ doc }) => Y.encodeStateAsUpdate(doc));
		if (there) Y.applyUpdate(one.doc, there);
		if (here) Y.applyUpdate(other.doc, here);
	};
	return { one, other, meet };
};

const anna = { id: 'm1', name: 'Anna Ask' };
const bo = { name: 'Bo' };

describe('who answers where', () => {
	test('[OW2] two tablets that take the same person at once agree on one of them', () => {
		const { one, other, meet } = tabletsOf();
		const [here, there] = [new Sittings(one), new Sittings(other)];
		here.sit('r', 'a', [anna]);
		there.sit('r', 'b', [anna, bo]);
		meet();
		expect(here.of('r')).toEqual(there.of('r'));
		expect(here.of('r').filter(({ id }) => id === 'm1')).toHaveLength(1);
		expect(here.of('r').find(({ name }) => name === 'Bo')?.tablet).toBe('b');
	});

	test('[OW2] who is chosen at another tablet is moved there, and who is let go of is nowhere', () => {
		const { one } = tabletsOf();
		const sittings = new Sittings(one);
		sittings.sit('r', 'a', [anna, bo]);
		sittings.sit('r', 'b', [anna]);
		expect(sittings.of('r').map(({ name, tablet }) => [name, tablet])).toEqual([
			['Bo', 'a'],
			['Anna Ask', 'b'],
		]);
		sittings.sit('r', 'a', []);
		expect(sittings.of('r').map(({ name }) => name)).toEqual(['Anna Ask']);
		expect(sittings.of('another')).toEqual([]);
	});

	test('what a peer has written there that is none costs only itself', () => {
		const { one } = tabletsOf();
		const sittings = new Sittings(one);
		sittings.sit('r', 'a', [anna]);
		sittings.map.set('r/guest Bo', 7);
		sittings.map.set('r/guest Carl', { tablet: 'a', name: 'Dorthe' });
		expect(sittings.of('r').map(({ name }) => name)).toEqual(['Anna Ask']);
	});
});

describe('marks by name', () => {
	const marks = (importance: Marks['importance'], success: Marks['success']) =>
		new Map([['lmu-t1', { importance, success }]]);

	test('[OW12] of one who answers twice the last word counts, also on two tablets', () => {
		const { one, other, meet } = tabletsOf();
		const [here, there] = [new NamedMarks(one), new NamedMarks(other)];
		here.handIn('r', anna, marks(1, 1));
		meet();
		there.handIn('r', anna, marks(4, 2));
		here.handIn('r', bo, marks(3, 3));
		meet();
		expect(here.of('r')).toEqual(there.of('r'));
		expect(here.of('r').map((each) => [each.name, each.marks['lmu-t1']])).toEqual([
			['Bo', [3, 3]],
			['Anna Ask', [4, 2]],
		]);
	});

	test('[OW12] what is no mark costs only the one who made it', () => {
		const { one } = tabletsOf();
		const named = new NamedMarks(one);
		named.handIn('r', bo, marks(3, 3));
		named.map.set('r/guest Carl', { name: 'Carl', marks: { 'lmu-t1': [9, 1] } });
		expect(named.of('r').map(({ name }) => name)).toEqual(['Bo']);
	});

	test('[OW13] what comes after the picture was shown changes neither it nor who marked what', () => {
		const { one, other, meet } = tabletsOf();
		const reflections = new Reflections(one);
		const id = reflections.start(
			{ year: 2027, pack: lmu, way: 'open', present: [anna, bo] },
			'2027-01-14',
			new Date('2027-01-14T14:00:00Z'),
		);
		meet();
		const named = new NamedMarks(one);
		named.handIn(id, anna, marks(4, 1));
		new NamedMarks(other).handIn(id, bo, marks(2, 2));
		reflections.reveal(id, tallyOfNamed(named.of(id), lmu.statements), named.of(id));
		meet();
		const shown = new Reflections(other).get(id);
		expect(shown?.tally?.answered).toBe(1);
		expect(shown?.named?.map(({ name }) => name)).toEqual(['Anna Ask']);
		expect(new NamedMarks(other).of(id)).toHaveLength(2);
	});

	test('[OW13] two tablets that show the picture at once agree on it, and on whose it is', () => {
		const { one, other, meet } = tabletsOf();
		const [here, there] = [new Reflections(one), new Reflections(other)];
		const id = here.start(
			{ year: 2027, pack: lmu, way: 'open', present: [anna, bo] },
			'2027-01-14',
			new Date('2027-01-14T14:00:00Z'),
		);
		meet();
		for (const [each, person] of [
			[here, anna],
			[there, bo],
		] as const) {
			const named = new NamedMarks(each.shared);
			named.handIn(id, person, marks(4, 1));
			if (person === bo) named.handIn(id, { name: 'Carl' }, marks(1, 1));
			each.reveal(id, tallyOfNamed(named.of(id), lmu.statements), named.of(id));
		}
		meet();
		expect(here.get(id)?.tally).toEqual(there.get(id)?.tally);
		expect(here.get(id)?.named).toHaveLength(here.get(id)?.tally?.answered ?? 0);
	});

	test('a list of names that is none costs only itself', () => {
		const { one } = tabletsOf();
		const reflections = new Reflections(one);
		const id = reflections.start(
			{ year: 2027, pack: lmu, way: 'open', present: [anna] },
			'2027-01-14',
			new Date('2027-01-14T14:00:00Z'),
		);
		const record = reflections.map.get(id);
		if (record instanceof Y.Map) record.set('named', 'alle');
		expect(reflections.get(id)).toMatchObject({ way: 'open', named: undefined });
	});
});

test('[OW8] the sum is the same bytes in the document, whichever tablet puts it there', () => {
	const { one, other, meet } = tabletsOf();
	const [here, there] = [new Reflections(one), new Reflections(other)];
	const id = here.start(
		{ year: 2027, pack: lmu, way: 'own', present: [anna, bo] },
		'2027-01-14',
		new Date('2027-01-14T14:00:00Z'),
	);
	meet();
	const counts = lmu.statements.map(() => Array.from({ length: 16 }, (_, cell) => (cell === 5 ? 4 : 0)));
	const written = [here, there].map((each) => {
		const tally = tallyOf({ people: 4, counts }, lmu.statements);
		if (tally) each.reveal(id, tally);
		return JSON.stringify(each.map.toJSON());
	});
	expect(written[0]).toBe(written[1]);
	meet();
	expect(here.get(id)).toMatchObject({ phase: 'picture', tally: { answered: 4 } });
});
