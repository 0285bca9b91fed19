import type { Tone } from '#lib/packs/schema.ts';
import type { Point } from './layout/geometry.ts';

/** How far the corners of a shape reach, in radii of the circle that looks as large. */
export const REACH = 1.16;

/** A dot as the `d` of a path: the shape says the topic where colour does not reach, on paper and to the colour-blind. */
export const shape = (tone: Tone, { x, y }: Point, r: number): string => {
	switch (tone) {
		case 'teal':
			return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
		case 'violet': {
			const half = 0.82 * r;
			return `M${x - half} ${y - half}h${2 * half}v${2 * half}h${-2 * half}z`;
		}
		case 'amber': {
			const half = REACH * r;
			return `M${x} ${y - half}l${half} ${half}l${-half} ${half}l${-half} ${-half}z`;
		}
		case 'blue':
			return house(x, y, r);
		case 'rose':
			return house(x, y, -r);
	}
};

/** A square with a roof; with `r` below zero it stands on its roof, and is a shield. */
const house = (x: number, y: number, r: number): string =>
	`M${x - 0.8 * r} ${y + 0.84 * r}v${-1.04 * r}l${0.8 * r} ${-0.92 * r}l${0.8 * r} ${0.92 * r}v${1.04 * r}z`;
