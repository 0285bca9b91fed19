import { type Bytes, toText } from '#lib/sealed-log/bytes.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { type Sealed, sealEntry } from '#lib/sealed-log/entry/sealed.ts';
import { currentEpoch } from '#lib/sealed-log/membership/state.ts';
import type { Roll } from '../members/roll.ts';
import type { Clock } from '../ports.ts';

/** Somebody else who is here just now, in one tab. */
export interface Present {
	device: string;
	/** What that tab says of itself; the screens know what it means. */
	what: Bytes;
}

/** Milliseconds between two times that this tab says it is still here, and after how many another is taken for gone. */
const SIGN = 10_000;
const SILENT = 25_000;
/** Milliseconds at least between two times of saying something new. */
const LEAST = 300;

/** Who is here, and where: sealed, passed on, and never stored. */
export class Presence<K> {
	#log: string;
	#crypto: Crypto<K>;
	#clock: Clock;
	#roll: Roll<K>;
	#pass: (sealed: Sealed) => void;
	#changed: () => void;
	#session: string;
	#counter = 0;
	#mine: Bytes | undefined;
	#toldAt = -Infinity;
	#timer: (() => void) | undefined;
	#others = new Map<string, Present & { counter: number; at: number }>();

	constructor(
		log: string,
		{ crypto, clock }: { crypto: Crypto<K>; clock: Clock },
		roll: Roll<K>,
		pass: (sealed: Sealed) => void,
		changed: () => void,
	) {
		this.#log = log;
		this.#crypto = crypto;
		this.#clock = clock;
		this.#roll = roll;
		this.#pass = pass;
		this.#changed = changed;
		this.#session = toText(crypto.randomBytes(8));
	}

	/** The others, a tab that was killed no longer than half a minute. */
	get others(): Present[] {
		const since = this.#clock.now() - SILENT;
		return [...this.#others.values()].filter(({ at }) => at > since);
	}

	/** Says what this tab is doing, until it says something else; nothing, to be gone. */
	say(what: Bytes | undefined): void {
		this.#mine = what;
		this.#timer?.();
		const soon = Math.max(0, this.#toldAt + LEAST - this.#clock.now());
		this.#timer = this.#clock.after(soon, () => void this.#tell());
	}

	heard(device: string, session: string, counter: number, what: Bytes): void {
		const known = this.#others.get(`${device}/${session}`);
		// Said before, and sent once more by somebody who would like to see us wonder.
		if (known && known.counter >= counter) return;
		const at = what.length > 0 ? this.#clock.now() : -Infinity;
		this.#others.set(`${device}/${session}`, { device, what, counter, at });
		this.#changed();
	}

	close(): void {
		this.#timer?.();
		this.#mine = undefined;
		void this.#tell();
		this.#timer?.();
	}

	async #tell(): Promise<void> {
		const { author, state } = this.#roll;
		this.#toldAt = this.#clock.now();
		const what = this.#mine ?? new Uint8Array(0);
		if (this.#mine) this.#timer = this.#clock.after(SIGN, () => void this.#tell());
		const epoch = currentEpoch(state);
		const key = await this.#roll.entryKey(epoch);
		if (!author || !key) return;
		const draft = {
			kind: kinds.ephemeral,
			log: this.#log,
			document: '',
			epoch,
			session: this.#session,
			counter: ++this.#counter,
		};
		this.#pass(await sealEntry(this.#crypto, author, key, draft, what));
	}
}
