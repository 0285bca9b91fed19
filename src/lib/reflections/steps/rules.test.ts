import { describe, expect, test } from 'vitest';
import {
	actionFrom,
	fewestTaps,
	focusAfter,
	goalFrom,
	goalServed,
	isMade,
	tappedElsewhere,
	wordsFor,
	type Made,
} from './rules.ts';

const statement = {
	id: 'omu-t4',
	topic: 'cooperation',
	label: 'Samspil',
	text: 'Vi taler med LMU’erne',
} as const;

describe('words that become a goal', () => {
	test('[ST1] what is marked is taken', () => {
		expect(wordsFor('Vi holder pauser. Vi taler sammen.', 18, 34)).toBe('Vi taler sammen.');
	});

	test('[ST1] one line is taken whole', () => {
		expect(wordsFor('  Færre afbrydelser 🌻 \n\n', 3, 3)).toBe('Færre afbrydelser 🌻');
	});

	test('[ST1] of several lines the one with the caret is taken', () => {
		const text = 'Pauser\nVikarer\nStøj';
		expect(wordsFor(text, 9, 9)).toBe('Vikarer');
		expect(wordsFor(text, text.length, text.length)).toBe('Støj');
	});

	test('[ST1] a caret on an empty line takes the last line with words', () => {
		expect(wordsFor('Pauser\nVikarer\n', 15, 15)).toBe('Vikarer');
	});

	test('[ST1] no words give nothing', () => {
		expect(wordsFor(' \n ', 0, 0)).toBeUndefined();
	});
});

test('[ST2] a goal and an action remember reflection, step and statement', () => {
	const from = { reflection: 'r', step: 'upAndDown', statement } as const;
	expect(goalFrom('Mål', from)).toEqual({
		text: 'Mål',
		direction: 'upAndDown',
		reflection: 'r',
		step: 'upAndDown',
		statement: 'omu-t4',
		topic: 'cooperation',
	});
	expect(actionFrom('Ring', from, 'g')).toEqual({
		what: 'Ring',
		direction: 'upAndDown',
		goal: 'g',
		reflection: 'r',
		step: 'upAndDown',
		statement: 'omu-t4',
	});
});

test('[ST3] taps are shown when four have tapped, or everybody where fewer are in the room', () => {
	expect([12, 6, 4, 3, 2, 1, 0].map(fewestTaps)).toEqual([4, 4, 4, 3, 2, 1, 1]);
});

const made = (kind: Made['kind'], id: string, text: string): Made => ({ kind, id, text });

test('[ST2] an action serves the goal it is written beside, also when that was made twice', () => {
	const [one, again] = [made('goal', 'a', 'Vi siger til'), made('goal', 'b', 'Vi siger til')];
	expect(goalServed([one, made('action', 'c', 'Ring')])).toBe('a');
	expect(goalServed([one, again])).toBe('a');
	expect(goalServed([one, again, made('goal', 'd', 'Vi holder pauser')])).toBeUndefined();
	expect(goalServed([made('action', 'c', 'Ring')])).toBeUndefined();
});

test('[ST4] words are made only when they stand there already, as that very thing', () => {
	const there = [made('goal', 'a', 'Vi siger til ')];
	expect(isMade(there, 'goal', 'Vi siger til')).toBe(true);
	expect(isMade(there, 'action', 'Vi siger til')).toBe(false);
	expect(isMade(there, 'goal', 'Vi siger til i tide')).toBe(false);
	expect(isMade(there, 'goal', undefined)).toBe(false);
});

test('[ST5] the focuses come one by one, and none after the last', () => {
	const walk = [undefined, 'a', 'b'].map((open) => focusAfter(['a', 'b'], open));
	expect(walk).toEqual(['a', 'b', undefined]);
	expect(focusAfter([], undefined)).toBeUndefined();
});

test('[ST6] the check-out is tapped on the tablet that leads, or on the one that took it over', () => {
	const ledBy = { tablet: 'a', name: 'Karen' };
	const at = (own: string | undefined, checkOutOn?: string) => tappedElsewhere({ ledBy, checkOutOn }, own);
	expect([at('a'), at('b'), at(undefined)]).toEqual([undefined, 'a', undefined]);
	expect([at('a', 'b'), at('b', 'b'), at('c', 'b')]).toEqual(['b', undefined, 'b']);
	expect(tappedElsewhere({ ledBy: undefined, checkOutOn: undefined }, 'b')).toBeUndefined();
});
