import type { Clock } from '../../ports.ts';

/** Milliseconds after which a lease that somebody else always has is not waited for any more: as long as one lasts. */
const PATIENCE = 60_000;
/** Milliseconds after which a refusal is of another time. */
const LONG_AGO = 180_000;

interface Vain {
	since: number;
	last: number;
}

/** The server's leaves to make snapshots. They only save work: who never gets one makes it without. */
export class Leases {
	#clock: Clock;
	#ask: (document: string) => void;
	#asked = new Map<string, (time: number) => void>();
	/** By document, since when this device has asked in vain. */
	#vain: Map<string, Vain>;

	constructor(clock: Clock, vain: Map<string, Vain>, ask: (document: string) => void) {
		this.#clock = clock;
		this.#vain = vain;
		this.#ask = ask;
	}

	/** @returns milliseconds for making a document's snapshot; 0 is no */
	lease(document: string): Promise<number> {
		if (this.#asked.has(document)) return Promise.resolve(0);
		const leased = new Promise<number>((resolve) => this.#asked.set(document, resolve));
		this.#ask(document);
		return leased;
	}

	/** The server has answered. */
	answered(document: string, time: number): void {
		this.#asked.get(document)?.(time > 0 || !this.#isInVain(document) ? time : PATIENCE);
		this.#asked.delete(document);
		if (time > 0) this.#vain.delete(document);
	}

	close(): void {
		for (const leased of this.#asked.values()) leased(0);
		this.#asked.clear();
	}

	#isInVain(document: string): boolean {
		const now = this.#clock.elapsed();
		const before = this.#vain.get(document);
		const since = before && now - before.last < LONG_AGO ? before.since : now;
		this.#vain.set(document, { since, last: now });
		return now - since >= PATIENCE;
	}
}

/** What logs have asked for in vain outlives their lines. */
const ofLogs = new WeakMap<object, Map<string, Vain>>();

export const vainOf = (log: object): Map<string, Vain> => {
	const known = ofLogs.get(log) ?? new Map<string, Vain>();
	ofLogs.set(log, known);
	return known;
};
