/** A seeded source of chance. The same seed gives the same numbers. */
export class Dice {
	#state: number;

	constructor(seed: number) {
		this.#state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0;
		for (let warm = 0; warm < 8; warm++) this.fraction();
	}

	/** From 0 up to 1. */
	fraction(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	below(limit: number): number {
		return Math.floor(this.fraction() * limit);
	}

	between(from: number, to: number): number {
		return from + this.below(to - from + 1);
	}

	chance(likely: number): boolean {
		return this.fraction() < likely;
	}

	pick<T>(from: readonly T[]): T | undefined {
		return from[this.below(from.length)];
	}
}
