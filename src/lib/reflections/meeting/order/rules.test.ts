import { describe, expect, test } from 'vitest';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { shippedPacks } from '#lib/packs/shipped.ts';
import { phasesOf } from '../../rules.ts';
import { phases, ways } from '../../schema.ts';
import { about, answeringTime, inBounds, orderOf, stepped, times, type Held } from './rules.ts';

const from = '2027-01-14T14:00:00.000Z';
const at = (minutes: number) => Date.parse(from) + minutes * 60_000;
const iso = (minutes: number) => new Date(at(minutes)).toISOString();
const people = (count: number) => Array.from({ length: count }, () => ({}));

const held = (over: Partial<Held> & { total?: number } = {}): Held => ({
	pack: lmu,
	way: 'paper',
	phase: 'since-last',
	present: people(6),
	reachedAt: {},
	given: {},
	minutes: { total: over.total ?? 60, from },
	...over,
});

const order = (what: Held, minutes = 0) => {
	const found = orderOf(what, at(minutes));
	if (!found) throw new Error('no time was chosen');
	return found;
};

const sum = (what: Held, minutes = 0) =>
	order(what, minutes).parts.reduce((all, { minutes }) => all + minutes, 0);
const minutesOf = (what: Held, phase: string, minutes = 0) =>
	order(what, minutes).parts.find((part) => part.phase === phase)?.minutes ?? -1;

