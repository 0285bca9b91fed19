import { expect, test } from 'vitest';
import { suggestedWay, waysFor } from './rules.ts';

test('[RE1] with fewer than four in the room only the common mark is offered', () => {
	expect([0, 1, 3].map((present) => waysFor(present, true))).toEqual([['common'], ['common'], ['common']]);
	expect(waysFor(4)).toEqual(['round', 'paper', 'common']);
});

test('[OW1] own tablets are offered where there can be several of them', () => {
	expect(waysFor(4, true)).toEqual(['round', 'paper', 'own', 'open', 'common']);
});

test('[RE20] own tablets without a name are suggested where at least four are in and enough people are here', () => {
	const suggested = (tablets: number, present = 6) => suggestedWay(waysFor(present, tablets > 0), tablets);
	expect([0, 1, 3, 4, 15].map((tablets) => suggested(tablets))).toEqual([
		'round',
		'round',
		'round',
		'own',
		'own',
	]);
	expect(suggested(15, 3)).toBe('common');
});
