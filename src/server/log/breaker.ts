import type { Clock } from './clock.ts';

const FEW = 3;
const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** A log that fails again and again is left alone for a while, longer each time, so that the others do not notice. */
export class Breaker {
	#clock: Clock;
	#failures = 0;
	#until = -Infinity;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	get isOpen(): boolean {
		return this.#clock.elapsed() < this.#until;
	}

	worked(): void {
		this.#failures = 0;
	}

	failed(): void {
		this.#failures += 1;
		if (this.#failures < FEW) return;
		const time = Math.min(LONGEST_MS, FIRST_MS * 2 ** (this.#failures - FEW));
		this.#until = this.#clock.elapsed() + time;
	}
}
