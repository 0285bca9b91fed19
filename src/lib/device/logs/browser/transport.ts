import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Listener, Transport, Wire } from '#lib/sealed-log/engine/ports.ts';
import { Polled } from './polled.ts';

/** What the transport needs of a browser. */
export interface Reach {
	/** The server's origin, `https://medspil.example.dk`. */
	origin: string;
	socket(url: string): WebSocket;
	fetch: typeof fetch;
	/** Milliseconds. */
	now(): number;
}

/** Milliseconds after which a WebSocket that does not open is given up. */
const OPENING = 8000;
/** So many WebSockets in a row that never spoke: the network lets none through. */
const BLOCKED = 2;
/** Milliseconds until one is tried again: the tablet may be on another network by now. */
const AGAIN = 600_000;

/** The way to the server: a WebSocket, or plain requests where a network lets none through. */
export class WebTransport implements Transport {
	readonly origin: string;
	#reach: Reach;
	#silent = 0;
	#blockedAt = 0;

	constructor(reach: Reach) {
		this.origin = reach.origin;
		this.#reach = reach;
	}

	open(_log: string, listener: Listener): Wire {
		const { now } = this.#reach;
		if (this.#silent >= BLOCKED && now() - this.#blockedAt > AGAIN) this.#silent = BLOCKED - 1;
		return this.#silent >= BLOCKED ? this.#poll(listener) : this.#connect(listener);
	}

	#poll(listener: Listener): Wire {
		let hasSpoken = false;
		return new Polled(this.#reach, {
			...listener,
			opened: () => listener.opened(),
			heard: (frame) => {
				hasSpoken = true;
				listener.heard(frame);
			},
			closed: () => {
				// Nothing comes through at all: it was not the WebSocket.
				if (!hasSpoken) this.#silent = 0;
				listener.closed();
			},
		});
	}

	#connect(listener: Listener): Wire {
		const { origin, socket: open, now } = this.#reach;
		const socket = open(`${origin.replace(/^http/, 'ws')}/log`);
		socket.binaryType = 'arraybuffer';
		let hasSpoken = false;
		let isOver = false;
		const end = () => {
			if (isOver) return;
			isOver = true;
			clearTimeout(late);
			if (!hasSpoken) {
				this.#silent += 1;
				this.#blockedAt = now();
			}
			socket.close();
			listener.closed();
		};
		const late = setTimeout(end, OPENING);
		socket.addEventListener('open', () => {
			clearTimeout(late);
			if (!isOver) listener.opened();
		});
		socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
			if (!(data instanceof ArrayBuffer)) return;
			hasSpoken = true;
			this.#silent = 0;
			if (!isOver) listener.heard(new Uint8Array(data));
		});
		socket.addEventListener('close', end);
		socket.addEventListener('error', end);
		return {
			send: (frame: Bytes) => {
				if (socket.readyState === OPEN) socket.send(frame);
			},
			close: () => {
				// Ours to close says nothing of the network.
				hasSpoken ||= socket.readyState !== OPEN;
				end();
			},
		};
	}
}

const OPEN = 1;
