import { describe, expect, test } from 'vitest';
import { emptyTally, withAnswers } from '../../rules.ts';
import type { Marks } from '../../schema.ts';
import {
	chosenFor,
	countsOf,
	fixesItself,
	notYet,
	personKey,
	seatsOf,
	stageOf,
	tallyOf,
	tallyOfNamed,
	type Here,
	type Standing,
} from './rules.ts';

const nothing: Standing = { state: 'none', tablets: [], mine: 'out', isFit: false, bound: undefined };
const done: Here = { device: 'a', isMarking: false, isFinished: true, isWanted: false };
const marking: Here = { ...done, isMarking: true, isFinished: false };
const fresh: Here = { ...done, isFinished: false };

const tablet = (device: string, ...names: string[]) => ({
	device,
	who: names.map((name) => ({ id: '', name })),
	hasGiven: false,
});
const sits = (name: string, at: string) => ({ tablet: at, name });
const four = [tablet('a', 'Anna'), tablet('b', 'Bo'), tablet('c', 'Carl', 'Dorthe')];
const seated = [sits('Anna', 'a'), sits('Bo', 'b'), sits('Carl', 'c'), sits('Dorthe', 'c')];
const gathering: Standing = { ...nothing, state: 'gathering', tablets: four, mine: 'ready' };
const all = ['a', 'b', 'c'];

describe('what a tablet shows', () => {
	test('[OW5] who answers, their marks, and then that they are ready', () => {
		expect(stageOf(nothing, fresh)).toBe('who');
		expect(stageOf(gathering, marking)).toBe('marking');
		expect(stageOf({ ...gathering, mine: 'out' }, done)).toBe('joining');
		expect(stageOf(gathering, done)).toBe('ready');
	});

	test('[OW5] after a round that was abandoned it is ready anew by itself', () => {
		expect(stageOf({ ...gathering, state: 'abandoned' }, done)).toBe('joining');
		expect(stageOf({ ...gathering, state: 'abandoned' }, fresh)).toBe('who');
	});

	test('[OW5] of two pages of one tablet the second asks before it takes over', () => {
		const elsewhere: Standing = { ...gathering, mine: 'elsewhere' };
		expect(stageOf(elsewhere, done)).toBe('elsewhere');
		expect(stageOf(elsewhere, { ...done, isWanted: true })).toBe('joining');
		expect(stageOf(elsewhere, fresh)).toBe('who');
	});

	test('[OW7] once it is fixed who is in, it waits for a tap, and marks can still be changed', () => {
		const set: Standing = { ...gathering, state: 'set', mine: 'in', isFit: true };
		expect(stageOf(set, done)).toBe('send');
		expect(stageOf(set, { ...done, isMarking: true })).toBe('marking');
		expect(stageOf({ ...set, isFit: false }, done)).toBe('unfit');
		expect(stageOf({ ...set, mine: 'sending' }, { ...done, isMarking: true })).toBe('sending');
		expect(stageOf({ ...set, mine: 'given' }, done)).toBe('given');
	});

	test('a page that was killed has lost its marks, and who is late is told, marking or not', () => {
		const set: Standing = { ...gathering, state: 'set', isFit: true };
		expect(stageOf({ ...set, mine: 'elsewhere' }, fresh)).toBe('lost');
		expect(stageOf({ ...set, mine: 'out' }, marking)).toBe('late');
		expect(stageOf({ ...set, state: 'done', mine: 'out' }, marking)).toBe('done');
	});

	test('[OW6] whom parts that are out keep out is told before anything is marked', () => {
		const bound = { may: [{ device: 'b' }, { device: 'c' }], must: ['b'] };
		expect(stageOf({ ...nothing, state: 'abandoned', bound }, marking)).toBe('barred');
		expect(stageOf({ ...nothing, state: 'abandoned', bound }, { ...marking, device: 'b' })).toBe('marking');
	});

	test('a sum that no marks can give is drawn anew when somebody asks for it, and then by all', () => {
		const spoilt: Standing = { ...gathering, state: 'spoilt', mine: 'given' };
		expect(stageOf(spoilt, done)).toBe('spoilt');
		expect(stageOf(spoilt, { ...done, isWanted: true })).toBe('joining');
		expect(stageOf({ ...spoilt, state: 'gathering', mine: 'out' }, done)).toBe('joining');
	});
});

