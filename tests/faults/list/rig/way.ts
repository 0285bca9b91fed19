import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { Reach } from '#lib/device/logs/browser/transport.ts';

/**
 * - `open`: everything comes through, after the latency.
 * - `shut`: nobody answers.
 * - `hole`: lines stay up and nothing comes through them, as when a tablet is carried out of the Wi-Fi.
 * - `login`: every request is answered by a page that wants a name and a password.
 * - `no-sockets`: a proxy that lets plain requests through and cuts WebSockets.
 */
type Weather = 'open' | 'shut' | 'hole' | 'login' | 'no-sockets';

const loginPage =
	'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n<form>Log ind her</form>';

/** A network between a tablet and the server: a proxy that passes bytes on, as the weather is. */
export class Way {
	weather: Weather = 'open';
	/** Milliseconds in each direction. */
	latency = 0;
	/** The part of what is sent that is lost the first time and sent again after a while. */
	loss = 0;
	#server: Server;
	#port: number;
	#to: number;
	#pairs = new Set<readonly [Socket, Socket]>();

	private constructor(server: Server, port: number, to: number) {
		this.#server = server;
		this.#port = port;
		this.#to = to;
		server.on('connection', (socket) => this.#pass(socket));
	}

	/** It is there as long as the test. */
	static async to(port: number): Promise<Way> {
		const server = createServer();
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const address = server.address();
		const way = new Way(server, address && typeof address === 'object' ? address.port : 0, port);
		onTestFinished(() => way.#close());
		return way;
	}

	/** The way as a browser's page has it that came from the server. */
	reach(): Pick<Reach, 'socket' | 'fetch'> {
		const origin = `http://localhost:${this.#to}`;
		const through = (url: string) => url.replace(/localhost:\d+/, `127.0.0.1:${this.#port}`);
		return {
			socket: (url) => new WebSocket(through(url), { origin }) as unknown as globalThis.WebSocket,
			fetch: (url, init) => fetch(through(String(url)), { ...init, headers: { ...init?.headers, origin } }),
		};
	}

	/** Everything that is up is cut. */
	cut(): void {
		for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
		this.#pairs.clear();
	}

	#close(): void {
		this.cut();
		this.#server.close();
	}

	#pass(near: Socket): void {
		near.on('error', () => undefined);
		if (this.weather === 'shut') return void near.destroy();
		const far = connect(this.#to, 'localhost');
		far.on('error', () => undefined);
		const pair = [near, far] as const;
		this.#pairs.add(pair);
		const end = () => {
			// Nobody hears of it.
			if (this.weather === 'hole') return;
			for (const socket of pair) socket.destroy();
			this.#pairs.delete(pair);
		};
		this.#pipe(near, far);
		this.#pipe(far, near);
		for (const socket of pair) socket.on('close', () => setTimeout(end, this.latency));
	}

	#pipe(from: Socket, to: Socket): void {
		let last = 0;
		let isFirst = true;
		from.on('data', (bytes: Buffer) => {
			const asksForSocket = isFirst && /upgrade: websocket/i.test(bytes.toString('latin1'));
			isFirst = false;
			if (this.weather === 'hole') return;
			if (this.weather === 'login') return void from.end(loginPage);
			if (this.weather === 'no-sockets' && asksForSocket) return void from.destroy();
			// What is lost is sent again by TCP, and everything behind it waits.
			const again = Math.random() < this.loss ? 2 * this.latency + 200 : 0;
			last = Math.max(last, performance.now() + this.latency + again);
			setTimeout(
				() => this.weather !== 'hole' && !to.destroyed && to.write(bytes),
				Math.max(0, last - performance.now()),
			);
		});
	}
}
