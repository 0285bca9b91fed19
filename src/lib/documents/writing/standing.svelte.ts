/** Milliseconds after the last letter during which somebody still counts as writing. */
export const PAUSE = 6000;

/** The text that somebody at this screen writes in, as the others are told. */
export class Standing {
	#text = $state.raw<string>();
	#caret = $state.raw<string>();
	#pause: ReturnType<typeof setTimeout> | undefined;

	get text(): string | undefined {
		return this.#text;
	}

	/** Where in it, while they write. */
	get caret(): string | undefined {
		return this.#text === undefined ? undefined : this.#caret;
	}

	/**
	 * Somebody has come to a text or written in it, or is in none. Counts in a moment, in the order in which it is said: a
	 * field that is taken away says it while the screen is being changed, when nothing may be set.
	 */
	stand(text: string | undefined, caret?: string): void {
		queueMicrotask(() => {
			clearTimeout(this.#pause);
			this.#caret = caret ?? (text === this.#text ? this.#caret : undefined);
			this.#text = text;
			if (text !== undefined) this.#pause = setTimeout(() => (this.#text = undefined), PAUSE);
		});
	}

	/** [TO14] The caret has moved. That alone is no writing: who has stopped is not shown again for it. */
	turn(caret: string): void {
		queueMicrotask(() => {
			if (this.#text !== undefined) this.#caret = caret;
		});
	}
}
