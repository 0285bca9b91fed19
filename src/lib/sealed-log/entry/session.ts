import type { Sealed } from './sealed.ts';

/** The last entry of a session that somebody holds. */
export interface Last {
	counter: number;
	id: string;
	document: string;
}

/** How an entry stands to what is held of its session (same device, same session). */
export type Standing =
	/** The next one. */
	| 'next'
	/** Held already: the same answer as the first time. */
	| 'again'
	/** Another entry has this place. */
	| 'counter-taken'
	/** Entries between are missing. */
	| 'counter-gap'
	/** It has the next number and names another before it: the session was continued from something else. */
	| 'wrong-prev'
	/** A session belongs to one document. */
	| 'other-document';

/**
 * @param last the last entry held of the session, if any
 * @param held the id of the entry held at the same counter, when the counter is not after the last
 */
export const standing = (last: Last | undefined, { id, entry }: Sealed, held?: string): Standing => {
	const next = (last?.counter ?? 0) + 1;
	if (entry.counter < next) return held === id ? 'again' : 'counter-taken';
	if (entry.counter > next) return 'counter-gap';
	if (last && entry.document !== last.document) return 'other-document';
	// The first names nothing, and only the first: its shape says so already.
	return !last || entry.prev === last.id ? 'next' : 'wrong-prev';
};
