import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Refusal } from '#lib/sealed-log/wire/refusals.ts';
import type { StoredEntry } from '../keeping/log-store.ts';
import type { Lying } from './ledger/draft.ts';

/** A connection as the room sees it. */
export interface Party {
	/** The device or the invitation that it has proven to be; empty before that. */
	readonly who: string;
	readonly as: 'device' | 'visitor' | 'stranger';
	/** It has read to the end and is told what is new. */
	isLive: boolean;
	/** Bytes that it was sent and has not read yet. */
	readonly waiting: number;
	send(frame: Bytes): void;
	/** It may not be here any longer. */
	dismiss(reason: Refusal): void;
}

/** An entry, from whom, and how it was handed in. */
export interface Handed {
	from: Party;
	how: 'found' | 'append' | 'backfill' | 'pass';
	sealed: Sealed;
}

/** What becomes of what was handed in, once everything with it is stored. */
export type Outcome =
	| { type: 'stored'; entry: StoredEntry }
	/** Held already: the same answer again. */
	| { type: 'again'; lying: Lying }
	/** To be passed on, and not kept. */
	| { type: 'passed' }
	/** Not news to anybody: neither kept nor passed on. */
	| { type: 'idle' }
	| { type: 'refused'; code: Refusal; counter?: number; id?: string };
