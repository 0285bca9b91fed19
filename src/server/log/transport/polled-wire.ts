import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { packFrames } from '#lib/sealed-log/wire/codec.ts';
import type { Clock } from '../clock.ts';
import type { Connection } from '../connection.ts';
import type { LogServer } from '../server.ts';
import type { Ending, Wire } from '../ports.ts';

/** A request is held for so long; proxies often give up after 30 seconds. */
const HELD_MS = 15_000;
/** Who does not ask again within this is gone. */
const GONE_MS = 15_000;
/** What is said within a moment goes together. */
const MOMENT_MS = 5;

/** Requests that may be on their way at a time. */
const MOST_EARLY = 8;

type Answer = (body: Bytes, ended: Ending | undefined) => void;

/** A connection that comes in requests. */
export class PolledWire<K> implements Wire {
	readonly token: string;
	#clock: Clock;
	#forget: () => void;
	#connection: Connection<K> | undefined;
	#turn = 0;
	/** Frames of requests that overtook others on the way. */
	#early = new Map<number, readonly Bytes[]>();
	#taken = 0;
	#held: Answer | undefined;
	#last: Bytes | undefined;
	#frames: Bytes[] = [];
	#ended: Ending | undefined;
	#drained: (() => void)[] = [];
	#callOff: () => void;
	waiting = 0;

	/** @param forget nobody will ask for it again */
	constructor(token: string, clock: Clock, forget: () => void) {
		this.token = token;
		this.#clock = clock;
		this.#forget = forget;
		this.#callOff = clock.after(GONE_MS, () => this.#gone());
	}

	connect(log: LogServer<K>, origin: string): void {
		this.#connection = log.connect(this, origin);
	}

	get connection(): Connection<K> {
		if (!this.#connection) throw new Error('not connected');
		return this.#connection;
	}

	get isStranger(): boolean {
		return this.connection.as === 'stranger';
	}

	/** How a request's number stands to the last one. A next one lets the one before it go, and has its place. */
	place(turn: number): 'next' | 'again' | 'wrong' {
		if (turn === this.#turn) return 'again';
		if (turn !== this.#turn + 1 || turn > this.#taken + MOST_EARLY) return 'wrong';
		this.#answer();
		this.#turn = turn;
		this.#last = undefined;
		return 'next';
	}

	/** Takes what a request brought, in the order of the requests, and answers it in time. */
	take(turn: number, frames: readonly Bytes[], answer: Answer): void {
		if (turn > this.#taken) this.#early.set(turn, frames);
		for (let next = this.#taken + 1; this.#early.has(next); next++) {
			for (const frame of this.#early.get(next) ?? []) void this.connection.receive(frame);
			this.#early.delete(next);
			this.#taken = next;
		}
		if (turn !== this.#turn) return answer(packFrames([]), undefined);
		if (this.#last) return answer(this.#last, this.#ended);
		this.#held?.(packFrames([]), undefined);
		this.#held = answer;
		this.#wait(this.#frames.length > 0 || this.#ended ? 0 : HELD_MS);
	}

	#wait(ms: number): void {
		this.#callOff();
		this.#callOff = this.#clock.after(ms, () => this.#answer());
	}

	#answer(): void {
		const held = this.#held;
		if (!held) return;
		this.#held = undefined;
		this.#last = packFrames(this.#frames);
		this.#frames = [];
		this.waiting = 0;
		held(this.#last, this.#ended);
		for (const resolve of this.#drained.splice(0)) resolve();
		this.#callOff();
		this.#callOff = this.#clock.after(GONE_MS, () => this.#gone());
	}

	#gone(): void {
		this.#ended ??= 'too-late';
		this.connection.closed();
		for (const resolve of this.#drained.splice(0)) resolve();
		this.#forget();
	}

	send(frame: Bytes): void {
		if (this.#ended) return;
		this.#frames.push(frame);
		this.waiting += frame.length;
		if (this.#held) this.#wait(MOMENT_MS);
	}

	drained(): Promise<void> {
		if (this.waiting === 0 || this.#ended) return Promise.resolve();
		return new Promise((resolve) => this.#drained.push(resolve));
	}

	/** What was said before it is still there for whoever asks once more. */
	end(why: Ending): void {
		this.#ended ??= why;
		if (this.#held) this.#wait(0);
	}
}
