import { expect, test } from 'vitest';
import { anna, bo, carl, dorthe, Told } from '#tests/sums.ts';
import { roundsOf } from '#lib/sealed-log/sums/rounds.ts';
import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import { Seats } from './seats.ts';

const incarnation = 'A';
const row = (change: object = {}) => ({
	id: 'log',
	committee: 'c',
	device: anna,
	chain: { length: 1, head: noEntry },
	place: { incarnation, seq: 9, head: noEntry },
	standing: 'in' as const,
	shared: true,
	own: 0,
	missing: 2,
	...change,
});

/** A tablet that is ready, and what it has in hand after something has happened. */
const after = (happens: (told: Told, own: string) => void, change: object = {}) => {
	const told = new Told();
	const own = told.ready(anna);
	const seats = new Seats<string>();
	const part = undefined;
	seats.add(own, { round: told.round, incarnation, missing: 2, people: 1, agree: 'key', part });
	happens(told, own);
	const rounds = roundsOf(told.steps);
	seats.keep(rounds, row(change));
	const round = rounds.find(({ id }) => id === told.round);
	return round && seats.at(round, anna);
};

const fix = (told: Told, own: string) => {
	const readies = [own, ...[bo, carl, dorthe].map((device) => told.ready(device))];
	told.say(anna, { what: 'set', readies });
	return told.last;
};

test('[SU13] a key is there until the part is in the log, and no longer', () => {
	expect(after(() => undefined)).toMatchObject({ agree: 'key' });
	expect(after(fix)).toMatchObject({ agree: 'key' });
	expect(after((told, own) => told.give(fix(told, own), bo, carl))).toMatchObject({ agree: 'key' });
	expect(after((told, own) => told.give(fix(told, own), anna))).toBeUndefined();
	expect(after((told) => told.say(bo, { what: 'abandon' }))).toBeUndefined();
});

test('[SU13] the key of an earlier word is gone when the set names the later one', () => {
	const told = new Told();
	const [early, late] = [told.ready(anna), told.ready(anna)];
	const seats = new Seats<string>();
	for (const [ready, agree] of [
		[early, 'early'],
		[late, 'late'],
	] as const)
		seats.add(ready, { round: told.round, incarnation, missing: 2, people: 1, agree, part: undefined });
	fix(told, late);
	const rounds = roundsOf(told.steps);
	seats.keep(rounds, row());
	const [round] = rounds;
	expect(round && seats.at(round, anna)).toMatchObject({ agree: 'late' });
	expect(seats.size).toBe(1);
});

test('[SU13] of a word that the log will not have, and of a round that is over, no key is left', () => {
	const seats = new Seats<string>();
	const seat = { incarnation, missing: 0, people: 1, agree: 'key', part: undefined };
	seats.add('one', { ...seat, round: 'first' });
	seats.add('two', { ...seat, round: 'first' });
	seats.add('three', { ...seat, round: 'second' });
	seats.remove('three');
	expect(seats.size).toBe(2);
	seats.end('second');
	expect(seats.size).toBe(2);
	seats.end('first');
	expect(seats.size).toBe(0);
});

test('[SU14] a key is gone when the server is another, or has left something out', () => {
	expect(after(fix, { place: { incarnation: 'B', seq: 9, head: noEntry } })).toBeUndefined();
	expect(after(fix, { missing: 3 })).toBeUndefined();
	expect(after(fix, { untold: true })).toBeUndefined();
	// Everything is being read anew: how much is left out is known at its end.
	expect(after(fix, { missing: 0, place: { incarnation: 'A', seq: 0, head: noEntry } })).toBeDefined();
});
