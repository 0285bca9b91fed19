import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import type { Refusal } from '#lib/sealed-log/wire/refusals.ts';
import type { Line } from '../../line/line.ts';
import type { Subject } from '../../line/subject.ts';
import { NoKey } from '../roll.ts';

/** What became of a step that somebody has tapped for. */
export type Stepped =
	| { ok: true }
	| {
			ok: false;
			/**
			 * `offline`: no server within reach. `no-key`: this device has not (yet) the key of today. `lost`: this page has no key
			 * for the round. `unfit`: the set, or what was marked, is not as it must be.
			 */
			reason: Refusal | 'offline' | 'no-key' | 'lost' | 'unfit';
	  };

/** Milliseconds that somebody who has tapped waits for the server; between two attempts. */
const PATIENCE = 10_000;
const SOON = 300;
const MOST_ATTEMPTS = 8;

/** How a step comes into being, and whether it still may. */
export interface Making {
	/** @param isAnew the key has been turned since the last time */
	make(isAnew: boolean): Promise<Sealed>;
	/** Reads what the log has by now. */
	read(): Promise<void>;
	has(sealed: Sealed): boolean;
	/** By all that was read. */
	refuses(): Exclude<Stepped, { ok: true }>['reason'] | undefined;
}

/**
 * Hands in a step: only on a line that is live, by which everything that the server has is read, and straight after looking
 * whether it still may be. Nothing of it is stored before the log has it. When the line was cut before the answer, the same
 * bytes are handed in once more, unless they turn out to be there.
 */
export const handIn = async <K>(
	{ clock }: Pick<Subject<K>, 'clock'>,
	line: Line<K>,
	{ make, read, has, refuses }: Making,
): Promise<Stepped> => {
	let sealed: Sealed | undefined;
	let last: Refusal | undefined;
	let isOld = false;
	for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
		const connection = await line.take(PATIENCE);
		if (!connection) return { ok: false, reason: 'offline' };
		try {
			sealed ??= await make(isOld);
		} catch (error) {
			if (error instanceof NoKey) return { ok: false, reason: 'no-key' };
			throw error;
		}
		await read();
		if (has(sealed)) return { ok: true };
		const reason = refuses();
		if (reason) return { ok: false, reason };
		// Nothing is awaited between looking and sending.
		if (line.connection !== connection) continue;
		const answer = await connection.hand(sealed);
		if (answer?.type === 'appended') {
			await read();
			return { ok: true };
		}
		if (!answer) continue;
		last = answer.code;
		// What turns the key comes with the next entries.
		isOld = last === 'old-epoch' || last === 'unknown-epoch';
		if (!isOld && last !== 'unavailable' && last !== 'too-many') break;
		if (isOld) sealed = undefined;
		await new Promise<void>((resolve) => clock.after(SOON * (attempt + 1), resolve));
	}
	return { ok: false, reason: last ?? 'offline' };
};
