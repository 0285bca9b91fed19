import type { Writable } from 'node:stream';
import type { Clock } from './clock.ts';

export type Facts = Record<string, string | number | boolean>;

/** What happened, in a word, with figures and codes beside it: never content, an id, a name or an address. */
export interface Journal {
	note(event: string, facts?: Facts): void;
}

const MINUTE_MS = 60_000;
/** Of one event in a minute: whoever knocks without end shall not fill the disk. */
const MOST_LINES = 100;

/** One line of JSON for each event; of what happens too often, at the end of a minute, how often. */
export const journalTo = (out: Writable, clock: Clock): Journal => {
	const lately = new Map<string, number>();
	const write = (event: string, facts: Facts = {}) =>
		out.write(`${JSON.stringify({ at: new Date(clock.now()).toISOString(), event, ...facts })}\n`);
	const sum = (event: string) => {
		const times = lately.get(event) ?? 0;
		lately.delete(event);
		if (times > MOST_LINES) write(event, { notNoted: times - MOST_LINES });
	};
	return {
		note(event, facts) {
			const times = (lately.get(event) ?? 0) + 1;
			lately.set(event, times);
			if (times === 1) clock.after(MINUTE_MS, () => sum(event));
			if (times <= MOST_LINES) write(event, facts);
		},
	};
};
