/** Words that somebody was writing when what they stood in was removed elsewhere. */
export interface Taken {
	/** The root map that it stood in: `goals`, `actions` and so on. */
	from: string;
	words: string;
}

/** What this tab has to hand back, until it is read: whoever types looks at the keys, and not always at the screen. */
class Hands {
	#taken: readonly Taken[] = [];
	#watchers = new Set<() => void>();

	get taken(): readonly Taken[] {
		return this.#taken;
	}

	/** @returns stops watching */
	watch(changed: () => void): () => void {
		this.#watchers.add(changed);
		return () => this.#watchers.delete(changed);
	}

	take(taken: Taken): void {
		this.#hold([...this.#taken, taken]);
	}

	forget(at: number): void {
		this.#hold(this.#taken.toSpliced(at, 1));
	}

	#hold(taken: readonly Taken[]): void {
		this.#taken = taken;
		for (const changed of this.#watchers) changed();
	}
}

export const hands = new Hands();
