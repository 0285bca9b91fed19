import type { Clock } from '../clock.ts';
import type { KeptHead } from '../keeping/log-store.ts';
import type { Head } from './ledger/ledger.ts';

const SOON_MS = 1000;

/**
 * Heads that are known and not stored yet: they go with the next entries, or a second later by themselves. One that is
 * lost in a crash says less than is true, and its device sends the next.
 */
export class LateHeads {
	#clock: Clock;
	#store: () => void;
	#waiting = new Map<string, Head>();
	#callOff: (() => void) | undefined;

	constructor(clock: Clock, store: () => void) {
		this.#clock = clock;
		this.#store = store;
	}

	add(heads: ReadonlyMap<string, Head>): void {
		for (const [device, head] of heads) this.#waiting.set(device, head);
		if (this.#waiting.size === 0) return;
		this.#callOff ??= this.#clock.after(SOON_MS, () => {
			this.#callOff = undefined;
			this.#store();
		});
	}

	/** Those that wait, and newer ones with them: theirs to store from now on. */
	take(newer: ReadonlyMap<string, Head> = new Map()): KeptHead[] {
		const all = new Map([...this.#waiting, ...newer]);
		this.#waiting.clear();
		this.#callOff?.();
		this.#callOff = undefined;
		return [...all].map(([device, { bytes }]) => ({ device, bytes }));
	}
}
