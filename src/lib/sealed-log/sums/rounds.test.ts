import { describe, expect, test } from 'vitest';
import { anna, bo, carl, dorthe, else_, everybody, finn, id, subject, Told } from '#tests/sums.ts';
import { isDone, isOpen, missing, refusesStep, type Round, roundsOf, type Taken } from './rounds.ts';

const four = [anna, bo, carl, dorthe];

describe('who is in', () => {
	test('[SU1] a round begins with the first who is ready, and no other begins while it goes on', () => {
		const told = new Told();
		told.ready(anna);
		const first = told.round;
		told.again();
		expect(told.say(bo, { what: 'ready', people: 1 })).toBe('round-open');
		told.round = first;
		const set = told.fix(four);
		told.again();
		expect(told.say(bo, { what: 'ready', people: 1 })).toBe('round-open');
		told.round = first;
		told.give(set, ...four);
		told.again();
		expect(told.say(bo, { what: 'ready', people: 1 })).toBeUndefined();
	});

	test('[SU1] a tablet whose page was killed is ready again, and its earlier word is void', () => {
		const told = new Told();
		const early = told.ready(anna);
		const others = [bo, carl, dorthe].map((device) => told.ready(device));
		const late = told.ready(anna, 2);
		expect(told.now?.readies).toContainEqual({ device: anna, ready: late, people: 2 });
		expect(told.now?.readies).toHaveLength(4);
		expect(told.say(bo, { what: 'set', readies: [early, ...others] })).toBe('wrong-set');
		expect(told.say(bo, { what: 'set', readies: [early, late, ...others] })).toBe('wrong-set');
		expect(told.say(bo, { what: 'set', readies: [late, ...others] })).toBeUndefined();
	});

	test('[SU2] fewer than four people, or than three tablets, are no set', () => {
		const told = new Told();
		const [one, two, three] = [told.ready(anna, 1), told.ready(bo, 1), told.ready(carl, 1)];
		expect(told.say(anna, { what: 'set', readies: [one, two, three] })).toBe('wrong-set');
		const alone = new Told();
		const both = [alone.ready(anna, 9), alone.ready(bo, 9)];
		expect(alone.say(anna, { what: 'set', readies: both })).toBe('wrong-set');
		const shared = told.ready(carl, 2);
		expect(told.say(anna, { what: 'set', readies: [one, two, shared] })).toBeUndefined();
	});

	test('[SU2] more than 255 people fit into no tally', () => {
		const told = new Told();
		const readies = [told.ready(anna, 100), told.ready(bo, 100), told.ready(carl, 56)];
		expect(told.say(anna, { what: 'set', readies })).toBe('wrong-set');
	});

	test('[SU2] a tablet that may not write any more is in no set', () => {
		const told = new Told();
		const readies = four.map((device) => told.ready(device));
		expect(told.say(anna, { what: 'set', readies }, (device) => device !== carl)).toBe('wrong-set');
	});

	test('[SU2] a round has one set, and who comes after it is too late', () => {
		const told = new Told();
		const set = told.fix(four);
		const readies = told.now?.readies.map(({ ready }) => ready) ?? [];
		expect(told.say(bo, { what: 'set', readies })).toBe('round-over');
		expect(told.say(else_, { what: 'ready', people: 1 })).toBe('round-over');
		expect(told.say(anna, { what: 'ready', people: 1 })).toBe('round-over');
		expect(told.now?.set?.id).toBe(set);
		expect(told.say(bo, { what: 'set', readies: [], round: id(16) })).toBe('no-round');
	});

	test('[SU2] a set of entries that are ready in no round, or in another, is none', () => {
		const told = new Told();
		const before = four.map((device) => told.ready(device));
		told.say(anna, { what: 'abandon' });
		told.again();
		told.ready(anna);
		expect(told.say(anna, { what: 'set', readies: before })).toBe('wrong-set');
		expect(told.say(anna, { what: 'set', readies: [...before, id(32)] })).toBe('wrong-set');
		// Whoever stores it all the same: everybody leaves it out.
		told.steps.push({
			id: id(32),
			device: anna,
			step: { subject, round: told.round, what: 'set', readies: before },
		});
		expect(told.now?.set).toBeUndefined();
	});
});

