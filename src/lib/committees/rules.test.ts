import { describe, expect, test } from 'vitest';
import {
	backupFileName,
	confirmsDeletion,
	hasNamesake,
	initials,
	initialsAmong,
	LONGEST_NAME,
	nameProblem,
	profileProblems,
	seated,
	sideOf,
	termIsOver,
	type Names,
} from './rules.ts';
import { roles, type Member, type Role } from './schema.ts';

const member = (name: string, ...given: Role[]): Member => ({ id: name, name, roles: given });

describe('founding', () => {
	const problems = (names: Partial<Names>) =>
		profileProblems({ name: 'LMU Solsikken', workplace: '', levelLabel: '', ...names });

	test('[CO1] a name is enough, and without one there is no committee', () => {
		expect(Object.values(problems({})).filter(Boolean)).toEqual([]);
		expect(problems({ name: ' \n ' }).name).toBe('name-empty');
	});

	test('[CO1] a workplace and a name of their own for the level can be left out, and have an end', () => {
		const long = 'å'.repeat(LONGEST_NAME + 1);
		expect(problems({ workplace: long, levelLabel: 'AfdelingsMED' })).toEqual({ workplace: 'name-too-long' });
		expect(problems({ levelLabel: long }).levelLabel).toBe('name-too-long');
	});

	test('[CO7] a name of spaces is no name, and a pasted page is none either', () => {
		expect(nameProblem('\t ')).toBe('name-empty');
		expect(nameProblem('å'.repeat(50_000))).toBe('name-too-long');
		expect(nameProblem(` ${'æ'.repeat(LONGEST_NAME)} `)).toBeUndefined();
	});
});

describe('sides', () => {
	test('[CO2] the chair sits for the management, the vice-chair for the employees', () => {
		expect(sideOf(['chair'])).toBe('management');
		expect(sideOf(['viceChair'])).toBe('employees');
	});

	test('[CO2] a secretary and a substitute point to no side, any other role to one', () => {
		const without = roles.filter((role) => sideOf([role]) === undefined);
		expect(without).toEqual(['secretary', 'substitute']);
		expect(sideOf([])).toBeUndefined();
		expect(sideOf(['substitute', 'shopSteward'])).toBe('employees');
	});
});

test('[CO3] members sit as at the table, and those of one rank as they came', () => {
	const members = [
		member('Anemone', 'substitute'),
		member('Bregne', 'employeeRep'),
		member('Humle', 'viceChair', 'shopSteward'),
		member('Kornblomst'),
		member('Lilje', 'chair'),
	];
	expect(seated(members).map(({ name }) => name)).toEqual([
		'Lilje',
		'Humle',
		'Bregne',
		'Kornblomst',
		'Anemone',
	]);
});

test('[CO4] a term lasts through its last day, and one without an end is never over', () => {
	expect(termIsOver({ termEnd: '2027-03-31' }, '2027-03-31')).toBe(false);
	expect(termIsOver({ termEnd: '2027-03-31' }, '2027-04-01')).toBe(true);
	expect(termIsOver({}, '2027-04-01')).toBe(false);
});

test('[CO5] initials are at most two letters, whole ones, and none for no name', () => {
	expect(initials('Karen Kløver')).toBe('KK');
	expect(initials(' åse  marie birk ')).toBe('ÅB');
	expect(initials('Bo')).toBe('B');
	expect(initials('🌻 Solsikke')).toBe('🌻S');
	expect(initials('  ')).toBe('');
});

test('[CO11] initials tell people apart, by a letter more or by a number, and stay short for the others', () => {
	const names = ['Karen Holm', 'Kim Holm', 'Anna', 'Arne', 'Bo Bæk', 'Bo Bæk', 'Sanne Syren'];
	const told = initialsAmong(names.map((name, at) => ({ id: `${at}`, name })));
	expect([...told.values()]).toEqual(['KaH', 'KiH', 'An', 'Ar', 'BB1', 'BB2', 'SS']);
	expect([
		...initialsAmong([
			{ id: 'a', name: 'A' },
			{ id: 'b', name: 'A ' },
		]).values(),
	]).toEqual(['A1', 'A2']);
});

test('[CO11] two pairs of namesakes with the same initials are four people', () => {
	const names = ['Karen Holm', 'Kim Holm', 'Karen Holm', 'Kim Holm', 'Kurt Holm'];
	const told = [...initialsAmong(names.map((name, at) => ({ id: `${at}`, name }))).values()];
	expect(told).toEqual(['KH1', 'KH2', 'KH3', 'KH4', 'KuH']);
});

test("[CO12] a namesake is found whatever the case and the spaces, and no name is nobody's", () => {
	expect(hasNamesake(' bo  birk', ['Bo Birk'])).toBe(true);
	expect(hasNamesake('Bo', ['Bo Birk'])).toBe(false);
	expect(hasNamesake(' ', [''])).toBe(false);
});

describe('deleting for good', () => {
	test('[CO6] the name confirms, whatever the case and the spaces around it', () => {
		expect(confirmsDeletion(' lmu  solsikken ', 'LMU Solsikken')).toBe(true);
		expect(confirmsDeletion('ÅRSTIDERNE', 'Årstiderne')).toBe(true);
	});

	test('[CO6] a part of the name confirms nothing, nor does silence where there is no name', () => {
		expect(confirmsDeletion('LMU', 'LMU Solsikken')).toBe(false);
		expect(confirmsDeletion('', '')).toBe(false);
	});
});

describe('the name of a copy', () => {
	test('[CO8] it says the committee and the day in plain letters', () => {
		const name = backupFileName('LMU Solsikken & Æblehaven, Sønder Ågård', '2027-01-14');
		expect(name).toBe('medspil-lmu-solsikken-aeblehaven-soender-aagaard-2027-01-14.medspil');
	});

	test('[CO8] nothing in a name can lead out of the folder, and a name without letters is left out', () => {
		expect(backupFileName('../../etc/pass.wd', '2027-01-14')).toBe('medspil-etc-pass-wd-2027-01-14.medspil');
		expect(backupFileName('🌻', '2027-01-14')).toBe('medspil-2027-01-14.medspil');
		expect(backupFileName(`${'a'.repeat(39)} b`, '2027-01-14')).toBe(
			`medspil-${'a'.repeat(39)}-2027-01-14.medspil`,
		);
	});
});
