import { nameProblem } from '#lib/committees/rules.ts';
import type { Member } from '#lib/committees/schema.ts';
import { m } from '#lib/messages/da/tablets.ts';
import { isAtLeast, roles, type Role } from '#lib/sealed-log/membership/actions.ts';
import type { Day } from '#lib/time.ts';
import type { Naming, Note } from './schema.ts';

/** A tablet that is in. */
export interface Tablet {
	device: string;
	role: Role;
	/** The tablet that shows this. */
	isOwn: boolean;
	/** The how-manieth it was to come in. */
	number: number;
	/** What let it in: a link, or a tablet. */
	through: string;
	/** It came in by a recovery sheet. */
	bySheet: boolean;
}

/** A tablet, and what it is called. */
export type Named<T extends Tablet = Tablet> = T & { name: string; naming: Naming };

/** [TA12] `Mettes`, and `Mads’` where an s could not be heard. */
export const genitive = (name: string): string => (/[sxz]$/i.test(name) ? `${name}’` : `${name}s`);

const firstOf = (name: string) => name.trim().split(/\s+/, 1).join('');

/** [TA1] Members by what their tablets are called after: the first name, or the whole one where two share it. */
const callings = (members: readonly Pick<Member, 'id' | 'name'>[]): Map<string, string> =>
	new Map(
		members.map(({ id, name }) => {
			const first = firstOf(name);
			const isShared = members.some((other) => other.id !== id && firstOf(other.name) === first);
			return [id, isShared ? name.trim() : first];
		}),
	);

/** [TA3] What is said of a tablet; until it says something itself, what was said of the link that it came by. */
const namingOf = ({ device, through }: Tablet, notes: ReadonlyMap<string, Note>): Naming =>
	notes.get(device) ?? notes.get(through) ?? {};

/** [TA2] After who uses it, else what it was named, else by its number. */
const nameOf = ({ member = '', label }: Naming, names: ReadonlyMap<string, string>): string | undefined => {
	const name = names.get(member);
	return name ? m.tabletOf({ owner: genitive(name) }) : label?.trim() || undefined;
};

/** [TA5] Tablets with their names: this one first, then in the order in which they came in. */
export const called = <T extends Tablet>(
	tablets: readonly T[],
	notes: ReadonlyMap<string, Note>,
	members: readonly Pick<Member, 'id' | 'name'>[],
): Named<T>[] => {
	const names = callings(members);
	const given = tablets
		.map((tablet) => {
			const naming = namingOf(tablet, notes);
			return { ...tablet, naming, name: nameOf(naming, names) ?? m.numbered({ number: tablet.number }) };
		})
		.sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || a.number - b.number);
	// [TA1] Somebody may have two of them.
	return given.map((tablet) => {
		const twins = given.filter(({ name }) => name === tablet.name).toSorted((a, b) => a.number - b.number);
		const at = twins.indexOf(tablet);
		return at > 0 ? { ...tablet, name: m.another({ name: tablet.name, number: at + 1 }) } : tablet;
	});
};

/** [TA3] Whom a link is for, if somebody said so: `Mettes tablet`, or what the tablet is to be called. */
export const meantFor = (
	link: string,
	notes: ReadonlyMap<string, Note>,
	members: readonly Pick<Member, 'id' | 'name'>[],
): string | undefined => nameOf(notes.get(link) ?? {}, callings(members));

/** [TA9] What a tablet is called has at most as many characters as any other name; none is no name of its own. */
export const labelProblem = (label: string) => (label.trim() === '' ? undefined : nameProblem(label));

/** [TA6] What a tablet may let others do: no more than it may itself, and nothing when it may only read. */
export const mayGive = (role: Role | undefined): Role[] =>
	role === undefined || role === 'read' ? [] : roles.filter((each) => isAtLeast(role, each));

/** [TA6] Who made a link may withdraw it, and so may who looks after the tablets. */
export const mayWithdraw = (role: Role | undefined, link: { isOwn: boolean }): boolean =>
	role === 'admin' || (role === 'write' && link.isOwn);

/** Why something may not be done with a tablet. */
export type Hindrance = 'not-admin' | 'last-admin';

const isLastAdmin = ({ device, role }: Tablet, tablets: readonly Tablet[]) =>
	role === 'admin' && tablets.every((other) => other.device === device || other.role !== 'admin');

