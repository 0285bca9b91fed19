import { m } from '#lib/messages/da/results.ts';
import { coloursOf, fontReady, measurer, toPng } from './paint.ts';
import { slideOf, type SlideOf } from './shapes.ts';
import { toSvg } from './svg.ts';

/** [RS6] The picture as a file for a slide; `font` as a `data:` address, where it could be read. @throws Error where the browser cannot make one */
export const slideFile = async (
	kind: 'png' | 'svg',
	of: SlideOf,
	font: string | undefined,
): Promise<{ content: BlobPart; type: string }> => {
	await fontReady();
	const shapes = slideOf(of, measurer());
	const colours = coloursOf();
	if (kind === 'png') return { content: await toPng(shapes, colours), type: 'image/png' };
	const title = m.slide.title({ committee: of.committee, year: of.picture.year });
	return { content: toSvg(shapes, { colours, font }, title), type: 'image/svg+xml' };
};
