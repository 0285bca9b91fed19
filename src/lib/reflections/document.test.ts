import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { SharedDocument } from '#lib/documents/shared.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import type { Pack } from '#lib/packs/schema.ts';
import { Reflections } from './document.ts';
import { emptyTally, withAnswers } from './rules.ts';
import type { Mark, Way } from './schema.ts';

const on = '2027-01-14';
const now = new Date('2027-01-14T14:00:00Z');
const present = [{ id: 'm1', name: 'Karla Holm' }, { name: 'Gæsten Åse 🌻' }];

const open = () => new Reflections(new SharedDocument('year-2027'));

const begin = (reflections: Reflections, { pack = lmu, way = 'round' }: { pack?: Pack; way?: Way } = {}) =>
	reflections.start({ year: 2027, pack, way, present }, on, now);

/** Each gets what the other has, as if two tablets met. */
const meet = (one: Reflections, other: Reflections) => {
	const [here, there] = [one, other].map(({ shared }) => Y.encodeStateAsUpdate(shared.doc));
	if (there) Y.applyUpdate(one.shared.doc, there);
	if (here) Y.applyUpdate(other.shared.doc, here);
};

/** Two tablets with the same reflection. */
const two = () => {
	const [one, other] = [open(), open()];
	const id = begin(one);
	meet(one, other);
	return { one, other, id };
};

const tally = (times = 4) => {
	const marks = { importance: 4 as Mark, success: 1 as Mark };
	let sum = emptyTally(lmu.statements);
	for (let person = 0; person < times; person++) sum = withAnswers(sum, new Map([['lmu-t1', marks]]));
	return sum;
};

describe('a reflection', () => {
	test('begins where one looks back, with those who are in the room', () => {
		const reflections = open();
		const reflection = reflections.get(begin(reflections));
		expect(reflection).toMatchObject({
			year: 2027,
			way: 'round',
			phase: 'since-last',
			startedOn: on,
			present,
		});
	});

	test('[RE17] is answered on one tablet, the same for all who meet, until its answers are thrown away', () => {
		const { one, other, id } = two();
		one.takeRound(id, 'a');
		other.takeRound(id, 'b');
		meet(one, other);
		const taken = one.get(id)?.roundOn;
		expect(['a', 'b']).toContain(taken);
		expect(other.get(id)?.roundOn).toBe(taken);
		other.takeRound(id, 'c');
		meet(one, other);
		expect(one.get(id)?.roundOn).toBe('c');
		one.leaveRound(id);
		meet(one, other);
		expect(other.get(id)?.roundOn).toBeUndefined();
	});

	test('[RE13] keeps the statements as they were shown', () => {
		const reflections = open();
		const pack = structuredClone(lmu);
		const id = begin(reflections, { pack });
		for (const statement of pack.statements) statement.text = 'Noget helt andet';
		expect(reflections.get(id)?.pack.statements.map(({ text }) => text)).toEqual(
			lmu.statements.map(({ text }) => text),
		);
	});

	test('[RE8] goes forward only, also when two tablets go on apart', () => {
		const { one, other, id } = two();
		one.goOn(id, 'focus');
		other.goOn(id, 'picture');
		meet(one, other);
		expect([one, other].map((each) => each.get(id)?.phase)).toEqual(['focus', 'focus']);
		one.goOn(id, 'answers');
		expect(one.get(id)?.phase).toBe('focus');
	});

	test('that is removed is gone for all, and comes back whole when that is undone', () => {
		const { one, other, id } = two();
		const undo = one.remove(id, on);
		meet(one, other);
		expect([one, other].map((each) => each.get(id))).toEqual([undefined, undefined]);
		expect(undo()).toBe(true);
		expect(one.get(id)?.pack.statements).toHaveLength(7);
	});

	test('that was closed can be opened again', () => {
		const reflections = open();
		const id = begin(reflections);
		reflections.close(id, on);
		expect(reflections.get(id)?.closedOn).toBe(on);
		reflections.reopen(id);
		expect(reflections.get(id)?.closedOn).toBeUndefined();
	});

	test('that this program cannot read is counted, and left as it is', () => {
		const reflections = open();
		begin(reflections);
		const broken = new Y.Map(Object.entries({ year: 'i morgen' }));
		reflections.map.set('broken', broken);
		expect(reflections.all().records).toHaveLength(1);
		expect(reflections.all().broken).toEqual(['broken']);
		expect(broken.get('year')).toBe('i morgen');
	});

	test('the latest stands first', () => {
		const reflections = open();
		const first = begin(reflections);
		const later = reflections.start(
			{ year: 2027, pack: lmu, way: 'paper', present },
			on,
			new Date('2027-01-14T14:05:00Z'),
		);
		expect(reflections.all().records.map(({ id }) => id)).toEqual([later, first]);
	});
});