describe('parts', () => {
	test('[SU3] each tablet of the set gives one part for it, and nobody else does', () => {
		const told = new Told();
		expect(told.give(id(32), anna)).toEqual(['no-round']);
		const set = told.fix(four);
		expect(told.give(set, else_)).toEqual(['not-in-set']);
		expect(told.give(id(32), anna)).toEqual(['wrong-set']);
		expect(told.give(set, anna, anna)).toEqual([undefined, 'round-over']);
		expect(missing(told.now as Round).map(({ device }) => device)).toEqual([bo, carl, dorthe]);
		expect(told.give(set, bo, carl, dorthe)).toEqual([undefined, undefined, undefined]);
		expect(isDone(told.now as Round)).toBe(true);
	});

	test('[SU3] a second part of a tablet, or one of nobody in the set, changes nothing for who reads it', () => {
		const told = new Told();
		const set = told.fix(four);
		told.give(set, anna);
		const before = told.now;
		for (const device of [anna, finn])
			told.steps.push({ id: id(32), device, step: { subject, round: told.round, what: 'part', set } });
		expect(told.now).toEqual(before);
	});

	test('[SU4] while a part is missing anybody ends the round, and no part comes after that', () => {
		const told = new Told();
		const set = told.fix(four);
		told.give(set, anna, bo, carl);
		expect(told.say(finn, { what: 'abandon' })).toBeUndefined();
		expect(told.give(set, dorthe)).toEqual(['round-over']);
		expect(told.say(anna, { what: 'abandon' })).toBe('round-over');
		told.steps.push({
			id: id(32),
			device: dorthe,
			step: { subject, round: told.round, what: 'part', set },
		});
		expect([isDone(told.now as Round), isOpen(told.now as Round)]).toEqual([false, false]);
		expect(told.now?.parts.has(dorthe)).toBe(false);
	});

	test('[SU4] also before there is a set', () => {
		const told = new Told();
		const readies = four.map((device) => told.ready(device));
		expect(told.say(bo, { what: 'abandon' })).toBeUndefined();
		expect(told.say(anna, { what: 'set', readies })).toBe('round-over');
		expect(told.say(anna, { what: 'ready', people: 1 })).toBe('round-over');
		expect(told.say(anna, { what: 'abandon', round: id(16) })).toBe('no-round');
	});

	test('[SU4] when all parts are in, the round is done for good', () => {
		const told = new Told();
		const set = told.fix(four);
		told.give(set, ...four);
		expect(told.say(anna, { what: 'abandon' })).toBe('round-over');
		const before = told.now;
		told.steps.push({ id: id(32), device: anna, step: { subject, round: told.round, what: 'abandon' } });
		expect(told.now).toEqual(before);
	});
});