/** [TA7] Why this tablet (of the role) may not change what another may do: `undefined` when it may. */
export const hindersRole = (
	role: Role | undefined,
	tablet: Tablet,
	tablets: readonly Tablet[],
): Hindrance | undefined => {
	if (role !== 'admin') return 'not-admin';
	return isLastAdmin(tablet, tablets) ? 'last-admin' : undefined;
};

/** [TA7] Why this tablet may not take another out. Any may take itself out, but for the last that looks after them. */
export const hindersRemoval = (
	role: Role | undefined,
	tablet: Tablet,
	tablets: readonly Tablet[],
): Hindrance | undefined => {
	if (role !== 'admin' && !tablet.isOwn) return 'not-admin';
	return isLastAdmin(tablet, tablets) ? 'last-admin' : undefined;
};

/**
 * [TA15] Whom a tablet has let in, and those whom these let in, with the recovery sheets that they made: nearest first. This
 * tablet is not among them, nor whom it let in.
 */
export const broughtIn = (device: string, letInBy: ReadonlyMap<string, string>, own: string): string[] => {
	const next = [...letInBy].filter(([id, by]) => by === device && id !== own).map(([id]) => id);
	return [...next, ...next.flatMap((id) => broughtIn(id, letInBy, own))];
};

interface SheetFacts {
	role: Role | undefined;
	/** Ids of the recovery sheets that open the committee. */
	sheets: readonly string[];
	notes: ReadonlyMap<string, Note>;
}

/** [TA8] The day on which the sheet that is good was printed; `undefined` when there is none on paper. */
export const sheetPrintedOn = ({ sheets, notes }: Omit<SheetFacts, 'role'>): Day | undefined =>
	sheets
		.map((sheet) => notes.get(sheet)?.printedOn)
		.filter((day) => day !== undefined)
		.sort()
		.at(-1);

/** [TA8] Whether to remind of the recovery sheet: those who can make it, until it is printed, but for a week's peace. */
export const remindsOfSheet = (facts: SheetFacts & { laterUntil: Day | undefined; today: Day }): boolean =>
	facts.role === 'admin' &&
	sheetPrintedOn(facts) === undefined &&
	(facts.laterUntil === undefined || facts.laterUntil <= facts.today);

/**
 * [TA17] Nobody else has said that its digits were the same on both screens. The first tablet came by nothing, and who comes by
 * a sheet has nobody to compare with.
 */
export const isUnchecked = (
	{ device, number, bySheet }: Tablet,
	checked: ReadonlyMap<string, string>,
): boolean => number > 1 && !bySheet && (checked.get(device) ?? device) === device;

/** [TA16] Those that came in by a recovery sheet after this tablet, and that nobody here has seen yet. */
export const newBySheet = <T extends Tablet>(tablets: readonly T[], seen: readonly string[]): T[] => {
	const own = tablets.find(({ isOwn }) => isOwn);
	return tablets.filter(
		({ device, number, bySheet }) => bySheet && own && number > own.number && !seen.includes(device),
	);
};

/** [TA11] Six digits as they are read aloud: `123 456`. */
export const inThrees = (digits: string): string => digits.replace(/(\d{3})(?=\d)/g, '$1 ');

/** A whole one, also where a line of a letter was broken in the middle of it. */
const wholeTicket = /#((?:[\w-][\s.]*){46})(?![\w-])/;

/** [TA10] What stands after the `#` of a link, whatever was written around it. */
export const ticketIn = (text: string): string =>
	(wholeTicket.exec(text)?.[1] ?? text.slice(text.lastIndexOf('#') + 1)).replace(/[\s.]+/g, '');

/** [TA10] Where a link leads, when that is not here. */
export const elsewhere = (text: string, here: string): string | undefined => {
	const there = /(https?:\/\/[^/\s]+)\/join#/.exec(text)?.[1];
	return there === undefined || there === here ? undefined : there;
};

/** How many letters of a sheet somebody has typed: what keeps them apart on paper counts for none. */
export const lettersTyped = (text: string): number => text.replace(/[\s.\p{Pd}]/gu, '').length;

/** The letters of a sheet in groups, as they are printed. */
export const inGroups = (letters: string): string[] => letters.match(/.{1,4}/g) ?? [];