describe('who is in', () => {
	test('[OW2] a member is told by the id and a guest by the name, so that neither is taken for the other', () => {
		expect(personKey({ id: 'Anna', name: 'A' })).not.toBe(personKey({ name: 'Anna' }));
	});

	test('everybody in the room has a seat, and those who came later', () => {
		const seats = seatsOf([{ name: 'Anna' }, { name: 'Else' }], [sits('Finn', 'f')], gathering);
		expect(seats.map(({ person, is, tablet: at }) => [person.name, is, at])).toEqual([
			['Anna', 'ready', 'a'],
			['Else', 'away', undefined],
			['Finn', 'answering', 'f'],
			['Bo', 'ready', 'b'],
			['Carl', 'ready', 'c'],
			['Dorthe', 'ready', 'c'],
		]);
	});

	test('what was said in a round that is abandoned is good for nothing', () => {
		const seats = seatsOf([], seated, { ...gathering, state: 'abandoned' });
		expect(seats.map(({ is }) => is)).toEqual(['answering', 'answering', 'answering', 'answering']);
	});

	test('[OW6] a set is of those who are ready with the people who sit there now, and may write', () => {
		expect(chosenFor(gathering, seated, all)).toEqual(all);
		expect(chosenFor(gathering, seated, ['a', 'b'])).toEqual(['a', 'b']);
		const moved = [...seated.slice(0, 3), sits('Dorthe', 'd')];
		expect(chosenFor(gathering, moved, all)).toEqual(['a', 'b']);
		expect(chosenFor({ ...gathering, bound: { may: [{ device: 'b' }], must: [] } }, seated, all)).toEqual([
			'b',
		]);
	});

	test('[OW6] too few, somebody twice, or without one who has given: nothing is fixed', () => {
		expect(notYet(gathering, all)).toBeUndefined();
		expect(notYet(gathering, ['a', 'c'])).toBe('few-tablets');
		const three = [tablet('a', 'Anna'), tablet('b', 'Bo'), tablet('c', 'Carl')];
		expect(notYet({ ...gathering, tablets: three }, all)).toBe('few-people');
		const twice = [...four.slice(0, 2), tablet('c', 'Carl', 'Anna')];
		expect(notYet({ ...gathering, tablets: twice }, all)).toBe('twice');
		expect(notYet({ ...gathering, bound: { may: [], must: ['d'] } }, all)).toBe('missing-given');
	});

	test('[OW6] when everybody is ready one tablet says so, and not all of them', () => {
		const seats = seatsOf([], seated, gathering);
		expect(all.filter((device) => fixesItself(seats, all, device))).toEqual(['a']);
		const waiting = seatsOf([{ name: 'Else' }], seated, gathering);
		expect(all.filter((device) => fixesItself(waiting, all, device))).toEqual([]);
	});
});

describe('the numbers', () => {
	const statements = [{ id: '10' }, { id: '9' }, { id: 'x' }];
	const marks = (importance: Marks['importance'], success: Marks['success']): Marks => ({
		importance,
		success,
	});

	test('[OW8] go out and come in by the order of the statements, whatever their ids', () => {
		const tally = withAnswers(emptyTally(statements), new Map([['9', marks(4, 1)]]));
		const counts = countsOf(tally, statements);
		expect(counts.map((cells) => cells.indexOf(1))).toEqual([-1, 12, -1]);
		expect(tallyOf({ people: 1, counts }, statements)).toEqual(tally);
	});

	test('[OW8] are the same bytes whoever makes them, and none of a sum of other statements', () => {
		const counts = statements.map((_, at) => Array.from({ length: 16 }, (__, cell) => (cell === at ? 4 : 0)));
		const made = [1, 2].map(() => JSON.stringify(tallyOf({ people: 4, counts }, statements)));
		expect(made[0]).toBe(made[1]);
		expect(tallyOf({ people: 4, counts: counts.slice(1) }, statements)).toBeUndefined();
	});

	test('[OW13] by name they are added up, and what was skipped is not counted', () => {
		const tally = tallyOfNamed(
			[{ marks: { x: [4, 1] } }, { marks: { x: [4, 1] } }, { marks: {} }],
			statements,
		);
		expect(tally.answered).toBe(3);
		expect(tally.counts['x']?.[12]).toBe(2);
		expect(tally.counts['9']?.some((count) => count > 0)).toBe(false);
	});
});
