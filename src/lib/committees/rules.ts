import type { Day } from '#lib/time.ts';
import type { Member, NewCommittee, Role, Side } from './schema.ts';

/** Why a committee cannot be founded as written. */
export type FoundingRefusal = 'no-name' | 'no-level';

/** [CO1] A committee has a name and a level; everything else can come later. */
export const foundingRefusal = (
	committee: Pick<NewCommittee, 'name' | 'level'>,
): FoundingRefusal | undefined => {
	if (committee.name.trim() === '') return 'no-name';
	if (committee.level === '') return 'no-level';
	return undefined;
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

/** [CO6] A committee is deleted for good only by typing its name, with no regard to case or outer spaces. */
export const confirmsDeletion = (typed: string, name: string): boolean => {
	const even = (text: string) => text.trim().replace(/\s+/g, ' ').toLocaleLowerCase('da');
	return even(name) !== '' && even(typed) === even(name);
};
