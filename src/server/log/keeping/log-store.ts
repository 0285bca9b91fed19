import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Place, SessionMark } from '#lib/sealed-log/entry/extra.ts';
import type { Placed } from '#lib/sealed-log/wire/frames.ts';

/** An entry in its place. What is beside the bytes stands in them too: it is what is looked up by. */
export interface StoredEntry {
	seq: number;
	/** The running hash after it. */
	head: string;
	id: string;
	kind: number;
	document: string;
	device: string;
	session: string;
	counter: number;
	bytes: Bytes;
}

/** The last entry of a session. */
export interface KeptSession extends SessionMark {
	document: string;
	/** Up to this counter a snapshot stands for the entries, and they are dropped; 0 is none. */
	dropped: number;
}

/** The latest head of a device, as it came. */
export interface KeptHead {
	device: string;
	bytes: Bytes;
}

/** What is known of a masked sum, as the room has written it. */
export interface KeptSum {
	subject: string;
	/** Nothing: it is known no more. */
	steps: Bytes;
}

/** How much is kept of a log. */
export interface Size {
	entries: number;
	bytes: number;
}

/** What is kept of a log, but for its entries. */
export interface Kept {
	place: Place;
	/** The membership chain, in order. */
	chain: Placed[];
	sessions: KeptSession[];
	heads: KeptHead[];
	sums: KeptSum[];
	size: Size;
}

/** What changes together, or not at all. */
export interface Change {
	/** Where the log has to stand. Seq 0 makes the log, when there is none. */
	after: Place;
	/** With the places that follow, without gaps. */
	entries: readonly StoredEntry[];
	/** Places of control entries that lost a parting: they go. */
	lost: readonly number[];
	/**
	 * Sessions that stand elsewhere than their last entry here says. What was dropped of one beyond `dropped` is forgotten, as
	 * if it had never come.
	 */
	sessions: readonly KeptSession[];
	/** Those that are newer than what is kept of the same devices. */
	heads: readonly KeptHead[];
	/** Those that have changed. */
	sums: readonly KeptSum[];
}

export interface Page {
	entries: Placed[];
	/** Place of the last one; undefined when there is none. */
	last: Omit<Place, 'incarnation'> | undefined;
	/** There are more after it. */
	more: boolean;
}

/**
 * What keeps the logs. A promise that is rejected says nothing about what was stored, only that nobody may be told that
 * it was: open the log again. Several processes may share what is behind it, so a log can have moved on (`false` from
 * `append`) though nobody here wrote.
 */
export interface LogStore {
	/** `undefined` when there is no such log. */
	open(log: string): Promise<Kept | undefined>;
	/**
	 * Resolves when the change is stored for good, power cut or not. `false` when the log stands elsewhere than `after`
	 * says, and nothing was changed.
	 */
	append(log: string, change: Change): Promise<boolean>;
	/**
	 * Entries after a place, in order; of everything or of the chain alone; what was dropped is left out.
	 * @param most bytes of entries in all; one entry is given whatever its size
	 */
	page(log: string, what: 'all' | 'chain', after: number, most: number): Promise<Page>;
	/** What has (or had, until it was dropped) this place in a session. The last one of a session is never forgotten. */
	held(
		log: string,
		device: string,
		session: string,
		counter: number,
	): Promise<{ seq: number; head: string; id: string } | undefined>;
	/** The running hash after the entry in this place; undefined when nobody remembers. */
	headAt(log: string, seq: number): Promise<string | undefined>;
	/** The snapshots of a document and their countersigns, in order. */
	snapshots(log: string, document: string): Promise<StoredEntry[]>;
	/**
	 * Drops the bytes of a document's entries up to each mark. A session whose mark is not what lies in that place is left
	 * alone. What was dropped the time before is forgotten now. Gives what is kept afterwards.
	 */
	drop(log: string, document: string, marks: readonly SessionMark[]): Promise<Size>;
	/** Why nothing can be stored just now, in a word; undefined when all is well. */
	readonly trouble: string | undefined;
	/** Stores what was handed in, then lets go. */
	close(): Promise<void>;
}

/** The store cannot do it now; the same may work later. */
export class StoreUnavailable extends Error {
	override name = 'StoreUnavailable';
}
