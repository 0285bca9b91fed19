import { type Bytes, toText } from '#lib/sealed-log/bytes.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import { encodePlace, type Place } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { type Author, type Sealed, signEntry } from '#lib/sealed-log/entry/sealed.ts';
import { decodeFrame, encodeFrame } from '#lib/sealed-log/wire/codec.ts';
import { type Frame, noChain, nowhere, type Sent } from '#lib/sealed-log/wire/frames.ts';
import { proveConnection } from '#lib/sealed-log/wire/proof.ts';

type FrameOf<T extends Frame['type']> = Extract<Frame, { type: T }>;

/** How frames get to a server: in process, by a WebSocket, by long-poll. */
export interface Way {
	send(bytes: Bytes): void;
	close(): void;
}

export const origin = 'http://localhost:3000';
const PATIENCE_MS = 2000;

/** A client that says exactly what a test wants said, and keeps what it hears until it is asked for. */
export class Caller<K> {
	readonly heard: Frame[] = [];
	isOver = false;
	crypto: Crypto<K>;
	#way: Way | undefined;
	#woken: () => void = () => undefined;
	#origin: string;

	constructor(crypto: Crypto<K>, serverOrigin = origin) {
		this.crypto = crypto;
		this.#origin = serverOrigin;
	}

	through(way: Way): this {
		this.#way = way;
		return this;
	}

	hear(bytes: Bytes): void {
		const decoded = decodeFrame(bytes);
		if (!decoded.ok) throw new Error(`the server said what is ${decoded.reason}`);
		this.heard.push(decoded.frame);
		this.#woken();
	}

	over(): void {
		this.isOver = true;
		this.#woken();
	}

	say(frame: Sent): void {
		this.saysBytes(encodeFrame(frame));
	}

	saysBytes(bytes: Bytes): void {
		this.#way?.send(bytes);
	}

	close(): void {
		this.#way?.close();
	}

	async #until<T>(look: () => T | undefined, what: string): Promise<T> {
		const end = performance.now() + PATIENCE_MS;
		for (;;) {
			const found = look();
			if (found !== undefined) return found;
			const left = end - performance.now();
			if (left <= 0 || this.isOver)
				throw new Error(`heard no ${what}, but ${JSON.stringify(this.heard.map(({ type }) => type))}`);
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, left);
				this.#woken = () => {
					clearTimeout(timer);
					resolve();
				};
			});
		}
	}

	/** The first frame of these types that was not asked for yet, taken out; what came before it stays. */
	next<T extends Frame['type']>(...types: T[]): Promise<FrameOf<T>> {
		return this.#until(() => {
			const at = this.heard.findIndex(({ type }) => types.some((each) => each === type));
			const [found] = at < 0 ? [] : this.heard.splice(at, 1);
			return found as FrameOf<T> | undefined;
		}, types.join(' or '));
	}

	async ended(): Promise<void> {
		await this.#until(() => (this.isOver ? true : undefined), 'end').catch((error: unknown) => {
			if (!this.isOver) throw error;
		});
	}

	/** Says hello and proves it. Gives what the server says to that. */
	async greets(
		log: string,
		author: Author<K>,
		place: Place = nowhere,
	): Promise<FrameOf<'welcome' | 'refused'>> {
		this.say({ type: 'hello', log, who: author.device, place, chain: noChain });
		const challenge = await this.next('challenge', 'refused');
		if (challenge.type === 'refused') return challenge;
		const connection = { log, who: author.device, nonce: challenge.nonce, origin: this.#origin };
		const signature = await proveConnection(this.crypto, author.sign, connection);
		this.say({ type: 'proof', origin: this.#origin, signature });
		return this.next('welcome', 'refused');
	}

	/** Hands in an entry and gives the answer. */
	async hands(how: 'append' | 'backfill', entry: Sealed): Promise<FrameOf<'appended' | 'refused'>> {
		this.say({ type: how, entry });
		return this.next('appended', 'refused');
	}

	async founds(entry: Sealed, token = ''): Promise<FrameOf<'appended' | 'refused'>> {
		this.say({ type: 'found', token, entry });
		return this.next('appended', 'refused');
	}

	/** Everything there is, page by page; live from then on. */
	async reads(after = 0, what: 'all' | 'chain' = 'all'): Promise<{ ids: Bytes[]; place: Place }> {
		const ids: Bytes[] = [];
		// What was pushed before is in the pages too.
		this.heard.splice(0, this.heard.length, ...this.heard.filter(({ type }) => type !== 'entries'));
		for (let from = after; ;) {
			this.say({ type: 'fetch', what, after: from });
			const page = await this.next('entries');
			ids.push(...page.entries.map(({ entry }) => entry));
			if (!page.more) return { ids, place: page.place };
			from = page.place.seq;
		}
	}

	/** A sign that everything said before has been dealt with. */
	async pings(): Promise<void> {
		const mark = 1 + Math.floor(performance.now());
		this.say({ type: 'ping', mark });
		await this.next('pong');
	}

	/** «I hold everything up to here.» */
	async saysHead(log: string, author: Author<K>, place: Place): Promise<Sealed> {
		const entry = await signEntry(this.crypto, author, { kind: kinds.head, log, extra: encodePlace(place) });
		this.say({ type: 'pass', entry });
		return entry;
	}
}

export const newSession = <K>(crypto: Crypto<K>): string => toText(crypto.randomBytes(8));
