import { untrack } from 'svelte';
import { atMost, claimsMore, type Saved } from './rules.ts';

/** Milliseconds that a better claim must have been true before it is shown: longer than between two letters. */
export const HOLD = 150;

/**
 * [TO6] What is shown of how it is saved. It never claims more than is so now, and does not blink: while somebody types
 * it stays at what is true between the letters.
 */
export class Steady {
	#now: () => Saved;
	#shown: Saved;
	#storedAt = $state.raw<Date>();

	/** In a component only. `clock`: for when something was last stored. */
	constructor(now: () => Saved, clock: () => Date) {
		this.#now = now;
		this.#shown = $state.raw(untrack(now));
		let wasSaving = false;
		let rise: ReturnType<typeof setTimeout> | undefined;
		let claim = this.#shown;
		// A rise waits for a timer, which nothing on screen asks for.
		$effect(() => {
			claim = now();
			const isSaving = claim.state === 'saving' || claim.state === 'failed';
			if (wasSaving && !isSaving) this.#storedAt = clock();
			wasSaving = isSaving;
			if (
				claimsMore(
					claim,
					untrack(() => this.#shown),
				)
			)
				rise ??= setTimeout(() => {
					rise = undefined;
					this.#shown = claim;
				}, HOLD);
			else {
				clearTimeout(rise);
				rise = undefined;
				this.#shown = claim;
			}
		});
	}

	get shown(): Saved {
		return atMost(this.#shown, this.#now());
	}

	/** When something was last stored on this tablet, in this tab. */
	get storedAt(): Date | undefined {
		return this.#storedAt;
	}
}
