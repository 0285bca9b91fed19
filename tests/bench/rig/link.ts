import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/** A connection as it is out there. Bits per second; milliseconds for there and back. */
export interface Link {
	down: number;
	up: number;
	roundTrip: number;
}

export const slow4g: Link = { down: 1_600_000, up: 750_000, roundTrip: 150 };
/** For what has to come over the link and is not measured. */
export const quick: Link = { down: 1e9, up: 1e9, roundTrip: 0 };

const packet = 1460;

interface Parcel {
	to: Socket;
	/** Empty: the sender has said its last word. */
	bytes: Buffer;
	arrives: number;
}

/** One direction of the link: what it can carry is shared evenly, packet by packet, by all who send. */
class Wire {
	#bitsPerMillisecond = 0;
	#delay = 0;
	#waiting = new Map<Socket, Buffer[]>();
	#underway: Parcel[] = [];
	#freeAt = 0;
	#timer: NodeJS.Timeout | undefined;

	/** Bits per second, and milliseconds until the far end. */
	set(bitsPerSecond: number, delay: number) {
		this.#bitsPerMillisecond = bitsPerSecond / 1000;
		this.#delay = delay;
	}

	send(to: Socket, bytes: Buffer) {
		const packets = [];
		for (let at = 0; at < bytes.length; at += packet) packets.push(bytes.subarray(at, at + packet));
		this.#add(to, packets);
	}

	end(to: Socket) {
		this.#add(to, [Buffer.alloc(0)]);
	}

	#add(to: Socket, packets: Buffer[]) {
		// What an idle link could have carried is gone; a late timer is made up for, so the rate holds.
		if (this.#waiting.size === 0) this.#freeAt = Math.max(this.#freeAt, performance.now());
		this.#waiting.set(to, [...(this.#waiting.get(to) ?? []), ...packets]);
		this.#run();
	}

	#run() {
		if (this.#timer) return;
		const now = performance.now();
		while (this.#freeAt <= now && this.#waiting.size > 0) this.#takeTurn();
		while (this.#underway[0] && this.#underway[0].arrives <= now) this.#deliver(this.#underway.shift());
		const next = Math.min(
			this.#waiting.size > 0 ? this.#freeAt : Infinity,
			this.#underway[0]?.arrives ?? Infinity,
		);
		if (next === Infinity) return;
		this.#timer = setTimeout(
			() => {
				this.#timer = undefined;
				this.#run();
			},
			Math.max(1, next - now),
		);
	}

	/** One packet of the connection that has waited longest; what is left of it goes to the end of the line. */
	#takeTurn() {
		for (const [to, [bytes, ...rest]] of this.#waiting) {
			this.#waiting.delete(to);
			if (rest.length > 0) this.#waiting.set(to, rest);
			if (!bytes) continue;
			this.#freeAt += (bytes.length * 8) / this.#bitsPerMillisecond;
			this.#underway.push({ to, bytes, arrives: this.#freeAt + this.#delay });
			return;
		}
	}

	#deliver(parcel: Parcel | undefined) {
		if (!parcel?.to.writable) return;
		if (parcel.bytes.length > 0) parcel.to.write(parcel.bytes);
		else parcel.to.end();
	}
}

/**
 * A port that leads to another one over a slow link. Unlike the throttling in the browser's developer tools it holds for
 * every request of every page and worker together, as a real link does. No TCP slow start, no loss.
 */
export async function openLink(port: number, link: Link) {
	const down = new Wire();
	const up = new Wire();
	let roundTrip = 0;
	const be = (link: Link) => {
		down.set(link.down, link.roundTrip / 2);
		up.set(link.up, link.roundTrip / 2);
		roundTrip = link.roundTrip;
	};
	be(link);
	const open = new Set<Socket>();
	let isCut = false;

	const server = createServer((browser) => {
		if (isCut) return browser.resetAndDestroy();
		const app = connect(port, 'localhost');
		for (const socket of [browser, app]) {
			open.add(socket);
			socket.setNoDelay(true);
			socket.on('error', () => socket.destroy());
			socket.once('close', () => open.delete(socket));
		}
		browser.once('close', () => app.destroy());
		app.on('data', (bytes) => down.send(browser, bytes));
		app.on('end', () => down.end(browser));
		browser.on('end', () => up.end(app));
		// The greeting that opens a connection takes a round trip too; only then does the first request leave.
		const early: Buffer[] = [];
		let greeted = false;
		setTimeout(() => {
			greeted = true;
			for (const bytes of early) up.send(app, bytes);
		}, roundTrip);
		browser.on('data', (bytes) => (greeted ? up.send(app, bytes) : early.push(bytes)));
	});
	server.listen(0, 'localhost');
	await once(server, 'listening');
	const hangUp = () => {
		for (const socket of open) socket.destroy();
	};

	return {
		url: `http://localhost:${(server.address() as AddressInfo).port}`,
		be,
		/** No network from now on: what is under way breaks off, what comes is refused. */
		cut() {
			isCut = true;
			hangUp();
		},
		mend() {
			isCut = false;
		},
		async close() {
			hangUp();
			server.close();
			await once(server, 'close');
		},
	};
}
