import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { SharedDocument } from '#lib/documents/shared.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { Reflections } from '../../../document.ts';
import type { Marks } from '../../../schema.ts';
import { tallyOfNamed } from '../rules.ts';
import { NamedMarks } from './document.ts';
import { isTaken, placesOf, takenBy, uncounted } from './rules.ts';

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

describe('marks by name', () => {
	const marks = (importance: Marks['importance'], success: Marks['success']) =>
		new Map([['lmu-t1', { importance, success }]]);

	test('[OW12] of one who answers twice the last word counts, also on two tablets', () => {
		const { one, other, meet } = tabletsOf();
		const [here, there] = [new NamedMarks(one), new NamedMarks(other)];
		here.take('r', 'a', anna);
		here.handIn('r', 'a', anna, marks(2, 2));
		here.handIn('r', 'a', anna, marks(1, 1));
		meet();
		expect(there.of('r')).toEqual([{ id: 'm1', name: 'Anna Ask', marks: { 'lmu-t1': [1, 1] } }]);
		there.take('r', 'b', anna);
		expect(there.of('r')[0]?.marks).toEqual({ 'lmu-t1': [1, 1] });
		there.handIn('r', 'b', anna, marks(4, 2));
		here.handIn('r', 'a', bo, marks(3, 3));
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
		named.handIn('r', 'a', bo, marks(3, 3));
		named.map.set('r/a/guest Carl', { name: 'Carl', tablet: 'a', marks: { 'lmu-t1': [9, 1] } });
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
		named.handIn(id, 'a', anna, marks(4, 1));
		new NamedMarks(other).handIn(id, 'b', bo, marks(2, 2));
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
		for (const [each, person, tablet] of [
			[here, anna, 'a'],
			[there, bo, 'b'],
		] as const) {
			const named = new NamedMarks(each.shared);
			named.handIn(id, tablet, person, marks(4, 1));
			if (person === bo) named.handIn(id, tablet, { name: 'Carl' }, marks(1, 1));
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

describe('names that two tablets take', () => {
	const marks = (importance: Marks['importance'], success: Marks['success']) =>
		new Map([['lmu-t1', { importance, success }]]);

	test('[OW16] a name that answers or has answered is known on the other tablet, and one that was let go of is free', () => {
		const { one, other, meet } = tabletsOf();
		const [here, there] = [new NamedMarks(one), new NamedMarks(other)];
		const seen = () =>
			placesOf([anna, bo], there.all('r')).map((place) => [place.is, place.tablet, isTaken(place, 'b')]);
		here.take('r', 'a', anna);
		meet();
		expect(seen()).toEqual([
			['answering', 'a', true],
			['away', undefined, false],
		]);
		here.letGo('r', 'a', anna);
		meet();
		expect(seen()[0]).toEqual(['away', undefined, false]);
		here.take('r', 'a', anna);
		here.handIn('r', 'a', anna, marks(4, 1));
		meet();
		expect(seen()[0]).toEqual(['answered', 'a', true]);
		// On the tablet where it is marked, going on is no question, and answering once more is.
		here.take('r', 'a', bo);
		const [, bos] = placesOf([anna, bo], here.all('r'));
		expect(bos && isTaken(bos, 'a')).toBe(false);
		const [annas] = placesOf([anna, bo], here.all('r'));
		expect(annas && isTaken(annas, 'a')).toBe(true);
	});

	test('[OW16] who lets go of a name lets go of it for this tablet only', () => {
		const { one } = tabletsOf();
		const named = new NamedMarks(one);
		named.take('r', 'a', anna);
		named.take('r', 'b', anna);
		named.letGo('r', 'a', anna);
		expect(takenBy(named.all('r'), anna, 'a')).toBe('b');
		named.letGo('r', 'b', anna);
		expect(takenBy(named.all('r'), anna, 'a')).toBeUndefined();
	});

	test('[OW17] of two that take a name at once one is told, and still has what was marked', () => {
		const { one, other, meet } = tabletsOf();
		const both = [
			{ named: new NamedMarks(one), tablet: 'a', pair: marks(4, 1) },
			{ named: new NamedMarks(other), tablet: 'b', pair: marks(1, 3) },
		];
		for (const { named, tablet } of both) named.take('r', tablet, anna);
		meet();
		const losers = both.filter(({ named, tablet }) => takenBy(named.all('r'), anna, tablet));
		expect(losers).toHaveLength(1);
	});

	test('[OW17] of two that hand in under a name at once one counts, and the other is kept, told, and can have another name', () => {
		const { one, other, meet } = tabletsOf();
		const both = [
			{ named: new NamedMarks(one), tablet: 'a', pair: marks(4, 1) },
			{ named: new NamedMarks(other), tablet: 'b', pair: marks(1, 3) },
		];
		for (const { named, tablet, pair } of both) {
			named.take('r', tablet, anna);
			named.handIn('r', tablet, anna, pair);
		}
		meet();
		const [first, second] = both.map(({ named }) => named.of('r'));
		expect(first).toHaveLength(1);
		expect(first).toEqual(second);
		const told = both.filter(({ named, tablet }) => uncounted(named.all('r'), tablet).length > 0);
		expect(told).toHaveLength(1);
		const [loser] = told;
		if (!loser) throw new Error('nobody was told');
		const [lost] = uncounted(loser.named.all('r'), loser.tablet);
		const [importance, success] = lost?.mine.marks['lmu-t1'] ?? [];
		expect({ importance, success }).toEqual(loser.pair.get('lmu-t1'));
		expect(lost?.counts.marks).toEqual(first?.[0]?.marks);

		loser.named.take('r', loser.tablet, bo);
		loser.named.handIn('r', loser.tablet, bo, loser.pair);
		loser.named.drop('r', loser.tablet, anna);
		meet();
		for (const { named, tablet } of both) {
			expect(named.of('r').map(({ name }) => name)).toEqual(['Bo', 'Anna Ask']);
			expect(uncounted(named.all('r'), tablet)).toEqual([]);
		}
	});
});
