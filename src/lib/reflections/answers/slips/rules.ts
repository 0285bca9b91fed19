import type { Statement } from '#lib/packs/schema.ts';

/** How the statements stand on an answer slip: so many slips to a page, in the usual letters or in larger ones. */
export interface SlipLayout {
	perPage: 4 | 2 | 1;
	roomy: boolean;
}

/** Characters to a line beside the boxes, and lines to a slip, both measured with long Danish words. */
const slipLayouts: (SlipLayout & { characters: number; lines: number })[] = [
	{ perPage: 4, roomy: true, characters: 31, lines: 28.5 },
	{ perPage: 4, roomy: false, characters: 34, lines: 31.5 },
	{ perPage: 2, roomy: true, characters: 88, lines: 28.5 },
	{ perPage: 2, roomy: false, characters: 96, lines: 31.5 },
	{ perPage: 1, roomy: true, characters: 88, lines: Infinity },
];

/** A statement takes the lines of its text, and never less than its two rows of boxes. */
const BOXES = 3;
const BETWEEN = 0.4;

/** [RE11] Four answer slips to a page of A4; fewer only when the statements would not fit. */
export const slipLayout = (statements: readonly Pick<Statement, 'text'>[]): SlipLayout => {
	const fits = ({ characters, lines }: (typeof slipLayouts)[number]) =>
		statements.reduce(
			(sum, { text }) => sum + Math.max(BOXES, Math.ceil((text.length + 2) / characters)) + BETWEEN,
			0,
		) <= lines;
	const { perPage, roomy } = slipLayouts.find(fits) ?? { perPage: 1, roomy: true };
	return { perPage, roomy };
};
