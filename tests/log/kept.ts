import { toText } from '#lib/sealed-log/bytes.ts';
import { noSession } from '#lib/sealed-log/entry/codec.ts';
import type { Place } from '#lib/sealed-log/entry/extra.ts';
import type { Change, StoredEntry } from '../../src/server/log/keeping/log-store.ts';

// A log that stores are tried with: entries as the server keeps them.

/** An id of a size, told from others by a word. */
export const id = (size: number, word: string): string => {
	const bytes = new Uint8Array(size);
	bytes.set(new TextEncoder().encode(word));
	return toText(bytes);
};

export const log = id(16, 'log');
const incarnation = id(16, 'incarnation');
const start: Place = { incarnation, seq: 0, head: id(32, 'start') };
export const headAt = (seq: number) => (seq === 0 ? start.head : id(32, `head ${seq}`));
export const place = (seq: number): Place => ({ incarnation, seq, head: headAt(seq) });
export const device = id(16, 'mette');
export const session = id(8, 'tab');

export const entry = (seq: number, fields: Partial<StoredEntry> = {}): StoredEntry => ({
	seq,
	head: headAt(seq),
	id: id(32, `entry ${seq}`),
	kind: 1,
	document: 'core',
	device,
	session,
	counter: seq - 1,
	bytes: new TextEncoder().encode(`entry ${seq}`),
	...fields,
});

export const link = (seq: number, counter = seq) =>
	entry(seq, { kind: 3, document: '', session: noSession, counter });

export const change = (after: number, entries: StoredEntry[], more: Partial<Change> = {}): Change => ({
	after: place(after),
	entries,
	lost: [],
	sessions: [],
	heads: [],
	sums: [],
	...more,
});
