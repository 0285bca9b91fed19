import { m } from '#lib/messages/da/results.ts';
import { coloursOf, fontReady, measurer, toPng } from './paint.ts';
import { slideOf, type SlideOf } from './shapes.ts';
import { toSvg } from './svg.ts';

/** A file's bytes as a `data:` address. It is on the device: the page is written in that font. */
const asData = async (address: string): Promise<string | undefined> => {
	try {
		const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
		let letters = '';
		for (const byte of bytes) letters += String.fromCharCode(byte);
		return `data:font/woff2;base64,${btoa(letters)}`;
	} catch {
		// Without it the file is written in the nearest font that its reader has.
		return undefined;
	}
};

/** [RS6] The picture as a file for a slide. @throws Error where the browser cannot make one */
export const slideFile = async (
	kind: 'png' | 'svg',
	of: SlideOf,
	font: string,
): Promise<{ content: BlobPart; type: string }> => {
	await fontReady();
	const shapes = slideOf(of, measurer());
	const colours = coloursOf();
	if (kind === 'png') return { content: await toPng(shapes, colours), type: 'image/png' };
	const title = m.slide.title({ committee: of.committee, year: of.picture.year });
	return { content: toSvg(shapes, { colours, font: await asData(font) }, title), type: 'image/svg+xml' };
};
