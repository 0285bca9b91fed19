import type { Kind, Run, Seat, Turn } from './schema.ts';

/** The clock goes: somebody has the word, or it is a talk or a break. */
export const isRunning = (run: Run): boolean => !isDone(run) && run.since !== undefined;

/** Everybody has had the word. */
export const isDone = ({ kind, turn }: Run): boolean => kind === 'round' && turn === undefined;

/** [RC2] From timestamps alone, so a tablet that slept is right when it wakes; a clock set back takes nothing. */
const usedAt = ({ used, since }: Run, now: number): number =>
	used + (since === undefined ? 0 : Math.max(0, now - since));

/** [RC5] What is left, in milliseconds, never less than nothing. */
export const left = (run: Run, now: number): number => Math.max(0, run.each - usedAt(run, now));

/** The share of the time that has gone, from 0 to 1. */
export const gone = (run: Run, now: number): number => Math.min(1, usedAt(run, now) / run.each);

const turnTo = (each: number, queue: readonly Turn[], now: number): Run => {
	const [turn, ...waiting] = queue;
	const begun = { kind: 'round', each, waiting, used: 0 } as const;
	return turn ? { ...begun, turn, since: now } : begun;
};

/** [RC1] Everybody once, in the order of their seats, with the same time each. */
export const begin = (seats: readonly Seat[], minutes: number, now: number): Run =>
	turnTo(minutes * 60_000, seats, now);

/** [RC9] So many minutes for all of them together. */
export const beginFor = (kind: Exclude<Kind, 'round'>, minutes: number, now: number): Run => ({
	kind,
	each: minutes * 60_000,
	waiting: [],
	used: 0,
	since: now,
});

/** [RC9] A little more for a talk or a break that is not done. */
export const prolonged = (run: Run, minutes: number, now: number): Run => {
	const used = usedAt(run, now);
	return { ...anchored(run, now), each: Math.max(run.each, used) + minutes * 60_000 };
};

/** [RC3] The next one starts with all of the time, and running, also after a pause. */
export const next = ({ each, waiting }: Run, now: number): Run => turnTo(each, waiting, now);

/** [RC4] Who passes is asked once more when the others have spoken; who passes again is not. */
export const pass = ({ each, turn, waiting }: Run, now: number): Run =>
	turnTo(each, turn && !turn.again ? [...waiting, { ...turn, again: true }] : waiting, now);

/** [RC3] While it stands still no time goes. */
export const pause = (run: Run, now: number): Run => {
	const { since, ...rest } = run;
	return since === undefined ? run : { ...rest, used: usedAt(run, now) };
};

export const resume = (run: Run, now: number): Run =>
	isDone(run) || run.since !== undefined ? run : { ...run, since: now };

/** [RC10] The same clock, told as of now: whatever a tap writes says how much was used at that tap. */
export const anchored = (run: Run, now: number): Run =>
	run.since === undefined ? run : { ...run, used: usedAt(run, now), since: now };

/** [RC6] Moves somebody one place forward among those who wait; whoever has the word keeps it. */
export const movedUp = <S extends Seat>(waiting: readonly S[], id: string): S[] => {
	const at = waiting.findIndex((seat) => seat.id === id);
	const moving = waiting[at];
	return moving && at > 0
		? [...waiting.slice(0, at - 1), moving, ...waiting.slice(at - 1).filter((seat) => seat !== moving)]
		: [...waiting];
};

export const withMovedUp = (run: Run, id: string, now: number): Run => ({
	...anchored(run, now),
	waiting: movedUp(run.waiting, id),
});

/** Clocks of two tablets are seldom nearer to each other, in milliseconds; a stamp that is further off is not believed. */
const APART = 3000;

/**
 * [RC11] When a tap was made, by the clock of this tablet.
 * @param since what the tablet that was tapped says of it
 * @param cameNow it came over a line that was open, so it was made a moment ago
 */
export const tappedAt = (since: number, { now, cameNow }: { now: number; cameNow: boolean }): number =>
	since > now + APART || (cameNow && since < now - APART) ? now : since;

const HOUR = 60 * 60_000;

/** [RC12] Nobody has touched it for an hour after the time was up: they went home. */
export const isForgotten = (run: Run, now: number): boolean =>
	run.since !== undefined && usedAt(run, now) > run.each + HOUR;

/** [RC13] A tap so soon after another tablet's was meant for what stood there before, in milliseconds. */
export const DEAF = 700;

/** `1:05`: whole seconds, rounded up, so that the first second shows all of the time. */
export const asClock = (milliseconds: number): string => {
	const seconds = Math.ceil(milliseconds / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
