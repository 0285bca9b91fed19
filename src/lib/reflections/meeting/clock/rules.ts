/** Somebody at the table. */
export interface Seat {
	id: string;
	name: string;
}

/** A turn to speak; `again` for somebody who passed and is asked once more. */
export interface Turn extends Seat {
	again?: boolean;
}

/** A round of the table. Times are milliseconds, moments those of the clock that is passed in. */
export interface Round {
	/** The time for each. */
	each: number;
	/** Whose turn it is; absent when everybody has had the word. */
	turn?: Turn;
	waiting: Turn[];
	/** What the turn had used when it last began to run. */
	used: number;
	/** When it last began to run; absent while it stands still. */
	since?: number;
}

export const isRunning = ({ turn, since }: Round): boolean => turn !== undefined && since !== undefined;

/** [RC2] From timestamps alone, so a tablet that slept is right when it wakes; a clock set back takes nothing. */
const usedAt = ({ used, since }: Round, now: number): number =>
	used + (since === undefined ? 0 : Math.max(0, now - since));

/** [RC5] What is left of the turn, in milliseconds, never less than nothing. */
export const left = (round: Round, now: number): number => Math.max(0, round.each - usedAt(round, now));

/** The share of the turn that has gone, from 0 to 1. */
export const gone = (round: Round, now: number): number => Math.min(1, usedAt(round, now) / round.each);

const turnTo = (each: number, queue: readonly Turn[], now: number): Round => {
	const [turn, ...waiting] = queue;
	return turn ? { each, turn, waiting, used: 0, since: now } : { each, waiting: [], used: 0 };
};

/** [RC1] Everybody once, in the order of their seats, with the same time each. */
export const begin = (seats: readonly Seat[], minutes: number, now: number): Round =>
	turnTo(minutes * 60_000, seats, now);

/** [RC3] The next one starts with all of the time, and running, also after a pause. */
export const next = ({ each, waiting }: Round, now: number): Round => turnTo(each, waiting, now);

/** [RC4] Who passes is asked once more when the others have spoken; who passes again is not. */
export const pass = ({ each, turn, waiting }: Round, now: number): Round =>
	turnTo(each, turn && !turn.again ? [...waiting, { ...turn, again: true }] : waiting, now);

/** [RC3] While it stands still no time goes. */
export const pause = (round: Round, now: number): Round => {
	const { since, ...rest } = round;
	return since === undefined ? round : { ...rest, used: usedAt(round, now) };
};

export const resume = (round: Round, now: number): Round =>
	round.turn && round.since === undefined ? { ...round, since: now } : round;

/** [RC6] Moves somebody one place forward among those who wait; whoever has the word keeps it. */
export const movedUp = <S extends Seat>(waiting: readonly S[], id: string): S[] => {
	const at = waiting.findIndex((seat) => seat.id === id);
	const moving = waiting[at];
	return moving && at > 0
		? [...waiting.slice(0, at - 1), moving, ...waiting.slice(at - 1).filter((seat) => seat !== moving)]
		: [...waiting];
};

/** `1:05`: whole seconds, rounded up, so that the first second shows all of the time. */
export const asClock = (milliseconds: number): string => {
	const seconds = Math.ceil(milliseconds / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
