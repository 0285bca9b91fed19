import { expect, test } from 'vitest';
import { company, facesOf, writersIn, type Known, type Visit } from './company.ts';
import { encode, type Whereabouts } from './whereabouts.ts';

const known: Known = {
	names: new Map([
		['karen', 'Karen Holm'],
		['mette', 'Mette Bruun'],
		['said', 'Said Aydin'],
	]),
	nameOf: (device) => `Tablet ${device}`,
	own: 'here',
	me: 'karen',
};

const visit = (device: string, where: Whereabouts): Visit => ({ device, what: encode(where) });

test('[TO3] a member on two tablets is one person, and I am not among the others', () => {
	const people = company(
		[
			visit('b', { who: 'said', place: 'plan', year: 2027 }),
			visit('a', { who: 'mette', place: 'overview' }),
			visit('c', { who: 'mette', place: 'plan', year: 2027 }),
			visit('d', { who: 'karen', place: 'plan' }),
			visit('here', { place: 'plan' }),
		],
		known,
	);
	expect(people.map(({ name, at }) => [name, at.length])).toEqual([
		['Mette Bruun', 2],
		['Said Aydin', 1],
	]);
	expect(people.map(({ initials }) => initials)).toEqual(['MB', 'SA']);
	expect(new Set(people.map(({ face }) => face)).size).toBe(2);
});

test('[TO3] a tablet that nobody has said who uses has its own name, and so has one that names a stranger', () => {
	const people = company(
		[
			visit('a', { place: 'overview' }),
			visit('b', { who: 'stranger', place: 'overview' }),
			visit('c', { who: 'said', place: 'overview' }),
		],
		known,
	);
	expect(people.map(({ name, face }) => [name, face])).toEqual([
		['Said Aydin', 2],
		['Tablet a', undefined],
		['Tablet b', undefined],
	]);
});

test('[TO3] a tablet that says nothing of who uses it is known by what is said of the tablet', () => {
	const people = company([visit('a', { place: 'plan' }), visit('b', { who: 'mette', place: 'plan' })], {
		...known,
		memberOf: () => 'said',
	});
	expect(people.map(({ name }) => name)).toEqual(['Mette Bruun', 'Said Aydin']);
});

test('[TO3] two letters tell namesakes apart as far as two letters can, and a first name that two share is said in full', () => {
	const names = new Map([
		['a', 'Mads Mynte'],
		['b', 'Mette Morgenfrue'],
		['c', 'Mette Bruun'],
	]);
	const people = company(
		['a', 'b', 'c'].map((who) => visit(who, { who, place: 'plan' })),
		{ names, nameOf: () => 'En tablet' },
	);
	expect(people.map(({ initials, short }) => [initials, short])).toEqual([
		['Ma', 'Mads'],
		['Me', 'Mette Morgenfrue'],
		['MB', 'Mette Bruun'],
	]);
});

test('[TO3] who talks nonsense is not here', () => {
	expect(company([{ device: 'a', what: new Uint8Array([1, 2, 3]) }], known)).toEqual([]);
});

test('[TO3] four faces are shown; of five, three and a number', () => {
	const people = company(
		['a', 'b', 'c', 'd', 'e'].map((device) => visit(device, { place: 'overview' })),
		known,
	);
	expect(facesOf(people.slice(0, 4), 4)).toEqual({ shown: people.slice(0, 4), more: 0 });
	expect(facesOf(people, 4)).toEqual({ shown: people.slice(0, 3), more: 2 });
});

test('[TO4] who writes in a text is known by the text', () => {
	const people = company(
		[
			visit('a', { who: 'mette', place: 'plan', text: 'goals/1/text' }),
			visit('b', { who: 'said', place: 'plan', text: 'goals/2/text' }),
		],
		known,
	);
	expect(writersIn(people, 'goals/1/text').map(({ name }) => name)).toEqual(['Mette Bruun']);
	expect(writersIn(people, 'goals/3/text')).toEqual([]);
});
