import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { PublicKeys } from '#lib/sealed-log/crypto/port.ts';
import { noEntry, nobody } from '#lib/sealed-log/entry/codec.ts';
import type { Place, SessionMark } from '#lib/sealed-log/entry/extra.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import type { Refusal } from './refusals.ts';

/** How long a membership chain is, and its last entry. */
export interface ChainMark {
	length: number;
	head: string;
}

/** An entry with its place in the sequence. Places may be missing: of what snapshots stand for. */
export interface Placed {
	seq: number;
	entry: Bytes;
}

/**
 * What clients and servers say to each other. `E` is what carries an entry towards the server: what is sent is `Sealed`,
 * what is received is bytes that anybody may have written.
 */
export type Frame<E = Bytes> =
	/** Client: who I say I am (a device or an invitation), and how far I have come. */
	| { type: 'hello'; log: string; who: string; place: Place; chain: ChainMark }
	| { type: 'challenge'; nonce: Bytes }
	/** Client: the challenge, signed for this server's origin. */
	| { type: 'proof'; origin: string; signature: Bytes }
	/** Server: how far the log has come, the last entry of each of this device's sessions, everybody's latest heads. */
	| {
			type: 'welcome';
			place: Place;
			chain: ChainMark;
			/** Milliseconds, for what is shown and for when an invitation ends. */
			time: number;
			sessions: SessionMark[];
			heads: Bytes[];
	  }
	/** Client, unproven: the first entry of a log that the server does not know, with its leave to found one. */
	| { type: 'found'; token: string; entry: E }
	/** Client, unproven: the box that a link or a sheet asks for. */
	| { type: 'find'; log: string; id: string }
	/** Server: the box, with what it belongs to (`who` to say hello as), and nothing else of the chain. */
	| { type: 'box'; who: string; keys: PublicKeys; box: Bytes }
	/** Client: an entry that this device or invitation has just made. */
	| { type: 'append'; entry: E }
	/** Client: an entry that had its place before the server forgot it. Control entries prove themselves: unproven too. */
	| { type: 'backfill'; entry: E }
	/** Both: an entry that is not stored (presence, a head). */
	| { type: 'pass'; entry: E }
	/** Server: stored for good, or found stored already. */
	| { type: 'appended'; id: string; seq: number; head: string }
	/** Server: `counter` and `id` say what it has in that place instead, where there is such a thing. */
	| { type: 'refused'; about: string; code: Refusal; counter: number; id: string }
	/** Client: what comes after a place in the sequence; of everything, or of the membership chain alone. */
	| { type: 'fetch'; what: 'all' | 'chain'; after: number }
	/** Server: entries in order, asked for or new. `place` is where they lead to. */
	| { type: 'entries'; entries: Placed[]; place: Place; more: boolean }
	/** Both: the last entry of each session that I hold. */
	| { type: 'vector'; chain: ChainMark; sessions: SessionMark[] }
	/** Client: may I make the snapshot of this document? */
	| { type: 'lease'; document: string }
	/** Server: for so many milliseconds; 0 is no. */
	| { type: 'leased'; document: string; time: number }
	| { type: 'ping'; mark: number }
	| { type: 'pong'; mark: number };

/** What a client sends. */
export type Sent = Frame<Sealed>;

/** Of who has nothing yet. */
export const nowhere: Place = { incarnation: nobody, seq: 0, head: noEntry };
export const noChain: ChainMark = { length: 0, head: noEntry };
