import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { yearDocument } from '#lib/documents/kinds.ts';
import { Live } from '#lib/documents/live.svelte.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { Reflections } from '../../document.ts';
import { Chips } from '../chips/chips.svelte.ts';
import { Talk } from '../chips/document.ts';
import { Clockwork } from './clockwork.svelte.ts';
import { begin, beginFor, isDone, left, next, pause, withMovedUp } from './rules.ts';

const start = Date.UTC(2027, 0, 14, 12);
const second = 1000;
const minute = 60 * second;
const seats = ['Ane', 'Bo', 'Carla'].map((name, at) => ({ id: String(at), name }));

/** The true time, which no tablet knows for sure. */
const truth = { now: start };

/** One tablet of the group, whose clock is so much off. */
class Tablet {
	readonly shared: SharedDocument;
	readonly reflections: Reflections;
	readonly clockwork = new Clockwork();
	isLive = true;
	readonly #off: number;
	#stop: (() => void) | undefined;

	constructor(off = 0, from?: Tablet) {
		this.#off = off;
		this.shared = new SharedDocument(yearDocument(2027));
		this.reflections = new Reflections(this.shared, () => 'r');
		if (from) this.hear(from);
		else
			this.reflections.start(
				{ year: 2027, pack: lmu, way: 'round', present: seats.map(({ name }) => ({ name })) },
				'2027-01-14',
				new Date(start),
			);
		this.open();
	}

