import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [screen = '', paper = ''] = css.split('@media print');

type Theme = 'light' | 'dark' | 'print';
const themes: Theme[] = ['light', 'dark', 'print'];

const declared = (source: string) =>
	new Map([...source.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
const onScreen = declared(screen);
const onPaper = declared(paper);

function colour(name: string, theme: Theme): string {
	const value = (theme === 'print' ? onPaper.get(name) : undefined) ?? onScreen.get(name);
	if (value === undefined) throw new Error(`no token --${name}`);
	const pair = /^light-dark\((.+), (.+)\)$/.exec(value);
	return (theme === 'dark' ? pair?.[2] : pair?.[1]) ?? value;
}

/** Linear red, green and blue, each 0-1, of `#rgb`, `#rrggbb` or `oklch(L% C H)`. The matrices are CSS Color 4's. */
function linear(value: string): [number, number, number] {
	const hex = /^#([\da-f]{3}|[\da-f]{6})$/.exec(value)?.[1];
	if (hex !== undefined) {
		const wide = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
		const channel = (at: number) => {
			const c = parseInt(wide.slice(at, at + 2), 16) / 255;
			return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
		};
		return [channel(0), channel(2), channel(4)];
	}
	const [, L, C, H] = /^oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)$/.exec(value)?.map(Number) ?? [];
	if (L === undefined || C === undefined || H === undefined) throw new Error(`cannot read ${value}`);
	const a = C * Math.cos((H * Math.PI) / 180);
	const b = C * Math.sin((H * Math.PI) / 180);
	const l = (L / 100 + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (L / 100 - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (L / 100 - 0.0894841775 * a - 1.291485548 * b) ** 3;
	const clip = (c: number) => Math.min(1, Math.max(0, c));
	return [
		clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
		clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
		clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
	];
}

function luminance(value: string): number {
	const [r, g, b] = linear(value);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2 contrast, 1-21. */
function contrast(one: string, other: string): number {
	const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

const grounds = ['paper', 'surface', 'sunken'];
const soft = (name: string) => [...grounds, `${name}-soft`];

/** Everything that is written in words, and what it may stand on. */
const words: Record<string, string[]> = {
	ink: [...grounds, 'brand-soft', 'accent-soft', 'warn-soft', 'danger-soft'],
	'ink-2': [...grounds, 'brand-soft', 'accent-soft'],
	brand: grounds,
	'on-brand': ['brand'],
	'brand-ink': soft('brand'),
	'on-rail': ['rail', 'rail-current'],
	'on-rail-2': ['rail'],
	'on-face': [...Array(6).keys(), 'none'].map((face) => `face-${face}`),
	'accent-ink': soft('accent'),
	'tone-teal': soft('tone-teal'),
	'tone-violet': soft('tone-violet'),
	'tone-amber': soft('tone-amber'),
	'tone-blue': soft('tone-blue'),
	'tone-rose': soft('tone-rose'),
	warn: soft('warn'),
	danger: soft('danger'),
};

/** Shapes that carry meaning without being words. */
const shapes: Record<string, string[]> = {
	edge: grounds,
	accent: grounds,
	ok: grounds,
	focus: [...grounds, 'brand-soft'],
	'on-rail': ['rail'],
};

const below = (pairs: Record<string, string[]>, least: number) =>
	themes.flatMap((theme) =>
		Object.entries(pairs).flatMap(([front, backs]) =>
			backs
				.map((back) => ({ back, ratio: contrast(colour(front, theme), colour(back, theme)) }))
				.filter(({ ratio }) => ratio < least)
				.map(({ back, ratio }) => `${theme}: ${front} on ${back} is ${ratio.toFixed(2)}`),
		),
	);

test('the measure of contrast agrees with known values', () => {
	expect(contrast('#000', '#fff')).toBeCloseTo(21, 5);
	expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
	expect(contrast('oklch(100% 0 0)', 'oklch(0% 0 0)')).toBeCloseTo(21, 1);
});

test('words stand out at least 4.5 to 1 in light, in dark and on paper', () => {
	expect(below(words, 4.5)).toEqual([]);
});

test('shapes that carry meaning stand out at least 3 to 1', () => {
	expect(below(shapes, 3)).toEqual([]);
});

test('no step of type is smaller than 14 px', () => {
	const least = [...onScreen]
		.filter(([name]) => name.startsWith('t-'))
		.map(([, value]) => parseFloat(value.replace('clamp(', '')));
	expect(least.length).toBeGreaterThan(0);
	expect(Math.min(...least) * 16).toBeGreaterThanOrEqual(14);
});
