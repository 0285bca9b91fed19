import { expect, test } from 'vitest';
import { focusShown, progressOf, tailOf } from './rules.ts';

test('[WA6] a text that is short enough is shown whole', () => {
	expect(tailOf('  Vi spørger kollegerne.\n')).toBe('Vi spørger kollegerne.');
	expect(tailOf('')).toBe('');
});

test('[WA6] of a long text the end is shown, and no word is cut in two', () => {
	expect(tailOf('først spørger vi alle kolleger', 15)).toBe('… alle kolleger');
	expect(tailOf('først spørger vi alle kolleger', 12)).toBe('… kolleger');
	expect(tailOf('x'.repeat(30), 10)).toBe(`… ${'x'.repeat(10)}`);
});

test('[WA8] the focus on the table is the one that is shown; else the only one, else all of them', () => {
	expect(focusShown(['a', 'b'], 'b')).toBe('b');
	expect(focusShown(['a', 'b'], 'c')).toBeUndefined();
	expect(focusShown(['a', 'b'], undefined)).toBeUndefined();
	expect(focusShown(['a'], undefined)).toBe('a');
	expect(focusShown([], 'a')).toBeUndefined();
});

test('[WA9] before it is fixed who is in, the wall says how many are ready; after that how many of them have sent', () => {
	const seats = ['ready', 'answering', 'ready', 'away'].map((is) => ({ is }));
	expect(progressOf('gathering', seats, 4)).toEqual({ is: 'ready', count: 2, of: 4 });
	expect(progressOf('gathering', [...seats, { is: 'ready' }, { is: 'ready' }, { is: 'ready' }], 4).of).toBe(
		5,
	);
	const set = ['given', 'ready', 'given', 'away'].map((is) => ({ is }));
	expect(progressOf('set', set, 4)).toEqual({ is: 'given', count: 2, of: 3 });
	expect(progressOf('done', [{ is: 'given' }], 4)).toEqual({ is: 'given', count: 1, of: 1 });
});
