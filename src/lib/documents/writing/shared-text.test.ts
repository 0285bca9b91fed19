import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { seeded } from '#tests/round/people.ts';
import { sharedText } from './shared-text.ts';
import { SharedDocument } from '../shared.ts';
import { hands } from './taken.ts';

/** As much of a text field as there is without a browser; `letters.spec.ts` types in a real one. */
class Field extends EventTarget {
	value = '';
	selectionStart = 0;
	selectionEnd = 0;
	readOnly = false;

	setSelectionRange(start: number, end: number) {
		[this.selectionStart, this.selectionEnd] = [start, end];
	}

	/** What a key does: the field says something else, with the caret behind what is new. */
	type(value: string, caret = value.length) {
		this.value = value;
		this.setSelectionRange(caret, caret);
		this.dispatchEvent(new Event('input'));
	}

	begin() {
		this.dispatchEvent(new Event('compositionstart'));
	}

	finish() {
		this.dispatchEvent(new Event('compositionend'));
	}
}

const bound = () => {
	const shared = new SharedDocument('year-2027');
	const text = shared.doc.getText('t');
	const field = new Field();
	vi.stubGlobal('document', { activeElement: field });
	sharedText(shared, text)(field as never);
	/** Somebody else writes at the end, or where they say. */
	const elsewhere = (words: string, at = text.length, removed = 0) => {
		const other = new Y.Doc();
		Y.applyUpdate(other, Y.encodeStateAsUpdate(shared.doc));
		other.getText('t').delete(at, removed);
		other.getText('t').insert(at, words);
		Y.applyUpdate(shared.doc, Y.encodeStateAsUpdate(other), 'elsewhere');
	};
	return { field, text, elsewhere };
};

/** Somebody writes in a goal. */
const inGoal = () => {
	const shared = new SharedDocument('year-2027');
	const record = new Y.Map<unknown>();
	const text = new Y.Text('Ro');
	shared.add(() => {
		shared.doc.getMap('goals').set('g', record);
		record.set('text', text);
	});
	const field = new Field();
	vi.stubGlobal('document', { activeElement: field });
	const takeAway = sharedText(shared, text)(field as never);
	const elsewhere = (change: (record: Y.Map<unknown>) => void) => {
		const other = new Y.Doc();
		Y.applyUpdate(other, Y.encodeStateAsUpdate(shared.doc));
		change(other.getMap<Y.Map<unknown>>('goals').get('g') ?? new Y.Map());
		Y.applyUpdate(shared.doc, Y.encodeStateAsUpdate(other), 'elsewhere');
	};
	/** The goal is gone: the browser tells that the field is left, and takes it away. */
	const gone = () => {
		field.dispatchEvent(new Event('blur'));
		takeAway();
	};
	return { shared, record, field, elsewhere, gone };
};

const removed = (record: Y.Map<unknown>) => record.set('deletedOn', '2027-01-14');

afterEach(() => {
	vi.unstubAllGlobals();
	while (hands.taken.length > 0) hands.forget(0);
});

test('whoever writes in a goal that is removed elsewhere gets the words back', () => {
	const { field, elsewhere, gone } = inGoal();
	field.type('Ro ved bordet');
	elsewhere(removed);
	gone();
	expect(hands.taken).toEqual([{ from: 'goals', words: 'Ro ved bordet' }]);
	hands.forget(0);
	expect(hands.taken).toEqual([]);
});

test('nothing is handed back to one who has left the goal, only looked, removed it here, or saw it come back', () => {
	const left = inGoal();
	left.field.type('Ro ved bordet');
	left.field.dispatchEvent(new Event('blur'));
	left.elsewhere(removed);
	left.gone();

	const looked = inGoal();
	looked.elsewhere(removed);
	looked.gone();

	const here = inGoal();
	here.field.type('Ro ved bordet');
	here.shared.act(() => removed(here.record));
	here.gone();

	const back = inGoal();
	back.field.type('Ro ved bordet');
	back.elsewhere(removed);
	back.elsewhere((record) => record.delete('deletedOn'));
	back.gone();

	const stays = inGoal();
	stays.field.type('Ro ved bordet');
	stays.gone();

	expect(hands.taken).toEqual([]);
});

test('a word is in the document while an input method is still composing it', () => {
	const { field, text } = bound();
	field.begin();
	field.type('Vi mangler vikarer');
	expect(text.toString()).toBe('Vi mangler vikarer');
});

test('what others write while a word is composed waits for the word, and neither is lost', () => {
	const { field, text, elsewhere } = bound();
	field.begin();
	field.type('vika');
	elsewhere('Obs: ', 0);
	elsewhere(' og mere');
	expect(field.value).toBe('vika');
	field.type('vikarer');
	expect(text.toString()).toBe('Obs: vikarer og mere');
	field.finish();
	expect(field.value).toBe('Obs: vikarer og mere');
	expect(field.selectionEnd).toBe('Obs: vikarer'.length);
});

test('what others write comes in at once when nothing is composed, and the caret stays with its writer', () => {
	const { field, text, elsewhere } = bound();
	field.type('vikarer', 4);
	elsewhere('Obs: ', 0);
	expect(field.value).toBe('Obs: vikarer');
	expect(field.selectionEnd).toBe('Obs: vika'.length);
	field.type('Obs: vikXarer', 9);
	expect(text.toString()).toBe('Obs: vikXarer');
});

test('whatever others write and take away meanwhile, the word ends up whole where it was begun', () => {
	const next = seeded(11);
	const random = (below: number) => Math.floor(next() * below);
	for (let run = 0; run < 200; run++) {
		const { field, text, elsewhere } = bound();
		field.type('[]', 1);
		field.begin();
		let word = '';
		for (let step = 0; step < 12; step++) {
			if (random(2)) {
				const kept = random(word.length + 1);
				word = word.slice(0, kept) + 'abc'.charAt(random(3));
				field.type(`[${word}]`, word.length + 1);
			} else {
				const at = random(2) ? 0 : text.length;
				const theirs = at < text.length && /\d/.test(text.toString().charAt(at));
				elsewhere(`${random(10)}`, at, theirs ? 1 : 0);
			}
		}
		expect(field.value).toBe(`[${word}]`);
		field.finish();
		expect(field.value).toBe(text.toString());
		expect(text.toString()).toMatch(new RegExp(`^\\d*\\[${word}\\]\\d*$`));
	}
});