describe('a further set', () => {
	const five = [...four, else_];
	/** A round that was abandoned when these had given their part, of the first five. */
	const after = (...given: string[]) => {
		const told = new Told();
		told.give(told.fix(five, 2), ...given);
		told.say(anna, { what: 'abandon' });
		told.again();
		return told;
	};
	/** What becomes of a set of these, each for two. */
	const set = (told: Told, devices: readonly string[], people = 2) =>
		told.say(anna, { what: 'set', readies: devices.map((device) => told.ready(device, people)) });

	test('[SU5] after one that is done is of the very same tablets', () => {
		const done = () => {
			const told = new Told();
			told.give(told.fix(four, 2), ...four);
			told.again();
			return told;
		};
		expect(set(done(), four.slice(1))).toBe('wrong-set');
		expect(set(done(), [...four.slice(1), else_])).toBe('wrong-set');
		expect(set(done(), five)).toBe('wrong-set');
		expect(set(done(), four, 1)).toBe('wrong-set');
		expect(set(done(), four.toReversed())).toBeUndefined();
	});

	test('[SU5] after one that was abandoned has all who gave a part, and nobody new: whoever was missing may know their sum', () => {
		expect(set(after(anna, bo, carl, dorthe), five)).toBeUndefined();
		expect(set(after(anna, bo, carl, dorthe), four)).toBeUndefined();
		expect(set(after(anna, bo, carl, dorthe), [...four.slice(1), else_])).toBe('wrong-set');
		expect(set(after(anna, bo, carl, dorthe), [...four, finn])).toBe('wrong-set');
		expect(set(after(anna), [anna, bo, carl])).toBeUndefined();
		expect(set(after(anna), [bo, carl, dorthe])).toBe('wrong-set');
		expect(set(after(anna), [anna, bo, carl, finn])).toBe('wrong-set');
		expect(set(after(anna), four, 1)).toBe('wrong-set');
	});

	test('[SU5] after one of which no part is out is of whoever is ready', () => {
		expect(set(after(), [finn, bo, carl], 3)).toBeUndefined();
	});

	test('[SU5] is bound by a part that came too late to count as well', () => {
		const told = new Told();
		const first = told.fix(five);
		told.give(first, anna);
		told.say(anna, { what: 'abandon' });
		const late = { subject, round: told.round, what: 'part', set: first } as const;
		told.steps.push({ id: id(32), device: dorthe, step: late });
		told.again();
		const [a, b, c, d, e] = five.map((device) => told.ready(device)) as [
			string,
			string,
			string,
			string,
			string,
		];
		expect(told.say(anna, { what: 'set', readies: [a, b, c, e] })).toBe('wrong-set');
		expect(told.say(anna, { what: 'set', readies: [a, b, c, d] })).toBeUndefined();
	});

	test('[SU5] and no part is taken for one that was fixed beside another, past the server', () => {
		const told = new Told();
		const first = told.fix(four);
		const before = told.round;
		told.again();
		const readies = [anna, bo, carl, else_].map((device) => {
			told.steps.push({
				id: id(32),
				device,
				step: { subject, round: told.round, what: 'ready', people: 1 },
			});
			return told.last;
		});
		told.steps.push({ id: id(32), device: anna, step: { subject, round: told.round, what: 'set', readies } });
		const second = told.last;
		told.round = before;
		expect(told.give(first, anna)).toEqual([undefined]);
		told.steps.push({
			id: id(32),
			device: bo,
			step: { subject, round: told.round, what: 'part', set: second },
		});
		const beside = told.steps.at(-3)?.step.round ?? '';
		told.round = beside;
		expect(told.give(second, carl)).toEqual(['wrong-set']);
	});
});

test('[SU6] in whatever order a log is handed back, it says the same', () => {
	const told = new Told();
	const first = told.fix(four);
	told.give(first, anna, bo);
	told.say(anna, { what: 'abandon' });
	told.again();
	const second = told.fix(four);
	told.give(second, ...four);
	const read = (steps: readonly Taken[]) => {
		const rounds = roundsOf(steps);
		return {
			bound: rounds.map(({ id: of, out }) => `${of} ${[...out].toSorted().join()}`).toSorted(),
			rounds: new Map(
				rounds.map((round) => [
					round.id,
					{ isDone: isDone(round), isOpen: isOpen(round), set: round.set?.id, given: round.parts.size },
				]),
			),
		};
	};
	const expected = read(told.steps);
	expect([...expected.rounds.values()]).toMatchObject([
		{ isDone: false, isOpen: false },
		{ isDone: true, given: 4 },
	]);
	let state = 7;
	const dice = (below: number) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
	for (let times = 0; times < 200; times++) {
		const steps = told.steps.toSorted(() => dice(3) - 1);
		const found = read(steps);
		expect(found.bound).toEqual(expected.bound);
		for (const [round, { isDone: done, isOpen: open, set }] of expected.rounds)
			expect(found.rounds.get(round)).toMatchObject({ isDone: done, isOpen: open, set });
	}
});

test('[SU6] a step of a newer program is left out', () => {
	const told = new Told();
	const set = told.fix(four);
	const before = told.now;
	const newer = { subject, round: told.round, what: 'newer' } as const;
	expect(refusesStep(told.steps, { device: anna, step: newer }, everybody)).toBeUndefined();
	told.steps.push({ id: id(32), device: anna, step: newer });
	expect(told.now).toEqual(before);
	expect(told.give(set, anna)).toEqual([undefined]);
});
