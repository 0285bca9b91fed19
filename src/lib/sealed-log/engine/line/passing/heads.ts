import type { Place } from '#lib/sealed-log/entry/extra.ts';
import type { Subject } from '../subject.ts';

/** A place that this device has come to, with the running hash that it has made there itself. */
export interface Step {
	seq: number;
	head: string;
}

/** Steps that are remembered. */
const MOST = 2000;
/** Milliseconds at least between two words of one device of how far it has come. */
const LEAST = 1000;

/** How far others say that they have come. It counts where they have come to the same as this device. */
export class Heads<K> {
	#subject: Subject<K>;
	#steps = new Map<number, string>();
	/** What was said of places that this device has not come to yet, by device. */
	#ahead = new Map<string, Place>();
	#heardAt = new Map<string, number>();
	#next = new Map<string, () => void>();

	constructor(subject: Subject<K>) {
		this.#subject = subject;
	}

	/** Whether a device is listened to now. If not, `again` is called in a moment, unless it says something newer. */
	isDue(device: string, again: () => Promise<void>): boolean {
		const { clock } = this.#subject;
		const left = (this.#heardAt.get(device) ?? -Infinity) + LEAST - clock.elapsed();
		this.#next.get(device)?.();
		this.#next.delete(device);
		if (left <= 0) {
			this.#heardAt.set(device, clock.elapsed());
			return true;
		}
		const later = () => void again().catch((error: unknown) => this.#subject.failed(error));
		this.#next.set(device, clock.after(left, later));
		return false;
	}

	/** A device has signed that it holds everything up to a place. */
	async heard(device: string, place: Place): Promise<void> {
		const { archive, clock, id: log, row } = this.#subject;
		const isBehind = place.incarnation === row.place.incarnation && place.seq <= row.place.seq;
		if (isBehind) this.#ahead.delete(device);
		else this.#ahead.set(device, place);
		const agrees = isBehind && this.#agrees(place);
		await archive.putHead({ log, device, place, heardAt: clock.now(), agrees });
		this.#subject.grown([]);
	}

	/** This device has come further. */
	async passed(steps: readonly Step[]): Promise<void> {
		for (const { seq, head } of steps) this.#steps.set(seq, head);
		for (const seq of this.#steps.keys()) {
			if (this.#steps.size <= MOST) break;
			this.#steps.delete(seq);
		}
		const { row } = this.#subject;
		for (const [device, place] of this.#ahead)
			if (place.incarnation === row.place.incarnation && place.seq <= row.place.seq)
				await this.heard(device, place);
	}

	/** Of places before, whatever was said of the same ones. */
	forget(): void {
		this.#steps.clear();
	}

	close(): void {
		for (const stop of this.#next.values()) stop();
	}

	#agrees({ seq, head }: Place): boolean {
		const { place, untold } = this.#subject.row;
		const mine = seq === place.seq ? place.head : this.#steps.get(seq);
		if (mine === undefined) return false;
		if (mine !== head) this.#subject.concern('split', true);
		else if (seq === place.seq && !untold) this.#subject.concern('split', false);
		return mine === head;
	}
}
