import { type Bytes, toText } from '#lib/sealed-log/bytes.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { type Sealed, sealEntry } from '#lib/sealed-log/entry/sealed.ts';
import { currentEpoch } from '#lib/sealed-log/membership/state.ts';
import type { Roll } from '../../members/roll.ts';
import type { Clock } from '../../ports.ts';

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
/** Tabs of one device that are remembered, and bytes that each may say. Who says more is not heard. */
const MOST_TABS = 3;
const MOST_BYTES = 4096;
/** Sessions of one device of which it is known how far they have counted, so that nothing counts twice. */
const MOST_COUNTED = 50;

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
	/** By device, the latest last. */
	#others = new Map<string, (Present & { session: string; at: number })[]>();
	#counted = new Map<string, Map<string, number>>();

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
		const since = this.#clock.elapsed() - SILENT;
		return [...this.#others.values()].flat().filter(({ at }) => at > since);
	}

	/** Says what this tab is doing, until it says something else; nothing, to be gone. */
	say(what: Bytes | undefined): void {
		this.#mine = what;
		this.#timer?.();
		const soon = Math.max(0, this.#toldAt + LEAST - this.#clock.elapsed());
		this.#timer = this.#clock.after(soon, () => void this.#tell());
	}

	heard(device: string, session: string, counter: number, what: Bytes): void {
		const counted = this.#counted.get(device) ?? new Map<string, number>();
		// Said before, and sent once more by somebody who would like to see us wonder.
		if ((counted.get(session) ?? 0) >= counter || what.length > MOST_BYTES) return;
		counted.delete(session);
		counted.set(session, counter);
		const [oldest] = counted.keys();
		if (counted.size > MOST_COUNTED && oldest !== undefined) counted.delete(oldest);
		this.#counted.set(device, counted);

		const at = this.#clock.elapsed();
		const tabs = (this.#others.get(device) ?? []).filter(
			(each) => each.session !== session && each.at > at - SILENT,
		);
		if (what.length > 0) tabs.push({ device, session, what, at });
		this.#others.set(device, tabs.slice(-MOST_TABS));
		this.#changed();
	}

	/** The line is up: what was said before it was, nobody has heard. */
	again(): void {
		if (this.#mine) this.say(this.#mine);
	}

	close(): void {
		this.#timer?.();
		this.#mine = undefined;
		void this.#tell();
		this.#timer?.();
	}

	async #tell(): Promise<void> {
		const { author, state } = this.#roll;
		this.#toldAt = this.#clock.elapsed();
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
