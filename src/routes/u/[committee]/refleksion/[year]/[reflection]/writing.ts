/** Milliseconds after a letter in which somebody counts as writing. */
const PAUSE = 15_000;

/** Whether somebody is writing on this page just now: nobody is taken away in the middle of a sentence. */
export class Writing {
	#at = -Infinity;
	#note = () => (this.#at = performance.now());

	constructor() {
		document.addEventListener('input', this.#note);
	}

	get isUnderWay(): boolean {
		const field = document.activeElement;
		const takesWords = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
		return takesWords && performance.now() - this.#at < PAUSE;
	}

	stop(): void {
		document.removeEventListener('input', this.#note);
	}
}
