import { describe, expect, test } from 'vitest';
import type { Role } from '#lib/sealed-log/membership/actions.ts';
import { refusals } from '#lib/sealed-log/wire/refusals.ts';
import { m } from '#lib/messages/da/tablets.ts';
import { causeOf, joinCauseOf, mayTryAgain, type NotLetIn, type Unanswered } from './answers.ts';
import * as rules from './rules.ts';
import type { Note } from './schema.ts';

const members = [
	{ id: 'mette', name: 'Mette Mælkebøtte' },
	{ id: 'mads', name: 'Mads Mynte' },
	{ id: 'mette-2', name: 'Mette Morgenfrue' },
	{ id: 'bo', name: 'Bo Birk' },
];

const tablet = (device: string, number: number, more: Partial<rules.Tablet> = {}): rules.Tablet => ({
	device,
	number,
	role: 'write',
	isOwn: false,
	through: '',
	bySheet: false,
	...more,
});

const notes = (said: Record<string, Partial<Note>>): Map<string, Note> =>
	new Map(Object.entries(said).map(([id, note]) => [id, { id, since: '', ...note }]));

const namesOf = (tablets: rules.Tablet[], said: Record<string, Partial<Note>> = {}) =>
	rules.called(tablets, notes(said), members).map(({ name }) => name);

describe('what a tablet is called', () => {
	test('[TA12] an s is put to a name, or an apostrophe where no s could be heard', () => {
		const names = ['Bo', 'Åse', 'Mads', 'Alex', 'Liz'];
		expect(names.map(rules.genitive)).toEqual(['Bos', 'Åses', 'Mads’', 'Alex’', 'Liz’']);
	});

	test('[TA1] after the first name of who uses it, and after the whole name where two share it', () => {
		const tablets = [tablet('a', 1), tablet('b', 2), tablet('c', 3)];
		expect(namesOf(tablets, { a: { member: 'mette' }, b: { member: 'bo' }, c: { member: 'mads' } })).toEqual([
			'Mette Mælkebøttes tablet',
			'Bos tablet',
			'Mads’ tablet',
		]);
	});

	test("[TA1] somebody's second tablet has a number, whichever of them shows it", () => {
		const said = { a: { member: 'bo' }, b: { member: 'bo' } };
		expect(namesOf([tablet('a', 1), tablet('b', 2)], said)).toEqual(['Bos tablet', 'Bos tablet (2)']);
		expect(namesOf([tablet('a', 1), tablet('b', 2, { isOwn: true })], said)).toEqual([
			'Bos tablet (2)',
			'Bos tablet',
		]);
	});

	test('[TA2] what it was named, or its number; a number is not given anew when another is gone', () => {
		const said = { a: { label: 'Stuens tablet' }, b: { label: ' ' }, d: { member: 'who has left' } };
		expect(namesOf([tablet('a', 1), tablet('b', 2), tablet('d', 4)], said)).toEqual([
			'Stuens tablet',
			'Tablet 2',
			'Tablet 4',
		]);
	});

	test('[TA3] as the link said that it came by, until it says something itself', () => {
		const came = tablet('a', 1, { through: 'link' });
		const link = { link: { member: 'bo' } };
		expect(rules.meantFor('link', notes(link), members)).toBe('Bos tablet');
		expect(namesOf([came], link)).toEqual(['Bos tablet']);
		expect(namesOf([came], { ...link, a: { label: 'Stuens tablet' } })).toEqual(['Stuens tablet']);
		expect(namesOf([came], { ...link, a: {} })).toEqual(['Tablet 1']);
		expect(rules.meantFor('another', notes(link), members)).toBeUndefined();
	});

	test('[TA5] this one first, then as they came in', () => {
		const tablets = [tablet('c', 3), tablet('a', 1), tablet('b', 2, { isOwn: true })];
		expect(rules.called(tablets, new Map(), members).map(({ device }) => device)).toEqual(['b', 'a', 'c']);
	});

	test('[TA9] at most 80 characters; none is no name of its own', () => {
		expect(rules.labelProblem('  ')).toBeUndefined();
		expect(rules.labelProblem('x'.repeat(80))).toBeUndefined();
		expect(rules.labelProblem('x'.repeat(81))).toBe('name-too-long');
	});
});

