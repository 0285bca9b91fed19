import { m as words } from '#lib/messages/da/reflections.ts';
import { m } from '#lib/messages/da/results.ts';
import { topicOf } from '#lib/packs/rules.ts';
import type { Tone } from '#lib/packs/schema.ts';
import type { Field } from '../../rules.ts';
import { layOut, type Layout } from '../../picture/map/layout/layout.ts';
import { shape } from '../../picture/map/shapes.ts';
import type { Picture } from '../../picture/rules.ts';
import { linesOf, shortened, type Measure } from './lines.ts';

/** A slide of a projector, in pixels. */
export const SIZE = { width: 1920, height: 1080 } as const;

/** A colour by its token, so that the slide is in the colours of the screen. */
export type Ink = 'surface' | 'sunken' | 'line' | 'ink' | 'ink-2' | 'accent-soft' | `tone-${Tone}`;

/** Everything that a slide is drawn of. What paints them knows no picture. */
export type Shape =
	| { kind: 'rect'; x: number; y: number; width: number; height: number; radius: number; fill: Ink }
	| { kind: 'path'; d: string; fill?: Ink; stroke?: Ink; thick?: number; opacity?: number }
	| {
			kind: 'text';
			x: number;
			y: number;
			text: string;
			size: number;
			weight: number;
			fill: Ink;
			anchor: 'start' | 'middle';
			/** A quiet border around the letters, so that they are read on whatever lies under them. */
			halo?: Ink;
			/** Written upwards. */
			isUpward?: true;
	  };

export interface SlideOf {
	picture: Picture;
	/** The committee's name. */
	committee: string;
	/** Statement ids. */
	focuses: readonly string[];
}

const PLOT = { x: 118, y: 196, width: 1230, height: 800 } as const;
const SIDE = { x: 1410, width: 430 } as const;
const [MAP_TYPE, SIDE_TYPE] = [27, 26];
const REGULAR = 400;
const STRONG = 650;

const moved = (d: { x: number; y: number }) => ({ x: d.x + PLOT.x, y: d.y + PLOT.y });

const text = (
	over: Partial<Extract<Shape, { kind: 'text' }>> & { x: number; y: number; text: string },
): Shape => ({
	kind: 'text',
	size: SIDE_TYPE,
	weight: REGULAR,
	fill: 'ink',
	anchor: 'start',
	...over,
});

/** [RS6] The shared picture for a slide: the layout of the screen's map in a frame of its own, and beside it what it means. */
export const slideOf = (of: SlideOf, measure: Measure): Shape[] => {
	const { picture } = of;
	const labelled = (label: string) => Math.ceil(measure(label, MAP_TYPE, STRONG) * 1.02);
	const { strengthen, celebrate, wait, keep } = words.picture.fields;
	const layout = layOut(
		{
			marks: picture.drawn.map((seen) => ({
				seen: picture.isCommon ? { ...seen, counts: [] } : seen,
				width: labelled(seen.statement.label),
			})),
			titles: {
				strengthen: labelled(strengthen),
				celebrate: labelled(celebrate),
				wait: labelled(wait),
				keep: labelled(keep),
			},
		},
		{ width: PLOT.width, height: PLOT.height, type: MAP_TYPE },
	);
	return [
		{ kind: 'rect', x: 0, y: 0, ...SIZE, radius: 0, fill: 'surface' },
		...heading(of, measure),
		...ground(layout),
		...dots(picture, layout),
		...side(of, layout, measure),
	];
};

const heading = ({ picture, committee }: SlideOf, measure: Measure): Shape[] => {
	const wide = (size: number, weight: number) => (line: string) => measure(line, size, weight);
	const room = SIZE.width - 2 * 80;
	const title = m.slide.title({ committee, year: picture.year });
	const answers = picture.isCommon ? '' : m.sheet.answers({ count: picture.answered });
	const under = [picture.pack.title, answers].filter(Boolean).join(' · ');
	return [
		text({ x: 80, y: 96, text: shortened(title, room, wide(48, 700)), size: 48, weight: 700 }),
		text({ x: 80, y: 148, text: shortened(under, room, wide(30, REGULAR)), size: 30, fill: 'ink-2' }),
	];
};

const ground = (layout: Layout): Shape[] => {
	const { x, y, width, height } = PLOT;
	const middle = { x: x + width / 2, y: y + height / 2 };
	return [
		{ kind: 'rect', ...PLOT, radius: 18, fill: 'sunken' },
		{ kind: 'rect', ...middle, width: width / 2, height: height / 2, radius: 18, fill: 'accent-soft' },
		{
			kind: 'path',
			d: `M${middle.x} ${y}V${y + height}M${x} ${middle.y}H${x + width}`,
			stroke: 'line',
			thick: 2,
		},
		...Object.entries(layout.titles).map(([field, box]) =>
			text({
				x: x + box.x + box.width / 2,
				y: y + box.y + box.height / 2 + MAP_TYPE * 0.34,
				text: words.picture.fields[field as Field],
				size: MAP_TYPE,
				weight: 700,
				fill: 'ink-2',
				anchor: 'middle',
			}),
		),
		text({
			x: middle.x,
			y: y + height + 38,
			text: `${words.picture.importance} →`,
			fill: 'ink-2',
			anchor: 'middle',
		}),
		text({
			x: x - 22,
			y: middle.y,
			text: `${words.picture.success} →`,
			fill: 'ink-2',
			anchor: 'middle',
			isUpward: true,
		}),
	];
};

