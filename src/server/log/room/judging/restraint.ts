import type { Clock } from '../../clock.ts';
import { Pace } from '../../limits.ts';

/** So long nothing is taken of a device that was quicker than its removal. */
const HELD_MS = 30_000;
/** The chain's end has to hold still long enough for an admin: others extend it so many times at once, and so often. */
const LINKS_AT_ONCE = 3;
const LINKS_PER_SECOND = 0.5;

/** Keeps devices from outrunning what an admin does about them. */
export class Restraint {
	#clock: Clock;
	#held = new Map<string, number>();
	#links: Pace;

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#links = new Pace(clock, LINKS_AT_ONCE, LINKS_PER_SECOND);
	}

	/** A removal of the device has come too late for what it wrote last: the next one shall not. */
	hold(device: string): void {
		this.#held.set(device, this.#clock.elapsed() + HELD_MS);
	}

	isHeld(device: string): boolean {
		return (this.#held.get(device) ?? -Infinity) > this.#clock.elapsed();
	}

	/** Whether one of those who are no admins may extend the chain now: counted together, for one may have many devices. */
	allowsLink(): boolean {
		return this.#links.allows();
	}
}
