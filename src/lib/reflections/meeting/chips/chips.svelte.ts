import { Live } from '#lib/documents/live.svelte.ts';
import type { Reflection } from '../../schema.ts';
import type { Seat } from '../clock/schema.ts';
import type { Talk } from './document.ts';
import { holders, type Holder } from './rules.ts';

/** Those around the table, in the order in which they sit. */
export const seatsOf = ({ present }: Pick<Reflection, 'present'>): Seat[] =>
	present.map(({ name }, at) => ({ id: String(at), name }));

/** The chips of the talk that a reflection is in, as a tablet shows them. */
export class Chips {
	#talk: Talk;
	#reflection: () => Reflection;
	#live: Live<Map<string, number> | undefined>;

	/** @param maps what a change of the reflection changes, too */
	constructor(talk: Talk, reflection: Live<Reflection>, maps: ConstructorParameters<typeof Live>[0]) {
		this.#talk = talk;
		this.#reflection = () => reflection.current;
		this.#live = new Live([talk.map, maps].flat(), () => {
			const { id, onTable } = reflection.current;
			return talk.used(id, onTable || undefined);
		});
	}

	/** Those who have chips left; `undefined` when there are none for this talk. */
	get holders(): Holder[] | undefined {
		const used = this.#live.current;
		return used && holders(seatsOf(this.#reflection()), used);
	}

	deal(): void {
		const { id, onTable } = this.#reflection();
		this.#talk.deal(id, onTable || undefined);
	}

	/** @returns takes it back */
	use(seat: string): () => boolean {
		return this.#talk.use(this.#reflection().id, seat);
	}

	putAway(): void {
		this.#talk.putAway(this.#reflection().id);
	}
}
