import { expect, test } from 'vitest';
import { difference, fingerprint, gist } from './digest.ts';

const goal = gist('goal', 'Ro ved bordet', { direction: 'own', topic: undefined });

test('what says the same is no difference', () => {
	expect(difference({ a: goal }, { a: gist('goal', 'Ro ved bordet', { direction: 'own' }) })).toEqual([]);
});

test('what is new, gone or changed is told, with the names of the fields', () => {
	const turned = gist('goal', 'Ro ved bordet', { direction: 'across' });
	const renamed = gist('goal', 'Ro ved bordene', { direction: 'own' });
	expect(difference({ a: goal, b: goal, c: goal }, { b: turned, c: renamed, d: goal })).toEqual([
		{ id: 'a', before: goal, now: undefined, changed: [] },
		{ id: 'b', before: goal, now: turned, changed: ['direction'] },
		{ id: 'c', before: goal, now: renamed, changed: ['title'] },
		{ id: 'd', before: undefined, now: goal, changed: [] },
	]);
});

test('a long text that differs at its very end is told from what it was', () => {
	const long = 'Vi taler sammen. '.repeat(200);
	expect(difference({ a: gist('goal', long, {}) }, { a: gist('goal', `${long}!`, {}) })).toHaveLength(1);
	expect(gist('goal', long, {}).title.length).toBeLessThanOrEqual(120);
	expect(fingerprint(long)).toBe(fingerprint(long));
});
