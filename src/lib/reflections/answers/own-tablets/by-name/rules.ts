import type { Answers, Named, Present } from '../../../schema.ts';
import { personKey } from '../rules.ts';
import type { Sitting } from '../schema.ts';
import type { HandedIn } from './schema.ts';

/** All that was handed in, and who is known to answer on which tablet. */
export interface ByName {
	handedIn: readonly HandedIn[];
	seated: readonly Sitting[];
}

/**
 * [OW12] What counts of each: what came from the tablet that this person answers on. Where nothing came from that one,
 * or nobody knows which it is, what came from the tablet with the lowest id.
 */
export const counted = ({ handedIn, seated }: ByName): HandedIn[] => {
	const found = new Map<string, HandedIn>();
	for (const each of handedIn.toSorted((a, b) => (a.tablet < b.tablet ? -1 : 1))) {
		const key = personKey(each);
		const isTheirs = seated.some((sitting) => personKey(sitting) === key && sitting.tablet === each.tablet);
		if (isTheirs || !found.has(key)) found.set(key, each);
	}
	return [...found].toSorted(([a], [b]) => a.localeCompare(b)).map(([, each]) => each);
};

/** [OW17] What was handed in from this tablet, and does not count because another tablet has answered under that name. */
export const uncounted = (all: ByName, tablet: string): { mine: HandedIn; counts: HandedIn }[] => {
	const counts = counted(all);
	return all.handedIn.flatMap((mine) => {
		const other = counts.find((each) => personKey(each) === personKey(mine));
		return mine.tablet === tablet && other && other.tablet !== tablet ? [{ mine, counts: other }] : [];
	});
};

/** How far somebody is, and on which tablet. */
export interface Place {
	key: string;
	person: Present;
	is: 'away' | 'answering' | 'answered';
	/** Absent while it is none. */
	tablet: string | undefined;
}

/** [OW16] Everybody who is asked, and everybody who has answered. */
export const placesOf = (asked: readonly Present[], all: ByName): Place[] => {
	const counts = new Map(counted(all).map((each) => [personKey(each), each]));
	const people = new Map(
		[...asked, ...counts.values()].map(({ id, name }) => {
			const person = { ...(id && { id }), name };
			return [personKey(person), person] as const;
		}),
	);
	return [...people].map(([key, person]) => {
		const answered = counts.get(key);
		const sits = all.seated.find((sitting) => personKey(sitting) === key);
		if (answered) return { key, person, is: 'answered', tablet: answered.tablet };
		return { key, person, is: sits ? 'answering' : 'away', tablet: sits?.tablet };
	});
};

/** [OW16] Whether it is asked before this tablet answers under that name: somebody has, or does so elsewhere. */
export const isTaken = ({ is, tablet }: Place, device: string): boolean =>
	is === 'answered' || (is === 'answering' && tablet !== device);

/** [OW17] The tablet that has taken the name under which this one is marking. */
export const takenBy = ({ seated }: ByName, person: Present, device: string): string | undefined => {
	const at = seated.find((sitting) => personKey(sitting) === personKey(person))?.tablet;
	return at === device ? undefined : at;
};

/** One person's marks as they are kept. */
export const marksOf = (answers: Answers): Named['marks'] =>
	Object.fromEntries(
		[...answers].map(([statement, { importance, success }]) => [statement, [importance, success]]),
	);
