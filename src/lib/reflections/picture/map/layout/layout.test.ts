import { describe, expect, test } from 'vitest';
import { fieldOf, type Field } from '../../../rules.ts';
import type { Counts } from '../../../schema.ts';
import { REACH } from '../shapes.ts';
import type { Box, Frame, Line, Point } from './geometry.ts';
import { BEFORE, layOut, markAt, placeOf, type Layout, type Wanted } from './layout.ts';

/** Numbers from 0 to 1, the same for the same seed. */
const randoms = (seed: number) => {
	let state = seed + 0x9e3779b9;
	return () => {
		state = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
		state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
		state ^= state >>> 16;
		return (state >>> 0) / 2 ** 32;
	};
};

const frames: Frame[] = [
	{ width: 534, height: 412, type: 15 },
	{ width: 694, height: 610, type: 15 },
	{ width: 660, height: 520, type: 15 },
	{ width: 1090, height: 830, type: 27 },
	{ width: 296, height: 311, type: 14 },
	{ width: 230, height: 242, type: 14 },
];

const titlesAt = (type: number): Record<Field, number> => ({
	keep: 6.3 * type,
	celebrate: 6.2 * type,
	wait: 4.7 * type,
	strengthen: 2.5 * type,
});

const clamped = (step: number) => Math.min(3, Math.max(0, step));

/** People who agree wholly, nearly or not at all, about statements that lie alike or apart. */
const tallies = (random: () => number, statements: number, people: number): Counts[] => {
	const sameSpot = random() < 0.3;
	const doubt = [0, 0.3, 1, 3][Math.floor(random() * 4)] ?? 0;
	const spot = () => [Math.floor(random() * 4), Math.floor(random() * 4)] as const;
	const shared = spot();
	return Array.from({ length: statements }, () => {
		const [importance, success] = sameSpot ? shared : spot();
		const counts = new Array<number>(16).fill(0);
		for (let person = 0; person < people; person++) {
			const off = () => Math.round((random() * 2 - 1) * doubt);
			const cell = clamped(importance + off()) * 4 + clamped(success + off());
			counts[cell] = (counts[cell] ?? 0) + 1;
		}
		return counts;
	});
};

const meanOf = (counts: Counts) => {
	const all = counts.reduce((sum, count) => sum + count, 0);
	const mean = (value: (cell: number) => number) =>
		counts.reduce((sum, count, cell) => sum + count * value(cell), 0) / all;
	return { importance: mean((cell) => Math.floor(cell / 4) + 1), success: mean((cell) => (cell % 4) + 1) };
};

const wanted = (tallies: readonly Counts[], widths: readonly number[], type: number): Wanted => ({
	marks: tallies.map((counts, at) => ({ seen: { counts, ...meanOf(counts) }, width: widths[at] ?? 0 })),
	titles: titlesAt(type),
});

const length = (x: number, y: number) => Math.sqrt(x * x + y * y);
const far = (a: Point, b: Point) => length(a.x - b.x, a.y - b.y);
const apart = (a: Box, b: Box) =>
	a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
const toBox = ({ x, y }: Point, box: Box) =>
	length(Math.max(box.x - x, 0, x - box.x - box.width), Math.max(box.y - y, 0, y - box.y - box.height));
const along = ({ from, to }: Line): Point[] =>
	Array.from({ length: 41 }, (_, at) => ({
		x: from.x + ((to.x - from.x) * at) / 40,
		y: from.y + ((to.y - from.y) * at) / 40,
	}));

