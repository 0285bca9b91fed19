import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import type { Place } from '#lib/sealed-log/entry/extra.ts';
import type { Author } from '#lib/sealed-log/entry/sealed.ts';
import { decodeFrame, encodeFrame } from '#lib/sealed-log/wire/codec.ts';
import type { ChainMark, Frame, Placed, Sent } from '#lib/sealed-log/wire/frames.ts';
import type { Refusal } from '#lib/sealed-log/wire/refusals.ts';
import { proveConnection } from '#lib/sealed-log/wire/proof.ts';
import type { Clock, Transport, Wire } from '../ports.ts';

export type FrameOf<Type extends Frame['type']> = Extract<Frame, { type: Type }>;

/** The line is down, or was never up. */
export class LineDown extends Error {
	override name = 'LineDown';
}

/** The server will not talk to this device, or not about this log. */
export class Dismissed extends Error {
	override name = 'Dismissed';
	readonly code: Refusal;

	constructor(code: Refusal) {
		super(code);
		this.code = code;
	}
}

export interface Talking<K> {
	readonly crypto: Crypto<K>;
	readonly clock: Clock;
	readonly transport: Transport;
}

/** Milliseconds without a word before the server is asked whether it is there, and before the line is given up. */
const QUIET = 8000;
const DEAD = 16_000;

const isOneOf = <Type extends Frame['type']>(frame: Frame, types: Type[]): frame is FrameOf<Type> =>
	types.some((type) => type === frame.type);

/** Frames to and from the server, about one log, until the line is cut. */
export class Talk<K> {
	readonly log: string;
	/** Whether frames can be sent: false when the line does not come up. */
	readonly opened: Promise<boolean>;
	#open: (is: boolean) => void = () => {};
	#with: Talking<K>;
	#wire: Wire;
	#frames: Frame[] = [];
	#wake: (() => void) | undefined;
	#isClosed = false;
	#heardAt: number;
	#stopWatching: () => void;

	constructor(talking: Talking<K>, log: string) {
		this.log = log;
		this.#with = talking;
		const { clock, transport } = talking;
		this.#heardAt = clock.elapsed();
		this.opened = new Promise((resolve) => (this.#open = resolve));
		// A transport may say that it is closed before it has given back the wire.
		const wire = transport.open(log, {
			opened: () => this.#open(true),
			heard: (bytes) => this.#heard(bytes),
			closed: () => this.close(),
		});
		this.#wire = wire;
		this.#stopWatching = clock.after(QUIET, () => this.#watch());
	}

	send(frame: Sent): void {
		if (!this.#isClosed) this.#wire.send(encodeFrame(frame));
	}

	/** @throws LineDown when nothing more comes; what had come and was not read is lost then */
	async next(): Promise<Frame> {
		for (;;) {
			if (this.#isClosed) throw new LineDown();
			const frame = this.#frames.shift();
			if (frame) return frame;
			await new Promise<void>((resolve) => (this.#wake = resolve));
		}
	}

	/** The next frame of these types. @param meanwhile deals with those that come before it */
	async await<Type extends Frame['type']>(
		types: Type[],
		meanwhile?: (frame: Frame) => Promise<void>,
	): Promise<FrameOf<Type>> {
		for (;;) {
			const frame = await this.next();
			if (isOneOf(frame, types)) return frame;
			await meanwhile?.(frame);
		}
	}

	/** Says who is calling, and proves it. */
	async greet(
		{ device: who, sign }: Author<K>,
		place: Place,
		chain: ChainMark,
	): Promise<FrameOf<'welcome'> | FrameOf<'refused'>> {
		const { crypto, transport } = this.#with;
		const { log } = this;
		this.send({ type: 'hello', log, who, place, chain });
		const challenge = await this.await(['challenge', 'refused']);
		if (challenge.type === 'refused') return challenge;
		const { origin } = transport;
		const connection = { log, who, nonce: challenge.nonce, origin };
		this.send({ type: 'proof', origin, signature: await proveConnection(crypto, sign, connection) });
		return this.await(['welcome', 'refused']);
	}

	/** Asks for what comes after a place. */
	fetch(what: 'all' | 'chain', after: number): void {
		this.send({ type: 'fetch', what, after });
	}

	/** The whole chain as the server has it. @param meanwhile deals with what else comes */
	async chain(meanwhile?: (frame: Frame) => Promise<void>): Promise<Placed[]> {
		const links: Placed[] = [];
		for (let after = 0; ;) {
			this.fetch('chain', after);
			const page = await this.await(['entries'], meanwhile);
			links.push(...page.entries);
			after = page.place.seq;
			if (!page.more) return links;
		}
	}

	close(): void {
		if (this.#isClosed) return;
		this.#isClosed = true;
		this.#stopWatching();
		this.#wire.close();
		this.#open(false);
		this.#wake?.();
	}

	#heard(bytes: Bytes): void {
		if (this.#isClosed) return;
		this.#heardAt = this.#with.clock.elapsed();
		const decoded = decodeFrame(bytes);
		// A frame of a newer server is left; what is none ends the line.
		if (!decoded.ok) {
			if (decoded.reason !== 'unsupported') this.close();
			return;
		}
		this.#frames.push(decoded.frame);
		this.#wake?.();
	}

	/** A line that is dead without saying so is given up. */
	#watch(): void {
		const { clock } = this.#with;
		const silent = clock.elapsed() - this.#heardAt;
		if (silent >= DEAD) return this.close();
		if (silent >= QUIET) this.send({ type: 'ping', mark: 0 });
		const left = (silent >= QUIET ? DEAD : QUIET) - silent;
		this.#stopWatching = clock.after(left, () => this.#watch());
		return undefined;
	}
}
