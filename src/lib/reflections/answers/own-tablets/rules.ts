import { emptyTally, FEWEST, withAnswers } from '../../rules.ts';
import type { Answers, Marks, Named, Present, Tally } from '../../schema.ts';
import type { Sitting } from './schema.ts';

/** [OW1] With two tablets each would know what the other gave. */
export const FEWEST_TABLETS = 3;

/** This tablet, to who answers on it. */
export interface ThisTablet {
	/** By its id in the committee's log. */
	device: string;
	/** Whose it is, when it is one member's. */
	member: string | undefined;
	/** What a tablet is called. */
	nameOf: (device: string) => string | undefined;
}

/** By what somebody is told apart: a member by the id, a guest by the name. */
export const personKey = ({ id, name }: Present): string => (id ? `member ${id}` : `guest ${name}`);

/** Several, as one word for who they are. */
export const keysOf = (people: readonly Present[]): string[] => people.map(personKey).toSorted();

/** @param one @param other as `keysOf` gives them */
export const areSame = (one: readonly string[], other: readonly string[]): boolean =>
	one.length === other.length && one.every((key, at) => key === other[at]);

/** A tablet that is ready, or in the set, as the log says. */
interface AtTablet {
	device: string;
	who: readonly { id: string; name: string }[] | undefined;
	hasGiven: boolean;
}

/** How what is added up together stands, as far as a screen needs it. */
export interface Standing {
	state: 'none' | 'gathering' | 'set' | 'done' | 'spoilt' | 'abandoned';
	tablets: readonly AtTablet[];
	mine: 'out' | 'ready' | 'in' | 'sending' | 'given' | 'elsewhere';
	isFit: boolean;
	bound: { may: readonly { device: string }[]; must: readonly string[] } | undefined;
}

/** How it stands on this tablet, in this page. */
export interface Here {
	device: string;
	/** Somebody is marking just now. */
	isMarking: boolean;
	/** All who sit here have finished, and what they marked is at hand. */
	isFinished: boolean;
	/** They finished in this very page, and what they marked is to go from here. */
	isWanted: boolean;
}

/**
 * What a tablet shows while own tablets answer.
 * - `who`: who answers here. `marking`: somebody does.
 * - `joining`: finished, and the others have not been told yet. `elsewhere`: they were told by another page of this tablet.
 * - `ready`: the others know. `send`: it is fixed who is in, and one tap is missing. `sending`, `given`: it was tapped.
 * - `lost`: this tablet is in it, and the page with the marks is gone. `unfit`: somebody sits twice, or others than before.
 * - `late`: it is fixed without this tablet. `barred`: it can no longer come in.
 */
export type Stage =
	| 'who'
	| 'marking'
	| 'joining'
	| 'elsewhere'
	| 'ready'
	| 'send'
	| 'sending'
	| 'given'
	| 'lost'
	| 'unfit'
	| 'late'
	| 'barred'
	| 'spoilt'
	| 'done';

/** [OW5] What this tablet shows now. */
export const stageOf = (sum: Standing, here: Here): Stage => {
	if (sum.state === 'done') return 'done';
	if (sum.state === 'set') return stageInSet(sum, here);
	if (sum.bound && !sum.bound.may.some(({ device }) => device === here.device)) return 'barred';
	if (here.isMarking) return 'marking';
	if (!here.isFinished) return 'who';
	if (sum.state === 'spoilt' && !here.isWanted) return 'spoilt';
	if (sum.state === 'gathering' && sum.mine === 'ready') return 'ready';
	return sum.state === 'gathering' && sum.mine === 'elsewhere' && !here.isWanted ? 'elsewhere' : 'joining';
};

const stageInSet = ({ mine, isFit }: Standing, here: Here): Stage => {
	if (mine === 'out') return 'late';
	if (mine === 'elsewhere') return 'lost';
	if (mine === 'in' && here.isMarking) return 'marking';
	if (mine === 'in') return isFit ? 'send' : 'unfit';
	return mine === 'given' ? 'given' : 'sending';
};

/** How far somebody is, for all to see; never what was marked. */
export interface Seat {
	key: string;
	person: Present;
	tablet: string | undefined;
	/** `ready` becomes `given` when the part of the tablet is in. */
	is: 'away' | 'answering' | 'ready' | 'given';
}

