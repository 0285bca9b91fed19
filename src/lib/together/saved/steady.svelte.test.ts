import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Saved } from './rules.ts';
import { HOLD, Steady } from './steady.svelte.ts';

const noon = new Date('2027-01-14T12:00:00');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const watched = (first: Saved) => {
	let now = $state.raw(first);
	let steady: Steady | undefined;
	const seen: Saved['state'][] = [];
	const stop = $effect.root(() => {
		const made = new Steady(
			() => now,
			() => noon,
		);
		steady = made;
		$effect(() => {
			if (seen.at(-1) !== made.shown.state) seen.push(made.shown.state);
		});
	});
	flushSync();
	return {
		seen,
		stop,
		get steady() {
			if (!steady) throw new Error('not made');
			return steady;
		},
		say(next: Saved) {
			now = next;
		},
		pass(ms: number) {
			flushSync();
			vi.advanceTimersByTime(ms);
			flushSync();
		},
	};
};

const here: Saved = { state: 'here', waiting: 1, why: 'sending' };

test('[TO6] what is not so any more is gone at once, before any timer or effect', () => {
	const { steady, say, pass, stop } = watched({ state: 'server' });
	say({ state: 'saving' });
	expect(steady.shown).toEqual({ state: 'saving' });
	pass(0);
	say(here);
	expect(steady.shown).toEqual({ state: 'saving' });
	stop();
});

test('[TO6] while somebody types it changes once, and is at what is true within 300 milliseconds after the last letter', () => {
	const { seen, say, pass, stop } = watched({ state: 'server' });
	for (let letter = 0; letter < 20; letter++) {
		say({ state: 'saving' });
		pass(90);
		say(here);
		pass(30);
		say({ state: 'server' });
		pass(HOLD - 50);
	}
	expect(seen).toEqual(['server', 'saving']);
	pass(50);
	expect(seen).toEqual(['server', 'saving', 'server']);
	expect(HOLD).toBeLessThan(300);
	stop();
});

test('[TO6] without a network it rests on this tablet', () => {
	const { seen, say, pass, stop, steady } = watched({ state: 'reached', others: 2, of: 2 });
	say({ state: 'saving' });
	pass(90);
	say({ state: 'here', waiting: 1, why: 'line' });
	pass(HOLD);
	expect(seen).toEqual(['reached', 'saving', 'here']);
	expect(steady.storedAt).toEqual(noon);
	stop();
});

test('[TO6] a rise is not held up by news that claims the same', () => {
	const { say, pass, stop, steady } = watched({ state: 'saving' });
	for (let told = 0; told < HOLD; told += 10) {
		say({ state: 'server' });
		pass(10);
	}
	expect(steady.shown).toEqual({ state: 'server' });
	stop();
});
