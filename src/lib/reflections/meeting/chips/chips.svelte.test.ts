import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { yearDocument } from '#lib/documents/kinds.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { Reflections } from '../../document.ts';
import { Talk } from './document.ts';
import { CHIPS, holders } from './rules.ts';

const seats = ['Ane', 'Bo', 'Carla'].map((name, at) => ({ id: String(at), name }));

const tablet = (from?: SharedDocument) => {
	const shared = new SharedDocument(yearDocument(2027));
	if (from) hear(shared, from);
	return { shared, talk: new Talk(shared) };
};

const hear = (one: SharedDocument, other: SharedDocument) =>
	Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc), 'store');

const meet = (one: SharedDocument, other: SharedDocument) => {
	hear(one, other);
	hear(other, one);
};

/** Who has how many left, as `Ane 2`. */
const left = (talk: Talk, about?: string) => {
	const used = talk.used('r', about);
	return used && holders(seats, used).map((holder) => `${holder.name} ${holder.left}`);
};

describe('talechips', () => {
	test('[TC1] everybody has two, and who has none left is not shown', () => {
		const { talk } = tablet();
		expect(left(talk)).toBeUndefined();
		talk.deal('r', undefined);
		expect(CHIPS).toBe(2);
		expect(left(talk)).toEqual(['Ane 2', 'Bo 2', 'Carla 2']);
		talk.use('r', '0');
		talk.use('r', '1');
		talk.use('r', '1');
		expect(left(talk)).toEqual(['Ane 1', 'Carla 2']);
	});

	test('[TC2] taps on two tablets add up, and what is too much is none left', () => {
		const one = tablet();
		one.talk.deal('r', 's');
		const other = tablet(one.shared);
		one.talk.use('r', '0');
		other.talk.use('r', '0');
		other.talk.use('r', '1');
		one.talk.use('r', '1');
		one.talk.use('r', '1');
		meet(one.shared, other.shared);
		for (const { talk } of [one, other]) expect(left(talk, 's')).toEqual(['Carla 2']);
	});

	test('[TC3] a tap is taken back by itself, also after others have tapped, and only once', () => {
		const one = tablet();
		one.talk.deal('r', undefined);
		const other = tablet(one.shared);
		const undo = one.talk.use('r', '0');
		other.talk.use('r', '0');
		meet(one.shared, other.shared);
		expect([undo(), undo()]).toEqual([true, false]);
		meet(one.shared, other.shared);
		for (const { talk } of [one, other]) expect(left(talk)).toEqual(['Ane 1', 'Bo 2', 'Carla 2']);
	});

	test('[TC4] another statement on the table begins with new chips', () => {
		const { talk } = tablet();
		talk.deal('r', 's');
		talk.use('r', '0');
		expect(left(talk, 's')).toEqual(['Ane 1', 'Bo 2', 'Carla 2']);
		expect([left(talk, 't'), left(talk)]).toEqual([undefined, undefined]);
		talk.deal('r', 't');
		expect(left(talk, 't')).toEqual(['Ane 2', 'Bo 2', 'Carla 2']);
	});

	test('[TC5] nothing of a talk is left in the document when chips are dealt out anew or put away', () => {
		const { talk, shared } = tablet();
		talk.deal('r', 's');
		talk.use('r', '0');
		talk.use('r', '2');
		talk.deal('r', 's');
		expect([...talk.map.keys()]).toEqual(['r']);
		talk.use('r', '1');
		talk.putAway('r');
		expect([...talk.map.keys()]).toEqual([]);
		const bytes = new TextDecoder('latin1').decode(Y.encodeStateAsUpdate(shared.doc, new Uint8Array([0])));
		expect(bytes).not.toMatch(/s"|talk":/);
	});

	test('[TC4] [TC5] what is laid on the table, taken off it, or begins anew takes the chips before along', () => {
		const { talk, shared } = tablet();
		const reflections = new Reflections(shared, () => 'r');
		const present = seats.map(({ name }) => ({ name }));
		reflections.start({ year: 2027, pack: lmu, way: 'round', present }, '2027-01-14', new Date(0));
		const ends = [
			() => reflections.meeting.lay('r', 'lmu-t1'),
			() => reflections.meeting.clear('r'),
			() => reflections.goOn('r', 'answers'),
			() => reflections.goOn('r', 'focus'),
		];
		for (const end of ends) {
			talk.deal('r', undefined);
			talk.use('r', '0');
			end();
			expect([...talk.map.keys()]).toEqual([]);
		}
	});

	test('[TC5] a tap that comes late belongs to no talk, and goes the next time', () => {
		const one = tablet();
		one.talk.deal('r', 's');
		const other = tablet(one.shared);
		other.talk.use('r', '0');
		one.talk.deal('r', 's');
		meet(one.shared, other.shared);
		expect(left(one.talk, 's')).toEqual(['Ane 2', 'Bo 2', 'Carla 2']);
		one.talk.putAway('r');
		expect([...one.talk.map.keys()]).toEqual([]);
	});

	test('[TC5] a reflection that is closed keeps nothing of who talked, and others keep theirs', () => {
		const { talk, shared } = tablet();
		const ids = ['r', 'other'];
		const reflections = new Reflections(shared, () => ids.shift() ?? '');
		const present = seats.map(({ name }) => ({ name }));
		const start = () =>
			reflections.start({ year: 2027, pack: lmu, way: 'round', present }, '2027-01-14', new Date(0));
		start();
		start();
		talk.deal('r', undefined);
		talk.use('r', '0');
		talk.deal('other', undefined);
		reflections.close('r', '2027-01-14');
		expect([...talk.map.keys()]).toEqual(['other']);
	});

	test('[TC6] of two who deal out at once one counts, and what is tapped then counts on both', () => {
		const one = tablet();
		const other = tablet(one.shared);
		one.talk.deal('r', undefined);
		other.talk.deal('r', undefined);
		meet(one.shared, other.shared);
		one.talk.use('r', '0');
		other.talk.use('r', '1');
		meet(one.shared, other.shared);
		for (const { talk } of [one, other]) expect(left(talk)).toEqual(['Ane 1', 'Bo 1', 'Carla 2']);
	});

	test('what is in the map and makes no sense is no talk', () => {
		const { talk } = tablet();
		for (const value of ['r', 7, { talk: 3 }, null]) {
			talk.map.set('r', value);
			expect(talk.used('r', undefined)).toBeUndefined();
			expect(talk.use('r', '0')()).toBe(false);
		}
	});
});
