import type { Writable } from 'node:stream';

/** What happened, in a word, with figures and codes beside it: never content, an id, a name or an address. */
export interface Journal {
	note(event: string, facts?: Record<string, string | number | boolean>): void;
}

/** One line of JSON for each event. */
export const journalTo = (out: Writable): Journal => ({
	note: (event, facts) => {
		out.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...facts })}\n`);
	},
});
