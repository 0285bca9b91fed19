import { createSubscriber } from 'svelte/reactivity';
import type { Clock } from '#lib/time.ts';

/** Often enough for minutes, and too seldom to look at. In milliseconds. */
const EVERY = 10_000;

/** About what time it is, in milliseconds, again and again while something on screen reads it. */
export class Moment {
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

	get current(): number {
		this.#subscribe();
		return this.#clock().getTime();
	}
}