/** Everything that is wrong with a picture, worked out anew and not with what placed it. */
const faultsOf = ({ marks, r, answer, titles }: Layout, { marks: asked }: Wanted, frame: Frame): string[] => {
	const faults: string[] = [];
	const check = (fine: boolean, fault: string) => void (fine || faults.push(fault));
	const names = Object.values(titles);
	const reach = REACH * r;
	const within = ({ x, y, width, height }: Box) =>
		x >= 0 && y >= 0 && x + width <= frame.width && y + height <= frame.height;

	marks.forEach(({ at, label, answers }, index) => {
		const seen = asked[index]?.seen ?? { importance: 0, success: 0, counts: [] };
		const others = marks.filter((_, other) => other !== index);
		const back = {
			importance: (at.x / frame.width) * 4 + 0.5,
			success: 4.5 - (at.y / frame.height) * 4,
		};
		check(fieldOf(back) === fieldOf(seen), `dot ${index} stands in another field`);
		check(
			within({ x: at.x - reach, y: at.y - reach, width: 2 * reach, height: 2 * reach }),
			`dot ${index} outside`,
		);
		check(
			names.every((box) => toBox(at, box) >= reach),
			`dot ${index} on the name of a field`,
		);
		check(
			others.every((other) => far(other.at, at) >= 2 * reach),
			`dot ${index} on another`,
		);

		if (label) {
			const { box, leader } = label;
			check(within(box), `label ${index} outside`);
			check(
				names.every((name) => apart(name, box)),
				`label ${index} on the name of a field`,
			);
			check(
				marks.every((mark) => toBox(mark.at, box) >= reach),
				`label ${index} on a dot`,
			);
			check(
				others.every((other) => !other.label || apart(other.label.box, box)),
				`label ${index} on another`,
			);
			const line = leader ? along(leader) : [];
			check(
				line.every((point) => within({ ...point, width: 0, height: 0 })),
				`line ${index} outside`,
			);
			check(
				line.every((point) => names.every((name) => toBox(point, name) > 0)),
				`line ${index} through the name of a field`,
			);
			check(
				line.every((point) => others.every((other) => far(other.at, point) >= reach)),
				`line ${index} through a dot`,
			);
			check(
				line.every((point) => others.every((other) => !other.label || toBox(point, other.label.box) > 0)),
				`line ${index} through a label`,
			);
		}

		const inCells = new Array<number>(16).fill(0);
		for (const { x, y } of answers) {
			const cell = Math.floor((x / frame.width) * 4) * 4 + 3 - Math.floor((y / frame.height) * 4);
			inCells[cell] = (inCells[cell] ?? 0) + 1;
		}
		check(
			inCells.every((count, cell) => count === seen.counts[cell]),
			`answers of ${index} in other cells`,
		);
	});
	const all = marks.flatMap(({ answers }) => answers).sort((a, b) => a.x - b.x);
	all.forEach((point, at) => {
		for (let next = at + 1; (all[next]?.x ?? Infinity) - point.x < 2 * answer; next++)
			check(far(all[next] ?? point, point) >= 2 * answer, 'an answer hides another');
	});
	return [...new Set(faults)];
};

/** Answers that a big dot or a label lies on. */
const hidden = ({ marks, r, answer }: Layout): number =>
	marks
		.flatMap(({ answers }) => answers)
		.filter((point) =>
			marks.some(
				({ at, label }) => far(at, point) < r + answer || (label && toBox(point, label.box) < answer),
			),
		).length;

