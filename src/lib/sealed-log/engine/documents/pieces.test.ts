import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { pieces } from './pieces.ts';

test('[SD12] what is too large for one entry is cut into several that are the same together', () => {
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	doc.transact(() => {
		const text = doc.getText('t');
		text.insert(0, '🌻æ'.repeat(120_000));
		text.insert(7, 'x'.repeat(60_000));
		text.delete(1000, 20_000);
		doc.getMap('m').set('a', new Y.Map([['b', 'c'.repeat(30_000)]]));
	});
	const [update = new Uint8Array()] = updates;
	const cut = pieces(update, 200_000);
	expect(cut.length).toBeGreaterThan(2);
	expect(Math.max(...cut.map(({ length }) => length))).toBeLessThanOrEqual(200_000);
	const other = new Y.Doc();
	for (const piece of cut) {
		Y.applyUpdate(other, piece);
		expect(other.store.pendingStructs).toBeNull();
	}
	expect(Y.encodeStateAsUpdate(other)).toEqual(Y.encodeStateAsUpdate(doc));
	expect(other.getText('t').toString()).toBe(doc.getText('t').toString());
	expect(pieces(update, 2_000_000)).toEqual([update]);
});
