import { circleMeetsBox, distance, type Box, type Frame, type Point } from './geometry.ts';

/** Free space between two dots, edge to edge. */
const BETWEEN = 2;

/** Between a dot and the edge of the frame. */
const EDGE = 4;

/** Every offset around a spot, nearest first, in steps of half a radius. */
function* around(r: number, farthest: number): Generator<Point> {
	yield { x: 0, y: 0 };
	const step = r / 2;
	for (let ring = 1; ring * step <= farthest; ring++) {
		const angles = 6 * ring;
		for (let at = 0; at < angles; at++) {
			// A quarter turn back: the first try is straight above, where a dot is easiest seen.
			const angle = (2 * Math.PI * at) / angles - Math.PI / 2;
			yield { x: Math.cos(angle) * ring * step, y: Math.sin(angle) * ring * step };
		}
	}
}

/**
 * [PI1] Where the big dots stand: at their means, or as near as there is room, so that none hides another or a
 * field's name, and each in the field that it belongs to.
 * @returns undefined when dots of this size cannot all be placed
 */
export const placeDots = (
	means: readonly Point[],
	r: number,
	{ width, height }: Frame,
	titles: readonly Box[],
): Point[] | undefined => {
	const placed: Point[] = [];
	for (const mean of means) {
		const isRight = mean.x >= width / 2;
		const isUpper = mean.y <= height / 2;
		const fits = ({ x, y }: Point) =>
			x >= r + EDGE &&
			x <= width - r - EDGE &&
			y >= r + EDGE &&
			y <= height - r - EDGE &&
			x >= width / 2 === isRight &&
			y <= height / 2 === isUpper &&
			placed.every((other) => distance(other, { x, y }) >= 2 * r + BETWEEN) &&
			titles.every((title) => !circleMeetsBox({ x, y, r: r + 2 }, title));
		let spot: Point | undefined;
		for (const offset of around(r, Math.hypot(width, height) / 2)) {
			const tried = { x: mean.x + offset.x, y: mean.y + offset.y };
			if (fits(tried)) {
				spot = tried;
				break;
			}
		}
		if (!spot) return undefined;
		placed.push(spot);
	}
	return placed;
};
