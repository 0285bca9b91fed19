import { WebSocket } from 'ws';
import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Reach } from '#lib/device/logs/browser/transport.ts';
import { decodeFrame, encodeFrame } from '#lib/sealed-log/wire/codec.ts';
import type { Frame, Sent } from '#lib/sealed-log/wire/frames.ts';
import type { House } from '#tests/device/tablets.ts';

/** What a server that means harm makes of a frame on its way to the tablet: nothing, or others in its place. */
export type Tampering = (frame: Frame) => Frame[] | Promise<Frame[]>;

/** The way to a server that means harm. What it does can be changed, and is nothing at first. */
export class Tampered {
	how: Tampering | undefined;
	#house: House;

	constructor(house: House) {
		this.#house = house;
	}

	reach(): Pick<Reach, 'socket'> {
		return {
			socket: (url) => {
				const { origin } = this.#house.reach();
				const socket = new WebSocket(url, { origin });
				return this.#between(socket) as unknown as globalThis.WebSocket;
			},
		};
	}

	/** A socket whose messages come through our hands, in their order. */
	#between(socket: WebSocket): EventTarget {
		const near = new EventTarget();
		let turn = Promise.resolve();
		const inTurn = (work: () => Promise<void>) => {
			const before = turn;
			turn = (async () => {
				await before;
				await work();
			})();
		};
		socket.addEventListener('message', ({ data }) => {
			const bytes = new Uint8Array(data as ArrayBuffer);
			inTurn(async () => {
				for (const each of await this.#made(bytes))
					near.dispatchEvent(new MessageEvent('message', { data: each.slice().buffer }));
			});
		});
		for (const type of ['open', 'close', 'error'] as const)
			socket.addEventListener(type, () => inTurn(async () => void near.dispatchEvent(new Event(type))));
		socket.binaryType = 'arraybuffer';
		return Object.defineProperties(near, {
			readyState: { get: () => socket.readyState },
			binaryType: { value: 'arraybuffer', writable: true },
			send: { value: (bytes: Bytes) => socket.send(bytes) },
			close: { value: () => socket.close() },
		});
	}

	async #made(bytes: Bytes): Promise<Bytes[]> {
		const decoded = decodeFrame(bytes);
		if (!this.how || !decoded.ok) return [bytes];
		return (await this.how(decoded.frame)).map((frame) => encodeFrame(asSent(frame)));
	}
}

/** As the server would write it: it has nothing but bytes of an entry. */
const asSent = (frame: Frame): Sent =>
	('entry' in frame ? { ...frame, entry: { bytes: frame.entry } } : frame) as Sent;
