import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import * as Y from 'yjs';
import { isDocumentName, yearDocument, yearOfDocument } from './kinds.ts';
import { flagged, plain, readRecords, recordOf } from './records.ts';
import { ReadOnlyDocument, SharedDocument } from './shared.ts';

const merge = (one: Y.Doc, other: Y.Doc) => {
	Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
	Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
};

const note = (shared: SharedDocument, id: string, text: string) =>
	shared.add(() => {
		const record = new Y.Map<unknown>();
		record.set('text', new Y.Text(text));
		shared.doc.getMap('notes').set(id, record);
	});

describe('names of documents', () => {
	test('a year document says its year', () => {
		expect(yearDocument(2027)).toBe('year-2027');
		expect(yearOfDocument('year-2027')).toBe(2027);
	});

	test('a name that is none of ours is refused', () => {
		for (const name of ['', 'year-', 'year-27', 'year-2027x', 'core2', '../core'])
			expect(isDocumentName(name)).toBe(false);
		expect(isDocumentName('core')).toBe(true);
	});
});

describe('actions', () => {
	test('an action is taken back by itself, and typing stays', () => {
		const shared = new SharedDocument('year-2027');
		const map = shared.doc.getMap('profile');
		const undo = shared.act(() => map.set('name', 'Solsikken'));
		shared.type(() => shared.doc.getText('text').insert(0, 'ord'));
		expect(undo()).toBe(true);
		expect(map.get('name')).toBeUndefined();
		expect(shared.doc.getText('text').toString()).toBe('ord');
	});

	test('an action that is no longer the latest is not taken back in its place', () => {
		const shared = new SharedDocument('year-2027');
		const map = shared.doc.getMap('profile');
		const undoFirst = shared.act(() => map.set('name', 'Solsikken'));
		shared.act(() => map.set('workplace', 'Birkevej'));
		expect(undoFirst()).toBe(false);
		expect(map.toJSON()).toEqual({ name: 'Solsikken', workplace: 'Birkevej' });
	});

	test('an action that changed nothing takes nothing back, least of all an earlier one', () => {
		const shared = new SharedDocument('year-2027');
		const map = shared.doc.getMap('profile');
		shared.act(() => map.set('name', 'Solsikken'));
		const undo = shared.act(() => undefined);
		expect(undo()).toBe(false);
		expect(map.toJSON()).toEqual({ name: 'Solsikken' });
	});

	test('an action that others have written over since is not taken back, nor is an earlier one in its place', () => {
		const [mine, yours] = [new SharedDocument('year-2027'), new SharedDocument('year-2027')];
		const map = mine.doc.getMap('profile');
		mine.act(() => map.set('name', 'Solsikken'));
		const undo = mine.act(() => map.set('workplace', 'Birkevej'));
		merge(mine.doc, yours.doc);
		yours.act(() => yours.doc.getMap('profile').set('workplace', 'Bøgevej'));
		merge(mine.doc, yours.doc);
		expect(undo()).toBe(false);
		expect(map.toJSON()).toEqual({ name: 'Solsikken', workplace: 'Bøgevej' });
	});

	test("undo never takes another person's work", () => {
		const mine = new SharedDocument('year-2027');
		const yours = new SharedDocument('year-2027');
		const undo = mine.act(() => mine.doc.getMap('profile').set('name', 'Solsikken'));
		yours.act(() => yours.doc.getMap('profile').set('workplace', 'Birkevej'));
		merge(mine.doc, yours.doc);
		undo();
		expect(mine.doc.getMap('profile').toJSON()).toEqual({ workplace: 'Birkevej' });
	});

	test('what others write in a record survives that its creation is taken back and put back', () => {
		const mine = new SharedDocument('year-2027');
		const yours = new SharedDocument('year-2027');
		note(mine, 'a', 'Mål');
		merge(mine.doc, yours.doc);
		const putBack = mine.act(() => recordOf(mine.doc.getMap('notes'), 'a')?.set('deletedOn', '2027-01-01'));
		yours.type(() =>
			(recordOf(yours.doc.getMap('notes'), 'a')?.get('text') as Y.Text).insert(3, ' for året'),
		);
		merge(mine.doc, yours.doc);
		putBack();
		expect(mine.doc.getMap('notes').toJSON()).toEqual({ a: { text: 'Mål for året' } });
	});

	test('a document of a newer program is read and not changed', () => {
		const shared = new SharedDocument('core');
		shared.doc.getMap('meta').set('schema', 2);
		expect(shared.readOnly).toBe(true);
		for (const change of ['act', 'add', 'type'] as const)
			expect(() => shared[change](() => shared.doc.getMap('profile').set('name', 'x'))).toThrow(
				ReadOnlyDocument,
			);
		expect(shared.doc.getMap('profile').size).toBe(0);
	});
});

describe('records', () => {
	const schema = v.object({ id: v.string(), text: v.string() });

	test('a record that makes no sense is counted and stays in the document', () => {
		const shared = new SharedDocument('year-2027');
		const notes = shared.doc.getMap('notes');
		note(shared, 'a', 'æøå 🌻');
		shared.add(() => {
			notes.set('b', 'not a record');
			const wrong = new Y.Map<unknown>();
			wrong.set('text', 7);
			notes.set('c', wrong);
		});
		expect(readRecords(notes, schema)).toEqual({
			records: [{ id: 'a', text: 'æøå 🌻' }],
			broken: ['b', 'c'],
		});
		expect(notes.size).toBe(3);
	});

	test('the id of a record is its key, whatever it says itself', () => {
		const shared = new SharedDocument('year-2027');
		note(shared, 'a', 'x');
		shared.act(() => recordOf(shared.doc.getMap('notes'), 'a')?.set('id', 'forged'));
		expect(readRecords(shared.doc.getMap('notes'), schema).records).toEqual([{ id: 'a', text: 'x' }]);
	});

	test('flags set on two devices are both there after a merge', () => {
		const one = new SharedDocument('core');
		const other = new SharedDocument('core');
		note(one, 'a', 'x');
		merge(one.doc, other.doc);
		one.act(() => recordOf(one.doc.getMap('notes'), 'a')?.set('role:chair', true));
		other.act(() => recordOf(other.doc.getMap('notes'), 'a')?.set('role:secretary', true));
		merge(one.doc, other.doc);
		const record = recordOf(one.doc.getMap('notes'), 'a');
		expect(record && flagged(plain(record), 'role')).toEqual(['chair', 'secretary']);
	});
});
