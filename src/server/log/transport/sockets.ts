import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { LARGEST_FRAME } from '#lib/sealed-log/wire/codec.ts';
import type { Clock } from '../clock.ts';
import type { LogServer } from '../server.ts';
import type { Ending, Wire } from '../ports.ts';
import { admitted, type Origins } from './origin.ts';

export const SOCKET_PATH = '/log';

/** Whoever leaves two of these unanswered is gone, however open the line looks. */
export const PING_MS = 6000;
/** What was sent may still be on its way over the slowest line that is worth waiting for. */
const SLOWEST_PER_MS = 8;
/** So much may lie unread of somebody who has not said who it is. */
const STRANGER_BYTES = 192 * 1024;
/** Frames that are being dealt with: more, and the line is not read for a while. */
const MOST_TAKEN = 4 * 1024 * 1024;
const CLOSING_MS = 3000;

const codes: Record<Ending, number> = {
	refused: 4001,
	'too-late': 4002,
	'not-a-frame': 1003,
	restart: 1012,
};

export interface SocketParts<K> {
	log: LogServer<K>;
	origins: Origins;
	clock: Clock;
	/** Milliseconds; shorter in tests. */
	pingMs?: number;
}

interface Line {
	socket: WebSocket;
	heardAt: number;
	/** Bytes since then. */
	sent: number;
	/** Pings since then. */
	pings: number;
}

/** One for all: made anew for each it would keep the whole request for as long as the socket lives. */
function destroyed(this: Duplex): void {
	this.destroy();
}

const turnAway = (socket: Duplex, status: string): void => {
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

/** Serves the log to WebSockets of an HTTP server. Gives what ends that: the log's own `stop` tells those who are there. */
export const attachSockets = <K>(
	server: Server,
	{ log, origins, clock, pingMs = PING_MS }: SocketParts<K>,
): (() => void) => {
	const sockets = new WebSocketServer({
		noServer: true,
		maxPayload: LARGEST_FRAME,
		perMessageDeflate: false,
	});
	const lines = new Set<Line>();

	server.on('upgrade', (request: IncomingMessage, socket: Duplex, start: Buffer) => {
		socket.once('error', destroyed);
		if (request.url?.replace(/\?.*$/s, '') !== SOCKET_PATH) return turnAway(socket, '404 Not Found');
		const origin = admitted(origins, request.headers.origin, request.socket.localPort);
		if (origin === undefined) return turnAway(socket, '403 Forbidden');
		sockets.handleUpgrade(request, socket, start, (opened) => serve(opened, request, origin));
	});

	const serve = (socket: WebSocket, { socket: below }: IncomingMessage, origin: string) => {
		const line: Line = { socket, heardAt: clock.elapsed(), sent: 0, pings: 0 };
		lines.add(line);
		const wire: Wire = {
			send(frame) {
				line.sent += frame.length;
				socket.send(frame);
			},
			get waiting() {
				return socket.bufferedAmount;
			},
			drained: () =>
				new Promise((resolve) => {
					if (below.destroyed || !below.writableNeedDrain) return resolve();
					below.once('drain', resolve);
					below.once('close', resolve);
				}),
			end(why) {
				socket.close(codes[why], why);
				clock.after(CLOSING_MS, () => socket.terminate());
			},
		};
		const connection = log.connect(wire, origin);

		let unread = 0;
		below.on('data', (chunk: Buffer) => {
			line.heardAt = clock.elapsed();
			line.sent = 0;
			line.pings = 0;
			unread += chunk.length;
			// Somebody whose frame never ends: it is not kept until it does.
			if (connection.as === 'stranger' && unread > STRANGER_BYTES) socket.terminate();
		});
		let taken = 0;
		const take = async (frame: Bytes) => {
			taken += frame.length;
			if (taken > MOST_TAKEN) socket.pause();
			await connection.receive(frame);
			taken -= frame.length;
			if (taken <= MOST_TAKEN && socket.isPaused) socket.resume();
		};
		socket.on('message', (data, isBinary) => {
			unread = 0;
			const frame = bytesOf(data);
			if (!isBinary) return connection.end('not-a-frame');
			void take(frame);
		});
		// What is too long or no WebSocket is closed by `ws` itself, which then says so here too.
		socket.on('error', () => undefined);
		socket.on('close', () => {
			lines.delete(line);
			connection.closed();
		});
	};

	let callOff = () => {};
	const listen = () => {
		const now = clock.elapsed();
		for (const line of lines) {
			// Counted, not timed: after a moment in which this process stood still everybody seems silent.
			const isGone = line.pings >= 2 && now - line.heardAt > line.sent / SLOWEST_PER_MS;
			line.pings += 1;
			if (isGone) line.socket.terminate();
			else line.socket.ping();
		}
		callOff = clock.after(pingMs, listen);
	};
	callOff = clock.after(pingMs, listen);

	return () => {
		callOff();
		sockets.close();
	};
};

/** A buffer of its own: what comes may be a part of what the network has read at once. */
const bytesOf = (data: RawData): Bytes =>
	new Uint8Array(Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? data : data);
