/** Milliseconds after the last letter during which somebody still counts as writing. */
export const PAUSE = 6000;

/** The text that somebody at this screen writes in, as the others are told. */
export class Standing {
	#text = $state.raw<string>();
	#pause: ReturnType<typeof setTimeout> | undefined;

	get text(): string | undefined {
		return this.#text;
	}

	/**
	 * Somebody has come to a text or written in it, or is in none. Counts in a moment, in the order in which it is said: a
	 * field that is taken away says it while the screen is being changed, when nothing may be set.
	 */
	stand(text: string | undefined): void {
		queueMicrotask(() => {
			clearTimeout(this.#pause);
			this.#text = text;
			if (text !== undefined) this.#pause = setTimeout(() => (this.#text = undefined), PAUSE);
		});
	}
}
