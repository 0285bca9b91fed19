import type { Day } from '#lib/time.ts';
import type { Member, Profile, Role, Side } from './schema.ts';

/** Longer names find no room in a bar or a list. In characters. */
export const LONGEST_NAME = 80;

export type NameProblem = 'name-empty' | 'name-too-long';

/** [CO7] The name of a committee or a person has 1 to 80 characters. */
export const nameProblem = (name: string): NameProblem | undefined => {
	const { length } = name.trim();
	return length === 0 ? 'name-empty' : length > LONGEST_NAME ? 'name-too-long' : undefined;
};

/** What a committee is called, by whom and where; its level is always one of those on offer. */
export type Names = Pick<Profile, 'name' | 'workplace' | 'levelLabel'>;

/** [CO1] A committee has a name; its workplace and what it calls its level can come later. */
export const profileProblems = (names: Names): Record<keyof Names, NameProblem | undefined> => {
	const ifWritten = (text: string) => (text.trim() === '' ? undefined : nameProblem(text));
	return {
		name: nameProblem(names.name),
		workplace: ifWritten(names.workplace),
		levelLabel: ifWritten(names.levelLabel),
	};
};

const sideOfRole: Partial<Record<Role, Side>> = {
	managementRep: 'management',
	supervisor: 'management',
	employeeRep: 'employees',
	shopSteward: 'employees',
	workEnvRep: 'employees',
	chair: 'management',
	viceChair: 'employees',
};

/** [CO2] The side that the roles point to; the chair is a manager and the vice-chair is elected by the staff. [S1] */
export const sideOf = (roles: readonly Role[]): Side | undefined =>
	roles.map((role) => sideOfRole[role]).find((side) => side !== undefined);

/** [CO3] Members in the order of the table: chair, vice-chair, then as they were added; substitutes last. */
export const seated = (members: readonly Member[]): Member[] => {
	const rank = ({ roles }: Member) =>
		roles.includes('chair') ? 0 : roles.includes('viceChair') ? 1 : roles.includes('substitute') ? 3 : 2;
	return members.toSorted((a, b) => rank(a) - rank(b));
};

/** [CO4] A term is over on the day after it ends. */
export const termIsOver = (member: Pick<Member, 'termEnd'>, today: Day): boolean =>
	member.termEnd !== undefined && member.termEnd < today;

/** [CO5] `Karen Holm` is `KH`, `Bo` is `B`; never more than two letters. */
export const initials = (name: string): string => {
	const words = name.trim().split(/\s+/);
	const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
	return letters.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase('da') ?? '').join('');
};

/**
 * [CO11] Initials by id that tell people apart: `KaH` and `KiH` where two would be `KH`, and with a number where more
 * letters do not help.
 */
export const initialsAmong = (people: readonly { id: string; name: string }[]): Map<string, string> => {
	const short = people.map(({ name }) => initials(name));
	const long = people.map(({ name }) => longerInitials(name));
	const numbered = new Map<string, number>();
	const told = new Map<string, string>();
	for (const [at, { id }] of people.entries()) {
		const [own = '', longer = ''] = [short[at], long[at]];
		const number = (numbered.get(own) ?? 0) + 1;
		if (isOnly(short, own)) told.set(id, own);
		else if (isOnly(long, longer)) told.set(id, longer);
		else {
			told.set(id, `${own}${number}`);
			numbered.set(own, number);
		}
	}
	return told;
};

const isOnly = (all: readonly string[], one: string) => all.indexOf(one) === all.lastIndexOf(one);

/** With the second letter of the first name. */
const longerInitials = (name: string): string => {
	const [first = '', ...rest] = [...initials(name)];
	return [first, [...name.trim().split(/\s+/, 1).join('')][1] ?? '', ...rest].join('');
};

/** [CO12] Whether somebody of the same name is among `others`, with no regard to case or spaces. */
export const hasNamesake = (name: string, others: readonly string[]): boolean =>
	even(name) !== '' && others.some((other) => even(other) === even(name));

const even = (text: string) => text.trim().replace(/\s+/g, ' ').toLocaleLowerCase('da');

/** [CO6] A committee is deleted for good only by typing its name, with no regard to case or outer spaces. */
export const confirmsDeletion = (typed: string, name: string): boolean => {
	return even(name) !== '' && even(typed) === even(name);
};

const letters: Record<string, string> = { æ: 'ae', ø: 'oe', å: 'aa' };

/**
 * [CO8] What a copy of a committee is called as a file: `medspil-lmu-solsikken-2027-01-14.medspil`, in letters that every
 * system lets through.
 */
export const backupFileName = (name: string, day: Day): string => {
	const plain = name
		.toLocaleLowerCase('da')
		.replace(/[æøå]/g, (letter) => letters[letter] ?? '')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 40)
		.replace(/^-|-$/g, '');
	return `${['medspil', plain, day].filter(Boolean).join('-')}.medspil`;
};
