import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { beyond, decodeHeads, encodeHeads, extendHeads, headsOf, holds, noHeads } from './heads.ts';

const written = () => {
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	return { doc, updates };
};

test('the heads of all updates are the heads of the document', () => {
	const { doc, updates } = written();
	for (let i = 0; i < 50; i++) {
		doc.getText('t').insert(0, 'æ');
		if (i % 7 === 3) doc.getText('t').delete(0, 1);
		doc.getMap('m').set(String(i % 5), new Y.Map([['a', i]]));
	}
	const heads = decodeHeads(encodeHeads(extendHeads(noHeads, updates)));
	expect(holds(heads, headsOf(doc))).toBe(true);
	expect(holds(headsOf(doc), heads)).toBe(true);
	expect(beyond(doc, heads)).toBeUndefined();
});

test('heads can be extended piece by piece', () => {
	const { doc, updates } = written();
	for (let i = 0; i < 20; i++) doc.getText('t').insert(0, 'a');
	const heads = extendHeads(extendHeads(noHeads, updates.slice(0, 9)), updates.slice(9));
	expect(beyond(doc, heads)).toBeUndefined();
});

test('an insertion that is missing is given as an update', () => {
	const { doc, updates } = written();
	doc.getText('t').insert(0, 'gemt');
	const heads = extendHeads(noHeads, updates);
	const stored = [...updates];
	doc.getText('t').insert(4, ' og ikke gemt');
	const rest = beyond(doc, heads);
	const other = new Y.Doc();
	for (const update of stored) Y.applyUpdate(other, update);
	if (rest) Y.applyUpdate(other, rest);
	expect(other.getText('t').toString()).toBe('gemt og ikke gemt');
});

test('a deletion alone is noticed, though no clock has moved', () => {
	const { doc, updates } = written();
	doc.getText('t').insert(0, 'abc');
	const heads = extendHeads(noHeads, updates);
	doc.getText('t').delete(1, 1);
	const rest = beyond(doc, heads);
	expect(rest).toBeDefined();
	const other = new Y.Doc();
	Y.applyUpdate(other, updates[0] ?? new Uint8Array());
	if (rest) Y.applyUpdate(other, rest);
	expect(other.getText('t').toString()).toBe('ac');
});

test('what lies beyond a gap does not count', () => {
	const { doc, updates } = written();
	for (const letter of 'abc') doc.getText('t').insert(doc.getText('t').length, letter);
	const [first, , third] = updates;
	const heads = extendHeads(noHeads, [first ?? new Uint8Array(), third ?? new Uint8Array()]);
	expect(heads.sv.get(doc.clientID)).toBe(1);
	expect(beyond(doc, heads)).toBeDefined();
});
