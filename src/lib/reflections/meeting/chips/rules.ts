import type { Seat } from '../clock/schema.ts';

/** [TC1] So many for each. */
export const CHIPS = 2;

export interface Holder extends Seat {
	left: number;
}

/** [TC1] [TC2] Those who still have some, in the order of the seats. `used`: how often each seat was tapped. */
export const holders = (seats: readonly Seat[], used: ReadonlyMap<string, number>): Holder[] =>
	seats
		.map((seat) => ({ ...seat, left: Math.max(0, CHIPS - (used.get(seat.id) ?? 0)) }))
		.filter(({ left }) => left > 0);