	open() {
		this.#stop?.();
		const { reflections } = this;
		const first = reflections.get('r');
		if (!first) throw new Error('there is a reflection');
		const reflection = new Live(reflections.maps, () => reflections.get('r') ?? first);
		this.clockwork.lay({
			reflections,
			reflection,
			chips: new Chips(new Talk(this.shared), reflection, reflections.maps),
			clock: () => new Date(truth.now + this.#off),
			isLive: () => this.isLive,
		});
		this.#stop = this.clockwork.watch();
	}

	hear(other: Tablet) {
		const missing = Y.encodeStateAsUpdate(other.shared.doc, Y.encodeStateVector(this.shared.doc));
		Y.applyUpdate(this.shared.doc, missing, 'store');
	}

	get left() {
		const { run } = this.clockwork;
		return run && left(run, truth.now + this.#off);
	}

	get name() {
		return this.clockwork.run?.turn?.name;
	}
}

const together = (...offs: number[]) => {
	truth.now = start;
	const first = new Tablet(offs[0]);
	return [first, ...offs.slice(1).map((off) => new Tablet(off, first))] as [Tablet, Tablet];
};

const meet = (a: Tablet, b: Tablet) => {
	a.hear(b);
	b.hear(a);
};

const strange: [string, unknown][] = [
	['words', 'snart'],
	['a kind that is not known', { kind: 'alarm', each: minute, waiting: [], used: 0 }],
	['time that is none', { kind: 'talk', each: Number.NaN, waiting: [], used: 0 }],
	['a turn that is none', { kind: 'round', each: minute, turn: 'Ane', waiting: [], used: 0 }],
];

describe('one clock on all the tablets', () => {
	test('[RC10] two who say «next» at once skip nobody, on either tablet', () => {
		const [a, b] = together(0, 0);
		a.clockwork.begin((now) => begin(seats, 2, now));
		b.hear(a);
		truth.now += 30 * second;
		a.clockwork.change(next);
		b.clockwork.change(next);
		meet(a, b);
		expect([a.name, b.name]).toEqual(['Bo', 'Bo']);
	});

	test('[RC10] of a pause and a «next» at once one counts, whole, and it is the same on both', () => {
		const [a, b] = together(0, 0);
		a.clockwork.begin((now) => begin(seats, 2, now));
		b.hear(a);
		truth.now += 30 * second;
		a.clockwork.change(pause);
		b.clockwork.change(next);
		meet(a, b);
		truth.now += 10 * second;
		expect(a.clockwork.run).toEqual(b.clockwork.run);
		expect([
			['Ane', 90 * second],
			['Bo', 110 * second],
		]).toContainEqual([a.name, a.left]);
	});

	test('[RC10] a stop and a tap at once leave a clock or none, and the same on both', () => {
		const [a, b] = together(0, 0);
		a.clockwork.begin((now) => begin(seats, 2, now));
		b.hear(a);
		truth.now += second;
		a.clockwork.stop();
		b.clockwork.change(next);
		meet(a, b);
		expect(a.clockwork.run).toEqual(b.clockwork.run);
	});

	test('[RC10] what was stopped goes on as it was when that is taken back', () => {
		const [a, b] = together(0, 0);
		a.clockwork.begin((now) => begin(seats, 2, now));
		truth.now += 20 * second;
		const undo = a.clockwork.stop();
		b.hear(a);
		expect([a.name, b.name]).toEqual([undefined, undefined]);
		expect(undo()).toBe(true);
		b.hear(a);
		expect([a.left, b.left]).toEqual([100 * second, 100 * second]);
	});

	test.each([0, 3600 * second, -3600 * second])(
		'[RC11] a tablet whose clock is %i ms off shows what is left like the others, and when it taps, too',
		(off) => {
			const [a, b] = together(0, off);
			a.clockwork.begin((now) => begin(seats, 2, now));
			b.hear(a);
			truth.now += 30 * second;
			expect([a.left, b.left]).toEqual([90 * second, 90 * second]);
			b.clockwork.change((run, now) => withMovedUp(run, '2', now));
			a.hear(b);
			truth.now += 10 * second;
			expect([a.left, b.left]).toEqual([80 * second, 80 * second]);
			truth.now += second;
			b.clockwork.change(pause);
			a.hear(b);
			truth.now += minute;
			expect([a.left, b.left]).toEqual([79 * second, 79 * second]);
		},
	);

	test('[RC11] who was without a line finds the time that is really left', () => {
		const [a, b] = together(0, 0);
		b.isLive = false;
		a.clockwork.begin((now) => begin(seats, 3, now));
		truth.now += 70 * second;
		b.hear(a);
		expect(b.left).toBe(110 * second);
	});

	test('[RC11] [RC8] who comes late, or opens the page anew, goes by the stamp', () => {
		const [a, b] = together(0, 0);
		a.clockwork.begin((now) => begin(seats, 3, now));
		truth.now += 70 * second;
		const late = new Tablet(0, a);
		b.hear(a);
		truth.now += 10 * second;
		b.open();
		expect(late.left).toBe(100 * second);
		expect(new Tablet(-3600 * second, a).left).toBe(3 * minute);
	});

	test('[RC12] what nobody has touched for an hour is no clock, and the next one can begin', () => {
		const [a] = together(0);
		a.clockwork.begin((now) => beginFor('break', 10, now));
		truth.now += 70 * minute + 1;
		expect(a.clockwork.run).toBeUndefined();
		a.clockwork.begin((now) => begin(seats, 2, now));
		expect(a.name).toBe('Ane');
	});

	test('[RC13] a tap that lands just after another tablet’s is deaf, and the next one is not', () => {
		const [a, b] = together(0, 0);
		a.clockwork.begin((now) => begin(seats, 2, now));
		b.hear(a);
		truth.now += 30 * second;
		a.clockwork.change(next);
		b.hear(a);
		truth.now += 699;
		b.clockwork.change(next);
		expect(b.name).toBe('Bo');
		truth.now += 1;
		b.clockwork.change(next);
		expect(b.name).toBe('Carla');
		truth.now += 1;
		b.clockwork.change(next);
		expect(b.clockwork.run && isDone(b.clockwork.run)).toBe(true);
	});

	test.each(strange)('[RC14] %s in the field are no clock, and the reflection is there', (_, value) => {
		const [a] = together(0);
		const record = a.reflections.map.get('r');
		if (!(record instanceof Y.Map)) throw new Error('there is a record');
		record.set('clock', value);
		expect(a.reflections.all().broken).toEqual([]);
		expect(a.clockwork.run).toBeUndefined();
	});

	test('a reflection that is closed has no clock', () => {
		const [a] = together(0);
		a.clockwork.begin((now) => begin(seats, 2, now));
		a.reflections.close('r', '2027-01-14');
		expect(a.clockwork.run).toBeUndefined();
	});
});
