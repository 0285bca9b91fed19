import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Archive } from '../keeping/archive.ts';
import type { LogRow } from '../keeping/rows.ts';
import type { Roll } from '../members/roll.ts';
import type { Clock, Transport } from '../ports.ts';

/** What is wrong with a log beyond this device, until it is not any more. */
export type Concern =
	/** The server does not let committees be founded without its leave. */
	| 'founding-closed'
	/** The server takes no more for now: too much, or its disk is full. */
	| 'server-refuses'
	/** Two membership chains that remove each other: people have to talk. */
	| 'torn'
	/** The server shows different devices different things. */
	| 'split'
	/** The server had lost something that it has said it has; it gets it back. */
	| 'forgot'
	/** A snapshot of somebody's is not what the entries make: it is not used, and everything is kept. */
	| 'snapshot'
	/** What a newer program has written: this one writes no more until it is updated. */
	| 'newer';

/** The log that the line is about, and what it tells it. */
export interface Subject<K> {
	readonly id: string;
	readonly crypto: Crypto<K>;
	readonly clock: Clock;
	readonly transport: Transport;
	readonly archive: Archive<K>;
	readonly roll: Roll<K>;
	/** The log's row as it was last read. */
	readonly row: LogRow;
	/** The server's leave to found a log there. */
	readonly token: string;
	chance(): number;
	/** Reads the log's row anew. */
	refresh(): Promise<void>;
	/** There is something new to read, or the chain has grown; other tabs hear of it too. */
	grown(documents: Iterable<string>): void;
	/** Entries of these documents were set aside: what is open of them may hold what the log does not. */
	forked(documents: Iterable<string>): void;
	/** A snapshot of a document has come. */
	met(document: string): void;
	/** Somebody's presence. */
	present(device: string, session: string, counter: number, what: Bytes): void;
	concern(what: Concern, is: boolean): void;
	/** The line met something that it cannot deal with, such as a full disk. */
	failed(error: unknown): void;
	/** Everything that the server has is read. */
	isUp(): void;
	/** The server has removed this device. */
	removed(): void;
}
