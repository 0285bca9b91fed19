import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Listener, Transport, Wire } from '#lib/sealed-log/engine/ports.ts';
import { decodeFrame, encodeFrame } from '#lib/sealed-log/wire/codec.ts';
import { origin, type SimulatedServer } from './server.ts';
import type { Life, World } from './world.ts';

/** What is between one tablet and the server. */
export class Network {
	isOn = true;
	/** Milliseconds that a frame takes, from and to. */
	latency: [number, number] = [5, 40];
	/** Frames vanish, and nobody is told. */
	isHole = false;
	/** How likely somebody on the way does something to a frame that comes from the server. */
	mischief = 0;
	#cuts = new Set<() => void>();
	/** A frame that is let go after the next one. */
	#held: Bytes[] = [];

	/** Cuts every line that there is; new ones can be made. */
	cut(): void {
		for (const cut of this.#cuts) cut();
	}

	heal(): void {
		this.isOn = true;
		this.isHole = false;
		this.latency = [5, 40];
		this.mischief = 0;
		this.cut();
	}

	transport(world: World, server: SimulatedServer, life: Life): Transport {
		return { origin, open: (_, listener) => this.#open(world, server, life, listener) };
	}

	/** What becomes of a frame: as a rule, that it arrives. */
	#meddled(world: World, frame: Bytes): Bytes[] {
		const [held] = this.#held.splice(0);
		const arriving = held ? [frame, held] : [frame];
		if (this.mischief === 0 || !world.dice.chance(this.mischief)) return arriving;
		const what = world.dice.below(4);
		if (what === 0) return [frame, ...arriving];
		if (what === 1) return [];
		if (what === 2 && !held) {
			this.#held.push(frame);
			return [];
		}
		// Whoever sends entries may lie about them; what it says of its own doing nobody can check.
		const decoded = decodeFrame(frame);
		if (!decoded.ok || decoded.frame.type !== 'entries') return arriving;
		const { entries } = decoded.frame;
		const changed = entries.map(({ seq, entry }) => ({ seq, entry: entry.slice() }));
		const entry = world.dice.pick(changed)?.entry ?? new Uint8Array(1);
		const at = world.dice.below(entry.length);
		entry[at] = (entry[at] ?? 0) ^ (1 << world.dice.below(8));
		return [encodeFrame({ ...decoded.frame, entries: changed })];
	}

	#open(world: World, server: SimulatedServer, life: Life, listener: Listener): Wire {
		this.#held = [];
		const travel = () => world.dice.between(...this.latency);
		let isOver = false;
		/** What was lost on the way is not sent again, and nothing comes after it: nobody is told. */
		let isDead = false;
		const isLost = () => (isDead ||= this.isHole);
		let remote: ReturnType<SimulatedServer['connect']> | undefined;
		/** Frames stay in order, however long each takes. */
		let [arrivesThere, arrivesHere] = [0, 0];
		const end = () => {
			if (isOver) return;
			isOver = true;
			this.#cuts.delete(end);
			world.after(travel(), () => remote?.closed());
			world.after(travel(), () => listener.closed(), life);
		};
		/** The server hangs up: what it said before that still arrives. */
		const hangUp = () => {
			arrivesHere = Math.max(arrivesHere, world.now + travel());
			world.after(arrivesHere - world.now, end);
		};
		this.#cuts.add(end);
		world.after(
			travel(),
			() => {
				if (isOver) return;
				if (!this.isOn || !server.isUp) return end();
				remote = server.connect({
					send: (frame) => {
						if (isOver || isLost()) return;
						for (const each of this.#meddled(world, frame)) {
							arrivesHere = Math.max(arrivesHere, world.now + travel());
							world.after(arrivesHere - world.now, () => !isOver && listener.heard(each), life);
						}
					},
					closed: hangUp,
				});
				listener.opened();
				return undefined;
			},
			life,
		);
		return {
			send: (frame) => {
				if (isOver || isLost() || !life.pulse()) return;
				arrivesThere = Math.max(arrivesThere, world.now + travel());
				// What was sent may arrive after its sender is gone.
				world.after(arrivesThere - world.now, () => server.isUp && !isOver && remote?.receive(frame));
			},
			close: end,
		};
	}
}
