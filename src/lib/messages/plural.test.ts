import { expect, test } from 'vitest';
import { m } from './da/reflections.ts';
import { listed, plural } from './plural.ts';

test('one is one, and nothing is many, as in Danish', () => {
	const actions = (count: number) => plural(count, { one: '1 handling', other: `${count} handlinger` });
	expect([0, 1, 2, 21].map(actions)).toEqual(['0 handlinger', '1 handling', '2 handlinger', '21 handlinger']);
});

test('names are listed as one says them', () => {
	expect(listed(['Asta'])).toBe('Asta');
	expect(listed(['Asta', 'Bjørk', 'Carlo'])).toBe('Asta, Bjørk og Carlo');
});

test('how marks are spread is said in words, and what nobody chose is left out', () => {
	const labels = ['Slet ikke endnu', 'Lidt', 'Ret godt', 'Rigtig godt'];
	expect(m.table.spread({ labels, counts: [0, 2, 0, 4] })).toBe('2 Lidt, 4 Rigtig godt');
	expect(m.table.spread({ labels, counts: [0, 0, 0, 0] })).toBe('');
});
