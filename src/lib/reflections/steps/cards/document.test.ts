import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { SharedDocument } from '#lib/documents/shared.ts';
import { seeded } from '#tests/round/people.ts';
import { Cards } from './document.ts';
import type { Pile } from './rules.ts';
import { LONGEST_CARD } from './schema.ts';

const on = '2027-01-14';
const focus = { reflection: 'r', statement: 'lmu-t1' };

const open = () => new Cards(new SharedDocument('year-2027'));

/** Each gets what the other has, as if two tablets met. */
const meet = (...tablets: Cards[]) => {
	const updates = tablets.map(({ shared }) => Y.encodeStateAsUpdate(shared.doc));
	for (const { shared } of tablets) for (const update of updates) Y.applyUpdate(shared.doc, update);
};

/** Two tablets with the same suggestions, by their words. */
const two = (...texts: string[]) => {
	const [one, other] = [open(), open()];
	const ids = texts.map((text) => one.add({ ...focus, text }, on));
	meet(one, other);
	return { one, other, ids };
};

const piles = (cards: Cards) => cards.piles('r', 'lmu-t1');
/** `A+B` lie together, the top one first. */
const lie = (cards: Cards) =>
	piles(cards)
		.map((pile) => pile.cards.map(({ text }) => text).join('+'))
		.join(' ');
const pile = (cards: Cards, text: string): Pile => {
	const found = piles(cards).find((each) => each.cards.some((card) => card.text === text));
	if (!found) throw new Error(`${text} does not lie there`);
	return found;
};
const join = (cards: Cards, text: string, onto: string) => cards.join(pile(cards, text), pile(cards, onto));

/** Both tablets show the same. */
const same = (one: Cards, other: Cards) => {
	meet(one, other);
	expect(piles(other)).toEqual(piles(one));
	return lie(one);
};

test('[CA1] what two tablets lay out at once lies in one order on both, after what was there', () => {
	const { one, other } = two('A', 'B');
	one.add({ ...focus, text: 'C' }, on);
	other.add({ ...focus, text: 'D' }, on);
	expect(same(one, other)).toMatch(/^A B (C D|D C)$/);
	other.add({ ...focus, text: 'E' }, on);
	expect(same(one, other)).toMatch(/E$/);
	expect(one.piles('r', 'lmu-t2')).toEqual([]);
	expect(one.piles('another', 'lmu-t1')).toEqual([]);
});

test('a suggestion laid on another lies with it, under its words, where that one was', () => {
	const { one } = two('A', 'B', 'C');
	join(one, 'A', 'C');
	expect(lie(one)).toBe('B C+A');
	expect(pile(one, 'A').heading).toBe('C');
	join(one, 'C', 'B');
	expect(lie(one)).toBe('B+A+C');
	one.takeOut(pile(one, 'B').head.id);
	expect(lie(one)).toBe('A+C B');
});

test('[CA2] a card that two tablets lay in different groups lies in one of them, the same on both', () => {
	const { one, other } = two('A', 'B', 'C', 'D', 'E');
	join(one, 'B', 'A');
	join(one, 'D', 'C');
	meet(one, other);
	join(one, 'E', 'A');
	join(other, 'E', 'C');
	expect(same(one, other)).toMatch(/^(A\+B\+E C\+D|A\+B C\+D\+E)$/);
	const again = two('A', 'B', 'C');
	join(again.one, 'A', 'B');
	join(again.other, 'A', 'C');
	expect(same(again.one, again.other)).toMatch(/^(B\+A C|B C\+A)$/);
});

test('[CA3] groups that are laid in each other at once are one group, and so is a circle of three', () => {
	const { one, other } = two('A', 'B', 'C', 'D');
	join(one, 'B', 'A');
	join(one, 'D', 'C');
	meet(one, other);
	join(one, 'A', 'C');
	join(other, 'C', 'A');
	expect(same(one, other)).toMatch(/^(A\+B\+C\+D|C\+A\+B\+D)$/);

	const { one: first, other: second } = two('A', 'a', 'B', 'b', 'C', 'c');
	const third = open();
	for (const letter of ['A', 'B', 'C']) join(first, letter.toLowerCase(), letter);
	meet(first, second, third);
	join(first, 'A', 'B');
	join(second, 'B', 'C');
	join(third, 'C', 'A');
	meet(first, second, third);
	expect(piles(first)).toHaveLength(1);
	expect(piles(second)).toEqual(piles(first));
	expect(piles(third)).toEqual(piles(first));
	// What is one can be laid on something else as one.
	first.add({ ...focus, text: 'X' }, on);
	join(first, 'A', 'X');
	expect(same(first, second)).toMatch(/^X(\+\w){6}$/);
});

test('[CA4] a card that is removed while another tablet lays it somewhere is gone, and the rest lies together', () => {
	const { one, other, ids } = two('A', 'B', 'C');
	const undo = one.remove(ids[1] ?? '', on);
	join(other, 'A', 'B');
	join(other, 'C', 'B');
	expect(same(one, other)).toBe('A+C');
	expect(undo()).toBe(true);
	expect(same(one, other)).toBe('B+A+C');
});

