import { createSubscriber } from 'svelte/reactivity';
import type { Clock } from '#lib/time.ts';

/** Often enough that a second is never seen to be skipped. */
const everyMs = 250;

/** The moment it is, again and again while something on screen reads it. */
export class Ticking {
	#clock: Clock;
	#subscribe: () => void;

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#subscribe = createSubscriber((update) => {
			const timer = setInterval(update, everyMs);
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
