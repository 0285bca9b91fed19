import { describe, expect, test } from 'vitest';
import { Absence, leads, lookedAt, saidOfLead } from './rules.ts';

describe('who leads', () => {
	test('[LE1] is who was said to; where nobody was, or nothing is shared, whoever is there', () => {
		const mette = { tablet: 'b', name: 'Mette' };
		expect(leads(mette, 'b')).toBe(true);
		expect(leads(mette, 'a')).toBe(false);
		expect(leads(undefined, 'a')).toBe(true);
		expect(leads(mette, undefined)).toBe(true);
	});

	test('[LE5] whoever led is told who does now, and once more when two took over at once and the other one has it', () => {
		const [karen, mette, said] = ['a', 'b', 'c'].map((tablet) => ({ tablet, name: `Tablet ${tablet}` }));
		const at = (own: string, isStale = false) => ({ own, isStale });
		expect(saidOfLead(karen, mette, at('a'))).toBe('theirs');
		expect(saidOfLead(mette, said, at('a'))).toBeUndefined();
		expect(saidOfLead(mette, said, at('a', true))).toBe('theirs');
		expect(saidOfLead(mette, said, at('b'))).toBe('theirs');
		expect(saidOfLead(mette, said, at('c'))).toBe('mine');
		expect(saidOfLead(said, said, at('a', true))).toBeUndefined();
		expect(saidOfLead(said, undefined, at('c'))).toBeUndefined();
	});

	test('[LE3] is away when nobody has seen them for twenty seconds, and not for a blink', () => {
		const absence = new Absence(0);
		expect(absence.look(true, 1_000)).toBe(false);
		for (let now = 5_000; now <= 20_000; now += 5_000) expect(absence.look(false, now)).toBe(false);
		expect(absence.look(false, 21_001)).toBe(true);
		expect(absence.look(true, 22_000)).toBe(false);
		expect(absence.look(false, 30_000)).toBe(false);
	});

	test('[LE5] whoever led is told who does now, and once more when two took over at once and the other one has it', () => {
		const [karen, mette, said] = ['a', 'b', 'c'].map((tablet) => ({ tablet, name: `Tablet ${tablet}` }));
		const at = (own: string, isStale = false) => ({ own, isStale });
		expect(saidOfLead(karen, mette, at('a'))).toBe('theirs');
		expect(saidOfLead(mette, said, at('a'))).toBeUndefined();
		expect(saidOfLead(mette, said, at('a', true))).toBe('theirs');
		expect(saidOfLead(mette, said, at('b'))).toBe('theirs');
		expect(saidOfLead(mette, said, at('c'))).toBe('mine');
		expect(saidOfLead(said, said, at('a', true))).toBeUndefined();
		expect(saidOfLead(said, undefined, at('c'))).toBeUndefined();
	});

	test('[LE3] is away sooner for who comes and finds nobody', () => {
		const absence = new Absence(0);
		expect(absence.look(false, 7_000)).toBe(false);
		expect(absence.look(false, 9_000)).toBe(true);
	});

	test('[LE3] is looked for again by a tablet that has slept', () => {
		const absence = new Absence(0);
		absence.look(true, 0);
		expect(absence.look(false, 600_000)).toBe(false);
		expect(absence.look(false, 610_000)).toBe(false);
		expect(absence.look(false, 620_001)).toBe(true);
	});
});

test('[LE6] what lies on the table is shown until somebody looks elsewhere, and what is laid anew comes to all', () => {
	expect(lookedAt(undefined, undefined)).toBeUndefined();
	expect(lookedAt('a', undefined)).toBe('a');
	expect(lookedAt('a', { over: 'a', at: 'b' })).toBe('b');
	expect(lookedAt('a', { over: 'a', at: undefined })).toBeUndefined();
	expect(lookedAt('c', { over: 'a', at: 'b' })).toBe('c');
	expect(lookedAt('', { over: '', at: 'b' })).toBe('b');
	expect(lookedAt('', undefined)).toBeUndefined();
});
