import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { SharedDocument } from '#lib/documents/shared.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { Reflections } from '../../document.ts';
import { Sittings } from './document.ts';
import { tallyOf } from './rules.ts';

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
