/** Plane geometry for the map, in pixels of its frame; y grows downwards. */

export interface Point {
	x: number;
	y: number;
}

/** `x` and `y` are the upper left corner. */
export interface Box extends Point {
	width: number;
	height: number;
}

export interface Circle extends Point {
	r: number;
}

export interface Line {
	from: Point;
	to: Point;
}

/** The field that the dots stand in, without the words of its axes. */
export interface Frame {
	/** In pixels, all three. */
	width: number;
	height: number;
	/** Size of the type of a label. */
	type: number;
}

/** A root of its own: `Math.hypot` is many times slower, and this is asked thousands of times for one picture. */
export const distance = (a: Point, b: Point): number => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);

export const grown = ({ x, y, width, height }: Box, by: number): Box => ({
	x: x - by,
	y: y - by,
	width: width + 2 * by,
	height: height + 2 * by,
});

export const isInside = (inner: Box, outer: Box): boolean =>
	inner.x >= outer.x &&
	inner.y >= outer.y &&
	inner.x + inner.width <= outer.x + outer.width &&
	inner.y + inner.height <= outer.y + outer.height;

export const boxesMeet = (a: Box, b: Box): boolean =>
	a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The point of a box that is nearest to a point; the point itself when it lies inside. */
export const nearestIn = ({ x, y, width, height }: Box, to: Point): Point => ({
	x: Math.min(Math.max(to.x, x), x + width),
	y: Math.min(Math.max(to.y, y), y + height),
});

export const circleMeetsBox = (circle: Circle, box: Box): boolean =>
	distance(circle, nearestIn(box, circle)) < circle.r;

/** The point of a line that is nearest to a point. */
const nearestOn = ({ from, to }: Line, point: Point): Point => {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const length = dx * dx + dy * dy;
	const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
	const at = Math.min(Math.max(along, 0), 1);
	return { x: from.x + at * dx, y: from.y + at * dy };
};

export const lineMeetsCircle = (line: Line, circle: Circle): boolean =>
	distance(nearestOn(line, circle), circle) < circle.r;

const turn = (a: Point, b: Point, c: Point) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

export const linesCross = (a: Line, b: Line): boolean =>
	turn(a.from, a.to, b.from) * turn(a.from, a.to, b.to) < 0 &&
	turn(b.from, b.to, a.from) * turn(b.from, b.to, a.to) < 0;

/** Whether some of a line runs through the inside of a box. */
export const lineMeetsBox = ({ from, to }: Line, box: Box): boolean => {
	let [start, end] = [0, 1];
	const sides = [
		{ at: from.x, by: to.x - from.x, low: box.x, high: box.x + box.width },
		{ at: from.y, by: to.y - from.y, low: box.y, high: box.y + box.height },
	];
	for (const { at, by, low, high } of sides) {
		if (by === 0 && (at <= low || at >= high)) return false;
		if (by === 0) continue;
		const [a, b] = [(low - at) / by, (high - at) / by];
		start = Math.max(start, Math.min(a, b));
		end = Math.min(end, Math.max(a, b));
	}
	return start < end;
};
