import { decodeEntry, noEntry } from '#lib/sealed-log/entry/codec.ts';
import {
	decodeCountersigned,
	decodeCoverage,
	type SessionMark,
	standsForAll,
} from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { isIndependent } from '#lib/sealed-log/membership/judge.ts';
import type { Membership } from '#lib/sealed-log/membership/state.ts';
import type { KeptSession, StoredEntry } from '../../keeping/log-store.ts';

/** A snapshot that the log holds, and what it says it stands for. An import stands for nothing. */
export interface Covering {
	id: string;
	device: string;
	marks: readonly SessionMark[];
	/** The devices that say they made it from the same entries. */
	witnesses: readonly string[];
}

/** Somebody who does not speak for the same people has made it too. */
export const isCountersigned = (state: Membership, { device, witnesses }: Covering): boolean =>
	witnesses.some((witness) => isIndependent(state, witness, device));

/** @param entries snapshots and countersigns of one document, in order */
export const readCoverings = (entries: readonly StoredEntry[]): Covering[] => {
	const found = new Map<string, Covering>();
	for (const { id, kind, device, bytes } of entries) {
		const decoded = decodeEntry(bytes);
		if (!decoded.ok) throw new Error(`a stored entry is ${decoded.reason}`);
		const { extra } = decoded.entry;
		if (kind === kinds.snapshot) {
			found.set(id, { id, device, marks: decodeCoverage(extra) ?? [], witnesses: [] });
		} else {
			const snapshot = found.get(decodeCountersigned(extra));
			if (snapshot) found.set(snapshot.id, { ...snapshot, witnesses: [...snapshot.witnesses, device] });
		}
	}
	return [...found.values()];
};

/**
 * What may be dropped: what the second-last countersigned snapshot stands for, if the last one stands for all that is
 * dropped. The last one may yet turn out to be the one that somebody cannot read; then the one before and everything after
 * it are still there.
 */
export const droppable = (state: Membership, coverings: readonly Covering[]): readonly SessionMark[] => {
	const counting = coverings.filter((each) => each.marks.length > 0 && isCountersigned(state, each));
	// One that was made long before it was handed in may stand for less than what is dropped already.
	const last = counting.findLast(({ marks }) => counting.every((other) => standsForAll(marks, other.marks)));
	return (last && counting.findLast((each) => each !== last)?.marks) ?? [];
};

/** Documents whose snapshots are kept at hand. */
const MOST_AT_HAND = 4;

/** The snapshots of a log by document, read when they are asked for. */
export class Snapshots {
	#read: (document: string) => Promise<Covering[]>;
	#known = new Map<string, Promise<Covering[]>>();

	constructor(read: (document: string) => Promise<Covering[]>) {
		this.#read = read;
	}

	of(document: string): Promise<Covering[]> {
		const known = this.#known.get(document) ?? this.#read(document);
		this.#known.delete(document);
		this.#known.set(document, known);
		const [oldest] = this.#known.keys();
		if (this.#known.size > MOST_AT_HAND && oldest !== undefined) this.#known.delete(oldest);
		known.catch(() => this.#known.delete(document));
		return known;
	}

	/** Another snapshot or countersign has come. */
	forget(document: string): void {
		this.#known.delete(document);
	}
}

/**
 * Sessions of which something was dropped for a snapshot that does not count in another chain: where they stand in that one.
 * What is not there any more has to be handed back.
 */
export const unfounded = async (
	snapshots: Snapshots,
	sessions: readonly KeptSession[],
	state: Membership,
): Promise<KeptSession[]> => {
	const found: KeptSession[] = [];
	const standing = new Map<string, readonly SessionMark[]>();
	for (const { document } of sessions) {
		if (standing.has(document)) continue;
		// oxlint-disable-next-line no-await-in-loop
		const coverings = await snapshots.of(document);
		const counting = coverings.filter((each) => isCountersigned(state, each));
		standing.set(
			document,
			counting.flatMap(({ marks }) => marks),
		);
	}
	for (const each of sessions) {
		const { counter, id } = (standing.get(each.document) ?? [])
			.filter(({ device, session }) => device === each.device && session === each.session)
			.reduce((best, mark) => (mark.counter > best.counter ? mark : best), { counter: 0, id: noEntry });
		if (counter < each.dropped) found.push({ ...each, counter, id, dropped: counter });
	}
	return found;
};
