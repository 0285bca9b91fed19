import { expect, test } from 'vitest';
import { decode, encode, LONGEST, places, type Whereabouts } from './whereabouts.ts';

const id = '6f1d1c1e-8a3f-4a52-9d5e-0b1f6f7e2a11';
const longest: Whereabouts = {
	place: 'up-and-down',
	who: id,
	year: 2027,
	reflection: id,
	text: `answer/${id}/${id}/upAndDown-strengthen`,
	caret: 'zzzzzzzzzzz.zzzzzzzzzzz',
};

test('[TO1] what is said is read as it was said, and is small', () => {
	expect(decode(encode(longest))).toEqual(longest);
	expect(encode(longest).length).toBeLessThanOrEqual(LONGEST);
	expect(decode(encode({ place: 'overview' }))).toEqual({ place: 'overview' });
});

test.each<[string, string | Uint8Array]>([
	['nothing', ''],
	['no JSON', 'overview'],
	['no object', '"overview"'],
	['a place that is none', '{"p":"admin"}'],
	['a name where an id belongs', '{"p":"plan","w":"Mette <b>Krogh</b>"}'],
	['a year that is none', '{"p":"plan","y":1e99}'],
	['a text that leads out', '{"p":"plan","t":"javascript:alert(1)"}'],
	['something endless', `{"p":"plan","x":"${'a'.repeat(LONGEST)}"}`],
	['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x7b])],
])('[TO1] %s is ignored', (_, said) => {
	const bytes = typeof said === 'string' ? new TextEncoder().encode(said) : said;
	expect(decode(bytes)).toBeUndefined();
});

test('[TO2] while people answer or check out, no text is told, and no more is read from those who tell it', () => {
	const text = `answer/${id}//check-out`;
	for (const place of ['answers', 'check-out'] as const) {
		expect(encode({ place, text, caret: '-' })).toEqual(encode({ place }));
		const told = new TextEncoder().encode(JSON.stringify({ p: place, t: text, c: '-' }));
		expect(decode(told)).toEqual({ place });
	}
});

test('[TO2] there is no field for what somebody marks, how far they are or which statement they see', () => {
	const said = { ...longest, statement: 'lmu-t1', answered: 3, mark: 4 };
	for (const place of places) {
		const told = JSON.parse(new TextDecoder().decode(encode({ ...said, place }))) as object;
		expect(Object.keys(told).filter((key) => !['p', 'w', 'y', 'r', 't', 'c'].includes(key))).toEqual([]);
	}
});

test('[TO14] a caret is told with its text only, and one that makes no sense costs itself only', () => {
	expect(decode(encode({ place: 'plan', caret: '-' }))).toEqual({ place: 'plan' });
	const told = (c: unknown) =>
		decode(new TextEncoder().encode(JSON.stringify({ p: 'plan', t: 'goals/1/text', c })));
	expect(told('k3.1a')?.caret).toBe('k3.1a');
	for (const strange of ['<b>', 'a.b.c', 'Vi siger til', '', 7, null])
		expect(told(strange)).toEqual({ place: 'plan', text: 'goals/1/text' });
});
