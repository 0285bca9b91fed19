import { fromWords, type Histogram, wordsFor } from '#lib/sealed-log/sums/histogram.ts';
import { sumOf } from '#lib/sealed-log/sums/masks.ts';
import { decodePart, type Person, type ReadyWords } from '#lib/sealed-log/sums/payloads.ts';
import {
	isDone,
	isOpen,
	missing,
	type Round,
	type Rounds,
	type Sitting,
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
	/** The tablets of which every further set has to be, each for as many people. */
	agreed: readonly Sitting[] | undefined;
	result: Histogram | undefined;
}

/** What this tab has in hand of a round. */
export interface Hand {
	hasPart: boolean;
}

/** What is sealed in entries, by id; `undefined` for what cannot be read. */
export type Opened = (id: string) => Bytes | undefined;

export const nothing: SumView = {
	state: 'none',
	tablets: [],
	missing: [],
	statements: undefined,
	mine: 'out',
	isFit: false,
	mayAbandon: false,
	agreed: undefined,
	result: undefined,
};

/** The round that is spoken of: the one that goes on, or else the last one. */
export const currentOf = ({ rounds }: Rounds): Round | undefined => rounds.findLast(isOpen) ?? rounds.at(-1);

/** A guest is told by the name. */
const nameOf = ({ id, name }: Person): string => (id === '' ? `guest ${name}` : `member ${id}`);

const namesOf = (words: ReadyWords | undefined): string[] => (words?.people ?? []).map(nameOf).toSorted();

/** [SU12] Everybody in the set sits at one tablet, each tablet says who they are, and they are who they were. */
export const isFit = (
	set: readonly Sitting[],
	agreed: readonly Sitting[] | undefined,
	words: (ready: string) => ReadyWords | undefined,
): boolean => {
	const all = set.flatMap(({ ready }) => namesOf(words(ready)));
	const isWhole = set.every(({ ready, people }) => words(ready)?.people.length === people);
	const keys = set.map(({ ready }) => words(ready)?.key.join());
	if (!isWhole || new Set(all).size < all.length || new Set(keys).size < keys.length) return false;
	return (agreed ?? []).every(({ device, ready }) => {
		const now = set.find((each) => each.device === device);
		const [before, after] = [words(ready), now && words(now.ready)];
		return before !== undefined && namesOf(before).join('\n') === namesOf(after).join('\n');
	});
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
 * @param device this one
 * @param canRead this device has the keys of all that was sealed
 */
export const viewOf = (
	all: Rounds,
	device: string,
	hand: Hand | undefined,
	words: (ready: string) => ReadyWords | undefined,
	statements: number | undefined,
	opened: Opened,
	canRead: boolean,
): SumView => {
	const round = currentOf(all);
	if (!round) return nothing;
	const sittings = round.set?.sittings ?? round.readies;
	const result = isDone(round) ? resultOf(round, statements, opened) : undefined;
	return {
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
		isFit: round.set !== undefined && isFit(round.set.sittings, all.agreed, words),
		mayAbandon: isOpen(round),
		agreed: all.agreed,
		result,
	};
};
