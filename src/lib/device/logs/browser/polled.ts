import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Listener, Wire } from '#lib/sealed-log/engine/ports.ts';
import { packFrames, unpackFrames } from '#lib/sealed-log/wire/codec.ts';

/** Milliseconds that frames are gathered into one request. */
const MOMENT = 5;
/** Milliseconds before a request that was lost is sent again, each time it was. */
const PATIENCE = [300, 1000, 3000];

interface Answer {
	frames: readonly Bytes[];
	/** The server has said its last. */
	isLast: boolean;
}

/**
 * Frames over plain requests, for networks that let no WebSocket through. Requests are numbered: each brings frames and is
 * answered when there is something to say, when the next one comes, or after a while; one that is sent again has the same
 * answer. One always waits at the server.
 */
export class Polled implements Wire {
	#url: string;
	#fetch: typeof fetch;
	#listener: Listener;
	#token: string | undefined;
	#turn = 0;
	#told = 0;
	#frames: Bytes[] = [];
	/** Answers that overtook others on the way. */
	#answers = new Map<number, Answer>();
	#asking = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#calledOff = new AbortController();

	constructor({ origin, fetch }: { origin: string; fetch: typeof globalThis.fetch }, listener: Listener) {
		this.#url = `${origin}/log/frames`;
		this.#fetch = fetch;
		this.#listener = listener;
		// Whoever opens has not got the wire yet.
		queueMicrotask(() => listener.opened());
	}

	send(frame: Bytes): void {
		this.#frames.push(frame);
		this.#soon();
	}

	close(): void {
		if (this.#calledOff.signal.aborted) return;
		this.#calledOff.abort();
		clearTimeout(this.#timer);
		this.#listener.closed();
	}

	#soon(): void {
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			void this.#ask();
		}, MOMENT);
	}

	async #ask(): Promise<void> {
		// The connection has its name from the first answer.
		const isFirst = this.#token === undefined && this.#asking > 0;
		if (isFirst || this.#calledOff.signal.aborted) return;
		const turn = ++this.#turn;
		const body = packFrames(this.#frames.splice(0));
		this.#asking += 1;
		const answer = await this.#post(turn, body).catch(() => undefined);
		this.#asking -= 1;
		if (!answer) return this.close();
		this.#answers.set(turn, answer);
		this.#tell();
		if (this.#asking === 0 || this.#frames.length > 0) this.#soon();
	}

	/** Hands on what has come, in the order of the requests. */
	#tell(): void {
		for (let next = this.#told + 1; ; next++) {
			const answer = this.#answers.get(next);
			if (!answer || this.#calledOff.signal.aborted) return;
			this.#answers.delete(next);
			this.#told = next;
			for (const frame of answer.frames) this.#listener.heard(frame);
			if (answer.isLast) this.close();
		}
	}

	/** @returns `undefined` when the server does not know this connection any more */
	async #post(turn: number, body: Bytes): Promise<Answer | undefined> {
		for (const wait of [...PATIENCE, undefined]) {
			const { signal } = this.#calledOff;
			const headers = {
				'medspil-turn': String(turn),
				...(this.#token !== undefined && { 'medspil-connection': this.#token }),
			};
			const request = {
				method: 'POST',
				body,
				headers,
				signal,
				cache: 'no-store',
				credentials: 'omit',
			} as const;
			const response = await this.#fetch(this.#url, request).catch(() => undefined);
			if (signal.aborted) return undefined;
			if (response) return this.#read(response);
			// A first request that is repeated would begin a second connection; nothing is lost with it.
			if (wait === undefined || this.#token === undefined) return undefined;
			await new Promise((resolve) => setTimeout(resolve, wait));
		}
		return undefined;
	}

	async #read(response: Response): Promise<Answer | undefined> {
		if (!response.ok) return undefined;
		this.#token = response.headers.get('medspil-connection') ?? this.#token;
		const frames = unpackFrames(new Uint8Array(await response.arrayBuffer()));
		return frames && { frames, isLast: response.headers.has('medspil-ended') };
	}
}
