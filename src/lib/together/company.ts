import { initials } from '#lib/committees/rules.ts';
import { decode, type Whereabouts } from './whereabouts.ts';

/** Colours that faces can have: the tokens `--face-0` and on. */
export const FACES = 6;

/** Somebody else's tab, as it says of itself. */
export interface Visit {
	device: string;
	what: Uint8Array;
}

export interface Person {
	/** The member's id, or the tablet's when nobody has said who uses it. */
	key: string;
	name: string;
	/** What they are called where there is little room: the first name, or all of it where two share it. */
	short: string;
	/** Two letters; none for a tablet. */
	initials: string;
	/** Which of the colours; `undefined` for a tablet that is everybody's. */
	face: number | undefined;
	/** In each tab that they have open. */
	at: readonly Whereabouts[];
}

/** Who can be here: members in the order of the table, by id, and what tablets are called. */
export interface Known {
	names: ReadonlyMap<string, string>;
	/** Name of a tablet. */
	nameOf: (device: string) => string;
	/** Whose a tablet is said to be; what it says of itself goes before that. */
	memberOf?: ((device: string) => string | undefined) | undefined;
	/** This tablet: its other tabs are nobody else. */
	own?: string | undefined;
	/** The member who uses this tablet. */
	me?: string | undefined;
}

/**
 * [TO3] The others who are here, in the order of the table, tablets that are everybody's last. A member on two tablets
 * is one person; what I do myself on another tablet is not listed; a member whom nobody knows counts as their tablet.
 */
export const company = (visits: readonly Visit[], { names, nameOf, memberOf, own, me }: Known): Person[] => {
	const order = [...names.keys()];
	const people = new Map<string, Person & { at: Whereabouts[] }>();
	for (const { device, what } of visits) {
		const where = decode(what);
		if (!where || device === own) continue;
		const member = [where.who, memberOf?.(device)].find((id) => id !== undefined && names.has(id));
		if (member !== undefined && member === me) continue;
		const key = member ?? device;
		const name = (member !== undefined && names.get(member)) || nameOf(device);
		const person = people.get(key) ?? {
			key,
			name,
			short: member === undefined ? name : shortName(name, names),
			initials: member === undefined ? '' : letters(name, names),
			face: member === undefined ? undefined : order.indexOf(member) % FACES,
			at: [],
		};
		person.at.push(where);
		people.set(key, person);
	}
	const rank = ({ key }: Person) => (order.includes(key) ? order.indexOf(key) : order.length);
	return [...people.values()].sort((a, b) => rank(a) - rank(b) || a.key.localeCompare(b.key));
};

/** How many are called so, by some part of their name. */
const namesakes = (names: ReadonlyMap<string, string>, part: (name: string) => string, own: string) =>
	[...names.values()].filter((name) => part(name) === part(own)).length;

const firstName = (name: string) => name.trim().split(/\s+/, 1).join('');

const shortName = (name: string, names: ReadonlyMap<string, string>) =>
	namesakes(names, firstName, name) > 1 ? name : firstName(name);

/** [TO3] Two letters have room in a circle: of two with the same initials, those that their first names begin with. */
const letters = (name: string, names: ReadonlyMap<string, string>) =>
	namesakes(names, initials, name) > 1 ? [...name.trim()].slice(0, 2).join('') : initials(name);

/** [TO4] Those who stand in a shared text, and where in it, as far as they tell. */
export const writersIn = (
	people: readonly Person[],
	text: string,
): (Person & { caret: string | undefined })[] =>
	people.flatMap((person) => {
		const where = person.at.findLast((each) => each.text === text);
		return where ? [{ ...person, caret: where.caret }] : [];
	});

/** [TO3] How many faces are shown, and how many more there are: a number of one is a face. */
export const facesOf = (people: readonly Person[], room: number): { shown: Person[]; more: number } => {
	const shown = people.slice(0, people.length > room ? room - 1 : room);
	return { shown, more: people.length - shown.length };
};
