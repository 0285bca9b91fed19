import {
	boxesMeet,
	circleMeetsBox,
	distance,
	grown,
	isInside,
	linesCross,
	lineMeetsBox,
	lineMeetsCircle,
	nearestIn,
	type Box,
	type Circle,
	type Frame,
	type Line,
	type Point,
} from './geometry.ts';

export interface Label {
	box: Box;
	/** From the dot to a label that had to stand away from it. */
	leader?: Line;
}

interface Candidate extends Label {
	cost: number;
}

/** What the labels must keep clear of. */
interface Surroundings {
	frame: Frame;
	dots: readonly Circle[];
	titles: readonly Box[];
	/** What is better left in sight: last year's dots. */
	soft: readonly Circle[];
}

/** In a frame narrower than this a line to a name far away is harder to follow than a number. */
const NARROW = 420;

/** Clear space around a label, on top of the room that its box has for itself. */
const CLEAR = 2;

/** What a line costs beyond its length, so that a place beside the dot is always better. */
const FAR = 30;

/** What it costs to cover one of last year's dots: more than the longest line. */
const COVERS = 1000;

/** The longest line that an eye still follows, in heights of a label. */
const LONGEST = 12;

/** The places beside a dot, the best first. */
const near = ({ x, y, r }: Circle, { width, height }: Pick<Box, 'width' | 'height'>): Candidate[] => {
	const gap = r + 4;
	const at = (cost: number, x: number, y: number): Candidate => ({ cost, box: { x, y, width, height } });
	const beside = [0, -0.4, 0.4].flatMap((shift) => [
		at(Math.abs(shift) * 8, x + gap, y + (shift - 0.5) * height),
		at(Math.abs(shift) * 8 + 1, x - gap - width, y + (shift - 0.5) * height),
	]);
	const overAndUnder = [0.5, 0.3, 0.7, 0.1, 0.9].flatMap((share) => [
		at(4 + Math.abs(share - 0.5) * 10, x - share * width, y + gap - 2),
		at(5 + Math.abs(share - 0.5) * 10, x - share * width, y - gap + 2 - height),
	]);
	return [...beside, ...overAndUnder];
};

/** Places all over the frame, the nearest first, with a line back to the dot. */
const far = (dot: Circle, { width, height }: Pick<Box, 'width' | 'height'>, frame: Frame): Candidate[] => {
	const found: Candidate[] = [];
	for (let y = CLEAR; y + height <= frame.height; y += height / 2) {
		for (let x = CLEAR; x + width <= frame.width; x += 12) {
			const box = { x, y, width, height };
			const to = nearestIn(box, dot);
			const length = distance(dot, to);
			if (length <= dot.r || length > LONGEST * height) continue;
			const from: Point = {
				x: dot.x + ((to.x - dot.x) * dot.r) / length,
				y: dot.y + ((to.y - dot.y) * dot.r) / length,
			};
			found.push({ box, leader: { from, to }, cost: FAR + length });
		}
	}
	return found.sort((a, b) => a.cost - b.cost);
};

const standsFree = ({ box, leader }: Label, own: Circle, { frame, dots, titles }: Surroundings): boolean => {
	const clear = grown(box, CLEAR);
	return (
		isInside(clear, { x: 0, y: 0, width: frame.width, height: frame.height }) &&
		titles.every((title) => !boxesMeet(clear, title)) &&
		dots.every((dot) => !circleMeetsBox({ ...dot, r: dot.r + CLEAR }, box)) &&
		(!leader ||
			(titles.every((title) => !lineMeetsBox(leader, title)) &&
				dots.every((dot) => dot === own || !lineMeetsCircle(leader, { ...dot, r: dot.r + CLEAR }))))
	);
};

const agree = (a: Label, b: Label): boolean =>
	!boxesMeet(grown(a.box, CLEAR), b.box) &&
	!(a.leader && lineMeetsBox(a.leader, grown(b.box, CLEAR))) &&
	!(b.leader && lineMeetsBox(b.leader, grown(a.box, CLEAR))) &&
	!(a.leader && b.leader && linesCross(a.leader, b.leader));

/** A name right beside another's dot is easily read as that one's. */
const crowding = (box: Box, own: Circle, { dots, soft }: Surroundings): number =>
	dots.filter((dot) => dot !== own && circleMeetsBox({ ...dot, r: dot.r + 10 }, box)).length * 6 +
	soft.filter((dot) => circleMeetsBox(dot, box)).length * COVERS;

/** Where the label of each dot could stand if it were the only one, the best first; worked out when asked for. */
const choices = (widths: readonly number[], height: number, around: Surroundings) => {
	const known = new Map<string, Candidate[]>();
	return (at: number, distance: 'near' | 'far'): Candidate[] => {
		const key = `${at} ${distance}`;
		const dot = around.dots[at];
		let found = known.get(key);
		if (found || !dot) return found ?? [];
		const size = { width: widths[at] ?? 0, height };
		found = (distance === 'near' ? near(dot, size) : far(dot, size, around.frame))
			.filter((each) => standsFree(each, dot, around))
			.map((each) => ({ ...each, cost: each.cost + crowding(each.box, dot, around) }))
			.sort((a, b) => a.cost - b.cost);
		known.set(key, found);
		return found;
	};
};

type Result = { labels: Map<number, Candidate>; cost: number } | { failed: number };

/** Places the labels in the order given; stops at the first that finds no place. */
const attempt = (
	order: readonly number[],
	candidates: ReturnType<typeof choices>,
	narrow: boolean,
): Result => {
	const labels = new Map<number, Candidate>();
	for (const at of order) {
		const placed = [...labels.values()];
		const fits = (each: Candidate) => placed.every((other) => agree(each, other));
		const beside = candidates(at, 'near').find(fits);
		const isClear = beside && beside.cost < COVERS;
		const away = isClear || narrow ? undefined : candidates(at, 'far').find(fits);
		const found = away && (!beside || away.cost < beside.cost) ? away : beside;
		if (!found) return { failed: at };
		labels.set(at, found);
	}
	return { labels, cost: [...labels.values()].reduce((sum, label) => sum + label.cost, 0) };
};

/**
 * [PI2] A place for each label, beside its dot or at the end of a line, so that nothing overlaps.
 * @returns undefined when there is none for all of them
 */
export const placeLabels = (
	widths: readonly number[],
	height: number,
	around: Surroundings,
): Label[] | undefined => {
	const { dots } = around;
	const candidates = choices(widths, height, around);
	const narrow = around.frame.width < NARROW;
	const by = (value: (dot: Circle, at: number) => number) =>
		dots
			.map((dot, at) => ({ at, value: value(dot, at) }))
			.sort((a, b) => a.value - b.value || a.at - b.at)
			.map(({ at }) => at);
	const orders = [
		by((_, at) => candidates(at, 'near').length),
		by(({ x }) => -x),
		by(({ y }) => y),
		by(({ y }) => -y),
	];

	let best: Exclude<Result, { failed: number }> | undefined;
	for (const order of orders) {
		let tried = order;
		for (let tries = 0; tries <= dots.length; tries++) {
			const result = attempt(tried, candidates, narrow);
			if ('labels' in result) {
				if (!best || result.cost < best.cost) best = result;
				break;
			}
			// The one that was left over chooses first.
			tried = [result.failed, ...tried.filter((at) => at !== result.failed)];
		}
	}
	const labels = best?.labels;
	return (
		labels &&
		dots.map((dot, at) => {
			const { box, leader } = labels.get(at) ?? { box: { x: dot.x, y: dot.y, width: 0, height } };
			return leader ? { box, leader } : { box };
		})
	);
};
