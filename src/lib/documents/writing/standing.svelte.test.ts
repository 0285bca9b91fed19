import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PAUSE, Standing } from './standing.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('a field that is taken away while the screen is changed may say that nobody stands in it', async () => {
	const standing = new Standing();
	standing.stand('goals/a/text');
	await pass(0);
	let isThere = $state(true);
	const stop = $effect.root(() => {
		// The browser tells of it in the middle of what takes the field away.
		const shown = $derived.by(() => {
			if (!isThere) standing.stand(undefined);
			return isThere;
		});
		$effect(() => void shown);
	});
	flushSync();
	isThere = false;
	expect(() => flushSync()).not.toThrow();
	await pass(0);
	expect(standing.text).toBeUndefined();
	stop();
});

test('who goes from one field to another stands in the other', async () => {
	const standing = new Standing();
	standing.stand('goals/a/text');
	standing.stand(undefined);
	standing.stand('goals/b/text');
	await pass(0);
	expect(standing.text).toBe('goals/b/text');
});

test('[TO4] somebody writes until a few seconds after the last letter, and again at the next', async () => {
	const standing = new Standing();
	standing.stand('goals/a/text');
	await pass(PAUSE - 100);
	standing.stand('goals/a/text');
	await pass(PAUSE - 100);
	expect(standing.text).toBe('goals/a/text');
	await pass(100);
	expect(standing.text).toBeUndefined();
	standing.stand('goals/a/text');
	await pass(0);
	expect(standing.text).toBe('goals/a/text');
	expect(PAUSE).toBeLessThan(10_000);
});

test('[TO14] where somebody writes is told while they write, and a caret that moves alone is no writing', async () => {
	const standing = new Standing();
	standing.stand('goals/a/text', 'a.1');
	await pass(0);
	expect(standing.caret).toBe('a.1');
	standing.turn('a.7');
	await pass(0);
	expect(standing.caret).toBe('a.7');
	// In the middle of a word that is composed, nobody can say where: it is where it was.
	standing.stand('goals/a/text');
	await pass(PAUSE - 100);
	expect(standing.caret).toBe('a.7');
	standing.turn('a.9');
	await pass(100);
	expect([standing.text, standing.caret]).toEqual([undefined, undefined]);
	standing.turn('a.2');
	await pass(0);
	expect([standing.text, standing.caret]).toEqual([undefined, undefined]);
	standing.stand('goals/b/text');
	await pass(0);
	expect(standing.caret).toBeUndefined();
});
