import type { Field, Seen } from '../../../rules.ts';
import { placeAnswers } from './answers.ts';
import { placeDots } from './dots.ts';
import { distance, type Box, type Frame, type Point } from './geometry.ts';
import { placeLabels, type Label } from './labels.ts';
import { REACH } from '../shapes.ts';

/** What is to be drawn. Widths are those of the words as they will be written, in pixels. */
export interface Wanted {
	marks: { seen: Pick<Seen, 'importance' | 'success' | 'counts'>; width: number; before?: Means }[];
	titles: Record<Field, number>;
}

export type Means = Pick<Seen, 'importance' | 'success'>;

/** Where one statement stands. */
export interface Mark {
	at: Point;
	/** Its true place, when it had to stand aside for another. */
	from?: Point;
	label?: Label;
	answers: Point[];
	/** Last year's place. */
	before?: Point;
}

export interface Layout {
	/** Radius of the big dots, and of the answers. */
	r: number;
	answer: number;
	titles: Record<Field, Box>;
	/** In the order they were given. Without labels there was no room for them: the dots are numbered instead. */
	marks: Mark[];
	isNumbered: boolean;
}

/** How large last year's dots are beside this year's. */
export const BEFORE = 0.62;

/** The place of a pair of means: each mark has a quarter of the frame and stands in the middle of it. */
export const placeOf = ({ importance, success }: Means, { width, height }: Frame): Point => ({
	x: ((importance - 0.5) / 4) * width,
	y: ((4.5 - success) / 4) * height,
});

const titleBoxes = (titles: Record<Field, number>, { width, height, type }: Frame): Record<Field, Box> => {
	const inset = Math.min(type, width / 32);
	const tall = 1.3 * type;
	const box = (field: Field, isRight: boolean, isUpper: boolean): Box => ({
		x: isRight ? width - inset - titles[field] : inset,
		y: isUpper ? inset * 0.7 : height - inset * 0.7 - tall,
		width: titles[field],
		height: tall,
	});
	return {
		keep: box('keep', false, true),
		celebrate: box('celebrate', true, true),
		wait: box('wait', false, false),
		strengthen: box('strengthen', true, false),
	};
};

/**
 * [PI4] Everything on the map, by arithmetic alone: the same answers in the same frame always give the same picture.
 */
export const layOut = ({ marks, titles: widths }: Wanted, frame: Frame): Layout => {
	const titles = titleBoxes(widths, frame);
	const fixed = Object.values(titles);
	const means = marks.map(({ seen }) => placeOf(seen, frame));

	let r = Math.min(0.93 * frame.type, Math.min(frame.width, frame.height) / 20);
	let spots = placeDots(means, REACH * r, frame, fixed);
	while (!spots && r > 1) {
		r *= 0.85;
		spots = placeDots(means, REACH * r, frame, fixed);
	}
	spots ??= means;

	const dots = spots.map((spot) => ({ ...spot, r: REACH * r }));
	const before = marks.map(({ before }) => before && placeOf(before, frame));
	const soft = before.flatMap((spot) => (spot ? [{ ...spot, r: BEFORE * REACH * r }] : []));
	const labels = placeLabels(
		// Room for the halo, and for the space between two names on one line.
		marks.map(({ width }) => width + 8),
		Math.ceil(1.25 * frame.type),
		{ frame, dots, titles: fixed, soft },
	);
	const { r: answer, answers } = placeAnswers(
		marks.map(({ seen }) => seen.counts),
		frame,
		{ dots: [...dots, ...soft], boxes: [...fixed, ...(labels ?? []).map(({ box }) => box)] },
	);
	return {
		r,
		answer,
		titles,
		isNumbered: !labels,
		marks: spots.map((at, index) => {
			const [mean, label, last] = [means[index], labels?.[index], before[index]];
			return {
				at,
				answers: answers[index] ?? [],
				...(mean && distance(mean, at) > 1 && { from: mean }),
				...(label && { label }),
				...(last && { before: last }),
			};
		}),
	};
};

/** Which statement a finger at `point` means: the one whose dot or label is nearest, if any is near. */
export const markAt = (point: Point, { marks, r }: Pick<Layout, 'marks' | 'r'>): number | undefined => {
	const reach = Math.max(24, 1.6 * r);
	const away = marks.map(({ at, label }) => {
		const box = label?.box;
		const inLabel =
			box &&
			point.x >= box.x &&
			point.x <= box.x + box.width &&
			point.y >= box.y &&
			point.y <= box.y + box.height;
		return inLabel ? 0 : distance(at, point);
	});
	const nearest = away.indexOf(Math.min(...away));
	return (away[nearest] ?? Infinity) <= reach ? nearest : undefined;
};