test('[CA5] a heading is its first card, or words of its own; without that card the next one is on top', () => {
	const { one, other, ids } = two('A', 'B', 'C', 'D');
	join(one, 'B', 'A');
	join(one, 'C', 'A');
	one.remove(ids[0] ?? '', on);
	expect(pile(one, 'C').heading).toBe('B');
	const { group = '' } = pile(one, 'C');
	meet(one, other);
	// Laid on another while it gets its words: they are not lost.
	one.setHeading(group, 'Ro om morgenen');
	join(other, 'B', 'D');
	expect(same(one, other)).toBe('D+B+C');
	expect(pile(other, 'D').heading).toBe('Ro om morgenen');
	one.setHeading(pile(one, 'D').group ?? '', '');
	expect(pile(one, 'D').heading).toBe('D');
	one.setHeading(pile(one, 'D').group ?? '', 'Morgenen');
	one.takeOut(ids[1] ?? '');
	one.takeOut(ids[2] ?? '');
	expect(lie(one)).toBe('B C D');
	expect(pile(one, 'D').heading).toBe('D');
});

test('[CA6] without a name nothing is stored that tells one writer from another', () => {
	const cards = open();
	cards.add({ ...focus, text: 'A' }, on);
	cards.add({ ...focus, text: 'B', by: 'Karen Kløver' }, on);
	const [first, second] = [...cards.map.values()].map((record) => (record as Y.Map<unknown>).toJSON());
	expect(first).toEqual({ ...focus, text: 'A', place: 1, madeOn: on });
	expect(second).toEqual({ ...focus, text: 'B', place: 2, madeOn: on, by: 'Karen Kløver' });
});

test('[CA8] what a pile became is remembered by two tablets at once, a goal by one and an action by the other', () => {
	const { one, other } = two('A', 'B');
	join(one, 'B', 'A');
	meet(one, other);
	one.link(pile(one, 'A'), 'goal', 'g');
	other.link(pile(other, 'A'), 'action', 'a');
	same(one, other);
	expect(pile(one, 'A').made).toEqual(['g', 'a']);
});

test('[CA9] a value that makes no sense costs its own field, and a record that makes none is counted', () => {
	const { one, ids } = two('A', 'B');
	const record = one.map.get(ids[0] ?? '') as Y.Map<unknown>;
	one.shared.add(() => {
		record.set('by', 7);
		record.set('group', { a: 1 });
		record.set('place', 'first');
		record.set('goal', null);
		one.map.set('strange', new Y.Map([['text', 3]]));
		one.map.set('stranger', 'text');
		for (const field of ['head', 'words', 'into', 'newer']) one.groupMap.set(`g/${field}`, 7);
		one.groupMap.set('', 7);
	});
	(one.map.get(ids[1] ?? '') as Y.Map<unknown>).set('group', 'g');
	expect(lie(one)).toBe('A B');
	expect(pile(one, 'A').head.by).toBeUndefined();
	expect(one.broken()).toBe(2);
});

test('[CA10] an undo takes back the last step, and leaves what others have laid since', () => {
	const { one, other } = two('A', 'B', 'C');
	const undo = join(one, 'B', 'A');
	meet(one, other);
	join(other, 'C', 'A');
	meet(one, other);
	expect(lie(one)).toBe('A+B+C');
	expect(undo()).toBe(true);
	expect(same(one, other)).toBe('A B C');
	// A card that somebody else has laid somewhere since stays there.
	const late = join(one, 'B', 'A');
	meet(one, other);
	const b = pile(other, 'B').cards.find(({ text }) => text === 'B');
	other.takeOut(b?.id ?? '');
	join(other, 'B', 'C');
	meet(one, other);
	late();
	expect(same(one, other)).toBe('A C+B');
});

test('[CA11] what another program made longer is shown as far as it may be, without half a character', () => {
	const { one } = two('🌻'.repeat(LONGEST_CARD + 5));
	expect([...(piles(one)[0]?.heading ?? '')]).toHaveLength(LONGEST_CARD);
});

test('[CA2] [CA3] whatever three tablets lay, take out and remove, they show the same, and each card once', () => {
	const next = seeded(7);
	const random = (below: number) => Math.floor(next() * below);
	for (let run = 0; run < 40; run++) {
		const tablets = [open(), open(), open()] as const;
		for (let card = 0; card < 8; card++) tablets[0].add({ ...focus, text: `${card}` }, on);
		meet(...tablets);
		let removed = 0;
		for (let step = 0; step < 30; step++) {
			const tablet = tablets[random(3)] ?? tablets[0];
			const shown = piles(tablet);
			const [one, onto] = [shown[random(shown.length)], shown[random(shown.length)]];
			const what = random(10);
			if (what < 6 && one && onto && one !== onto) tablet.join(one, onto);
			else if (what < 8 && one) tablet.takeOut(one.cards[random(one.cards.length)]?.id ?? '');
			else if (what === 8) meet(...tablets);
			else if (removed++ === 0 && one) tablet.remove(one.head.id, on);
		}
		meet(...tablets);
		expect(piles(tablets[1])).toEqual(piles(tablets[0]));
		expect(piles(tablets[2])).toEqual(piles(tablets[0]));
		const all = piles(tablets[0]).flatMap((each) => each.cards.map(({ text }) => text));
		expect(new Set(all).size).toBe(all.length);
		expect(all).toHaveLength(removed > 0 ? 7 : 8);
	}
});
