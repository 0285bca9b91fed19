import { createHash } from 'node:crypto';

/** Something that can end: what it waits for never comes then. A sleeping one gets it when it wakes. */
export class Life {
	isOver = false;
	/** Virtual time until which nothing moves in it. */
	sleepsUntil = 0;
}

interface Event {
	at: number;
	order: number;
	run: () => void;
	life: Life | undefined;
	isCalledOff: boolean;
}

const isBefore = (one: Event, other: Event): boolean =>
	one.at < other.at || (one.at === other.at && one.order < other.order);

/** A seeded source of chance. The same seed gives the same numbers. */
export class Dice {
	#state: number;

	constructor(seed: number) {
		this.#state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0;
		for (let warm = 0; warm < 8; warm++) this.fraction();
	}

	/** From 0 up to 1. */
	fraction(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	below(limit: number): number {
		return Math.floor(this.fraction() * limit);
	}

	between(from: number, to: number): number {
		return from + this.below(to - from + 1);
	}

	chance(likely: number): boolean {
		return this.fraction() < likely;
	}

	pick<T>(from: readonly T[]): T | undefined {
		return from[this.below(from.length)];
	}
}

/** Virtual time: everything that happens is an event, one after the other, in an order that the seed decides. */
export class World {
	now = 1_800_000_000_000;
	readonly dice: Dice;
	#heap: Event[] = [];
	#order = 0;
	#trace = createHash('sha256');
	/** What happened, for people; kept only when asked for. */
	readonly story: string[] = [];
	#isTelling: boolean;
	/** Errors that nobody caught: any is a failure of the run. */
	readonly uncaught: unknown[] = [];

	constructor(seed: number, isTelling = false) {
		this.dice = new Dice(seed);
		this.#isTelling = isTelling;
	}

	/** Runs something at a later time, if its life lasts so long. */
	after(time: number, run: () => void, life?: Life): () => void {
		const event = {
			at: this.now + Math.max(0, Math.ceil(time)),
			order: this.#order++,
			run,
			life,
			isCalledOff: false,
		};
		this.#push(event);
		return () => (event.isCalledOff = true);
	}

	/** Waits in virtual time. Never settles when the life is over by then: that is what a crash looks like from inside. */
	wait(time: number, life?: Life): Promise<void> {
		return new Promise((resolve) => this.after(time, resolve, life));
	}

	/** Part of what the same seed must give again. */
	note(what: string): void {
		const line = `${this.now - 1_800_000_000_000} ${what}`;
		this.#trace.update(`${line}\n`);
		if (this.#isTelling) this.story.push(line);
	}

	get traceHash(): string {
		return this.#trace.copy().digest('hex');
	}

	/** Lets everything happen up to a time. */
	async until(time: number): Promise<void> {
		await new Promise(setImmediate);
		for (let next = this.#heap[0]; next && next.at <= time; next = this.#heap[0]) {
			this.#pop();
			if (next.isCalledOff || next.life?.isOver) continue;
			const { life } = next;
			if (life && life.sleepsUntil > next.at) {
				this.#push({ ...next, at: life.sleepsUntil, order: this.#order++ });
				continue;
			}
			this.now = Math.max(this.now, next.at);
			next.run();
			// Whatever follows from it without waiting for time.
			await new Promise(setImmediate);
		}
		this.now = Math.max(this.now, time);
	}

	#push(event: Event): void {
		const heap = this.#heap;
		let at = heap.push(event) - 1;
		while (at > 0) {
			const parent = (at - 1) >> 1;
			const above = heap[parent];
			if (!above || isBefore(above, event)) break;
			heap[at] = above;
			at = parent;
		}
		heap[at] = event;
	}

	#pop(): void {
		const heap = this.#heap;
		const last = heap.pop();
		if (!last || heap.length === 0) return;
		let at = 0;
		for (;;) {
			let child = 2 * at + 1;
			const [left, right] = [heap[child], heap[child + 1]];
			if (!left) break;
			if (right && isBefore(right, left)) child++;
			const lower = heap[child];
			if (!lower || !isBefore(lower, last)) break;
			heap[at] = lower;
			at = child;
		}
		heap[at] = last;
	}
}
