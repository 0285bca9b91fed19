import { m } from '#lib/messages/da/ui.ts';

export interface Toast {
	text: string;
	/** Takes back what the toast confirms, and nothing else. False says that it cannot be taken back any more. */
	undo?: () => unknown;
}

/** Long enough to read a sentence and reach for a button on a tablet. */
const staysMs = 8000;

/** A moment ago is where one came from: what is said on the way out of a page belongs to the next one. */
const freshMs = 1000;
const staysElsewhereMs = 2000;

/** One short confirmation at a time; a new one takes the place of the old. */
class Toasts {
	#current = $state.raw<Toast>();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#held = false;
	#shownAt = -Infinity;

	get current() {
		return this.#current;
	}

	show(toast: Toast) {
		if (!this.#current) this.#held = false;
		this.#current = toast;
		this.#shownAt = performance.now();
		this.#wait();
	}

	/** Another page is shown: what was said about the last one does not stay over this one's name. */
	leave() {
		if (this.#current && performance.now() - this.#shownAt > freshMs) this.#wait(staysElsewhereMs);
	}

	dismiss() {
		clearTimeout(this.#timer);
		this.#current = undefined;
	}

	undo() {
		const undo = this.#current?.undo;
		// The button goes away under the finger and the focus, so nobody tells us that they left it.
		this.#held = false;
		this.show({ text: m.undone });
		if (undo?.() === false) this.show({ text: m.notUndone });
	}

	/** Someone points at it or has come to it by the keyboard: it waits. */
	hold() {
		this.#held = true;
		clearTimeout(this.#timer);
	}

	release() {
		this.#held = false;
		if (this.#current) this.#wait();
	}

	#wait(ms = staysMs) {
		clearTimeout(this.#timer);
		if (!this.#held) this.#timer = setTimeout(() => this.dismiss(), ms);
	}
}

export const toasts = new Toasts();
