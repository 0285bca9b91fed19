import type { Tone } from '#lib/packs/schema.ts';
import type { Measure } from './lines.ts';
import { SIZE, type Ink, type Shape } from './shapes.ts';
import { FAMILY } from './svg.ts';

const fontOf = (size: number, weight: number) => `${weight} ${size}px '${FAMILY}', Arial, sans-serif`;

/** The font with the letters that a slide is written in, when the page has it. */
export const fontReady = async (): Promise<void> => {
	await Promise.allSettled([400, 650, 700].map((weight) => document.fonts.load(fontOf(26, weight))));
};

const penOf = (width: number, height: number): CanvasRenderingContext2D => {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const pen = canvas.getContext('2d', { willReadFrequently: true });
	if (!pen) throw new Error('this browser gives no canvas');
	return pen;
};

/** @throws Error where the browser has no canvas to measure on */
export const measurer = (): Measure => {
	const pen = penOf(1, 1);
	return (text, size, weight) => {
		pen.font = fontOf(size, weight);
		return pen.measureText(text).width;
	};
};

/** The colours of the light theme as `#rrggbb`: a slide is shown on a wall, and other programs know no other kind. */
export const coloursOf = (): Record<Ink, string> => {
	const probe = document.createElement('span');
	probe.style.colorScheme = 'light';
	document.body.append(probe);
	const pen = penOf(1, 1);
	const of = (ink: string): string => {
		probe.style.color = `var(--${ink})`;
		pen.fillStyle = getComputedStyle(probe).color;
		pen.fillRect(0, 0, 1, 1);
		const [r = 0, g = 0, b = 0] = pen.getImageData(0, 0, 1, 1).data;
		return `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
	};
	const tone = (name: Tone) => of(`tone-${name}`);
	const colours: Record<Ink, string> = {
		surface: of('surface'),
		sunken: of('sunken'),
		line: of('line'),
		ink: of('ink'),
		'ink-2': of('ink-2'),
		'accent-soft': of('accent-soft'),
		'tone-teal': tone('teal'),
		'tone-violet': tone('violet'),
		'tone-amber': tone('amber'),
		'tone-blue': tone('blue'),
		'tone-rose': tone('rose'),
	};
	probe.remove();
	return colours;
};

/** [RS6] A slide as a PNG of 1920 × 1080. @throws Error where the browser cannot make one */
export const toPng = async (shapes: readonly Shape[], colours: Record<Ink, string>): Promise<Blob> => {
	const pen = penOf(SIZE.width, SIZE.height);
	pen.lineJoin = 'round';
	for (const each of shapes) paint(pen, each, colours);
	const blob = await new Promise<Blob | null>((resolve) => pen.canvas.toBlob(resolve, 'image/png'));
	if (!blob) throw new Error('this browser makes no PNG');
	return blob;
};

const pathOf = (d: string) => new Path2D(d);

const paint = (pen: CanvasRenderingContext2D, each: Shape, colours: Record<Ink, string>): void => {
	pen.save();
	if (each.kind === 'rect') {
		pen.fillStyle = colours[each.fill];
		pen.beginPath();
		pen.roundRect(each.x, each.y, each.width, each.height, each.radius);
		pen.fill();
	} else if (each.kind === 'path') {
		const path = pathOf(each.d);
		pen.globalAlpha = each.opacity ?? 1;
		if (each.stroke) {
			pen.strokeStyle = colours[each.stroke];
			pen.lineWidth = each.thick ?? 1;
			pen.stroke(path);
		}
		if (each.fill) {
			pen.fillStyle = colours[each.fill];
			pen.fill(path);
		}
	} else {
		pen.font = fontOf(each.size, each.weight);
		pen.textAlign = each.anchor === 'middle' ? 'center' : 'left';
		pen.translate(each.x, each.y);
		if (each.isUpward) pen.rotate(-Math.PI / 2);
		if (each.halo) {
			pen.strokeStyle = colours[each.halo];
			pen.lineWidth = 4;
			pen.strokeText(each.text, 0, 0);
		}
		pen.fillStyle = colours[each.fill];
		pen.fillText(each.text, 0, 0);
	}
	pen.restore();
};
