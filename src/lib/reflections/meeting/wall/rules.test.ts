import { expect, test } from 'vitest';
import { focusShown, tailOf } from './rules.ts';

test('[WA6] a text that is short enough is shown whole', () => {
	expect(tailOf('  Vi spørger kollegerne.\n')).toBe('Vi spørger kollegerne.');
	expect(tailOf('')).toBe('');
});

test('[WA6] of a long text the end is shown, and no word is cut in two', () => {
	expect(tailOf('først spørger vi alle kolleger', 15)).toBe('… alle kolleger');
	expect(tailOf('først spørger vi alle kolleger', 14)).toBe('… kolleger');
	expect(tailOf('x'.repeat(30), 10)).toBe(`… ${'x'.repeat(10)}`);
});

test('[WA8] the focus on the table is the one that is shown; else the only one, else all of them', () => {
	expect(focusShown(['a', 'b'], 'b')).toBe('b');
	expect(focusShown(['a', 'b'], 'c')).toBeUndefined();
	expect(focusShown(['a', 'b'], undefined)).toBeUndefined();
	expect(focusShown(['a'], undefined)).toBe('a');
	expect(focusShown([], 'a')).toBeUndefined();
});
