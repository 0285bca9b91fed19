import { WebSocket } from 'ws';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import { packFrames, unpackFrames } from '#lib/sealed-log/wire/codec.ts';
import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { Caller } from './caller.ts';

/** A client on a WebSocket. Rejected when it does not open. */
export const dial = async <K>(crypto: Crypto<K>, port: number, origin = `http://localhost:${port}`) => {
	const socket = new WebSocket(`ws://127.0.0.1:${port}/log`, { origin });
	socket.binaryType = 'arraybuffer';
	const caller = Object.assign(new Caller(crypto, origin), { socket, code: 0 });
	socket.on('message', (data: ArrayBuffer) => caller.hear(new Uint8Array(data)));
	socket.on('close', (code) => {
		caller.code = code;
		caller.over();
	});
	await new Promise((resolve, reject) => {
		socket.once('open', resolve);
		socket.once('error', reject);
	});
	socket.on('error', () => undefined);
	return caller.through({
		send: (bytes) => socket.send(bytes),
		close: () => socket.terminate(),
	}) as typeof caller;
};

/** One request of a polling client. */
export const poll = (port: number, turn: number | undefined, token: string | undefined, frames: Bytes[]) =>
	fetch(`http://127.0.0.1:${port}/log/frames`, {
		method: 'POST',
		headers: {
			origin: `http://localhost:${port}`,
			'content-type': 'application/octet-stream',
			...(token !== undefined && { 'medspil-connection': token }),
			...(turn !== undefined && { 'medspil-turn': String(turn) }),
		},
		body: packFrames(frames),
	});

/** A client that polls: one request waits for news, and the next one brings what is to be said. */
export const polling = <K>(crypto: Crypto<K>, port: number) => {
	const caller = new Caller(crypto, `http://localhost:${port}`);
	const outbox: Bytes[] = [];
	let token: string | undefined;
	let turn = 0;
	let isClosed = false;
	const ask = async () => {
		turn += 1;
		const answer = await poll(port, turn, token, outbox.splice(0));
		if (!answer.ok) return caller.over();
		token = answer.headers.get('medspil-connection') ?? token;
		for (const frame of unpackFrames(new Uint8Array(await answer.arrayBuffer())) ?? []) caller.hear(frame);
		if (answer.headers.get('medspil-ended')) caller.over();
	};
	const goOn = async () => {
		while (!isClosed && !caller.isOver) await ask();
	};
	let running: Promise<void> | undefined;
	return caller.through({
		send(bytes) {
			outbox.push(bytes);
			// The first answer brings the connection's name; after that a request of its own carries what is said.
			if (!running) running = goOn().catch(() => caller.over());
			else if (token !== undefined) void ask().catch(() => caller.over());
		},
		close() {
			isClosed = true;
		},
	});
};
