import { expect, test } from 'vitest';
import { Taps } from './taps.svelte.ts';

test('[ST3] each tap counts for one step, and is taken back by itself', () => {
	const taps = new Taps();
	const takeBack = taps.tap(3);
	taps.tap(1);
	taps.tap(3);
	expect([taps.counts, taps.sum]).toEqual([[0, 1, 0, 2], 3]);
	takeBack();
	takeBack();
	expect([taps.counts, taps.sum]).toEqual([[0, 1, 0, 1], 2]);
});

test('[ST3] there is nothing to show before enough have tapped', () => {
	const taps = new Taps();
	const shown = [0, 1, 2, 3, 4].map(() => {
		const can = [taps.isEnough(6), taps.isEnough(2)];
		taps.tap(0);
		return can;
	});
	expect(shown).toEqual([
		[false, false],
		[false, false],
		[false, true],
		[false, true],
		[true, true],
	]);
});
