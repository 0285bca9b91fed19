import { tidy, topicOf } from '#lib/packs/rules.ts';
import type { Pack } from '#lib/packs/schema.ts';
import { FAR_APART, fieldOf, isDrawn, see, talkFirst, type Seen, type TalkFirst } from '../rules.ts';
import type { Reflection, Tally } from '../schema.ts';

/** All that the screens of the shared picture show. */
export interface Picture {
	/** The year that is planned for. */
	year: number;
	pack: Pack;
	/** The marks are the group's own agreement: one for each statement, with no spread to speak of. */
	isCommon: boolean;
	/** How many handed in. */
	answered: number;
	/** Every statement in the order of the pack. */
	all: Seen[];
	/** Those that are drawn; the rest are named with the reason why they are not. */
	drawn: Seen[];
	undrawn: Seen[];
	/** The latest earlier year that can be compared with. */
	earlier?: Earlier;
}

export interface Earlier {
	year: number;
	/** By statement id; only what was drawn then, and is asked about again in the same words. */
	seen: ReadonlyMap<string, Seen>;
	/** Ids of those that were drawn then and are asked about again in other words. */
	otherWords: ReadonlySet<string>;
}

export const pictureOf = (
	{ year, pack, way }: Pick<Reflection, 'year' | 'pack' | 'way'>,
	tally: Tally | undefined,
	earlier?: Earlier,
): Picture => {
	const isCommon = way === 'common';
	const all = pack.statements.map((statement) =>
		see(statement, tally?.counts[statement.id] ?? [], topicOf(pack, statement.topic).tone),
	);
	return {
		year,
		pack,
		isCommon,
		answered: tally?.answered ?? 0,
		all,
		drawn: all.filter((seen) => isDrawn(seen, isCommon)),
		undrawn: all.filter((seen) => !isDrawn(seen, isCommon)),
		...(earlier && { earlier }),
	};
};

/**
 * [PI5] The latest closed reflection with statements that this one asks about again, in the same words. `candidates`:
 * latest first.
 */
export const earlierFor = (
	pack: Pick<Pack, 'statements'>,
	candidates: readonly { reflection: Reflection; tally: Tally | undefined }[],
): Earlier | undefined => {
	const asked = new Map(pack.statements.map(({ id, text }) => [id, tidy(text)]));
	for (const { reflection, tally } of candidates) {
		if (reflection.closedOn === undefined) continue;
		const again = pictureOf(reflection, tally).drawn.filter(({ statement }) => asked.has(statement.id));
		const same = again.filter(({ statement }) => asked.get(statement.id) === tidy(statement.text));
		const others = again.filter((seen) => !same.includes(seen)).map(({ statement }) => statement.id);
		if (same.length > 0)
			return {
				year: reflection.year,
				seen: new Map(same.map((seen) => [seen.statement.id, seen])),
				otherWords: new Set(others),
			};
	}
	return undefined;
};

/** Half a step on a scale; less is not worth words. */
const NOTICEABLE = 0.5;

export type Change = 'better' | 'same' | 'worse';

/** [PI6] How a statement has moved since last year: by how well it succeeds, in steps of the scale. */
export const changeSince = (now: Pick<Seen, 'success'>, before: Pick<Seen, 'success'>): Change => {
	const step = now.success - before.success;
	return step >= NOTICEABLE ? 'better' : step <= -NOTICEABLE ? 'worse' : 'same';
};

export type Spread = 'alike' | 'differ' | 'apart';

/** [PI7] In words how far apart the marks of one scale are, from their standard deviation. */
export const spreadOf = (deviation: number): Spread =>
	deviation >= FAR_APART ? 'apart' : deviation >= NOTICEABLE ? 'differ' : 'alike';

/** What the list of the picture can be put in order by. */
export const orders = ['disagreement', 'need', 'pride'] as const;
export type Order = (typeof orders)[number];

const measures: Record<Order, (seen: Seen) => number> = {
	disagreement: (seen) => Math.max(seen.importanceSpread, seen.successSpread),
	need: (seen) => seen.importance - seen.success,
	pride: (seen) => seen.success + seen.importance / 10,
};

/**
 * [PI9] Everything that is drawn, the most of it first; equals in the order of the pack. Pride is how well it succeeds, and of
 * equals what is more important.
 */
export const arranged = ({ drawn }: Pick<Picture, 'drawn'>, by: Order): Seen[] =>
	drawn.toSorted((a, b) => measures[by](b) - measures[by](a));

/** So many at once: a list of everything is no advice. */
const FIRST = 4;

/** [PI8] What to talk about first, and the rest in the order of the pack. A common mark has a gap, but no disagreement. */
export const parted = ({ all, isCommon }: Picture): { first: TalkFirst[]; rest: TalkFirst[] } => {
	const gap = ({ seen }: TalkFirst) => seen.importance - seen.success;
	const ranked = isCommon
		? all
				.filter((seen) => seen.answers > 0 && fieldOf(seen) === 'strengthen')
				.map((seen): TalkFirst => ({ seen, reasons: ['important-not-succeeding'] }))
				.sort((a, b) => gap(b) - gap(a))
		: talkFirst(all);
	const first = ranked.slice(0, FIRST);
	const rest = all
		.filter((seen) => isDrawn(seen, isCommon) && first.every((each) => each.seen !== seen))
		.map((seen) => ranked.find((each) => each.seen === seen) ?? { seen, reasons: [] });
	return { first, rest };
};
