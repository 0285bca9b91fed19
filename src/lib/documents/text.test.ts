import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { editBetween, moveCaret, nameOfText, writeText } from './text.ts';

test('typing in the middle is one small insertion', () => {
	expect(editBetween('rødgrød', 'rødgrønd', 7)).toEqual({ at: 6, removed: 0, added: 'n' });
});

test('the caret tells which of two equal letters was typed', () => {
	expect(editBetween('aab', 'aaab', 1)).toEqual({ at: 0, removed: 0, added: 'a' });
	expect(editBetween('aab', 'aaab', 3)).toEqual({ at: 2, removed: 0, added: 'a' });
});

test('an emoji is never cut apart', () => {
	expect(editBetween('🌻', '🌼')).toEqual({ at: 0, removed: 2, added: '🌼' });
	expect(editBetween('a🌻b', 'a🌻🌼b', 5)).toEqual({ at: 3, removed: 0, added: '🌼' });
});

test('whatever is typed, the text says it', () => {
	const letters = ['a', 'b', 'å', '🌻', '🌼', ' ', '\n'];
	let seed = 7;
	const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
	const doc = new Y.Doc();
	const text = doc.getText('t');
	for (let i = 0; i < 2000; i++) {
		const now = [...text.toString()];
		const at = random(now.length + 1);
		now.splice(
			at,
			random(4),
			...Array.from({ length: random(4) }, () => letters[random(letters.length)] ?? ''),
		);
		const after = now.join('');
		writeText(text, after, random(2) ? now.slice(0, at).join('').length : undefined);
		expect(text.toString()).toBe(after);
	}
});

test('two people typing in one text lose nothing', () => {
	const [one, other] = [new Y.Doc(), new Y.Doc()];
	writeText(one.getText('t'), 'Vi skal tale om pauser');
	Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
	writeText(one.getText('t'), 'Vi skal snart tale om pauser', 14);
	writeText(other.getText('t'), 'Vi skal tale om pauser og vikarer');
	Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
	Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
	expect(one.getText('t').toString()).toBe('Vi skal snart tale om pauser og vikarer');
	expect(other.getText('t').toString()).toBe(one.getText('t').toString());
});

test('a caret stays where its writer was when somebody writes before it', () => {
	expect(moveCaret(5, [{ retain: 2 }, { insert: 'abc' }])).toBe(8);
	expect(moveCaret(5, [{ retain: 7 }, { insert: 'abc' }])).toBe(5);
	expect(moveCaret(5, [{ retain: 1 }, { delete: 2 }])).toBe(3);
	expect(moveCaret(5, [{ retain: 4 }, { delete: 9 }])).toBe(4);
});

test('a shared text is called by where it stands, the same in every copy, and not by what it says', () => {
	const doc = new Y.Doc();
	const record = new Y.Map<unknown>();
	doc.getMap('goals').set('g-1', record);
	record.set('text', new Y.Text('Ro ved bordet'));
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	const inCopy = copy.getMap('goals').get('g-1');
	const text = inCopy instanceof Y.Map ? inCopy.get('text') : undefined;
	expect(text instanceof Y.Text && nameOfText(text)).toBe('goals/g-1/text');
	expect(nameOfText(doc.getText('answer/r-1//check-out'))).toBe('answer/r-1//check-out');
	expect(nameOfText(new Y.Text('in no document'))).toBeUndefined();
});
