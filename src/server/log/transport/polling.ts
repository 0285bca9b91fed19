import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { LARGEST_FRAME, unpackFrames } from '#lib/sealed-log/wire/codec.ts';
import type { Clock } from '../clock.ts';
import type { LogServer } from '../server.ts';
import { admitted, type Origins } from './origin.ts';
import { PolledWire } from './polled-wire.ts';

export const POLL_PATH = '/log/frames';
const TOKEN = 'medspil-connection';
const TURN = 'medspil-turn';
const ENDED = 'medspil-ended';

const STRANGER_BODY = 192 * 1024;
const BODY = LARGEST_FRAME + 64 * 1024;

export interface PollParts<K> {
	log: LogServer<K>;
	origins: Origins;
	clock: Clock;
}

/**
 * The log over plain requests, for networks that let no WebSocket through. A client numbers its requests: each brings
 * frames and is answered when there is something to say, when the next one comes, or after a while. A number that comes
 * again gets the same answer again, so that neither a request nor an answer is lost for good.
 */
export class Polling<K> {
	#parts: PollParts<K>;
	#wires = new Map<string, PolledWire<K>>();

	constructor(parts: PollParts<K>) {
		this.#parts = parts;
	}

	/** Whether the request is one of these; then it is answered here. */
	takes(request: IncomingMessage, response: ServerResponse): boolean {
		if (request.url?.replace(/\?.*$/s, '') !== POLL_PATH) return false;
		this.#answer(request, response).catch(() => response.destroy());
		return true;
	}

	async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { origins } = this.#parts;
		const page = request.headers.origin;
		const origin = admitted(origins, page, request.socket.localPort);
		response.setHeader('Cache-Control', 'no-store');
		if (origin === undefined || page === undefined) return finish(response, 403);
		if (page !== origin) allowElsewhere(response, page);
		if (request.method === 'OPTIONS') return finish(response, 204);
		if (request.method !== 'POST') {
			response.setHeader('Allow', 'POST');
			return finish(response, 405);
		}
		const wire = this.#wire(request, origin);
		if (!wire) return finish(response, 404);
		const turn = Number(request.headers[TURN]);
		const place = wire.place(turn);
		if (place === 'wrong') return finish(response, 409);
		const body = await readBody(request, wire.isStranger ? STRANGER_BODY : BODY);
		const frames = body && unpackFrames(body);
		if (!frames) {
			wire.connection.end('not-a-frame');
			return finish(response, 413);
		}
		wire.take(turn, frames, (answer, ended) => {
			response.setHeader('Content-Type', 'application/octet-stream');
			response.setHeader(TOKEN, wire.token);
			if (ended) response.setHeader(ENDED, ended);
			finish(response, 200, answer);
		});
	}

	#wire(request: IncomingMessage, origin: string): PolledWire<K> | undefined {
		const token = request.headers[TOKEN];
		if (typeof token === 'string') return this.#wires.get(token);
		const { log, clock } = this.#parts;
		const fresh = randomBytes(16).toString('base64url');
		const wire = new PolledWire<K>(fresh, clock, () => this.#wires.delete(fresh));
		this.#wires.set(fresh, wire);
		wire.connect(log, origin);
		return wire;
	}
}

const finish = (response: ServerResponse, status: number, body?: Bytes): void => {
	response.writeHead(status, { 'Content-Length': body?.length ?? 0 });
	response.end(body);
};

/** The app is hosted apart from us, and its page asks. */
const allowElsewhere = (response: ServerResponse, page: string): void => {
	response.setHeader('Access-Control-Allow-Origin', page);
	response.setHeader('Access-Control-Allow-Methods', 'POST');
	response.setHeader('Access-Control-Allow-Headers', `content-type, ${TOKEN}, ${TURN}`);
	response.setHeader('Access-Control-Expose-Headers', `${TOKEN}, ${ENDED}`);
	response.setHeader('Access-Control-Max-Age', '86400');
	response.setHeader('Vary', 'Origin');
};

/** `undefined` when there is more of it than there may be. */
const readBody = async (request: IncomingMessage, most: number): Promise<Bytes | undefined> => {
	if (Number(request.headers['content-length'] ?? 0) > most) return undefined;
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of request) {
		if (!(part instanceof Uint8Array)) return undefined;
		size += part.length;
		if (size > most) return undefined;
		parts.push(Buffer.from(part));
	}
	return new Uint8Array(Buffer.concat(parts));
};
