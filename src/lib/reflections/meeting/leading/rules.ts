import type { Lead } from '../../schema.ts';

/** [LE1] Whether the tablet leads: it was said so, or nobody was. A tablet without a log shares nothing and leads. */
export const leads = (ledBy: Lead | undefined, own: string | undefined): boolean =>
	own === undefined || ledBy === undefined || ledBy.tablet === own;

/**
 * [LE5] What a tablet says when another one has changed who leads: that it leads now, or who does in its place.
 * @param isStale what it has just said of who leads is still on the screen, and not true any more
 */
export const saidOfLead = (
	before: Lead | undefined,
	now: Lead | undefined,
	{ own, isStale }: { own: string | undefined; isStale: boolean },
): 'mine' | 'theirs' | undefined => {
	if (!now || now.tablet === before?.tablet) return undefined;
	if (now.tablet === own) return 'mine';
	return leads(before, own) || isStale ? 'theirs' : undefined;
};

/** [LE3] Milliseconds for which whoever leads is not seen before it is offered to lead instead. */
const PATIENCE = 20_000;
/** At first less: whoever is there greets whoever comes. */
const PATIENCE_AT_FIRST = 8_000;
/** Who has not looked for so long was asleep, and has seen nobody leave. */
const ASLEEP = 15_000;

/** [LE3] Since when somebody is not seen, by a clock that runs on (`performance.now`). */
export class Absence {
	#seenAt: number;
	#lookedAt: number;

	constructor(now: number) {
		this.#seenAt = now - PATIENCE + PATIENCE_AT_FIRST;
		this.#lookedAt = now;
	}

	/** Looks whether somebody is there. @returns whether they have been away for too long */
	look(isThere: boolean, now: number): boolean {
		if (isThere || now - this.#lookedAt > ASLEEP) this.#seenAt = now;
		this.#lookedAt = now;
		return now - this.#seenAt > PATIENCE;
	}
}

/** What somebody looks at who may look at something else than what lies on the table. */
export interface Look {
	/** What lay on the table when they began to. */
	over: string;
	/** Nothing: they have put it away. */
	at: string | undefined;
}

/** [LE6] What is shown to somebody: what lies on the table, until they look elsewhere; what is laid anew comes to all. */
export const lookedAt = (onTable: string | undefined, look: Look | undefined): string | undefined =>
	look && look.over === (onTable ?? '') ? look.at : onTable || undefined;
