import { expect, test } from 'vitest';
import { encode, type Whereabouts } from '#lib/together/whereabouts.ts';
import { wayTo, whereIs } from './whereabouts.ts';

const id = '6f1d1c1e-8a3f-4a52-9d5e-0b1f6f7e2a11';
const base = '/u/[committee]';
const inReflection = (rest: string) =>
	whereIs({
		route: `${base}/refleksion/[year]/[reflection]${rest}`,
		params: { committee: 'c', year: '2027', reflection: id },
	});

test('every page of a committee is a place, and those of a reflection have their way back', () => {
	const told = (route: string): Whereabouts => whereIs({ route, params: { committee: 'c' }, year: 2027 });
	expect(told(base)).toEqual({ place: 'overview' });
	expect(told(`${base}/refleksion/ny`).place).toBe('reflections');
	expect(told(`${base}/plan/[[year]]`)).toEqual({ place: 'plan', year: 2027 });
	expect(told(`${base}/udvalg/medlemmer`).place).toBe('committee');
	expect(told(`${base}/udsagn/[pack]`).place).toBe('statements');
	expect(told('/somewhere').place).toBe('elsewhere');
	for (const slug of [
		'siden-sidst',
		'svar',
		'billede',
		'fokus',
		'op-og-ned',
		'paa-tvaers',
		'plan',
		'tjek-ud',
	])
		expect(wayTo('c', inReflection(`/${slug}`))).toBe(`/u/c/refleksion/2027/${id}/${slug}`);
	expect(wayTo('c', { place: 'plan', year: 2027, text: `goals/${id}/text` })).toBe(`/u/c/plan/2027#${id}`);
	expect(wayTo('c', { place: 'focus' })).toBeUndefined();
});

test('[TO2] from the first mark to the last, on whatever page people answer, the same bytes are said', () => {
	const said = ['/svar', '/svar/tast', '/svar/svarsedler'].map((page) =>
		new TextDecoder().decode(encode(inReflection(page))),
	);
	expect(new Set(said).size).toBe(1);
	expect(said[0]).toContain('answers');
});