/** Everybody who is in the room or sits at a tablet, and how far each is. */
export const seatsOf = (
	present: readonly Present[],
	sittings: readonly Sitting[],
	{ state, tablets }: Standing,
): Seat[] => {
	const isOn = state === 'gathering' || state === 'set' || state === 'done';
	const ready = new Map(
		(isOn ? tablets : []).flatMap((tablet) =>
			(tablet.who ?? []).map((person) => [personKey(person), tablet] as const),
		),
	);
	const people = new Map<string, Present>();
	const said = (isOn ? tablets : []).flatMap(({ who }) => who ?? []);
	for (const { id, name } of [...present, ...sittings, ...said]) {
		const person = { ...(id && { id }), name };
		if (!people.has(personKey(person))) people.set(personKey(person), person);
	}
	return [...people].map(([key, person]) => {
		const at = ready.get(key);
		const sits = sittings.find((sitting) => personKey(sitting) === key)?.tablet;
		const is = at ? (at.hasGiven ? 'given' : 'ready') : sits === undefined ? 'away' : 'answering';
		return { key, person, tablet: at?.device ?? sits, is };
	});
};

/** [OW2] Of these people, those who sit at another tablet. */
export const answeringElsewhere = (seats: readonly Seat[], keys: readonly string[], device: string): Seat[] =>
	seats.filter(({ key, tablet }) => keys.includes(key) && tablet !== undefined && tablet !== device);

/** Why it cannot be fixed who is in. */
export type NotYet = 'few-tablets' | 'few-people' | 'twice' | 'missing-given';

/**
 * [OW6] The tablets that a set would be of: all that are ready with those who sit there now, and may come in.
 * @param writers the tablets that are in the committee and may write
 */
export const chosenFor = (
	{ tablets, bound }: Standing,
	sittings: readonly Sitting[],
	writers: readonly string[],
): string[] =>
	tablets
		.filter(({ device, who }) => {
			const isAllowed = !bound || bound.may.some((each) => each.device === device);
			const now = sittings.filter(({ tablet }) => tablet === device).map(personKey);
			const said = (who ?? []).map(personKey);
			const areSame = said.length === now.length && said.every((key) => now.includes(key));
			return isAllowed && areSame && said.length > 0 && writers.includes(device);
		})
		.map(({ device }) => device);

/** [OW6] Why a set cannot be of these tablets; nothing when it can. */
export const notYet = ({ tablets, bound }: Standing, chosen: readonly string[]): NotYet | undefined => {
	const people = tablets
		.filter(({ device }) => chosen.includes(device))
		.flatMap(({ who }) => (who ?? []).map(personKey));
	if (bound?.must.some((device) => !chosen.includes(device))) return 'missing-given';
	if (chosen.length < FEWEST_TABLETS) return 'few-tablets';
	if (new Set(people).size < people.length) return 'twice';
	return people.length < FEWEST ? 'few-people' : undefined;
};

/** [OW6] Everybody is ready: the tablet with the lowest id says so by itself, so that not all do at once. */
export const fixesItself = (seats: readonly Seat[], chosen: readonly string[], own: string): boolean =>
	seats.every(({ is }) => is === 'ready') && chosen.toSorted()[0] === own;

/** [OW8] What a tablet gives of one person's answers, or of a sum: in the order of the statements as they were shown. */
export const countsOf = (tally: Tally, statements: readonly { id: string }[]): number[][] =>
	statements.map(({ id }) => [...(tally.counts[id] ?? new Array<number>(16).fill(0))]);

/** [OW8] The sum as the picture's numbers. The same bytes, whoever puts them in the document. */
export const tallyOf = (
	{ people, counts }: { people: number; counts: readonly (readonly number[])[] },
	statements: readonly { id: string }[],
): Tally | undefined =>
	counts.length === statements.length
		? {
				answered: people,
				counts: Object.fromEntries(statements.map(({ id }, at) => [id, [...(counts[at] ?? [])]])),
			}
		: undefined;

/** One person's marks as they were kept with the name. */
export const answersOf = (marks: Named['marks']): Answers =>
	new Map(
		Object.entries(marks).map(([id, [importance, success]]): [string, Marks] => [
			id,
			{ importance, success },
		]),
	);

/** [OW13] Everybody's marks with names, added up. */
export const tallyOfNamed = (
	all: readonly Pick<Named, 'marks'>[],
	statements: readonly { id: string }[],
): Tally => all.map(({ marks }) => answersOf(marks)).reduce(withAnswers, emptyTally(statements));
