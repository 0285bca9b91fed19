import { describe, expect, test } from 'vitest';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { pictureOf } from '../../picture/rules.ts';
import { emptyTally, withAnswers } from '../../rules.ts';
import type { Answers, Marks } from '../../schema.ts';
import { linesOf, shortened, type Measure } from './lines.ts';
import { SIZE, slideOf, type Ink, type Shape } from './shapes.ts';
import { toSvg } from './svg.ts';

/** Every letter is as wide as half its size. */
const measure: Measure = (text, size) => [...text].length * size * 0.5;

const marks: Marks = { importance: 4, success: 2 };
const answers: Answers = new Map(
	lmu.statements.map(({ id }, at) => [id, at % 2 ? marks : { importance: 2, success: 3 }]),
);

const pictureIn = (pack = lmu) =>
	pictureOf(
		{ year: 2027, pack, way: 'round' },
		[answers, answers, answers, answers].reduce(withAnswers, emptyTally(pack.statements)),
	);

const textsOf = (shapes: readonly Shape[]) =>
	shapes.flatMap((each) => (each.kind === 'text' ? [each.text] : []));

const colours = new Proxy({} as Record<Ink, string>, { get: () => '#123456' });

describe('the picture for a slide', () => {
	const all = lmu.statements.map(({ id }) => id);
	const slide = slideOf({ picture: pictureIn(), committee: 'LMU Solsikken', focuses: ['lmu-t3'] }, measure);

	test('[RS6] says whose it is, what the dots are and what was chosen, all of it inside the slide', () => {
		const texts = textsOf(slide).join(' ');
		expect(texts).toContain('LMU Solsikken · Refleksion 2027');
		expect(texts).toContain('4 har svaret');
		for (const { label } of lmu.statements) expect(texts).toContain(label);
		for (const { title } of lmu.topics) expect(texts).toContain(title);
		expect(texts).toContain('langsigtet');
		expect(texts).toContain(lmu.source);
		for (const each of slide)
			if (each.kind === 'text' && each.anchor === 'start') {
				expect(each.x + measure(each.text, each.size, each.weight)).toBeLessThanOrEqual(SIZE.width);
				expect(each.y).toBeLessThanOrEqual(SIZE.height);
			}
	});

	test('[RS6] what has no room beside the map is counted', () => {
		const wordy = {
			...lmu,
			statements: lmu.statements.map((each) => ({
				...each,
				text: 'Vi skriver meget langt om det. '.repeat(9),
			})),
		};
		const full = slideOf({ picture: pictureIn(wordy), committee: '', focuses: all }, measure);
		expect(textsOf(full).some((text) => /^\+ \d mere$/.test(text))).toBe(true);
		for (const each of full) if (each.kind === 'text') expect(each.y).toBeLessThanOrEqual(SIZE.height);
	});

	test('[RS6] the file stands alone: no address in it but that of its own kind, and names cannot break it', () => {
		const of = { picture: pictureIn(), committee: '<b>A & "B"</b>\u0007', focuses: [] };
		const svg = toSvg(slideOf(of, measure), { colours, font: 'data:font/woff2;base64,AAAA' }, of.committee);
		expect(svg).toContain('&lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt;');
		expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/);
		expect(svg).not.toContain('\u0007');
		expect(svg).toContain('data:font/woff2;base64,AAAA');
		expect(svg).not.toMatch(/NaN|undefined/);
	});

	test('[RS6] the same picture is the same file', () => {
		const of = { picture: pictureIn(), committee: 'A', focuses: all };
		expect(slideOf(of, measure)).toEqual(slideOf(of, measure));
	});
});

describe('words on a slide', () => {
	const width = (line: string) => [...line].length;

	test('[RS6] lines keep to their room, and a long word is broken between letters', () => {
		expect(linesOf('Vi ses i morgen', 6, width)).toEqual(['Vi ses', 'i', 'morgen']);
		expect(linesOf('🌻🌻🌻🌻 ja', 3, width)).toEqual(['🌻🌻🌻', '🌻', 'ja']);
		expect(linesOf('  ', 3, width)).toEqual([]);
	});

	test('[RS6] one line that is too long ends in dots', () => {
		expect(shortened('Solsikken', 5, width)).toBe('Sols…');
		expect(shortened('Sol', 5, width)).toBe('Sol');
	});
});
