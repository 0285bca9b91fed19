import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { PublicKeys } from '#lib/sealed-log/crypto/port.ts';
import type { Place } from '#lib/sealed-log/entry/extra.ts';
import type { ChainMark } from '#lib/sealed-log/wire/frames.ts';

/** A committee's log on this device. That there is one means that the committee is sealed, whatever keys there are. */
export interface LogRow {
	id: string;
	committee: string;
	/** This device, as the log knows it. */
	device: string;
	/** The end of the membership chain that lies in the entries. */
	chain: ChainMark;
	/** How far this device has come in the server's sequence. */
	place: Place;
	/** `joining`: the certification may not have reached the server. `removed`: the server has said so. */
	standing: 'in' | 'joining' | 'removed';
	/** The server has it: founded there at least once. */
	shared: boolean;
	/** So many places before the cursor were passed over, as those of entries that a snapshot stands for are. */
	missing?: number;
	/** Something before the cursor could not be kept: this device does not say that it holds everything. */
	untold?: boolean;
	/** The latest place that an entry of this device is known to have in the current incarnation; 0 for none. */
	own: number;
	/** The last place that the server has left out in what it gave; beyond all places when it once went back in time. */
	gaps?: number;
	/** When the server last said that something is stored there. Display only. */
	ackedAt?: number;
	/** When this device last was in touch with the server. Display only. */
	seenAt?: number;
	/** Somebody looked at this device when it held entries up to this number. Display only. */
	looked?: { n: number; at: number };
	/** What was unsealed until then lies in other tables until the server has all of this. */
	plainUntil?: number;
}

/** An entry as it came or was made, in the order in which this device stored it (`n`). */
export interface EntryRow {
	n: number;
	log: string;
	id: string;
	kind: number;
	/** Empty for the membership chain. */
	document: string;
	device: string;
	session: string;
	counter: number;
	prev: string;
	/** Its place in the sequence of the current incarnation; 0 while that is not known. */
	seq: number;
	/** So many links of the chain had their places before it, when it last had one itself. */
	links?: number;
	/** False while entries of its session before it are missing. */
	placed: boolean;
	bytes: Bytes;
	/** When it came from the server; not for what was made here. Display only. */
	heardAt?: number;
}

/** An entry that the server is not known to have. */
export interface OutboxRow {
	log: string;
	n: number;
	id: string;
	/** `backfill`: it had a place already. */
	how: 'append' | 'backfill';
}

/** How far a session has come on this device, without a gap. */
export interface SessionRow {
	log: string;
	document: string;
	device: string;
	session: string;
	/** The Yjs client id that it writes under; 0 when that is not known. */
	client: number;
	/** 0 for a session of this device that has written nothing. */
	counter: number;
	id: string;
}

/** What reading the entries of a document up to `through` has found, so that it need not be done again. */
export interface ReadRow {
	log: string;
	document: string;
	through: number;
	/** The snapshot that it was read from on. */
	base?: string;
	/** The numbers of entries up to there that wait for something. */
	waiting?: number[];
	/** See documents/heads.ts. */
	heads: Uint8Array;
	/** See documents/reading/ledger.ts. */
	ledger: Bytes;
}

/** The countersigned snapshots that a document is read from on, where the entries before them never came to this device. */
export interface BaseRow {
	log: string;
	document: string;
	id: string;
	/** Those that were taken before and made apart from it, in that order: they stand for what it does not. */
	beside?: readonly string[];
	/** How far this device had come in the log when it took the last of them. */
	until?: number;
}

/** Of all snapshots that a document is read from on, in the order in which they were taken. */
export const idsOf = (base: BaseRow | undefined): readonly string[] =>
	base ? [...(base.beside ?? []), base.id] : [];

/** Why an entry is set aside. It is kept, and everything else goes on. */
export type Aside =
	/** Sealed with another key than the chain says. */
	| 'unreadable'
	/** What was sealed is no change of a document. */
	| 'no-update'
	/** It changes things under another's name. */
	| 'other-client'
	/** Changes before it are missing. */
	| 'gap'
	/** It leans on what does not exist. */
	| 'leans-forward'
	/** Types in each other without end. */
	| 'too-deep'
	/** Yjs cannot use it. */
	| 'unusable'
	/** Another entry has its place. */
	| 'forked'
	/** The chain that it belongs to did not hold. */
	| 'lost'
	/** The server will never take it. */
	| 'refused';

/** Why an entry is set aside that may be written once more: another has its place, or its key did not hold. */
export const isRecoverable = (why: Aside): boolean =>
	why === 'forked' || why === 'lost' || why === 'unreadable';

export interface AsideRow {
	log: string;
	id: string;
	document: string;
	why: Aside;
	bytes: Bytes;
	/** It came from the server, and comes again when it counts. */
	came?: boolean;
}

/** A device's secret keys; where the browser cannot store keys, their scalars, sealed. */
export interface KeyRow<K> {
	device: string;
	keys: PublicKeys;
	kept:
		| { how: 'keys'; sign: K; agree: K }
		/** No stronger than the disk it lies on; only so that it is nowhere in the clear. */
		| { how: 'wrapped'; secret: Bytes; nonce: Bytes; sealed: Bytes };
}

/** The last that another device has said of how far it has come. */
export interface HeadRow {
	log: string;
	device: string;
	place: Place;
	/** When it was heard. Display only. */
	heardAt: number;
	/** The running hash that it said is the one that this device has there. Else it says nothing of what it holds. */
	agrees?: boolean | undefined;
}
