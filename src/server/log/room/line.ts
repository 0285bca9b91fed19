import type { Handed } from './handed.ts';

/** So much is judged and stored together. */
const BATCH_BYTES = 1024 * 1024;

interface Standing {
	handed: Handed;
	done: () => void;
}

/** What was handed in and has no answer yet, in order. While some is being stored the rest gathers, and goes together. */
export class Line {
	#settle: (batch: readonly Handed[]) => Promise<void>;
	#standing: Standing[] = [];
	#working: Promise<void> | undefined;
	/** Bytes of the entries that wait. */
	bytes = 0;

	/** @param settle answers a batch; never rejected */
	constructor(settle: (batch: readonly Handed[]) => Promise<void>) {
		this.#settle = settle;
	}

	get isEmpty(): boolean {
		return !this.#working;
	}

	/** Settles when there is nothing left to do. */
	async emptied(): Promise<void> {
		await this.#working;
	}

	/** Settles when the entry has its answer. */
	join(handed: Handed): Promise<void> {
		this.bytes += handed.sealed.bytes.length;
		return new Promise((done) => {
			this.#standing.push({ handed, done });
			this.#working ??= this.#work();
		});
	}

	async #work(): Promise<void> {
		// What comes in the same breath goes together.
		await Promise.resolve();
		while (this.#standing.length > 0) {
			const batch = this.#next();
			// Each batch is judged by what the one before has left.
			// oxlint-disable-next-line no-await-in-loop
			await this.#settle(batch.map(({ handed }) => handed));
			for (const { handed, done } of batch) {
				this.bytes -= handed.sealed.bytes.length;
				done();
			}
		}
		this.#working = undefined;
	}

	#next(): Standing[] {
		let bytes = 0;
		const end = this.#standing.findIndex(({ handed }, at) => {
			bytes += handed.sealed.bytes.length;
			return at > 0 && bytes > BATCH_BYTES;
		});
		return this.#standing.splice(0, end < 0 ? this.#standing.length : end);
	}
}
