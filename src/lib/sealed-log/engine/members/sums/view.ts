import { fromWords, type Histogram, wordsFor } from '#lib/sealed-log/sums/histogram.ts';
import { sumOf } from '#lib/sealed-log/sums/masks.ts';
import { decodePart, type Person, type ReadyWords } from '#lib/sealed-log/sums/payloads.ts';
import {
	binding,
	isDone,
	isOpen,
	missing,
	type Round,
	type Sitting,
	tellsNoMore,
} from '#lib/sealed-log/sums/rounds.ts';
import type { Bytes } from '#lib/sealed-log/bytes.ts';

/** A tablet that is ready, or in the set. */
export interface AtTablet {
	device: string;
	/** For how many people it answers. */
	people: number;
	/** Who they are; `undefined` when what it says of them cannot be read. */
	who: readonly Person[] | undefined;
	hasGiven: boolean;
}

/** What a screen may say of a masked sum. */
export interface SumView {
	/** The attempt that is spoken of: the one that goes on, or else the last one. */
	round: string | undefined;
	/**
	 * - `none`: nobody has begun.
	 * - `gathering`: tablets become ready.
	 * - `set`: it is fixed who is in, and parts come in.
	 * - `done`: all parts are in; `result` is there as soon as they are read.
	 * - `spoilt`: all parts are in, and no marks can give their sum: it is drawn anew, by the same tablets.
	 * - `abandoned`: nothing comes of it.
	 */
	state: 'none' | 'gathering' | 'set' | 'done' | 'spoilt' | 'abandoned';
	/** Those who are ready; once there is a set, those in it. */
	tablets: readonly AtTablet[];
	/** Devices whose parts are not in. */
	missing: readonly string[];
	/** Statements that are answered, once there is a set. */
	statements: number | undefined;
	/**
	 * This tab's own part in it. `elsewhere`: this tablet is in it, with another tab, or with a page that is gone and took
	 * the key with it.
	 */
	mine: 'out' | 'ready' | 'in' | 'sending' | 'given' | 'elsewhere';
	/** Nobody sits at two tablets, and all is as it was the first time: a part may be given. */
	isFit: boolean;
	mayAbandon: boolean;
	/**
	 * Once parts are out: who may be in a further set, each for as many people as then, and who has to be, since their part is.
	 */
	bound: { may: readonly Sitting[]; must: readonly string[] } | undefined;
	result: Histogram | undefined;
}

/** What this tab has in hand of a round. */
export interface Hand {
	hasPart: boolean;
}

/** What is sealed in entries, by id; `undefined` for what cannot be read. */
export type Opened = (id: string) => Bytes | undefined;

export const nothing: SumView = {
	round: undefined,
	state: 'none',
	tablets: [],
	missing: [],
	statements: undefined,
	mine: 'out',
	isFit: false,
	mayAbandon: false,
	bound: undefined,
	result: undefined,
};

/** The round that is spoken of: the one that goes on, or else the last one. */
export const currentOf = (rounds: readonly Round[]): Round | undefined =>
	rounds.findLast(isOpen) ?? rounds.at(-1);

/** A guest is told by the name. */
const nameOf = ({ id, name }: Person): string => (id === '' ? `guest ${name}` : `member ${id}`);

const namesOf = (words: ReadyWords | undefined): string =>
	JSON.stringify((words?.people ?? []).map(nameOf).toSorted());

/**
 * [SU12] Everybody in the set sits at one tablet, each tablet says who they are and has a key of its own; and nothing more would be
 * told than may be known of other rounds.
 * @param others rounds of which parts are out
 */
export const isFit = (
	set: readonly Sitting[],
	others: readonly Round[],
	words: (ready: string) => ReadyWords | undefined,
): boolean => {
	const all = set.flatMap(({ ready }) => words(ready)?.people.map(nameOf) ?? []);
	const keys = set.map(({ ready }) => words(ready)?.key.join());
	const isWhole = set.every(({ ready, people }) => words(ready)?.people.length === people);
	if (!isWhole || new Set(all).size < all.length || new Set(keys).size < keys.length) return false;
	const before = others.flatMap((round) => round.set?.sittings ?? []);
	const areSame = set.every(({ device, ready }) =>
		before
			.filter((sitting) => sitting.device === device)
			.every((sitting) => namesOf(words(sitting.ready)) === namesOf(words(ready))),
	);
	return areSame && others.every((round) => tellsNoMore(set, round));
};

const boundBy = (others: readonly Round[]): SumView['bound'] => {
	const [first, ...rest] = others.map(({ set }) => set?.sittings ?? []);
	if (!first) return undefined;
	const isIn = (device: string, sittings: readonly Sitting[]) =>
		sittings.some((each) => each.device === device);
	return {
		may: first.filter(({ device }) => rest.every((sittings) => isIn(device, sittings))),
		must: [...new Set(others.flatMap(({ out }) => [...out]))],
	};
};

const mineOf = (round: Round, device: string, hand: Hand | undefined): SumView['mine'] => {
	const sitting = (round.set?.sittings ?? round.readies).find((each) => each.device === device);
	if (!sitting) return 'out';
	if (round.parts.has(device)) return 'given';
	if (!hand) return 'elsewhere';
	if (!round.set) return 'ready';
	return hand.hasPart ? 'sending' : 'in';
};

/** [SU9] What all parts together say. */
const resultOf = (round: Round, statements: number | undefined, opened: Opened): Histogram | undefined => {
	const parts = [...round.parts.values()].map((id) => {
		const bytes = opened(id);
		return bytes && decodePart(bytes);
	});
	const whole = parts.flatMap((part) => part ?? []);
	const sum = whole.length === parts.length ? sumOf(whole) : undefined;
	if (!sum || statements === undefined || sum.length !== wordsFor(statements)) return undefined;
	const people = round.set?.sittings.reduce((all, sitting) => all + sitting.people, 0) ?? 0;
	return fromWords(sum, people);
};

const stateOf = (round: Round, result: Histogram | undefined, canRead: boolean): SumView['state'] => {
	if (round.isAbandoned) return 'abandoned';
	if (!isDone(round)) return round.set ? 'set' : 'gathering';
	return result || !canRead ? 'done' : 'spoilt';
};

/**
 * @param rounds that may be spoken of
 * @param all also those that are known to be over
 * @param device this one
 * @param canRead this device has the keys of all that was sealed
 */
export const viewOf = (
	rounds: readonly Round[],
	all: readonly Round[],
	device: string,
	hand: Hand | undefined,
	words: (ready: string) => ReadyWords | undefined,
	statements: number | undefined,
	opened: Opened,
	canRead: boolean,
): SumView => {
	const round = currentOf(rounds);
	const others = binding(all, round && isOpen(round) ? round.id : '');
	if (!round) return { ...nothing, bound: boundBy(others) };
	const sittings = round.set?.sittings ?? round.readies;
	const result = isDone(round) ? resultOf(round, statements, opened) : undefined;
	return {
		round: round.id,
		state: stateOf(round, result, canRead),
		tablets: sittings.map(({ device: of, ready, people }) => ({
			device: of,
			people,
			who: words(ready)?.people,
			hasGiven: round.parts.has(of),
		})),
		missing: missing(round).map((sitting) => sitting.device),
		statements,
		mine: mineOf(round, device, hand),
		isFit: round.set !== undefined && isFit(round.set.sittings, binding(all, round.id), words),
		mayAbandon: isOpen(round),
		bound: boundBy(others),
		result,
	};
};