describe('who may do what', () => {
	test.each<[Role | undefined, Role[]]>([
		['admin', ['read', 'write', 'admin']],
		['write', ['read', 'write']],
		['read', []],
		[undefined, []],
	])('[TA6] one that may %s gives %j', (role, given) => {
		expect(rules.mayGive(role)).toEqual(given);
	});

	test('[TA6] a link is withdrawn by who made it, or by who looks after the tablets', () => {
		expect(rules.mayWithdraw('admin', { isOwn: false })).toBe(true);
		expect(rules.mayWithdraw('write', { isOwn: true })).toBe(true);
		expect(rules.mayWithdraw('write', { isOwn: false })).toBe(false);
		expect(rules.mayWithdraw('read', { isOwn: true })).toBe(false);
	});

	const first = tablet('a', 1, { role: 'admin', isOwn: true });
	const second = tablet('b', 2, { role: 'admin' });
	const writer = tablet('c', 3);

	test('[TA7] the last that may remove others stays, and may do what it may', () => {
		const alone = [first, writer];
		expect(rules.hindersRemoval('admin', first, alone)).toBe('last-admin');
		expect(rules.hindersRole('admin', first, alone)).toBe('last-admin');
		const two = [first, second, writer];
		expect(rules.hindersRemoval('admin', first, two)).toBeUndefined();
		expect(rules.hindersRole('admin', second, two)).toBeUndefined();
	});

	test('[TA7] others are taken out by who may; oneself by anybody', () => {
		const there = { ...first, isOwn: false };
		const all = [there, writer, tablet('d', 4, { role: 'read' })];
		expect(rules.hindersRemoval('write', there, all)).toBe('not-admin');
		expect(rules.hindersRole('write', writer, all)).toBe('not-admin');
		expect(rules.hindersRemoval('write', { ...writer, isOwn: true }, all)).toBeUndefined();
		expect(rules.hindersRemoval('admin', writer, all)).toBeUndefined();
	});
});

describe('who has come in', () => {
	test('[TA16] by the recovery sheet is news to those that were in before, until they have seen it', () => {
		const found = tablet('found', 3, { bySheet: true });
		const own = tablet('own', 2, { isOwn: true });
		const all = [tablet('first', 1), own, found, tablet('by link', 4)];
		expect(rules.newBySheet(all, [])).toEqual([found]);
		expect(rules.newBySheet(all, ['found'])).toEqual([]);
		const later = [tablet('first', 1), found, tablet('own', 4, { isOwn: true })];
		expect(rules.newBySheet(later, [])).toEqual([]);
		expect(rules.newBySheet([tablet('first', 1), { ...found, isOwn: true }], [])).toEqual([]);
		expect(rules.newBySheet([found], [])).toEqual([]);
	});

	test('[TA17] by a link is unchecked until another tablet says that the digits are the same', () => {
		const came = tablet('came', 2);
		const said = (by: string) => new Map([['came', by]]);
		expect(rules.isUnchecked(came, new Map())).toBe(true);
		expect(rules.isUnchecked(came, said('came'))).toBe(true);
		expect(rules.isUnchecked(came, said('first'))).toBe(false);
		expect(rules.isUnchecked(tablet('first', 1), new Map())).toBe(false);
		expect(rules.isUnchecked(tablet('found', 3, { bySheet: true }), new Map())).toBe(false);
	});
});

describe('the recovery sheet', () => {
	const asked = { role: 'admin', sheets: [] as string[], notes: notes({}), laterUntil: undefined } as const;

	test('[TA8] is reminded of until it is printed, for those who can make it', () => {
		const today = '2027-01-14';
		expect(rules.remindsOfSheet({ ...asked, today })).toBe(true);
		expect(rules.remindsOfSheet({ ...asked, role: 'write', today })).toBe(false);
		expect(rules.remindsOfSheet({ ...asked, role: undefined, today })).toBe(false);
		expect(rules.remindsOfSheet({ ...asked, sheets: ['made'], today })).toBe(true);
		const printed = notes({ made: { printedOn: today } });
		expect(rules.remindsOfSheet({ ...asked, sheets: ['made'], notes: printed, today })).toBe(false);
	});

	test('[TA8] one that is not good any more does not count', () => {
		const printed = notes({ old: { printedOn: '2027-01-01' } });
		expect(rules.sheetPrintedOn({ sheets: [], notes: printed })).toBeUndefined();
		expect(rules.sheetPrintedOn({ sheets: ['old'], notes: printed })).toBe('2027-01-01');
	});

	test("[TA8] «later» gives a week's peace", () => {
		const laterUntil = '2027-01-21';
		expect(rules.remindsOfSheet({ ...asked, laterUntil, today: '2027-01-20' })).toBe(false);
		expect(rules.remindsOfSheet({ ...asked, laterUntil, today: '2027-01-21' })).toBe(true);
	});

	test('the letters stand in groups, and none is lost', () => {
		const letters = 'ABCDEFGH1234G';
		const groups = rules.inGroups(letters);
		expect(groups).toEqual(['ABCD', 'EFGH', '1234', 'G']);
		for (const between of ['', ' ', '\n', '-', ' – '])
			expect(rules.lettersTyped(groups.join(between))).toBe(letters.length);
	});
});

