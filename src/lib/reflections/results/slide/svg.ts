import { SIZE, type Ink, type Shape } from './shapes.ts';

export interface Look {
	/** Colours as every program knows them: `#rrggbb`. */
	colours: Record<Ink, string>;
	/** The font as a `data:` address, so that the file needs nothing from outside; absent where it could not be read. */
	font: string | undefined;
}

/** What the letters are called in the file. */
export const FAMILY = 'Atkinson Hyperlegible Next Variable';

const escaped = (text: string) =>
	text
		// A character that XML knows no way to write would make the whole file unreadable.
		// eslint-disable-next-line no-control-regex
		.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');

const round = (d: string) => d.replace(/-?\d+\.\d+(?:e-?\d+)?/g, (each) => String(+Number(each).toFixed(2)));

/** [RS6] A slide as an SVG file that stands alone. */
export const toSvg = (shapes: readonly Shape[], { colours, font }: Look, title: string): string => {
	const element = (each: Shape): string => {
		switch (each.kind) {
			case 'rect':
				return `<rect x="${each.x}" y="${each.y}" width="${each.width}" height="${each.height}" rx="${each.radius}" fill="${colours[each.fill]}"/>`;
			case 'path': {
				const { d, fill, stroke, thick = 1, opacity = 1 } = each;
				const line = stroke
					? ` stroke="${colours[stroke]}" stroke-width="${thick}" stroke-linejoin="round"`
					: '';
				return `<path d="${round(d)}" fill="${fill ? colours[fill] : 'none'}"${line} opacity="${opacity}" paint-order="stroke"/>`;
			}
			case 'text': {
				const { x, y, size, weight, fill, anchor, halo, isUpward, text } = each;
				const border = halo
					? ` stroke="${colours[halo]}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"`
					: '';
				const turn = isUpward ? ` transform="rotate(-90 ${x} ${y})"` : '';
				return `<text x="${+x.toFixed(2)}" y="${+y.toFixed(2)}" font-size="${size}" font-weight="${weight}" fill="${colours[fill]}" text-anchor="${anchor}"${border}${turn}>${escaped(text)}</text>`;
			}
		}
	};
	const face = font
		? `<style>@font-face{font-family:'${FAMILY}';font-weight:200 800;src:url(${font}) format('woff2')}</style>`
		: '';
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" width="${SIZE.width}" height="${SIZE.height}" font-family="'${FAMILY}', Arial, sans-serif" role="img">`,
		`<title>${escaped(title)}</title>`,
		face,
		...shapes.map(element),
		'</svg>\n',
	].join('\n');
};
