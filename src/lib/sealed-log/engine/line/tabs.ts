import type { Channel, Clock } from '../ports.ts';

/** What tabs of one device tell each other about a log. */
export type Told =
	/** These documents have something new in the store; `chain` when the membership has. */
	| { log: string; what: 'grown'; documents: string[] }
	/** Entries of these documents were set aside or sealed anew: what was read of them is void. */
	| { log: string; what: 'changed'; documents: string[] }
	/** For the tab that has the line: pass this on. */
	| { log: string; what: 'pass'; bytes: Uint8Array }
	/** From the tab that has the line: somebody is here. */
	| { log: string; what: 'heard'; device: string; session: string; counter: number; bytes: Uint8Array }
	/** A tab has this log open; `line`: and the line to the server. */
	| { log: string; what: 'here'; tab: string; line?: boolean }
	/** The line is up. */
	| { log: string; what: 'up' }
	| { log: string; what: 'gone'; tab: string };

type Untagged<T> = T extends Told ? Omit<T, 'log'> : never;

const isTold = (message: unknown): message is Told => {
	if (typeof message !== 'object' || message === null) return false;
	const { log, what, documents, tab, bytes, device, session, counter } = message as Record<string, unknown>;
	if (typeof log !== 'string') return false;
	if (what === 'up') return true;
	if (what === 'here' || what === 'gone') return typeof tab === 'string';
	if (what === 'pass') return bytes instanceof Uint8Array;
	if (what === 'heard')
		return (
			bytes instanceof Uint8Array &&
			typeof device === 'string' &&
			typeof session === 'string' &&
			typeof counter === 'number'
		);
	return (
		(what === 'grown' || what === 'changed') &&
		Array.isArray(documents) &&
		documents.every((each) => typeof each === 'string')
	);
};

/** Milliseconds between two signs of life, and after how many a tab that gave none is taken for gone. */
const SIGN = 20_000;
const SILENT = 50_000;

/** The other tabs of this device that have the same log open. */
export class Tabs {
	#log: string;
	#tab: string;
	#channel: Channel;
	#clock: Clock;
	#seen = new Map<string, number>();
	#hasLine = false;
	/** When a tab last said that it has the line. */
	#lineAt: number;
	#stop: () => void;
	#timer: () => void;

	constructor(log: string, tab: string, channel: Channel, clock: Clock, hear: (told: Told) => void) {
		this.#log = log;
		this.#tab = tab;
		this.#channel = channel;
		this.#clock = clock;
		this.#lineAt = clock.elapsed();
		this.#stop = channel.listen((message) => {
			if (!isTold(message) || message.log !== log) return;
			if (message.what === 'here') this.#meet(message.tab, message.line === true);
			else if (message.what === 'gone') this.#seen.delete(message.tab);
			else hear(message);
		});
		this.#timer = () => undefined;
		this.#sign();
	}

	/** Somebody beside this tab may be looking: what is written should come there soon. */
	get hasOthers(): boolean {
		const since = this.#clock.elapsed() - SILENT;
		return [...this.#seen.values()].some((at) => at > since);
	}

	/** Whoever has the line has not said so for a while: frozen by the system, most likely. */
	get isLineSilent(): boolean {
		return this.#clock.elapsed() - this.#lineAt >= SILENT;
	}

	/** This tab has taken the line, or lost it. */
	line(has: boolean): void {
		this.#hasLine = has;
		this.#lineAt = this.#clock.elapsed();
		this.#tellHere();
	}

	tell(told: Untagged<Told>): void {
		this.#channel.tell({ ...told, log: this.#log });
	}

	close(): void {
		this.#timer();
		this.#stop();
		this.tell({ what: 'gone', tab: this.#tab });
	}

	#meet(tab: string, hasLine: boolean): void {
		const isNew = !this.#seen.has(tab);
		this.#seen.set(tab, this.#clock.elapsed());
		if (hasLine) this.#lineAt = this.#clock.elapsed();
		// A tab that has just come does not know of this one.
		if (isNew) this.#tellHere();
	}

	#tellHere(): void {
		this.tell({ what: 'here', tab: this.#tab, line: this.#hasLine });
	}

	#sign(): void {
		this.#tellHere();
		this.#timer = this.#clock.after(SIGN, () => this.#sign());
	}
}
