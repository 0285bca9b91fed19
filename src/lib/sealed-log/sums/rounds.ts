import type { Step } from '#lib/sealed-log/entry/step.ts';

/** A step as it lies in the log: which entry, and whose. */
export interface Taken {
	id: string;
	device: string;
	step: Step;
}

/** A tablet in a round: its `ready` entry, and for how many people it answers. */
export interface Sitting {
	device: string;
	ready: string;
	people: number;
}

/** One attempt at a sum, as far as the log says. */
export interface Round {
	id: string;
	/** The latest `ready` of each tablet before the set. */
	readies: readonly Sitting[];
	set: { id: string; sittings: readonly Sitting[] } | undefined;
	/** The `part` entry of each tablet that has given its own. */
	parts: ReadonlyMap<string, string>;
	isAbandoned: boolean;
	/** Tablets whose part for the set is out, also when it came too late to count. */
	out: ReadonlySet<string>;
}

/** Why a step does not count. */
export type RoundRefusal =
	/** There is no such round. */
	| 'no-round'
	/** Another round of the same subject goes on. */
	| 'round-open'
	/** It is done or abandoned, or too late for this step. */
	| 'round-over'
	/** Too few, or not those who are ready, or others than in a round of which parts are out; or a part for another set. */
	| 'wrong-set'
	/** A part of a tablet that is not in the set. */
	| 'not-in-set';

export const FEWEST_PEOPLE = 4;
/** With two tablets each knows the other's part. */
export const FEWEST_TABLETS = 3;
const MOST_PEOPLE = 255;

/** What a round becomes while its steps are read. */
interface Draft {
	id: string;
	readies: Map<string, Sitting>;
	set?: { id: string; sittings: readonly Sitting[] };
	given: Map<string, string>;
	late: Set<string>;
	isAbandoned: boolean;
}

/** The tablets of a set that have not given a part. */
export const missing = ({ set, parts }: Round): Sitting[] =>
	set?.sittings.filter(({ device }) => !parts.has(device)) ?? [];

export const isDone = (round: Round): boolean =>
	!round.isAbandoned && round.set !== undefined && missing(round).length === 0;

/** Something may still come of it. */
export const isOpen = (round: Round): boolean => !round.isAbandoned && !isDone(round);

const peopleOf = (sittings: readonly Sitting[]): number =>
	sittings.reduce((sum, { people }) => sum + people, 0);

/** Whether so many people at so many different tablets hide each other. */
export const isEnough = (sittings: readonly Sitting[]): boolean => {
	const people = peopleOf(sittings);
	const tablets = new Set(sittings.map(({ device }) => device)).size;
	if (tablets < sittings.length || tablets < FEWEST_TABLETS) return false;
	return people >= FEWEST_PEOPLE && people <= MOST_PEOPLE;
};

/**
 * Reads a subject's steps, in the order of the log. What does not count is left out, and everybody leaves out the same.
 * A log that was handed back may have steps before what they name: a set finds its `ready` entries, and a part its set,
 * wherever they lie.
 */
export const roundsOf = (steps: readonly Taken[]): Round[] => {
	const sittings = new Map<string, Sitting & { round: string }>();
	for (const { id, device, step } of steps)
		if (step.what === 'ready')
			sittings.set(id, { device, ready: id, people: step.people, round: step.round });
	const drafts = new Map<string, Draft>();
	for (const { id, device, step } of steps) {
		const draft = drafts.get(step.round) ?? begun(step.round);
		drafts.set(step.round, draft);
		if (step.what === 'ready') {
			if (!draft.set) draft.readies.set(device, { device, ready: id, people: step.people });
		} else if (step.what === 'set') {
			const named = step.readies.flatMap((ready) => sittings.get(ready) ?? []);
			const isWhole = named.length === step.readies.length && named.every(({ round }) => round === draft.id);
			if (isWhole && isEnough(named) && !draft.set)
				draft.set = {
					id,
					sittings: named.map(({ device: of, ready, people }) => ({ device: of, ready, people })),
				};
		} else if (step.what === 'part') {
			if (draft.isAbandoned) draft.late.add(`${device}/${step.set}`);
			else if (!draft.given.has(`${device}/${step.set}`)) draft.given.set(`${device}/${step.set}`, id);
		} else if (step.what === 'abandon' && !isDone(finished(draft))) draft.isAbandoned = true;
	}
	return [...drafts.values()].map(finished);
};

const begun = (id: string): Draft => ({
	id,
	readies: new Map(),
	given: new Map(),
	late: new Set(),
	isAbandoned: false,
});

const finished = ({ id, readies, set, given, late, isAbandoned }: Draft): Round => {
	const parts = new Map<string, string>();
	for (const { device } of set?.sittings ?? []) {
		const part = given.get(`${device}/${set?.id}`);
		if (part) parts.set(device, part);
	}
	const out = new Set([...parts.keys()]);
	for (const { device } of set?.sittings ?? []) if (late.has(`${device}/${set?.id}`)) out.add(device);
	return { id, readies: [...readies.values()], set, parts, isAbandoned, out };
};

/**
 * Other rounds of which parts are out. Who has not given one there may have added theirs in secret, and know the sum of those
 * who have.
 */
export const binding = (rounds: readonly Round[], round: string): Round[] =>
	rounds.filter(({ id, out }) => id !== round && out.size > 0);

/**
 * Whether a set tells nothing more, beside what may be known of another round: all who have given there are in it, and nobody
 * who was not in it then, each tablet for as many people.
 */
export const tellsNoMore = (sittings: readonly Sitting[], { set, out }: Round): boolean =>
	[...out].every((device) => sittings.some((each) => each.device === device)) &&
	sittings.every(({ device, people }) =>
		set?.sittings.some((each) => each.device === device && each.people === people),
	);

/**
 * Why the next step of a subject, handed in by who made it, does not count; nothing when it does.
 * @param steps what the log has of the subject
 * @param mayWrite whether a device is in, and may write
 */
export const refusesStep = (
	steps: readonly Taken[],
	{ device, step }: Pick<Taken, 'device' | 'step'>,
	mayWrite: (device: string) => boolean,
): RoundRefusal | undefined => {
	const rounds = roundsOf(steps);
	const round = rounds.find(({ id }) => id === step.round);
	if (step.what === 'newer') return undefined;
	if (step.what === 'ready') {
		if (round) return isOpen(round) && !round.set ? undefined : 'round-over';
		return rounds.some(isOpen) ? 'round-open' : undefined;
	}
	if (!round) return 'no-round';
	const isBound = (sittings: readonly Sitting[]) =>
		binding(rounds, round.id).every((each) => tellsNoMore(sittings, each));
	if (step.what === 'abandon') return isOpen(round) ? undefined : 'round-over';
	if (step.what === 'set') {
		if (!isOpen(round) || round.set) return 'round-over';
		const named = step.readies.flatMap((id) => round.readies.find(({ ready }) => ready === id) ?? []);
		if (named.length < step.readies.length || !isEnough(named)) return 'wrong-set';
		if (!named.every((sitting) => mayWrite(sitting.device))) return 'wrong-set';
		return isBound(named) ? undefined : 'wrong-set';
	}
	if (!round.set || round.set.id !== step.set) return 'wrong-set';
	if (!round.set.sittings.some((sitting) => sitting.device === device)) return 'not-in-set';
	if (round.isAbandoned || round.parts.has(device)) return 'round-over';
	return isBound(round.set.sittings) ? undefined : 'wrong-set';
};
