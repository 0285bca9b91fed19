import { expect, test } from 'vitest';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { TypedSlip } from './typed-slip.svelte.ts';

const begin = () => new TypedSlip(lmu.statements.slice(0, 2));

test('[RO11] each mark goes on to the next line, importance before success', () => {
	const slip = begin();
	for (const mark of [4, 1, 3, 2] as const) slip.put(slip.at, mark);
	expect(slip.isAtEnd).toBe(true);
	expect([...slip.answers]).toEqual([
		['lmu-t1', { importance: 4, success: 1 }],
		['lmu-t2', { importance: 3, success: 2 }],
	]);
});

test('[RO11] nothing marked goes on too, and takes away what stood there', () => {
	const slip = begin();
	slip.put(0, 4);
	slip.put(0, undefined);
	expect([slip.at, slip.isEmpty]).toEqual([1, true]);
});

test('[RO11] one can go back and mark again, to the first line and no further', () => {
	const slip = begin();
	slip.put(0, 4);
	slip.back();
	slip.back();
	expect(slip.at).toBe(0);
	slip.put(0, 2);
	expect(slip.markAt(0)).toBe(2);
});

test('[RO11] a slip with nothing on it is ready only when it is said to be blank', () => {
	const slip = begin();
	for (let line = 0; line < 4; line++) slip.put(line, undefined);
	expect([slip.isAtEnd, slip.isReady]).toEqual([true, false]);
	slip.isBlank = true;
	expect([slip.isReady, slip.answers.size]).toEqual([true, 0]);
	slip.put(0, 4);
	expect([slip.isReady, slip.isBlank]).toEqual([true, false]);
	slip.isBlank = true;
	expect(slip.isBlank).toBe(false);
	slip.put(0, undefined);
	expect(slip.isReady).toBe(false);
});

test('[RO10] a statement with one cross only does not count, and is said to be half', () => {
	const slip = begin();
	slip.put(0, 4);
	slip.put(2, 1);
	slip.put(3, 1);
	expect(slip.half).toEqual(['lmu-t1']);
	expect([...slip.answers.keys()]).toEqual(['lmu-t2']);
});

test('a line that is not there takes no mark', () => {
	const slip = begin();
	slip.put(4, 1);
	expect([slip.at, slip.isEmpty]).toEqual([0, true]);
});
