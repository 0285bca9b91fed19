import type { Counts } from '../../../schema.ts';
import { REACH } from '../shapes.ts';
import {
	circleMeetsBox,
	distance,
	isInside,
	type Box,
	type Circle,
	type Frame,
	type Point,
} from './geometry.ts';

/** Room between two answers, edge to edge. */
const BETWEEN = 1;

export const cellBox = (cell: number, { width, height }: Frame): Box => ({
	x: (Math.floor(cell / 4) * width) / 4,
	y: ((3 - (cell % 4)) * height) / 4,
	width: width / 4,
	height: height / 4,
});

/** The places in a cell for dots of radius `r`, packed like oranges, those in the middle first. */
const places = (cell: Box, r: number, isFree: (place: Circle) => boolean): Point[] => {
	const pitch = 2 * r + BETWEEN;
	const rows = (pitch * Math.sqrt(3)) / 2;
	const middle = { x: cell.x + cell.width / 2, y: cell.y + cell.height / 2 };
	const found: Point[] = [];
	const [across, down] = [Math.ceil(cell.width / pitch), Math.ceil(cell.height / rows)];
	for (let row = -down; row <= down; row++) {
		for (let column = -across; column <= across; column++) {
			const place = {
				x: middle.x + (column + (row % 2 === 0 ? 0 : 0.5)) * pitch,
				y: middle.y + row * rows,
			};
			const box = { x: place.x - r - 1, y: place.y - r - 1, width: 2 * r + 2, height: 2 * r + 2 };
			if (isInside(box, cell) && isFree({ ...place, r })) found.push(place);
		}
	}
	return found.sort((a, b) => distance(a, middle) - distance(b, middle) || a.y - b.y || a.x - b.x);
};

/** Puts every answer in its cell, or gives up when one cell has too little room. */
const pack = (
	counts: readonly Counts[],
	r: number,
	frame: Frame,
	isFree: (place: Circle) => boolean,
): Point[][] | undefined => {
	const answers: Point[][] = counts.map(() => []);
	for (let cell = 0; cell < 16; cell++) {
		const wanted = counts.reduce((sum, each) => sum + (each[cell] ?? 0), 0);
		if (wanted === 0) continue;
		const free = places(cellBox(cell, frame), r, isFree);
		if (free.length < wanted) return undefined;
		let next = 0;
		counts.forEach((each, at) => {
			const own = each[cell] ?? 0;
			answers[at]?.push(...free.slice(next, next + own));
			next += own;
		});
	}
	return answers;
};

/**
 * [PI3] A small dot for each answer, inside its cell, statement by statement from the middle of the cell outwards.
 * None hides another. They keep clear of the big dots, the labels and the names of the fields as long as there is room.
 */
export const placeAnswers = (
	counts: readonly Counts[],
	frame: Frame,
	{ dots, boxes }: { dots: readonly Circle[]; boxes: readonly Box[] },
): { r: number; answers: Point[][] } => {
	const full = (REACH * frame.type) / 3;
	const offDots = (place: Circle) => dots.every((dot) => distance(dot, place) >= dot.r + place.r + 1);
	const offBoxes = (place: Circle) => boxes.every((box) => !circleMeetsBox(place, box));
	const levels = [
		{ least: 0.5 * full, isFree: (place: Circle) => offDots(place) && offBoxes(place) },
		{ least: 0.4 * full, isFree: offDots },
		{ least: 0, isFree: () => true },
	];
	for (const { least, isFree } of levels) {
		for (let r = full; r >= least && r > 0.05; r *= 0.9) {
			const answers = pack(counts, r, frame, isFree);
			if (answers) return { r: r / REACH, answers };
		}
	}
	return { r: 0, answers: counts.map(() => []) };
};
