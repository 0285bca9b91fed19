import { describe, expect, test } from 'vitest';
import {
	asClock,
	begin,
	gone,
	isRunning,
	left,
	movedUp,
	next,
	pass,
	pause,
	resume,
	type Round,
} from './rules.ts';

const seats = ['Ane', 'Bo', 'Carla'].map((name) => ({ id: name, name }));
const start = Date.UTC(2027, 0, 14, 12);
const second = 1000;
const minute = 60 * second;

/** Who gets the word, to the end of the round. */
const speakers = (round: Round, step: (round: Round) => Round = (each) => next(each, start)) => {
	const names: string[] = [];
	for (let at: Round = round; at.turn && names.length < 20; at = step(at)) names.push(at.turn.name);
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