const dots = ({ drawn }: Picture, layout: Layout): Shape[] => {
	const marks = layout.marks.flatMap((mark, at) => {
		const seen = drawn[at];
		return seen ? [{ ...mark, number: at + 1, tone: seen.tone, name: seen.statement.label }] : [];
	});
	const line = (from: { x: number; y: number }, to: { x: number; y: number }): Shape => {
		const [a, b] = [moved(from), moved(to)];
		return { kind: 'path', d: `M${a.x} ${a.y}L${b.x} ${b.y}`, stroke: 'ink-2', thick: 1.5 };
	};
	return [
		...marks.map(({ answers, tone }): Shape => ({
			kind: 'path',
			d: answers.map((each) => shape(tone, moved(each), layout.answer)).join(''),
			fill: `tone-${tone}`,
			opacity: 0.36,
		})),
		...marks.flatMap(({ at, from, label }) => [
			...(from ? [line(from, at)] : []),
			...(label?.leader ? [line(label.leader.from, label.leader.to)] : []),
		]),
		...marks.map(({ at, tone }): Shape => ({
			kind: 'path',
			d: shape(tone, moved(at), layout.r),
			fill: `tone-${tone}`,
			stroke: 'surface',
			thick: 3,
		})),
		...marks.flatMap(({ at, label, name, number }) => {
			const place = label
				? { x: label.box.x + label.box.width / 2, y: label.box.y + label.box.height / 2 }
				: at;
			if (!label && !layout.isNumbered) return [];
			const { x, y } = moved(place);
			return [
				text({
					x,
					y: y + MAP_TYPE * 0.34,
					text: label ? name : String(number),
					size: MAP_TYPE,
					weight: label ? STRONG : 700,
					anchor: 'middle',
					...(label ? { halo: 'sunken' as const } : { fill: 'surface' as const }),
				}),
			];
		}),
	];
};

/** The topics, then the names of numbered dots or else what the group chose, as much as there is room for. */
const side = ({ picture, focuses }: SlideOf, layout: Layout, measure: Measure): Shape[] => {
	const { pack, drawn } = picture;
	const shapes: Shape[] = [];
	let y = PLOT.y + 24;
	for (const { id } of pack.topics) {
		if (!drawn.some(({ statement }) => statement.topic === id)) continue;
		const { title, tone } = topicOf(pack, id);
		shapes.push({ kind: 'path', d: shape(tone, { x: SIDE.x + 14, y: y - 9 }, 12), fill: `tone-${tone}` });
		const lines = linesOf(title, SIDE.width - 42, (line) => measure(line, SIDE_TYPE, REGULAR));
		for (const line of lines) {
			shapes.push(text({ x: SIDE.x + 42, y, text: line }));
			y += 36;
		}
	}
	const items = layout.isNumbered
		? drawn.map(({ statement }, at) => `${at + 1}  ${statement.label}`)
		: pack.statements.filter(({ id }) => focuses.includes(id)).map((statement) => statement.text);
	if (items.length === 0) return [...shapes, source(pack.source, measure)];
	if (!layout.isNumbered) {
		y += 40;
		shapes.push(text({ x: SIDE.x, y, text: m.sheet.focuses, size: 30, weight: 700 }));
		y += 12;
	}
	const bottom = PLOT.y + PLOT.height;
	for (const [at, item] of items.entries()) {
		const lines = linesOf(item, SIDE.width, (line) => measure(line, SIDE_TYPE, REGULAR));
		const isLast = at === items.length - 1;
		if (y + 12 + lines.length * 34 > bottom - (isLast ? 0 : 46)) {
			shapes.push(
				text({ x: SIDE.x, y: y + 46, text: m.slide.more({ count: items.length - at }), fill: 'ink-2' }),
			);
			break;
		}
		y += 12;
		for (const line of lines) shapes.push(text({ x: SIDE.x, y: (y += 34), text: line }));
	}
	return [...shapes, source(pack.source, measure)];
};

/** Whose words the statements follow. */
const source = (line: string, measure: Measure): Shape => {
	const x = PLOT.x;
	const room = SIZE.width - x - 80;
	return text({
		x,
		y: SIZE.height - 14,
		text: shortened(line, room, (each) => measure(each, 22, REGULAR)),
		size: 22,
		fill: 'ink-2',
	});
};
