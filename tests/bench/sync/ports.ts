import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Channel, Clock, Locks, Transport } from '#lib/sealed-log/engine/ports.ts';

/** A WebSocket, of a browser or of Node. */
export interface Socket {
	send(frame: Bytes): void;
	close(): void;
	on(told: { opened(): void; heard(frame: Bytes): void; closed(): void }): void;
}

/** The line to a server over WebSockets. */
export const overSockets = (origin: string, open: (url: string) => Socket): Transport => ({
	origin,
	open(_, listener) {
		const socket = open(`${origin.replace(/^http/, 'ws')}/log`);
		socket.on({
			opened: () => listener.opened(),
			heard: (frame) => listener.heard(frame),
			closed: () => listener.closed(),
		});
		return socket;
	},
});

export const wallClock: Clock = {
	now: () => Date.now(),
	elapsed: () => performance.now(),
	after(time, run) {
		const timer = setTimeout(run, time);
		return () => clearTimeout(timer);
	},
};

/** Of a device with one tab: nobody else wants anything, or listens. */
export const aloneLocks: Locks = {
	hold: () => ({ held: Promise.resolve(), release: () => undefined }),
	isHeld: () => Promise.resolve(false),
};
export const aloneChannel: Channel = { tell: () => undefined, listen: () => () => undefined };
