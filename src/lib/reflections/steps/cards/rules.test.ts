import { expect, test } from 'vitest';
import { asSeen, becameOf, groupAtLast, pilesOf } from './rules.ts';
import type { Card, Group } from './schema.ts';

const card = (id: string, more: Partial<Card> = {}): Card => ({
	id,
	reflection: 'r',
	statement: 's',
	text: id.toUpperCase(),
	by: undefined,
	group: undefined,
	goal: undefined,
	action: undefined,
	place: id.charCodeAt(0),
	madeOn: undefined,
	deletedOn: undefined,
	...more,
});

const group = (more: Partial<Group>): Group => ({
	head: undefined,
	words: undefined,
	into: undefined,
	goal: undefined,
	action: undefined,
	...more,
});

const heads = (piles: readonly { head: Card }[]) => piles.map(({ head }) => head.id).join('');

test('[CA3] a group that leads into a circle ends in it, and no circle is walked for ever', () => {
	const groups = new Map([
		['a', group({ into: 'c' })],
		['c', group({ into: 'b' })],
		['b', group({ into: 'c' })],
		['self', group({ into: 'self' })],
	]);
	expect(['a', 'b', 'c', 'self', 'unknown'].map((id) => groupAtLast(id, groups))).toEqual([
		'b',
		'b',
		'b',
		'self',
		'unknown',
	]);
});

test('[CA7] what comes while somebody reads stands at the end, and nothing that was there moves', () => {
	const before = pilesOf([card('b'), card('d'), card('f')], new Map());
	const seen = before.map(({ head }) => head.id);
	const now = pilesOf(
		[card('a'), card('b'), card('c', { place: 103 }), card('d'), card('e'), card('f')],
		new Map(),
	);
	expect(heads(now)).toBe('abdefc');
	expect(heads(asSeen(now, seen))).toBe('bdfaec');
	expect(heads(asSeen(now, []))).toBe('abdefc');
});

test('[CA7] a pile whose top card is removed keeps its place under the next one', () => {
	const groups = new Map([['g', group({ head: 'c' })]]);
	const cards = [card('a', { group: 'g' }), card('b'), card('c', { group: 'g' }), card('d')];
	const seen = pilesOf(cards, groups).flatMap((pile) => pile.cards.map(({ id }) => id));
	expect(seen).toEqual(['b', 'c', 'a', 'd']);
	const [first, ...rest] = cards;
	if (!first) throw new Error('No card');
	const without = [first, ...rest.filter(({ id }) => id !== 'c')];
	expect(heads(asSeen(pilesOf(without, groups), seen))).toBe('bad');
});

test('[CA8] what became a goal says so in whatever words it has by then, until it is removed from the plan', () => {
	const [pile] = pilesOf([card('a', { goal: 'g1' })], new Map());
	if (!pile) throw new Error('No pile');
	expect(becameOf(pile, [{ id: 'g1', kind: 'goal', text: 'Something else' }], 'goal')).toBe(true);
	expect(becameOf(pile, [{ id: 'g1', kind: 'goal', text: 'Something else' }], 'action')).toBe(false);
	expect(becameOf(pile, [{ id: 'g2', kind: 'goal', text: 'A' }], 'goal')).toBe(true);
	expect(becameOf(pile, [], 'goal')).toBe(false);
});
