import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import type { Doc } from 'yjs';
import type { Disk } from './keeping/disk.ts';

/** Milliseconds, for waiting and for what is shown. Never decides what is in the log. */
export interface Clock {
	/** What time it is, as people see it: somebody may set it, to and fro. */
	now(): number;
	/** How long it goes on already, from any beginning: for measuring how long something takes. Never goes back. */
	elapsed(): number;
	/**
	 * Runs something once, after so many milliseconds; days at most.
	 * @returns takes it back
	 */
	after(time: number, run: () => void): () => void;
}

/** A lock that one tab of the device holds, or waits for. */
export interface Hold {
	/** Settles when it is held; never, when it is released before. */
	held: Promise<void>;
	release(): void;
}

/** Which tab does what. A tab that is closed or killed lets go of everything. */
export interface Locks {
	/** @param lost called when another tab has taken it away */
	hold(name: string, how: 'wait' | 'steal', lost: () => void): Hold;
	isHeld(name: string): Promise<boolean>;
}

/** What tabs of one device tell each other. What a tab of another version says may be anything. */
export interface Channel {
	tell(message: object): void;
	/** @returns stops listening */
	listen(hear: (message: unknown) => void): () => void;
}

/** One attempt to talk to the server. Frames come and go whole and in order, or it is closed. */
export interface Wire {
	send(frame: Bytes): void;
	close(): void;
}

export interface Listener {
	/** The way is open: frames may be sent. */
	opened(): void;
	heard(frame: Bytes): void;
	/** Nothing more comes. Called once, also when it never opened. */
	closed(): void;
}

export interface Transport {
	/** The server that proofs are signed for, `https://medspil.example.dk`. */
	origin: string;
	open(log: string, listener: Listener): Wire;
}

/** The warm replicas of documents: they open at once, and can be lost at any time without loss. */
export interface Replicas {
	/** Loads what the replica holds into the document, and keeps it up to date from then on. */
	open(committee: string, document: string, doc: Doc): Promise<{ close(): Promise<void> } | undefined>;
}

/** Everything that the engine asks of the world. The simulation has its own of each, seeded. */
export interface Ports<K> {
	crypto: Crypto<K>;
	clock: Clock;
	disk: Disk<K>;
	locks: Locks;
	channel: Channel;
	transport: Transport;
	replicas: Replicas;
	/** A number from 0 up to 1, for waiting a little longer or shorter than others. */
	chance(): number;
}
