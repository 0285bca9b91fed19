import { createSubscriber } from 'svelte/reactivity';

/** What can be watched: any shared type of Yjs. */
interface Source {
	observeDeep(changed: () => void): void;
	unobserveDeep(changed: () => void): void;
}

/**
 * A value read from shared types, computed once for each change and only while something on screen reads it.
 * A plain read outside an effect is always fresh and leaves no observer behind.
 */
export class Live<T> {
	#read: () => T;
	#subscribe: () => void;
	#cache: { value: T } | undefined;
	#watched = false;

	constructor(sources: Source | Source[], read: () => T) {
		this.#read = read;
		const watched = [sources].flat();
		this.#subscribe = createSubscriber((update) => {
			const changed = () => {
				this.#cache = undefined;
				update();
			};
			this.#watched = true;
			for (const source of watched) source.observeDeep(changed);
			return () => {
				this.#watched = false;
				this.#cache = undefined;
				for (const source of watched) source.unobserveDeep(changed);
			};
		});
	}

	get current(): T {
		this.#subscribe();
		return this.#watched ? (this.#cache ??= { value: this.#read() }).value : this.#read();
	}
}
