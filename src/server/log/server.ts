import { hash, timingSafeEqual } from 'node:crypto';
import type { Refusal } from '#lib/sealed-log/wire/refusals.ts';
import { Connection } from './connection.ts';
import { Pace } from './limits.ts';
import { LogRoom, type RoomParts } from './room/room.ts';
import type { Connected, Host, Wire } from './ports.ts';

/** Who may found a log: everybody, who has the token, or nobody. */
export type Founding = { by: 'anyone' } | { by: 'token'; token: string } | { by: 'nobody' };

/** A log that nobody asks for any more is kept in memory for so long. */
const REMEMBERED_MS = 60_000;
/** Connections that have not said who they are, in all. */
const MOST_STRANGERS = 2000;
/** Logs founded in a burst, and how many a second after that, in all. */
const FOUNDED_AT_ONCE = 200;
const FOUNDED_PER_SECOND = 2;

interface Held<K> {
	room: LogRoom<K>;
	/** Connections that have it. */
	holders: number;
	/** Keeps it from being forgotten. */
	callOff: () => void;
}

/**
 * The server of many logs, without a network: transports bring connections, a clock brings time. What one log does is
 * nothing to the others.
 */
export class LogServer<K> {
	#parts: RoomParts<K> & { founding: Founding };
	#rooms = new Map<string, Held<K>>();
	#connections = new Set<Connected>();
	#founded: Pace;
	#host: Host<K>;
	#isStopping = false;

	constructor(parts: RoomParts<K> & { founding: Founding }) {
		this.#parts = parts;
		this.#founded = new Pace(parts.clock, FOUNDED_AT_ONCE, FOUNDED_PER_SECOND);
		this.#host = {
			...parts,
			hold: (log) => this.#hold(log),
			giveBack: (room) => this.#giveBack(room),
			refusesFounding: (token) => this.#refusesFounding(token),
			isStopping: () => this.#isStopping,
			left: (connection) => this.#connections.delete(connection),
		};
	}

	/** Why nothing can be stored just now, in a word; undefined when all is well. */
	get trouble(): string | undefined {
		return this.#parts.store.trouble;
	}

	get connections(): number {
		return this.#connections.size;
	}

	/** Bytes that each connection was sent and has not read. */
	waiting(): number[] {
		return [...this.#connections].map((connection) => connection.waiting);
	}

	/**
	 * A new connection. The transport hands it every frame that comes, and tells it when it is over.
	 * @param origin the server's own, which proofs are signed for
	 */
	connect(wire: Wire, origin: string): Connection<K> {
		const connection = new Connection(this.#host, wire, origin);
		this.#connections.add(connection);
		if (this.#isStopping || this.#isCrowded()) connection.end('restart');
		return connection;
	}

	#isCrowded(): boolean {
		if (this.#connections.size <= MOST_STRANGERS) return false;
		return [...this.#connections].filter(({ as }) => as === 'stranger').length > MOST_STRANGERS;
	}

	#hold(log: string): LogRoom<K> {
		const known = this.#rooms.get(log);
		const held = known ?? { room: new LogRoom(log, this.#parts), holders: 0, callOff: () => undefined };
		held.callOff();
		held.holders += 1;
		this.#rooms.set(log, held);
		return held.room;
	}

	#giveBack(room: LogRoom<K>): void {
		const held = this.#rooms.get(room.log);
		if (!held) return;
		held.holders -= 1;
		if (held.holders > 0) return;
		// What is not known here is nothing to remember.
		const forget = () => {
			if (room.isIdle) this.#rooms.delete(room.log);
			else held.callOff = this.#parts.clock.after(REMEMBERED_MS, forget);
		};
		if (room.isKnown || !room.isIdle) held.callOff = this.#parts.clock.after(REMEMBERED_MS, forget);
		else forget();
	}

	#refusesFounding(token: string): Refusal | undefined {
		if (!this.#mayFound(token)) return 'founding-closed';
		return this.#founded.allows() ? undefined : 'too-many';
	}

	#mayFound(given: string): boolean {
		const { founding } = this.#parts;
		if (founding.by !== 'token') return founding.by === 'anyone';
		return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', founding.token, 'buffer'));
	}

	/** Stores and answers what was handed in, tells everybody to come again, and lets go of the store. */
	async stop(): Promise<void> {
		this.#isStopping = true;
		await Promise.all([...this.#rooms.values()].map(({ room }) => room.finish()));
		for (const connection of this.#connections) connection.end('restart');
		await this.#parts.store.close();
	}
}
