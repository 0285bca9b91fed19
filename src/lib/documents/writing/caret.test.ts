import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { caretAt, flagPlaces, parted, placeOf } from './caret.ts';

/** A text on two tablets. */
const two = (words: string) => {
	const [one, other] = [new Y.Doc(), new Y.Doc()];
	one.getText('t').insert(0, words);
	const meet = () => {
		Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
		Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
	};
	meet();
	return { one: one.getText('t'), other: other.getText('t'), meet };
};

test('[TO14] a caret stands before the same letter when others write or take away before it', () => {
	const { one, other, meet } = two('Vi mangler vikarer');
	const caret = caretAt(one, 'Vi mangler '.length);
	expect(placeOf(other, caret)).toBe(11);
	other.insert(0, 'Obs 🌻: ');
	meet();
	expect(placeOf(other, caret)).toBe(11 + 'Obs 🌻: '.length);
	other.delete(0, 'Obs 🌻: Vi '.length);
	expect(placeOf(other, caret)).toBe('mangler '.length);
	// When its letter itself is taken away, it stands where that was.
	other.delete('mangler '.length, 3);
	expect(placeOf(other, caret)).toBe('mangler '.length);
});

test('[TO14] whoever types on says nothing new, and what is behind the last letter stays behind it', () => {
	const { one, other, meet } = two('Før efter');
	const before = caretAt(one, 4);
	one.insert(4, 'og ');
	expect(caretAt(one, 7)).toBe(before);
	const end = caretAt(one, one.length);
	one.insert(one.length, '. Mere');
	expect(caretAt(one, one.length)).toBe(end);
	meet();
	expect(placeOf(other, before)).toBe(7);
	expect(placeOf(other, end)).toBe(other.length);
	expect(placeOf(new Y.Doc().getText('t'), caretAt(new Y.Doc().getText('t'), 0))).toBe(0);
});

test('[TO14] a caret whose letter has not come, stands elsewhere or is none stands nowhere', () => {
	const { one, other } = two('Ord');
	one.insert(0, 'Nye ');
	expect(placeOf(other, caretAt(one, 2))).toBeUndefined();
	one.doc?.getText('another').insert(0, 'Ord');
	const elsewhere = one.doc?.getText('another');
	expect(elsewhere && placeOf(one, caretAt(elsewhere, 1))).toBeUndefined();
	for (const strange of ['', 'a', '1.', '.1', 'æ.ø', '!', 'zzzzzzzzzzz.zzzzzzzzzzz'])
		expect(placeOf(one, strange)).toBeUndefined();
});

test('the words are parted at the carets in the order in which they stand, and none is lost', () => {
	const words = 'Vi siger til\nog fra';
	const { parts, rest } = parted(words, [{ at: 12 }, { at: 3 }, { at: 3 }, { at: words.length }]);
	expect(parts.map((part) => part.words)).toEqual(['Vi ', '', 'siger til', '\nog fra']);
	expect(rest).toBe('');
	expect(parted(words, [])).toEqual({ parts: [], rest: words });
});

const flag = (line: number, x: number, width = 50) => ({ line, x, width });

test('[TO15] a name stands behind the words of its line, else under or over its caret, and never on words', () => {
	const width = 400;
	const [beside] = flagPlaces([flag(0, 100)], { width, ends: [200] });
	expect(beside).toEqual({ line: 0, x: 206 });
	expect(flagPlaces([flag(0, 100)], { width, ends: [390] })[0]).toEqual({ line: 1, x: 100 });
	expect(flagPlaces([flag(0, 390)], { width, ends: [390] })[0]).toEqual({ line: 1, x: 350 });
	expect(flagPlaces([flag(0, 300)], { width, ends: [390, 100] })[0]).toEqual({ line: 1, x: 300 });
	expect(flagPlaces([flag(1, 300)], { width, ends: [100, 390, 390] })[0]).toEqual({ line: 0, x: 300 });
	expect(flagPlaces([flag(1, 300)], { width, ends: [390, 390, 390] })[0]).toEqual({ line: -1, x: 0 });
});

test('[TO15] two who write at one place have their names beside each other', () => {
	const places = flagPlaces([flag(0, 100), flag(0, 100), flag(0, 100)], { width: 400, ends: [200] });
	expect(places).toEqual([
		{ line: 0, x: 206 },
		{ line: 0, x: 262 },
		{ line: 0, x: 318 },
	]);
});

test('[TO15] however the lines run and wherever people write, no name lies on words or on another name', () => {
	let seed = 5;
	const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
	for (let run = 0; run < 300; run++) {
		const width = 120 + random(400);
		const ends = Array.from({ length: 1 + random(5) }, () => random(width));
		const flags = Array.from({ length: 1 + random(4) }, () => {
			const line = random(ends.length);
			return flag(line, random((ends[line] ?? 0) + 1), 30 + random(80));
		});
		const places = flagPlaces(flags, { width, ends });
		for (const [at, place] of places.entries()) {
			const words = ends[place.line] ?? 0;
			expect(place.x).toBeGreaterThanOrEqual(words);
			const covered = places
				.slice(0, at)
				.filter(
					(other, index) => other.line === place.line && place.x < other.x + (flags[index]?.width ?? 0),
				);
			expect(covered).toEqual([]);
		}
	}
});
