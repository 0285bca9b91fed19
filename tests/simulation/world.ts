import { createHash } from 'node:crypto';
import { Dice } from './dice.ts';

const never = <T>() => new Promise<T>(() => {});

/** Something that can end: what it waits for never comes then. A sleeping one gets it when it wakes. */
export class Life {
	isOver = false;
	/** Virtual time until which nothing moves in it. */
	sleepsUntil = 0;
	/** It ends the so many-th time that it asks the world for something. */
	fuse = Infinity;
	/** Called when the fuse has burnt down. */
	burnt: () => void = () => {};

	/** It asks for something. False when it does not live to hear the answer. */
	pulse(): boolean {
		if (!this.isOver && --this.fuse <= 0) {
			this.fuse = Infinity;
			this.burnt();
		}
		return !this.isOver;
	}
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
	/** Answers that take real time. */
	#asked = 0;
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
		if (life && !life.pulse()) return never();
		return new Promise((resolve) => this.after(time, resolve, life));
	}

	/**
	 * Something that a life asks for, where it may end before, or after, and that the world waits for, however long it takes
	 * in real time.
	 */
	async ask<T>(life: Life, answer: () => Promise<T>): Promise<T> {
		if (!life.pulse()) return never();
		this.#asked++;
		const answered = await answer().finally(() => this.#asked--);
		return life.pulse() ? answered : never();
	}

	/** All of a port's answers come as `ask` says. */
	mortal<T extends object>(port: T, life: Life): T {
		return new Proxy(port, {
			get: (target, name) => {
				const value: unknown = Reflect.get(target, name, target);
				if (typeof value !== 'function') return value;
				if (name === 'randomBytes' || name === 'close') return value.bind(target);
				return (...given: unknown[]) => this.ask(life, () => value.apply(target, given));
			},
		});
	}

	/** Whatever follows from an event without waiting for time. */
	async #settled(): Promise<void> {
		do await new Promise(setImmediate);
		while (this.#asked > 0);
	}

	/** Part of what the same seed must give again. */
	note(what: string): void {
		const line = `${this.now - 1_800_000_000_000} ${what}`;
		this.#trace.update(`${line}\n`);
		if (this.#isTelling) this.story.push(line);
	}

	/** Part of it too, and too much to tell. */
	noteBytes(bytes: Uint8Array): void {
		this.#trace.update(bytes);
	}

	get traceHash(): string {
		return this.#trace.copy().digest('hex');
	}

	/** Lets everything happen up to a time. */
	async until(time: number): Promise<void> {
		await this.#settled();
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
			await this.#settled();
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
