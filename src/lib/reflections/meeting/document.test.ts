import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { SharedDocument } from '#lib/documents/shared.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { Reflections } from '../document.ts';
import { emptyTally } from '../rules.ts';

const now = new Date('2027-01-14T14:00:00Z');
const later = new Date('2027-01-14T14:10:00Z');
const karen = { tablet: 'a', name: 'Karen' };
const mette = { tablet: 'b', name: 'Mette' };

const meet = (one: Reflections, other: Reflections) => {
	const [here, there] = [one, other].map(({ shared }) => Y.encodeStateAsUpdate(shared.doc));
	if (there) Y.applyUpdate(one.shared.doc, there);
	if (here) Y.applyUpdate(other.shared.doc, here);
};

/** Two tablets with the same reflection, which Karen's began. */
const two = () => {
	const open = () => new Reflections(new SharedDocument('year-2027'));
	const [one, other] = [open(), open()];
	const id = one.start({ year: 2027, pack: lmu, way: 'round', present: [], ledBy: karen }, '2027-01-14', now);
	meet(one, other);
	/** What both say, when they have met. */
	const both = () => {
		meet(one, other);
		const [here, there] = [one, other].map((each) => each.get(id));
		expect(here).toEqual(there);
		if (!here) throw new Error('the reflection is gone');
		return here;
	};
	return { one, other, id, both };
};

describe('who leads', () => {
	test('[LE1] is written down when a reflection begins, and nobody on a tablet that shares nothing', () => {
		const { one, id, both } = two();
		expect(both().ledBy).toEqual(karen);
		const alone = one.start({ year: 2027, pack: lmu, way: 'round', present: [] }, '2027-01-14', now);
		expect(one.get(alone)?.ledBy).toBeUndefined();
		one.map.get(id);
	});

	test('[LE5] is one of two who take over at once, the same for all', () => {
		const { one, other, id, both } = two();
		one.meeting.lead(id, { tablet: 'c', name: 'Said' });
		other.meeting.lead(id, mette);
		expect(['b', 'c']).toContain(both().ledBy?.tablet);
		one.meeting.lead(id, karen);
		expect(both().ledBy).toEqual(karen);
	});

	test('[LE5] [RE8] may change while the group goes on: both happen', () => {
		const { one, other, id, both } = two();
		one.meeting.lead(id, mette);
		other.goOn(id, 'focus', now);
		expect(both()).toMatchObject({ ledBy: mette, phase: 'focus' });
		// The one who led goes on too, not knowing.
		one.goOn(id, 'plan', now);
		other.meeting.lead(id, karen);
		other.goOn(id, 'up-and-down', now);
		expect(both()).toMatchObject({ ledBy: karen, phase: 'plan' });
	});

	test('[LE5] is who it was before, when taking over is undone, and nobody else is put aside by it', () => {
		const { one, other, id, both } = two();
		const undo = one.meeting.lead(id, mette);
		expect(undo()).toBe(true);
		expect(both().ledBy).toEqual(karen);
		const tooLate = one.meeting.lead(id, mette);
		both();
		other.meeting.lead(id, { tablet: 'c', name: 'Said' });
		both();
		tooLate();
		expect(both().ledBy?.tablet).toBe('c');
	});
});

describe('the table', () => {
	test('[LE6] [LE7] of two statements laid at once one lies there, the same for all, and both were on it', () => {
		const { one, other, id, both } = two();
		one.meeting.lay(id, 'lmu-t1');
		other.meeting.lay(id, 'lmu-t2');
		const { onTable, talked } = both();
		expect(['lmu-t1', 'lmu-t2']).toContain(onTable);
		expect(talked).toEqual(['lmu-t1', 'lmu-t2']);
		one.meeting.clear(id);
		expect(both()).toMatchObject({ onTable: '', talked });
	});

	test('[LE7] what is laid again changes nothing, and who laid it stands nowhere', () => {
		const { one, other, id } = two();
		one.meeting.lay(id, 'lmu-t1');
		const before = Y.encodeStateAsUpdate(one.shared.doc);
		one.meeting.lay(id, 'lmu-t1');
		expect(Y.encodeStateAsUpdate(one.shared.doc)).toEqual(before);
		meet(one, other);
		const record = one.map.get(id) as Y.Map<unknown>;
		const said = [...record.entries()].filter(([key]) => key === 'onTable' || key.startsWith('talked'));
		expect(said.toSorted()).toEqual([
			['onTable', 'lmu-t1'],
			['talked:lmu-t1', true],
		]);
	});

	test('[LE8] is empty in a new part, whoever goes on, and however', () => {
		const { one, other, id, both } = two();
		one.meeting.lay(id, 'lmu-t1');
		both();
		other.goOn(id, 'answers', now);
		expect(both().onTable).toBe('');
		one.meeting.lay(id, 'lmu-t1');
		one.reveal(id, emptyTally(lmu.statements));
		expect(both()).toMatchObject({ onTable: '', phase: 'picture' });
	});
});

describe('the time', () => {
	test('[OR8] of two times chosen at once one counts, the same for all; of two parts both do', () => {
		const { one, other, id, both } = two();
		one.meeting.allow(id, 30, now);
		other.meeting.allow(id, 90, later);
		const { minutes } = both();
		expect([
			{ total: 30, from: now.toISOString() },
			{ total: 90, from: later.toISOString() },
		]).toContainEqual(minutes);
		one.meeting.give(id, 'picture', 20);
		other.meeting.give(id, 'focus', 25);
		expect(both().given).toEqual({ picture: 20, focus: 25 });
		one.meeting.give(id, 'picture', 15);
		other.meeting.give(id, 'picture', 25);
		expect([15, 25]).toContain(both().given.picture);
	});

	test('[OR4] chosen anew, single parts have what they get; none at all is a choice too, and can be undone', () => {
		const { one, id, both } = two();
		one.meeting.allow(id, 60, now);
		one.meeting.give(id, 'focus', 25);
		const undo = one.meeting.allow(id, undefined, later);
		expect(both()).toMatchObject({ given: {} });
		expect(both().minutes).toBeUndefined();
		undo();
		expect(both()).toMatchObject({ given: { focus: 25 }, minutes: { total: 60 } });
		one.meeting.allow(id, 90, later);
		expect(both()).toMatchObject({ given: {}, minutes: { total: 90, from: later.toISOString() } });
	});

	test('[OR5] when a part was reached is written by whoever goes on, or noted once where nobody said', () => {
		const { one, other, id, both } = two();
		one.goOn(id, 'answers', now);
		other.goOn(id, 'focus');
		expect(both().reachedAt).toEqual({ answers: now.toISOString() });
		one.meeting.note(id, 'focus', later);
		one.meeting.note(id, 'answers', later);
		expect(both().reachedAt).toEqual({ answers: now.toISOString(), focus: later.toISOString() });
	});
});

test('what another version has written in these fields costs only the field', () => {
	const { one, id } = two();
	const record = one.map.get(id) as Y.Map<unknown>;
	one.meeting.allow(id, 60, now);
	record.set('ledBy', 'Karen');
	record.set('onTable', 7);
	record.set('minutes', { total: 'all day', from: 'now' });
	record.set('minutes:focus', -5);
	record.set('minutes:plan', 12);
	record.set('at:answers', 'noon');
	record.set('talked:lmu-t1', 'a lot');
	expect(one.get(id)).toMatchObject({ phase: 'since-last', talked: [], reachedAt: {}, given: { plan: 12 } });
	for (const field of ['ledBy', 'onTable', 'minutes'] as const) expect(one.get(id)?.[field]).toBeUndefined();
	expect(one.all().broken).toEqual([]);
});
