import type { Asked, Signatures } from '#lib/sealed-log/crypto/port.ts';

/** Milliseconds without anything to do before the worker goes. */
const IDLE = 10_000;
/** Milliseconds without an answer before the page looks by itself. */
const PATIENCE = 5000;

/**
 * A worker that looks at signatures: a browser does that in the page's own thread, and a newcomer has thousands of them. It
 * is there while there are any, and where it does not start the page looks by itself.
 */
export class SignatureWorker implements Signatures {
	#make: () => Worker;
	#worker: Worker | undefined;
	#waiting = new Map<number, (answers: readonly boolean[] | undefined) => void>();
	#last = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isBroken = false;

	constructor(make: () => Worker) {
		this.#make = make;
	}

	/** The worker of this program, where there are workers. */
	static here(): Signatures | undefined {
		if (!globalThis.Worker) return undefined;
		return new SignatureWorker(
			() => new Worker(new URL('./signatures.worker.ts', import.meta.url), { type: 'module' }),
		);
	}

	expect(): void {
		if (this.#started()) this.#endLater();
	}

	verify(asked: readonly Asked[]): Promise<readonly boolean[] | undefined> {
		const worker = this.#started();
		if (!worker) return Promise.resolve(undefined);
		const number = ++this.#last;
		return new Promise((resolve) => {
			this.#waiting.set(number, resolve);
			setTimeout(() => this.#waiting.has(number) && this.#break(), PATIENCE);
			worker.postMessage({ number, asked }, { transfer: [] });
		});
	}

	#started(): Worker | undefined {
		clearTimeout(this.#timer);
		if (this.#isBroken || this.#worker) return this.#worker;
		try {
			const worker = this.#make();
			this.#worker = worker;
			worker.addEventListener('message', ({ data }: MessageEvent<{ number: number; answers: boolean[] }>) =>
				this.#answer(data.number, data.answers),
			);
			worker.addEventListener('error', () => this.#break());
			worker.addEventListener('messageerror', () => this.#break());
		} catch {
			this.#break();
		}
		return this.#worker;
	}

	#answer(number: number, answers: readonly boolean[] | undefined): void {
		this.#waiting.get(number)?.(answers);
		this.#waiting.delete(number);
		if (this.#waiting.size === 0 && this.#worker) this.#endLater();
	}

	#endLater(): void {
		this.#timer = setTimeout(() => this.#end(), IDLE);
	}

	#break(): void {
		this.#isBroken = true;
		this.#end();
		for (const number of [...this.#waiting.keys()]) this.#answer(number, undefined);
	}

	#end(): void {
		clearTimeout(this.#timer);
		this.#worker?.terminate();
		this.#worker = undefined;
	}
}
