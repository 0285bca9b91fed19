import type { Refusal } from '#lib/sealed-log/wire/refusals.ts';
import type { Hold, Locks } from '../ports.ts';
import { Connection } from './connection.ts';
import type { Subject } from './subject.ts';
import type { Tabs } from './tabs.ts';
import { Dismissed, LineDown } from './talk.ts';

/** Milliseconds before the server is called again: the first time, and at most. */
const FIRST = 500;
const LONGEST = 30_000;
/** Milliseconds before the server is called again that does not want to talk to this device. */
const DISMISSED = 60_000;
/** Milliseconds before it is called again that cannot reach its own disk: what waits is to be there soon after. */
const UNAVAILABLE = 3000;

/** Milliseconds between two looks at whether the tab that has the line is alive. */
const LOOK = 10_000;

const lineLock = (log: string): string => `medspil-line/${log}`;

/**
 * This tab's part in talking to the server: one tab of the device holds the line for all of them, and calls again whenever
 * it is cut. The lock saves sockets, nothing else: two lines at a time do no harm.
 */
export class Line<K> {
	#subject: Subject<K>;
	#locks: Locks;
	#hold: Hold | undefined;
	#connection: Connection<K> | undefined;
	#failures = 0;
	#wait: (() => void) | undefined;
	#isOn = false;
	#live: (() => void)[] = [];
	#looking: (() => void) | undefined;
	/** This tab is the one that calls. */
	#isHolding = false;
	/** What is said between the tabs of this device. */
	#tabs: Tabs;
	/** Why the server will not talk to this device, if so. */
	dismissal: Refusal | undefined;

	constructor(subject: Subject<K>, locks: Locks, tabs: Tabs) {
		this.#subject = subject;
		this.#locks = locks;
		this.#tabs = tabs;
	}

	/** Everything that the server has is read, and what is new comes by itself. */
	get isLive(): boolean {
		return this.#connection?.isLive ?? false;
	}

	/** This tab has the line, has called, and had no answer. A tab without the line does not know. */
	get isCut(): boolean {
		return !this.isLive && this.#failures > 0;
	}

	get connection(): Connection<K> | undefined {
		return this.#connection?.isLive ? this.#connection : undefined;
	}

	/** What time it is at the server, as far as it is known. */
	now(): number {
		return this.connection?.now() ?? this.#subject.clock.now();
	}

	/** Takes part from now on. */
	start(): void {
		if (this.#isOn) return;
		this.#isOn = true;
		this.#request('wait');
	}

	stop(): void {
		this.#isOn = false;
		this.#drop();
		this.#looking?.();
		this.#isHolding = false;
		this.#hold?.release();
	}

	/** Calls at once instead of waiting: the network is back, or somebody looks at the screen. */
	hurry(): void {
		this.#failures = 0;
		const wait = this.#wait;
		this.#wait = undefined;
		wait?.();
		if (wait) void this.#call();
	}

	/**
	 * Takes the line to this tab, for what only the server can do.
	 * @returns the connection, or nothing when there is none within so many milliseconds
	 */
	async take(within: number): Promise<Connection<K> | undefined> {
		if (!this.#isOn) return undefined;
		if (!this.#connection) {
			this.#hold?.release();
			this.#request('steal');
		}
		if (!this.isLive) {
			this.hurry();
			await new Promise<void>((resolve) => {
				this.#live.push(resolve);
				this.#subject.clock.after(within, resolve);
			});
		}
		return this.connection;
	}

	/** Hangs up, and calls again. */
	redial(): void {
		this.#connection?.close();
	}

	/** Something may wait to be sent, by this tab if it has the line. */
	pump(): void {
		this.#connection?.pump();
	}

	#request(how: 'wait' | 'steal'): void {
		const hold = this.#locks.hold(lineLock(this.#subject.id), how, () => this.#lose(hold));
		this.#hold = hold;
		this.#looking?.();
		this.#isHolding = false;
		if (how === 'wait') this.#lookLater(hold);
		void this.#callOnce(hold);
	}

	/**
	 * A tab that the system has frozen keeps its lock, and sends nothing for anybody. A wrong guess costs a second line for a
	 * moment.
	 */
	#lookLater(hold: Hold): void {
		const { clock } = this.#subject;
		const since = clock.elapsed();
		this.#looking = clock.after(LOOK, () => {
			// A tab whose own timers are late is in the background, and has missed what others said.
			const isAwake = clock.elapsed() - since < 2 * LOOK;
			void this.#look(hold, isAwake).catch(() => undefined);
		});
	}

	async #look(hold: Hold, isAwake: boolean): Promise<void> {
		const isTaken = await this.#locks.isHeld(lineLock(this.#subject.id));
		if (!this.#isOn || this.#hold !== hold || this.#isHolding) return;
		if (!isTaken || !isAwake || !this.#tabs.isLineSilent) return this.#lookLater(hold);
		hold.release();
		this.#request('steal');
	}

	async #callOnce(hold: Hold): Promise<void> {
		await hold.held;
		if (!this.#isOn || this.#hold !== hold) return;
		this.#isHolding = true;
		this.#looking?.();
		this.#tabs.line(true);
		void this.#call();
	}

	/** Another tab has taken the line: this one gets in line behind it. */
	#lose(hold: Hold): void {
		if (this.#hold !== hold || !this.#isOn) return;
		this.#drop();
		this.#failures = 0;
		this.#request('wait');
		this.#tabs.line(false);
	}

	#drop(): void {
		this.#wait?.();
		this.#wait = undefined;
		this.#connection?.close();
		this.#connection = undefined;
	}

	async #call(): Promise<void> {
		if (this.#connection || this.#wait || !this.#isOn) return;
		const connection = new Connection(this.#subject);
		this.#connection = connection;
		const error = await connection.run(() => this.#isUp()).catch((reason: unknown) => reason);
		if (this.#connection !== connection) return;
		this.#connection = undefined;
		this.#subject.grown([]);
		this.#again(error);
	}

	#isUp(): void {
		this.#failures = 0;
		this.dismissal = undefined;
		this.#subject.concern('founding-closed', false);
		for (const resolve of this.#live.splice(0)) resolve();
		this.#subject.isUp();
	}

	#again(error: unknown): void {
		const { clock } = this.#subject;
		if (error instanceof Dismissed) {
			this.dismissal = error.code;
			this.#subject.concern('founding-closed', error.code === 'founding-closed');
			if (error.code === 'revoked') this.#subject.removed();
		} else if (!(error instanceof LineDown)) this.#subject.failed(error);
		const longest = longestAfter(error);
		const base = Math.min(longest, FIRST * 2 ** this.#failures++);
		// Thirty tablets that lost the same server must not come back in the same moment.
		const time = base * (0.5 + this.#subject.chance());
		this.#wait = clock.after(time, () => {
			this.#wait = undefined;
			void this.#call();
		});
	}
}

const longestAfter = (error: unknown): number => {
	if (!(error instanceof Dismissed)) return LONGEST;
	return error.code === 'unavailable' ? UNAVAILABLE : DISMISSED;
};
