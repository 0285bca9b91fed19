import { fewestTaps } from '../rules.ts';

/**
 * [ST3] What each has tapped at the check-out. It stays in memory until the group asks for it, and holds four counts
 * only: the order in which they came is nobody's business.
 */
export class Taps {
	#counts = $state.raw<readonly number[]>([0, 0, 0, 0]);

	get counts(): readonly number[] {
		return this.#counts;
	}

	/** How many have tapped. */
	get sum(): number {
		return this.#counts.reduce((all, count) => all + count, 0);
	}

	/** They can be shown. `present`: how many are in the room. */
	isEnough(present: number): boolean {
		return this.sum >= fewestTaps(present);
	}

	/** @returns takes this very tap back */
	tap(step: number): () => void {
		this.#add(step, 1);
		let isThere = true;
		return () => {
			if (isThere) this.#add(step, -1);
			isThere = false;
		};
	}

	#add(step: number, by: number): void {
		this.#counts = this.#counts.map((count, at) => (at === step ? count + by : count));
	}
}
