import type { Refusal } from '#lib/sealed-log/wire/refusals.ts';

/** Why something that only goes together with the server did not happen. */
export type Unanswered = Refusal | 'offline' | 'no-key';

/** [TA13] What a person can do about it: one sentence each. */
export type Cause =
	| 'offline'
	| 'wait'
	| 'not-allowed'
	| 'removed'
	| 'last-admin'
	| 'full'
	| 'again'
	| 'done'
	| 'busy'
	| 'update';

const causes: Record<Unanswered, Cause> = {
	offline: 'offline',
	'no-key': 'wait',
	'too-large': 'update',
	unsupported: 'update',
	malformed: 'update',
	'unknown-log': 'wait',
	'bad-proof': 'update',
	'unknown-author': 'wait',
	revoked: 'removed',
	'not-proven': 'again',
	'other-log': 'update',
	'bad-signature': 'update',
	'unknown-device': 'done',
	'read-only': 'not-allowed',
	'beyond-cut': 'not-allowed',
	'unknown-epoch': 'wait',
	'old-epoch': 'again',
	'counter-taken': 'again',
	'counter-gap': 'again',
	'wrong-prev': 'again',
	'other-document': 'update',
	'not-next': 'again',
	'bad-keys': 'update',
	'not-allowed': 'not-allowed',
	'role-too-high': 'not-allowed',
	'known-device': 'done',
	'known-invitation': 'again',
	'unknown-invitation': 'done',
	'invitation-spent': 'done',
	'invitation-withdrawn': 'done',
	'last-admin': 'last-admin',
	'no-change': 'done',
	'wrong-wraps': 'again',
	full: 'full',
	'invitation-expired': 'done',
	'cut-behind': 'again',
	'chain-parted': 'again',
	'founding-closed': 'wait',
	'too-many': 'busy',
	unavailable: 'busy',
	'no-round': 'again',
	'round-open': 'again',
	'round-over': 'again',
	'wrong-set': 'again',
	'not-in-set': 'again',
};

export const causeOf = (reason: Unanswered): Cause => causes[reason];

/** Why a link or a sheet let nobody in. */
export type NotLetIn =
	Refusal | 'offline' | 'wrong-secret' | 'untrusted' | 'known' | 'known-own' | 'known-over' | 'mangled';

/** [TA14] What a person can do about it: one sentence each. */
export type JoinCause =
	| 'offline'
	| 'over'
	| 'spent'
	| 'withdrawn'
	| 'expired'
	| 'mangled'
	/** This tablet is in: the link is not spent, has let it in itself, or can let nobody in any more. */
	| 'known'
	| 'ownLink'
	| 'knownOver'
	| 'untrusted'
	| 'other-server'
	| 'full'
	| 'busy'
	| 'update'
	/** This tablet itself could not. */
	| 'failed';

const joinCauses: Partial<Record<NotLetIn, JoinCause>> = {
	offline: 'offline',
	mangled: 'mangled',
	'wrong-secret': 'mangled',
	untrusted: 'untrusted',
	known: 'known',
	'known-own': 'ownLink',
	'known-over': 'knownOver',
	'known-device': 'known',
	// A sheet that a newer one has made void, and what the server has never heard of.
	'unknown-invitation': 'over',
	'unknown-device': 'over',
	revoked: 'over',
	'invitation-spent': 'spent',
	'invitation-withdrawn': 'withdrawn',
	'invitation-expired': 'expired',
	'unknown-log': 'other-server',
	'founding-closed': 'other-server',
	full: 'full',
	unavailable: 'busy',
	'too-many': 'busy',
	'not-next': 'busy',
	'cut-behind': 'busy',
	unsupported: 'update',
	malformed: 'update',
	'too-large': 'update',
};

/** What is left would be a mistake in one of the programs, or somebody who pretends. */
export const joinCauseOf = (reason: NotLetIn): JoinCause => joinCauses[reason] ?? 'untrusted';

/** The same link may be tried once more with one tap: it is not spent. */
export const mayTryAgain = (cause: JoinCause): boolean =>
	cause === 'offline' || cause === 'busy' || cause === 'failed';
