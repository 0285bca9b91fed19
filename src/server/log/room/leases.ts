import type { Clock } from '../clock.ts';
import type { Party } from './handed.ts';

const LEASE_MS = 60_000;

/** Who makes the snapshot of which document just now. Only to save work: two at a time would do no harm. */
export class Leases {
	#clock: Clock;
	#held = new Map<string, { party: Party; until: number }>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** For so many milliseconds; 0 is no. */
	ask(party: Party, document: string): number {
		const now = this.#clock.elapsed();
		const held = this.#held.get(document);
		if (held && held.party !== party && held.until > now) return 0;
		this.#held.set(document, { party, until: now + LEASE_MS });
		return LEASE_MS;
	}

	/** The snapshot is made. */
	end(document: string): void {
		this.#held.delete(document);
	}

	leave(party: Party): void {
		for (const [document, held] of this.#held) if (held.party === party) this.#held.delete(document);
	}
}
