import type { Clock } from './clock.ts';

/** What one log may take. Never counted by address: a whole school shares one. */
export interface Limits {
	/** Connections at a time. */
	connections: number;
	/** Entries and bytes that are kept. */
	entries: number;
	bytes: number;
	/** Entries in a burst, and how many a second it gets back. */
	burst: number;
	perSecond: number;
	/** The part of both that one device may use. */
	share: number;
	/** Bytes handed in that have not been judged yet. */
	queued: number;
	/** Bytes that a connection was sent and has not read, before it is told no more. */
	waiting: number;
}

const MB = 1024 * 1024;

/** A committee of thirty with two tablets each, and all it may have written offline in a month, at once. */
export const ordinary: Limits = {
	connections: 200,
	entries: 1_000_000,
	bytes: 512 * MB,
	burst: 20_000,
	perSecond: 400,
	share: 0.25,
	queued: 16 * MB,
	waiting: MB,
};

const RESERVE = 1.25;

/** There is a quarter more room than the limit for what a log cannot do without. */
export const roomFor = (limit: number, isNeeded: boolean): number => limit * (isNeeded ? RESERVE : 1);

/** So many at once, and so many more each second. */
export class Pace {
	#clock: Clock;
	#burst: number;
	#perSecond: number;
	#left: number;
	#at: number;

	constructor(clock: Clock, burst: number, perSecond: number) {
		this.#clock = clock;
		this.#burst = burst;
		this.#perSecond = perSecond;
		this.#left = burst;
		this.#at = clock.elapsed();
	}

	/** Whether one more may pass now. */
	allows(): boolean {
		const now = this.#clock.elapsed();
		this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) / 1000) * this.#perSecond);
		this.#at = now;
		if (this.#left < 1) return false;
		this.#left -= 1;
		return true;
	}
}

/** The pace of a log, and of each device in it, so that one cannot use up what is for all. */
export class Paces {
	#clock: Clock;
	#limits: Limits;
	#log: Pace;
	#devices = new Map<string, Pace>();

	constructor(clock: Clock, limits: Limits) {
		this.#clock = clock;
		this.#limits = limits;
		this.#log = new Pace(clock, limits.burst, limits.perSecond);
	}

	/**
	 * @param who the device; empty for those who have not said who they are, together
	 * @param isGoverning what others use up does not keep it from passing
	 */
	allow(who: string, isGoverning: boolean): boolean {
		const { burst, perSecond, share } = this.#limits;
		const own = this.#devices.get(who) ?? new Pace(this.#clock, burst * share, perSecond * share);
		this.#devices.set(who, own);
		return own.allows() && (isGoverning || this.#log.allows());
	}
}

const FEW = 3;
const FIRST_MS = 1000;
/** Long enough that the others do not notice; what waits on tablets is to be stored soon after the disk works again. */
const LONGEST_MS = 2000;

/** A log that fails again and again is left alone for a while, longer each time, so that the others do not notice. */
export class Breaker {
	#clock: Clock;
	#failures = 0;
	#until = -Infinity;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	get isOpen(): boolean {
		return this.#clock.elapsed() < this.#until;
	}

	worked(): void {
		this.#failures = 0;
	}

	failed(): void {
		this.#failures += 1;
		if (this.#failures < FEW) return;
		const time = Math.min(LONGEST_MS, FIRST_MS * 2 ** (this.#failures - FEW));
		this.#until = this.#clock.elapsed() + time;
	}
}
