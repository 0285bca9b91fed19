import { expect, test } from 'vitest';
import { concat, toText, zeros } from '#lib/sealed-log/bytes.ts';
import { decodeStep, encodeStep } from './step.ts';

const id = (byte: number, size: number) => toText(zeros(size).fill(byte));

test('[SL25] the clear part of a step comes out as it went in, or is none', () => {
	const of = { subject: id(1, 16), round: id(2, 16) };
	// In base64url `-` comes before letters: the order is that of the bytes.
	const readies = [id(0, 32), id(1, 32), id(251, 32)];
	const steps = [
		{ ...of, what: 'ready', people: 255 },
		{ ...of, what: 'set', readies },
		{ ...of, what: 'set', readies: [] },
		{ ...of, what: 'part', set: id(3, 32) },
		{ ...of, what: 'abandon' },
	] as const;
	for (const step of steps) {
		const extra = encodeStep(step);
		expect(decodeStep(extra)).toEqual(step);
		expect(decodeStep(concat(extra, zeros(1)))).toBeUndefined();
		expect(decodeStep(extra.slice(0, -1))).toBeUndefined();
	}
	expect(encodeStep({ ...of, what: 'set', readies: readies.toReversed() })).toEqual(encodeStep(steps[1]));
	expect(decodeStep(encodeStep({ ...of, what: 'ready', people: 0 }))).toBeUndefined();
	const twice = encodeStep({ ...of, what: 'set', readies: [id(1, 32), id(1, 32)] });
	expect(decodeStep(twice)).toBeUndefined();
	const many = Array.from({ length: 201 }, (_, at) => id(at, 32));
	expect(decodeStep(encodeStep({ ...of, what: 'set', readies: many.slice(1) }))).toBeDefined();
	expect(decodeStep(encodeStep({ ...of, what: 'set', readies: many }))).toBeUndefined();
});

test('[SL25] a step of a number that is not known is a step of a newer program, zero is none', () => {
	const extra = encodeStep({ subject: id(1, 16), round: id(2, 16), what: 'abandon' });
	const newer = concat(extra.with(32, 5), zeros(9));
	expect(decodeStep(newer)).toMatchObject({ what: 'newer' });
	expect(decodeStep(extra.with(32, 0))).toBeUndefined();
});
