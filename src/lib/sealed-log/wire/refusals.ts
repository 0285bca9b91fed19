import type { EntryRefusal } from '#lib/sealed-log/entry/codec.ts';
import type { Standing } from '#lib/sealed-log/entry/session.ts';
import type { ControlRefusal, EntryRejection } from '#lib/sealed-log/membership/refusals.ts';
import type { RoundRefusal } from '#lib/sealed-log/sums/rounds.ts';

/** Every reason that a server gives. Its number on the wire is its place here, from 1, for ever: add at the end. */
export const refusals = [
	// Of bytes.
	'too-large',
	'unsupported',
	'malformed',
	// Of connections.
	'unknown-log',
	'bad-proof',
	'unknown-author',
	'revoked',
	'not-proven',
	// Of entries.
	'other-log',
	'bad-signature',
	'unknown-device',
	'read-only',
	'beyond-cut',
	'unknown-epoch',
	'old-epoch',
	'counter-taken',
	'counter-gap',
	'wrong-prev',
	'other-document',
	// Of control entries.
	'not-next',
	'bad-keys',
	'not-allowed',
	'role-too-high',
	'known-device',
	'known-invitation',
	'unknown-invitation',
	'invitation-spent',
	'invitation-withdrawn',
	'last-admin',
	'no-change',
	'wrong-wraps',
	'full',
	/** The server's clock is past the time of the invitation. */
	'invitation-expired',
	/** A cut would leave out entries that the log holds: fetch them, and name them. */
	'cut-behind',
	/** The chain parts from the one the server holds, and does not win over it. */
	'chain-parted',
	// Of founding and of the moment.
	'founding-closed',
	'too-many',
	'unavailable',
	// Of masked sums.
	'no-round',
	'round-open',
	'round-over',
	'wrong-set',
	'not-in-set',
] as const;

export type Refusal = (typeof refusals)[number];

/** Everything that the core refuses has a word on the wire. */
type Told<T extends Refusal> = T;
export type CoreRefusal = Told<
	EntryRefusal | ControlRefusal | EntryRejection | RoundRefusal | Exclude<Standing, 'next' | 'again'>
>;