describe('the map', () => {
	test('[PI1] [PI2] [PI3] nothing overlaps and nothing leaves the frame, for thousands of made-up groups', () => {
		const seen = { labelled: 0, numbered: 0, lines: 0 };
		for (let seed = 0; seed < 2000; seed++) {
			const random = randoms(seed);
			const frame = frames[seed % frames.length] ?? { width: 0, height: 0, type: 0 };
			const statements = 1 + Math.floor(random() * (seed % 3 === 0 ? 14 : 8));
			const people = random() < 0.15 ? 1 : 4 + Math.floor(random() * 12);
			// From a few narrow letters to 24 wide ones.
			const widths = Array.from({ length: statements }, () => (2 + random() * 22) * frame.type);
			const asked = wanted(tallies(random, statements, people), widths, frame.type);
			const layout = layOut(asked, frame);
			expect(faultsOf(layout, asked, frame), `seed ${seed}`).toEqual([]);
			expect(layout.marks.every(({ label }) => (label === undefined) === layout.isNumbered)).toBe(true);
			seen[layout.isNumbered ? 'numbered' : 'labelled']++;
			seen.lines += layout.marks.filter(({ label }) => label?.leader).length;
		}
		// All ways out have been tried, each many times.
		expect(Math.min(seen.labelled, seen.numbered, seen.lines)).toBeGreaterThan(200);
	}, 240_000);

	test('[PI1] [PI2] [PI3] the worst groups: everything on one spot, labels of 24 wide letters, fourteen statements', () => {
		for (const frame of frames) {
			for (const statements of [8, 14]) {
				for (let cell = 0; cell < 16; cell++) {
					const counts = new Array<number>(16).fill(0);
					counts[cell] = 15;
					const all = Array.from({ length: statements }, () => counts);
					const widths = all.map(() => 24 * frame.type);
					const asked = wanted(all, widths, frame.type);
					const layout = layOut(asked, frame);
					expect(faultsOf(layout, asked, frame), `${frame.width} px, cell ${cell}`).toEqual([]);
					expect(layout.r).toBeGreaterThan(4);
					expect(layout.answer).toBeGreaterThan(1);
				}
			}
		}
	}, 240_000);

	test('[PI1] a dot stands at its mean when there is room, and says so when there is not', () => {
		const frame: Frame = { width: 600, height: 480, type: 15 };
		const counts = (cell: number) => new Array<number>(16).fill(0).fill(5, cell, cell + 1);
		const asked = wanted([counts(10), counts(10), counts(0)], [90, 90, 90], 15);
		const { marks } = layOut(asked, frame);
		const mean = placeOf({ importance: 3, success: 3 }, frame);
		expect(marks[0]).toMatchObject({ at: mean });
		expect(marks[0]?.from).toBeUndefined();
		expect(marks[1]?.from).toEqual(mean);
		expect(far(marks[1]?.at ?? mean, mean)).toBeLessThan(50);
		expect(marks[2]?.from).toBeUndefined();
	});

	/** Seven statements of an LMU. Groups do not agree to a hair about seven things at once. */
	const ofLmu = (random: () => number) => {
		const widths = [170, 158, 95, 155, 96, 80, 128];
		const people = 4 + Math.floor(random() * 9);
		const spots = widths.flatMap(() => tallies(() => Math.max(random(), 0.3), 1, people).slice(0, 1));
		return wanted(spots, widths, 15);
	};

	test('[PI2] the seven statements of an LMU are always named on a tablet, whatever a group answers', () => {
		for (let seed = 0; seed < 400; seed++) {
			const layout = layOut(ofLmu(randoms(seed)), { width: 534, height: 412, type: 15 });
			expect(layout.isNumbered, `seed ${seed}`).toBe(false);
			expect(hidden(layout), `seed ${seed}`).toBe(0);
		}
	}, 120_000);

	test("[PI2] on a tablet no name covers where one of an LMU's statements stood last year", () => {
		const covered = Array.from({ length: 200 }, (_, seed) => {
			const random = randoms(seed);
			const { marks, titles } = ofLmu(random);
			const since = () => 1 + Math.round(random() * 12) / 4;
			const before = () => ({ importance: since(), success: since() });
			const asked = { titles, marks: marks.map((mark) => ({ ...mark, before: before() })) };
			const layout = layOut(asked, { width: 534, height: 412, type: 15 });
			return layout.marks.filter(({ before: then }) =>
				layout.marks.some(({ label }) => then && label && toBox(then, label.box) < BEFORE * REACH * layout.r),
			).length;
		});
		expect(covered.reduce((sum, each) => sum + each)).toBe(0);
	});

	test('[PI4] the same answers in the same frame give the same picture', () => {
		for (let seed = 0; seed < 30; seed++) {
			const random = randoms(seed);
			const frame = frames[seed % frames.length] ?? { width: 0, height: 0, type: 0 };
			const asked = wanted(tallies(random, 7, 6), new Array(7).fill(120), frame.type);
			expect(layOut(asked, frame)).toEqual(layOut(structuredClone(asked), frame));
		}
	});

	test('a tap means the statement whose dot or name is nearest, and none when none is near', () => {
		const frame: Frame = { width: 600, height: 480, type: 15 };
		const at = (cell: number) => new Array<number>(16).fill(0).fill(5, cell, cell + 1);
		const layout = layOut(wanted([at(0), at(15)], [90, 90], 15), frame);
		const [low, high] = layout.marks;
		expect(markAt({ x: (low?.at.x ?? 0) + 15, y: (low?.at.y ?? 0) - 15 }, layout)).toBe(0);
		expect(markAt({ x: (high?.label?.box.x ?? 0) + 80, y: (high?.label?.box.y ?? 0) + 3 }, layout)).toBe(1);
		expect(markAt({ x: 300, y: 240 }, layout)).toBeUndefined();
	});
});
