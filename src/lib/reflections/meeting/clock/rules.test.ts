import { describe, expect, test } from 'vitest';
import {
	asClock,
	begin,
	beginFor,
	gone,
	isDone,
	isForgotten,
	isRunning,
	left,
	movedUp,
	next,
	pass,
	pause,
	prolonged,
	resume,
	tappedAt,
	withMovedUp,
} from './rules.ts';
import type { Run } from './schema.ts';

const seats = ['Ane', 'Bo', 'Carla'].map((name) => ({ id: name, name }));
const start = Date.UTC(2027, 0, 14, 12);
const second = 1000;
const minute = 60 * second;

/** Who gets the word, to the end of the round. */
const speakers = (round: Run, step: (round: Run) => Run = (each) => next(each, start)) => {
	const names: string[] = [];
	for (let at: Run = round; at.turn && names.length < 20; at = step(at)) names.push(at.turn.name);
	return names;
};

describe('a round of the table', () => {
	test('[RC1] everybody gets the word once, in the order of their seats, with the same time', () => {
		const round = begin(seats, 2, start);
		expect(speakers(round)).toEqual(['Ane', 'Bo', 'Carla']);
		expect(left(round, start)).toBe(2 * minute);
		expect(left(next(round, start + 119 * second), start + 119 * second)).toBe(2 * minute);
	});

	test('[RC1] a round with nobody in it is over at once', () => {
		const round = begin([], 2, start);
		expect(round.turn).toBeUndefined();
		expect(isRunning(round)).toBe(false);
		expect(next(round, start).turn).toBeUndefined();
	});

	test('[RC2] the time left follows the clock, however long nobody looked', () => {
		const round = begin(seats, 3, start);
		expect(left(round, start + 70 * second)).toBe(110 * second);
		expect(gone(round, start + 90 * second)).toBe(0.5);
	});

	test('[RC2] a clock that is set back takes no time and gives none', () => {
		const round = begin(seats, 1, start);
		expect(left(round, start - 60 * minute)).toBe(minute);
		const paused = pause(round, start - 60 * minute);
		expect(left(resume(paused, start), start + 10 * second)).toBe(50 * second);
	});

	test('[RC3] no time goes in a pause, and what was used stays used', () => {
		const paused = pause(begin(seats, 2, start), start + 30 * second);
		expect(isRunning(paused)).toBe(false);
		expect(left(paused, start + 30 * minute)).toBe(90 * second);
		const resumed = resume(paused, start + 30 * minute);
		expect(left(resumed, start + 30 * minute + 15 * second)).toBe(75 * second);
		expect(pause(paused, start + 40 * minute)).toEqual(paused);
		expect(resume(resumed, start + 40 * minute)).toEqual(resumed);
	});

	test('[RC3] the next one starts running, with all of the time, also after a pause', () => {
		const round = next(pause(begin(seats, 2, start), start + 30 * second), start + minute);
		expect(isRunning(round)).toBe(true);
		expect(left(round, start + minute)).toBe(2 * minute);
	});

	test('[RC4] who passes is asked once more at the end, and only once', () => {
		const round = pass(begin(seats, 2, start), start);
		expect(round.turn?.name).toBe('Bo');
		expect(speakers(round)).toEqual(['Bo', 'Carla', 'Ane']);
		expect(round.waiting.at(-1)).toMatchObject({ name: 'Ane', again: true });
		expect(speakers(begin(seats, 2, start), (each) => pass(each, start))).toEqual([
			...['Ane', 'Bo', 'Carla'],
			...['Ane', 'Bo', 'Carla'],
		]);
	});

	test('[RC5] the end of the time takes the word from nobody', () => {
		const round = begin(seats, 1, start);
		expect(left(round, start + 5 * minute)).toBe(0);
		expect(gone(round, start + 5 * minute)).toBe(1);
		expect(round.turn?.name).toBe('Ane');
		expect(left(next(round, start + 5 * minute), start + 5 * minute)).toBe(minute);
	});

	test('[RC6] those who wait change places, one step at a time; the first stays where it is', () => {
		const { waiting } = begin(seats, 2, start);
		expect(movedUp(waiting, 'Carla').map(({ name }) => name)).toEqual(['Carla', 'Bo']);
		expect(movedUp(waiting, 'Bo')).toEqual(waiting);
		expect(movedUp(waiting, 'Ane')).toEqual(waiting);
		expect(movedUp(seats, 'Carla').map(({ name }) => name)).toEqual(['Ane', 'Carla', 'Bo']);
	});

	test('[RC6] who is moved up while somebody speaks takes no time from them', () => {
		const moved = withMovedUp(begin(seats, 2, start), 'Carla', start + 30 * second);
		expect(moved.waiting.map(({ name }) => name)).toEqual(['Carla', 'Bo']);
		expect(moved.turn?.name).toBe('Ane');
		expect(left(moved, start + 40 * second)).toBe(80 * second);
		const paused = pause(begin(seats, 2, start), start + 30 * second);
		expect(left(withMovedUp(paused, 'Carla', start + minute), start + 5 * minute)).toBe(90 * second);
	});

	test('[RC9] a talk or a break has no turns, can stand still, and ends as softly as a turn', () => {
		const talk = beginFor('talk', 5, start);
		expect([isRunning(talk), isDone(talk), talk.turn, talk.waiting]).toEqual([true, false, undefined, []]);
		expect(left(talk, start + minute)).toBe(4 * minute);
		expect(left(pause(talk, start + minute), start + 20 * minute)).toBe(4 * minute);
		expect([left(talk, start + 9 * minute), isRunning(talk), isDone(talk)]).toEqual([0, true, false]);
	});

	test('[RC9] a minute more is a minute from now on when the time was up already', () => {
		const talk = beginFor('break', 5, start);
		expect(left(prolonged(talk, 1, start + minute), start + minute)).toBe(5 * minute);
		expect(left(prolonged(talk, 1, start + 9 * minute), start + 9 * minute)).toBe(minute);
		const paused = pause(talk, start + minute);
		expect(left(prolonged(paused, 1, start + 9 * minute), start + 20 * minute)).toBe(5 * minute);
	});

	test('[RC11] a stamp within three seconds is believed, so that a line that is slow costs nothing', () => {
		for (const off of [-3000, -500, 0, 500, 3000])
			expect(tappedAt(start + off, { now: start, cameNow: true })).toBe(start + off);
	});

	test('[RC11] what comes over an open line was made just now, whatever a wrong clock says', () => {
		expect(tappedAt(start - 3600 * second, { now: start, cameNow: true })).toBe(start);
		expect(tappedAt(start + 3600 * second, { now: start, cameNow: true })).toBe(start);
	});

	test('[RC11] what lay waiting is taken at its word, but was not made later than now', () => {
		expect(tappedAt(start - 5 * minute, { now: start, cameNow: false })).toBe(start - 5 * minute);
		expect(tappedAt(start + 3600 * second, { now: start, cameNow: false })).toBe(start);
	});

	test('[RC12] a clock is over an hour after its time was up, and never while it stands still', () => {
		const round = begin(seats, 2, start);
		expect(isForgotten(round, start + 62 * minute)).toBe(false);
		expect(isForgotten(round, start + 62 * minute + 1)).toBe(true);
		expect(isForgotten(pause(round, start + minute), start + 999 * minute)).toBe(false);
	});

	test('the time is written in minutes and whole seconds, and is 0:00 only when it is over', () => {
		expect([2 * minute, minute + 4999, 999, 1, 0].map(asClock)).toEqual([
			'2:00',
			'1:05',
			'0:01',
			'0:01',
			'0:00',
		]);
	});
});
