import { createSubscriber } from 'svelte/reactivity';
import type { Clock } from '#lib/time.ts';

/** Often enough that «2 minutes» never stands while it is four. */
const EVERY = 20_000;

/** What the time is, again and again while something on screen reads it. */
export class Minute {
	#clock: Clock;
	#subscribe: () => void;

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#subscribe = createSubscriber((update) => {
			const timer = setInterval(update, EVERY);
			// A hidden tab ticks rarely; what is seen again must be right at once.
			document.addEventListener('visibilitychange', update);
			return () => {
				clearInterval(timer);
				document.removeEventListener('visibilitychange', update);
			};
		});
	}

	get current(): Date {
		this.#subscribe();
		return this.#clock();
	}
}