describe('the order of the meeting', () => {
	test('[OR1] gives every part whole minutes that sum to the time, for every pack, way and size of group', () => {
		const all = [lmu, ...shippedPacks].flatMap((pack) =>
			ways.flatMap((way) => [1, 4, 8, 15].map((count) => ({ pack, way, present: people(count) }))),
		);
		for (const total of times)
			for (const each of all) {
				const what = held({ ...each, total });
				const { parts, over } = order(what);
				expect(parts.map(({ phase }) => phase)).toEqual(phasesOf(each.pack));
				expect(parts.every(({ minutes }) => Number.isInteger(minutes) && minutes >= 2)).toBe(true);
				expect(over).toBe(Math.max(0, sum(what) - total));
			}
	});

	test('[OR1] gives all of an hour away, and ends earlier only where no part is the better for more', () => {
		expect(sum(held({ total: 60 }))).toBe(60);
		expect(sum(held({ total: 90 }))).toBe(90);
		const steps: Held['pack']['steps'] = [];
		expect(sum(held({ pack: { ...lmu, steps }, total: 240 }))).toBeLessThan(240);
	});

	test('[OR1] the talk gets more of a long meeting than the round about it', () => {
		const long = order(held({ total: 90 })).parts;
		const of = (phase: string) => long.find((part) => part.phase === phase)?.minutes ?? 0;
		expect(of('focus')).toBeGreaterThan(of('picture'));
		expect(of('picture')).toBeGreaterThan(of('plan'));
		expect(of('check-out')).toBeLessThanOrEqual(5);
		expect(minutesOf(held({ total: 60 }), 'focus')).toBeLessThan(of('focus'));
	});

	test('[OR1] answers take what the way of answering takes', () => {
		const pack = { ...lmu, statements: lmu.statements.slice(0, 7) };
		const time = (way: Held['way'], count = 6) => answeringTime({ pack, way, present: people(count) });
		expect(time('round')).toBe(24);
		expect(time('round', 12)).toBe(48);
		expect(time('paper')).toBe(10);
		expect(time('common')).toBe(11);
		expect(time('round', 0)).toBe(4);
	});

	test('[OR2] what does not fit is said with the reason, and no part is cut below its least', () => {
		expect(order(held({ way: 'round', total: 30 }))).toMatchObject({ because: 'round' });
		expect(order(held({ way: 'round', total: 30 })).over).toBeGreaterThan(10);
		expect(order(held({ way: 'round', total: 60 }))).toMatchObject({ over: 0 });
		expect(order(held({ way: 'paper', present: people(15), total: 30 }))).toMatchObject({
			because: 'answers',
		});
		const late = held({
			phase: 'focus',
			total: 30,
			reachedAt: { answers: iso(2), picture: iso(12), focus: iso(28) },
		});
		expect(order(late, 28)).toMatchObject({ because: 'parts' });
		expect(minutesOf(late, 'focus', 28)).toBe(7);
	});

	test('[OR3] a part that took shorter leaves its time to the rest, one that took longer takes it from the rest', () => {
		const reached = (minutes: number) =>
			held({ phase: 'picture', reachedAt: { answers: iso(3), picture: iso(minutes) } });
		const [early, late] = [reached(8), reached(25)];
		expect(sum(early, 8)).toBe(60);
		expect(sum(late, 25)).toBe(60);
		expect(minutesOf(early, 'focus', 8)).toBeGreaterThan(minutesOf(late, 'focus', 25));
		expect(minutesOf(late, 'answers', 25)).toBe(22);
		expect(order(late, 25).over).toBe(0);
		expect(order(late, 25).now?.endsAt).toBe(at(60));
	});

	test('[OR4] the time counts from when it was chosen, in whatever part that was', () => {
		const what = held({
			phase: 'focus',
			total: 30,
			reachedAt: { answers: iso(-50), picture: iso(-30), focus: iso(-10) },
		});
		expect(order(what, 0).now?.endsAt).toBe(at(30));
		expect(order(what, 0).over).toBe(0);
		expect(minutesOf(what, 'answers')).toBe(0);
		expect(orderOf({ ...what, minutes: undefined }, at(0))).toBeUndefined();
	});

	test('[OR5] a time before the one before it, or one that is to come, is ignored', () => {
		const right = { answers: iso(3), focus: iso(20) };
		const what = held({ phase: 'focus', reachedAt: { ...right, picture: iso(-300) } });
		const ahead = held({ phase: 'focus', reachedAt: { ...right, picture: iso(300) } });
		for (const each of [what, ahead]) {
			expect(order(each, 25).now?.endsAt).toBe(at(60));
			expect(sum(each, 25)).toBe(60);
		}
		const nonsense = held({ phase: 'focus', reachedAt: { ...right, picture: 'i går' } });
		expect(order(nonsense, 25).now?.endsAt).toBe(at(60));
	});

	test('[OR5] on a clock that is hours off, and on another day, the plan stands without «now»', () => {
		for (const minutes of [-180, 60 + 180, 60 * 24 * 7]) {
			const there = order(held(), minutes);
			expect(there.now).toBeUndefined();
			expect(sum(held(), minutes)).toBe(60);
		}
		expect(order(held(), -1).now).toBeDefined();
	});

	test('[OR6] when a part has used its time nothing is below zero, the rest gets shorter, and then the end moves', () => {
		const what = held({ phase: 'picture', reachedAt: { answers: iso(3), picture: iso(10) } });
		const planned = minutesOf(what, 'picture', 10);
		expect(order(what, 10).now?.left).toBe(planned);
		expect(order(what, 10 + planned).now?.left).toBe(0);
		const over = order(what, 10 + planned + 6);
		expect(over.now?.left).toBe(0);
		expect(over.over).toBe(0);
		expect(over.now?.endsAt).toBeLessThanOrEqual(at(60));
		expect(minutesOf(what, 'focus', 10 + planned + 6)).toBeLessThan(minutesOf(what, 'focus', 10));
		const long = order(what, 58);
		expect(long.over).toBe(16);
		expect(long.now?.endsAt).toBe(at(58 + 7 + 3 + 3 + 3 + 2));
		for (let minute = 0; minute < 170; minute++) {
			const { now, over, parts } = order(what, minute);
			expect(Math.min(now?.left ?? 0, over, ...parts.map(({ minutes }) => minutes))).toBeGreaterThanOrEqual(
				0,
			);
		}
	});

	test('[OR7] what the group gives a part goes before all else, and the others share the rest', () => {
		const more = held({ given: { picture: 25 } });
		expect(minutesOf(more, 'picture')).toBe(25);
		expect(sum(more)).toBe(60);
		expect(minutesOf(more, 'focus')).toBeLessThan(minutesOf(held(), 'focus'));
		expect(order(held({ given: { picture: 100 } }))).toMatchObject({ because: 'parts' });
		// Somebody who has said how long the answers take is not told how long they take.
		expect(order(held({ way: 'round', total: 30, given: { answers: 30 } }))).toMatchObject({
			because: 'parts',
		});
		expect(stepped(7, -5)).toBe(2);
		expect(stepped(2, -5)).toBe(1);
		expect(stepped(118, 5)).toBe(120);
		expect([0, 1, 120, 121, 2.5, NaN].filter(inBounds)).toEqual([1, 120]);
	});

	test('every part can be the one that the group is in', () => {
		for (const phase of phases) expect(order(held({ phase }), 5).now?.endsAt).toBeGreaterThanOrEqual(at(5));
	});

	test('about when is to five minutes', () => {
		expect(about(at(62)).getTime()).toBe(at(60));
		expect(about(at(63)).getTime()).toBe(at(65));
	});
});