describe('what is scanned, pasted or typed', () => {
	test.each([
		['https://medspil.example/join#AbC', 'AbC'],
		['  Kom med: https://medspil.example/join#AbC\n', 'AbC'],
		['AbCd efGh\nij.kl', 'AbCdefGhijkl'],
		['', ''],
		['https://medspil.example/join', 'https://medspilexample/join'],
	])('[TA10] %j holds %j', (text, ticket) => {
		expect(rules.ticketIn(text)).toBe(ticket);
	});

	const ticket = `${'Ab-_0'.repeat(9)}Z`;
	const link = `https://medspil.example/join#${ticket}`;

	test.each([
		`Hej Mette, her er linket: ${link} mvh Karen`,
		`Hej Mette\n${link}\nmvh Karen`,
		`Hej Mette\n${link}\nKaren, nr. #7`,
		`<${link}>`,
		`<a href="${link}">Kom med</a>`,
		`(${link}).`,
		`${link}, sagde hun`,
		`> ${link.slice(0, -9)}\n${link.slice(-9)}\n> mvh Karen`,
	])('[TA10] %j holds the link', (text) => {
		expect(rules.ticketIn(text)).toBe(ticket);
		expect(rules.elsewhere(text, 'https://medspil.example')).toBeUndefined();
		expect(rules.elsewhere(text, 'https://other.example')).toBe('https://medspil.example');
	});

	test('[TA10] a link to another address is told from one to here', () => {
		const here = 'https://medspil.example';
		expect(rules.elsewhere(`${here}/join#AbC`, here)).toBeUndefined();
		expect(rules.elsewhere('AbC', here)).toBeUndefined();
		expect(rules.elsewhere('https://other.example:8443/join#AbC', here)).toBe('https://other.example:8443');
	});

	test('[TA15] whom a tablet has let in, and those whom these let in; not this tablet, nor whom it let in', () => {
		const letIn = new Map([
			['bo', 'mads'],
			['bos sheet', 'bo'],
			['by sheet', 'bos sheet'],
			['here', 'mads'],
			['mine', 'here'],
			['other', 'else'],
		]);
		expect(rules.broughtIn('mads', letIn, 'here')).toEqual(['bo', 'bos sheet', 'by sheet']);
		expect(rules.broughtIn('by sheet', letIn, 'here')).toEqual([]);
	});

	test('[TA11] six digits stand in threes', () => {
		expect(rules.inThrees('123456')).toBe('123 456');
	});
});

describe('what is refused', () => {
	const unanswered: Unanswered[] = [...refusals, 'offline', 'no-key'];
	const notLetIn: NotLetIn[] = [
		...refusals,
		'offline',
		'wrong-secret',
		'untrusted',
		'known',
		'known-own',
		'known-over',
		'mangled',
	];

	test.each(unanswered)('[TA13] there is a sentence for %s', (reason) => {
		expect(m.cause[causeOf(reason)]).toMatch(/\.$/);
	});

	test.each(notLetIn)('[TA14] there is something to do about %s', (reason) => {
		const { title, text } = m.join.refused[joinCauseOf(reason)];
		expect(title).not.toBe('');
		expect(text).toMatch(/\.$/);
	});

	test('[TA14] only what is not spent and may help later is offered again', () => {
		const again = notLetIn.filter((reason) => mayTryAgain(joinCauseOf(reason)));
		expect(again.toSorted()).toEqual(['cut-behind', 'not-next', 'offline', 'too-many', 'unavailable']);
	});
});
