import type { Topic } from '#lib/packs/schema.ts';
import type { Point } from './layout/geometry.ts';

/** How far the corners of a shape reach, in radii of the circle that looks as large. */
export const REACH = 1.16;

/** A dot as the `d` of a path: the shape says the topic where colour does not reach, on paper and to the colour-blind. */
export const shape = (topic: Topic, { x, y }: Point, r: number): string => {
	if (topic === 'cooperation') {
		const half = 0.82 * r;
		return `M${x - half} ${y - half}h${2 * half}v${2 * half}h${-2 * half}z`;
	}
	if (topic === 'communication') {
		const half = REACH * r;
		return `M${x} ${y - half}l${half} ${half}l${-half} ${half}l${-half} ${-half}z`;
	}
	return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
};
