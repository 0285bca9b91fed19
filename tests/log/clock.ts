import type { Clock } from '../../src/server/log/clock.ts';

/** A clock that stands still until it is told to go on. */
export class StandingClock implements Clock {
	#now: number;
	#elapsed = 0;
	#timers: { at: number; run: () => void }[] = [];

	constructor(now = 0) {
		this.#now = now;
	}

	now(): number {
		return this.#now;
	}

	elapsed(): number {
		return this.#elapsed;
	}

	after(ms: number, run: () => void): () => void {
		const timer = { at: this.#elapsed + ms, run };
		this.#timers.push(timer);
		return () => {
			this.#timers = this.#timers.filter((each) => each !== timer);
		};
	}

	/** Somebody sets the clock: it is later, and no time has passed. */
	jump(ms: number): void {
		this.#now += ms;
	}

	/** Lets time pass; whatever is due happens in order, with all that follows from it at once. */
	async pass(ms: number): Promise<void> {
		const end = this.#elapsed + ms;
		for (;;) {
			await breath();
			const next = this.#timers.toSorted((one, other) => one.at - other.at)[0];
			if (!next || next.at > end) break;
			this.#timers = this.#timers.filter((each) => each !== next);
			this.#now += next.at - this.#elapsed;
			this.#elapsed = next.at;
			next.run();
		}
		this.#now += end - this.#elapsed;
		this.#elapsed = end;
	}
}

/** Everything that can happen without time passing. */
const breath = () => new Promise<void>((resolve) => setImmediate(resolve));