describe('the reveal', () => {
	test('[RE14] puts the tally in the document in one transaction, and the group at the picture', () => {
		const reflections = open();
		const id = begin(reflections);
		let transactions = 0;
		reflections.shared.doc.on('afterTransaction', () => transactions++);
		reflections.reveal(id, tally());
		expect(transactions).toBe(1);
		expect(reflections.get(id)).toMatchObject({ tally: tally(), phase: 'picture' });
	});

	test('[RE14] happens once: the second one changes nothing', () => {
		const reflections = open();
		const id = begin(reflections);
		reflections.reveal(id, tally(4));
		const before = Y.encodeStateAsUpdate(reflections.shared.doc);
		reflections.reveal(id, tally(5));
		reflections.answerBy(id, 'common');
		expect(Y.encodeStateAsUpdate(reflections.shared.doc)).toEqual(before);
	});

	test('a reflection can be answered another way until then', () => {
		const reflections = open();
		const id = begin(reflections);
		reflections.answerBy(id, 'paper');
		expect(reflections.get(id)?.way).toBe('paper');
	});
});

describe('the common mark', () => {
	test('[RE15] is kept at once, and counts when both questions have one', () => {
		const reflections = open();
		const id = begin(reflections, { way: 'common' });
		reflections.setCommon(id, 'lmu-t1', 'importance', 4);
		expect(reflections.common(id, 'lmu-t1')).toEqual({ importance: 4 });
		const counts = () => {
			const reflection = reflections.get(id);
			return reflection && reflections.tally(reflection)?.counts['lmu-t1'];
		};
		expect(counts()?.indexOf(1)).toBe(-1);
		reflections.setCommon(id, 'lmu-t1', 'success', 2);
		expect(counts()?.indexOf(1)).toBe(13);
	});

	test('[RE15] two tablets that set one question each both count', () => {
		const { one, other, id } = two();
		one.setCommon(id, 'lmu-t1', 'importance', 3);
		other.setCommon(id, 'lmu-t1', 'success', 1);
		meet(one, other);
		expect(one.common(id, 'lmu-t1')).toEqual({ importance: 3, success: 1 });
		expect(other.common(id, 'lmu-t1')).toEqual({ importance: 3, success: 1 });
	});

	test('[RE15] is taken back in one step, which can be undone', () => {
		const reflections = open();
		const id = begin(reflections, { way: 'common' });
		reflections.setCommon(id, 'lmu-t1', 'importance', 3);
		reflections.setCommon(id, 'lmu-t1', 'success', 1);
		const undo = reflections.clearCommon(id, 'lmu-t1');
		expect(reflections.common(id, 'lmu-t1')).toEqual({});
		undo();
		expect(reflections.common(id, 'lmu-t1')).toEqual({ importance: 3, success: 1 });
	});

	test('a mark that is none is passed over', () => {
		const reflections = open();
		const id = begin(reflections, { way: 'common' });
		reflections.commonMap.set(`${id}/lmu-t1/importance`, 5);
		reflections.commonMap.set(`${id}/lmu-t1/success`, 4);
		expect(reflections.common(id, 'lmu-t1')).toEqual({ success: 4 });
	});
});

describe('the check-out', () => {
	test('[ST3] the counts come once; what a second tab shows later changes nothing', () => {
		const reflections = open();
		const id = begin(reflections);
		reflections.checkOut(id, [0, 1, 2, 3]);
		reflections.checkOut(id, [4, 0, 0, 0]);
		expect(reflections.get(id)?.checkOut).toEqual([0, 1, 2, 3]);
	});

	test('[ST6] two tablets that take it over at once agree on one of them', () => {
		const { one, other, id } = two();
		one.takeCheckOut(id, 'a');
		other.takeCheckOut(id, 'b');
		meet(one, other);
		expect(one.get(id)?.checkOutOn).toMatch(/^[ab]$/);
		expect(other.get(id)?.checkOutOn).toBe(one.get(id)?.checkOutOn);
	});

	test('[ST3] taps that nobody has seen are kept when it is closed, and one undo takes both back', () => {
		const reflections = open();
		const id = begin(reflections);
		const undo = reflections.close(id, on, [0, 0, 1, 4]);
		expect(reflections.get(id)).toMatchObject({ closedOn: on, checkOut: [0, 0, 1, 4] });
		undo();
		expect(reflections.get(id)).not.toHaveProperty('closedOn');
		expect(reflections.get(id)).not.toHaveProperty('checkOut');
		reflections.checkOut(id, [1, 1, 1, 1]);
		reflections.close(id, on, [0, 0, 1, 4]);
		expect(reflections.get(id)?.checkOut).toEqual([1, 1, 1, 1]);
		reflections.reopen(id);
		reflections.close(id, on);
		expect(reflections.get(id)?.checkOut).toEqual([1, 1, 1, 1]);
	});
});

describe('the focus', () => {
	test('stands in the order of the statements, and merges from two tablets', () => {
		const { one, other, id } = two();
		one.setFocus(id, 'lmu-t5', true);
		other.setFocus(id, 'lmu-t2', true);
		meet(one, other);
		const reflection = one.get(id);
		expect(reflection && one.focuses(reflection)).toEqual(['lmu-t2', 'lmu-t5']);
	});

	test('what two people write to the same question is both there', () => {
		const { one, other, id } = two();
		one.answerText(id, 'own-matters', 'lmu-t1').insert(0, 'Ro på stuerne');
		other.answerText(id, 'own-matters', 'lmu-t1').insert(0, 'Tid til hinanden');
		meet(one, other);
		const text = one.answerText(id, 'own-matters', 'lmu-t1').toString();
		expect(text).toContain('Ro på stuerne');
		expect(text).toContain('Tid til hinanden');
		expect(other.answerText(id, 'own-matters', 'lmu-t1').toString()).toBe(text);
	});
});
