import { m } from '#lib/messages/da/committees.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';

const { role } = m.members;

/** LMU Æblegården: seven made-up people. */
export const members: readonly { name: string; roles: readonly string[] }[] = [
	{ name: 'Åse Grønbæk', roles: [role.chair] },
	{ name: 'Søren Æbelø', roles: [role.viceChair, role.shopSteward] },
	{ name: 'Bodil Fjord', roles: [role.workEnvRep] },
	{ name: 'Nadia Karim', roles: [role.employeeRep] },
	{ name: 'Per', roles: [role.supervisor] },
	{ name: 'Ulla Østergaard-Birk', roles: [role.employeeRep] },
	{ name: 'Villads Højmose', roles: [role.substitute] },
];

export const names = members.map(({ name }) => name);

/** What one person marks, statement by statement: importance and success, or nothing for one that is skipped. */
export type Marks = readonly (readonly [number, number] | undefined)[];

const marks = (written: string): Marks =>
	written.split(' ').map((pair) => (pair === '--' ? undefined : [Number(pair[0]), Number(pair[1])]));

/** Six people. They disagree about the third statement, and the seventh matters to all and succeeds for none. */
export const answers: readonly Marks[] = [
	marks('33 43 41 23 32 44 41'),
	marks('32 33 14 23 32 43 41'),
	marks('43 33 44 -- 33 34 42'),
	marks('33 34 11 22 22 43 41'),
	marks('23 33 43 33 -- 44 31'),
	marks('34 43 12 23 33 33 42'),
];

export interface Counted {
	statement: string;
	answers: number;
	/** How many marked each of the four steps. */
	importance: number[];
	success: number[];
}

/** What these people have marked together, added up without the app's own arithmetic. */
export const counted = (of: readonly Marks[]): Counted[] =>
	lmu.statements.map(({ label }, at) => {
		const given = of.flatMap((one) => (one[at] ? [one[at]] : []));
		const perStep = (scale: 0 | 1) =>
			[1, 2, 3, 4].map((step) => given.filter((pair) => pair[scale] === step).length);
		return { statement: label, answers: given.length, importance: perStep(0), success: perStep(1) };
	});
