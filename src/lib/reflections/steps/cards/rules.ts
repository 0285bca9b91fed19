import { isMade, type Made } from '../rules.ts';
import type { Card, Group } from './schema.ts';

/** Cards that lie together, or one that lies by itself. */
export interface Pile {
	/** Id of the group; a card that lies by itself may have one that the others have left. */
	group: string | undefined;
	/** The card on top: its words are the heading, unless the group has its own. */
	head: Card;
	/** With the head first. */
	cards: readonly Card[];
	heading: string;
	/** Ids of the goals and actions that were made of it. */
	made: readonly string[];
}

export const isGroup = ({ cards }: Pile): boolean => cards.length > 1;

/** [CA1] As they were laid out. Two that were laid out at once stand in the same order on every tablet. */
const asLaid = (a: Card, b: Card) => a.place - b.place || (a.id < b.id ? -1 : 1);

/**
 * [CA3] The group that a group has ended up in. Groups that were laid in each other, each on its own tablet, are one: it
 * is known by the first of their ids.
 */
export const groupAtLast = (id: string, groups: ReadonlyMap<string, Group>): string => {
	const way: string[] = [];
	for (let at = id; ;) {
		const before = way.indexOf(at);
		if (before >= 0) return way.slice(before).sort()[0] ?? at;
		way.push(at);
		const into = groups.get(at)?.into;
		if (into === undefined) return at;
		at = into;
	}
};

/** The cards of a focus as they lie, the same on every tablet whatever came first. */
export const pilesOf = (cards: readonly Card[], groups: ReadonlyMap<string, Group>): Pile[] => {
	const laid = cards.filter(({ deletedOn }) => deletedOn === undefined).sort(asLaid);
	const inGroup = new Map<string, Card[]>();
	for (const card of laid)
		if (card.group !== undefined) {
			const group = groupAtLast(card.group, groups);
			inGroup.set(group, [...(inGroup.get(group) ?? []), card]);
		}
	const alone = laid.filter(({ group }) => group === undefined).map((card) => pileOf(undefined, [card], []));
	const together = [...inGroup].map(([id, cards]) =>
		pileOf(id, cards, [
			groups.get(id),
			...[...groups]
				.filter(([other]) => other !== id && groupAtLast(other, groups) === id)
				.sort(([a], [b]) => (a < b ? -1 : 1))
				.map(([, group]) => group),
		]),
	);
	return [...alone, ...together].sort((a, b) => asLaid(a.head, b.head));
};

/** `groups`: the one that it is known by, then those that were laid in it. */
const pileOf = (id: string | undefined, cards: readonly Card[], groups: (Group | undefined)[]): Pile => {
	const top = cards.find((card) => card.id === groups[0]?.head);
	const inOrder = top ? [top, ...cards.filter((card) => card !== top)] : cards;
	const [head = cards[0]] = inOrder;
	if (!head) throw new RangeError('A pile has at least one card');
	// [CA5] A heading belongs to what lies together; a card that the others have left has its own words again.
	const own = cards.length > 1 ? groups.find((group) => group?.words !== undefined)?.words : undefined;
	const makers = cards.length > 1 ? [...groups, head] : [head];
	return {
		group: id,
		head,
		cards: inOrder,
		heading: own?.trim() || head.text,
		made: makers.flatMap((maker) => [maker?.goal, maker?.action]).filter((made) => made !== undefined),
	};
};

/** [CA8] What has become of a pile: what was made of it, also in other words since, and what says the same. */
export const becameOf = (pile: Pile, made: readonly Made[], kind: Made['kind']): boolean =>
	isMade(made, kind, pile.heading.trim()) ||
	made.some((each) => each.kind === kind && pile.made.includes(each.id));

/**
 * [CA7] The piles as they are shown to one who has already seen some: what was there keeps its place, what is new comes
 * at the end. `seen` holds ids of cards in the order in which they were shown.
 */
export const asSeen = (piles: readonly Pile[], seen: readonly string[]): Pile[] => {
	const places = new Map(seen.map((id, at) => [id, at]));
	const place = ({ head }: Pile) => places.get(head.id) ?? seen.length;
	return piles.toSorted((a, b) => place(a) - place(b));
};
