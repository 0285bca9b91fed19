import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { isOpen, type Round, type Sitting } from '#lib/sealed-log/sums/rounds.ts';
import type { LogRow } from '../../keeping/rows.ts';

/** What a tablet gives. */
export interface Part {
	set: string;
	words: Uint32Array;
	/** As it goes out, each time the same; under another key only when the epoch has turned. */
	sealed?: Sealed;
}

/** [SU13] What this tab has in hand of a round: in memory only, and gone with the page. */
export interface Seat<K> {
	round: string;
	/** Where it was made: of which incarnation, and with how many places left out before. */
	incarnation: string;
	missing: number;
	people: number;
	/** Until there is a part: then nothing more can be made with it. */
	agree: K | undefined;
	/** The masked words, until the log has them. There is only ever one part of a key. */
	part: Part | undefined;
}

const sittingIn = ({ set, readies }: Round, device: string): Sitting | undefined =>
	(set?.sittings ?? readies).find((sitting) => sitting.device === device);

/** The keys that this tab has made, by the `ready` entry: which of them counts, the log says. */
export class Seats<K> {
	#seats = new Map<string, Seat<K>>();

	add(ready: string, seat: Seat<K>): void {
		this.#seats.set(ready, seat);
	}

	/** This device's seat in a round. */
	at(round: Round, device: string): Seat<K> | undefined {
		const sitting = sittingIn(round, device);
		return sitting && this.#seats.get(sitting.ready);
	}

	/** A round that is over for this tablet leaves nothing behind here. */
	keep(rounds: readonly Round[], row: LogRow): void {
		const { place, device, missing = 0, untold = false } = row;
		for (const [ready, seat] of this.#seats) {
			const round = rounds.find(({ id }) => id === seat.round);
			const isElsewhere = place.seq > 0 && place.incarnation !== seat.incarnation;
			// What the server has left out since may have been the end of the round.
			const hasHole = place.seq > 0 && (untold || missing !== seat.missing);
			const isLeftOut = round?.set !== undefined && sittingIn(round, device)?.ready !== ready;
			const isOver = round !== undefined && (!isOpen(round) || round.parts.has(device));
			if (isElsewhere || hasHole || isLeftOut || isOver) this.#seats.delete(ready);
		}
	}

	get size(): number {
		return this.#seats.size;
	}

	/** What was made for a `ready` entry that the log will not have. */
	remove(ready: string): void {
		this.#seats.delete(ready);
	}

	/** A round is over. */
	end(round: string): void {
		for (const [ready, seat] of this.#seats) if (seat.round === round) this.#seats.delete(ready);
	}

	clear(): void {
		this.#seats.clear();
	}
}
