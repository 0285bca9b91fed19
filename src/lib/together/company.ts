import { initialsAmong } from '#lib/committees/rules.ts';
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
	/** This tablet: its other tabs are nobody else. */
	own?: string | undefined;
	/** The member who uses this tablet. */
	me?: string | undefined;
}

/**
 * [TO3] The others who are here, in the order of the table, tablets that are everybody's last. A member on two tablets
 * is one person; what I do myself on another tablet is not listed; a member whom nobody knows counts as their tablet.
 */
export const company = (visits: readonly Visit[], { names, nameOf, own, me }: Known): Person[] => {
	const told = initialsAmong([...names].map(([id, name]) => ({ id, name })));
	const order = [...names.keys()];
	const people = new Map<string, Person & { at: Whereabouts[] }>();
	for (const { device, what } of visits) {
		const where = decode(what);
		if (!where || device === own) continue;
		const member = where.who !== undefined && names.has(where.who) ? where.who : undefined;
		if (member !== undefined && member === me) continue;
		const key = member ?? device;
		const person = people.get(key) ?? {
			key,
			name: (member === undefined ? undefined : names.get(member)) ?? nameOf(device),
			initials: (member !== undefined && told.get(member)) || '',
			face: member === undefined ? undefined : order.indexOf(member) % FACES,
			at: [],
		};
		person.at.push(where);
		people.set(key, person);
	}
	const rank = ({ key }: Person) => (order.includes(key) ? order.indexOf(key) : order.length);
	return [...people.values()].sort((a, b) => rank(a) - rank(b) || a.key.localeCompare(b.key));
};

/** [TO4] Those who stand in a shared text. */
export const writersIn = (people: readonly Person[], text: string): Person[] =>
	people.filter(({ at }) => at.some((where) => where.text === text));

/** [TO3] How many faces are shown, and how many more there are: a number of one is a face. */
export const facesOf = (people: readonly Person[], room: number): { shown: Person[]; more: number } => {
	const shown = people.slice(0, people.length > room ? room - 1 : room);
	return { shown, more: people.length - shown.length };
};
