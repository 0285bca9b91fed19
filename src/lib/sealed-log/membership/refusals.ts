/** Why a control entry is not the next link of a chain. */
export type ControlRefusal =
	| 'malformed'
	| 'other-log'
	/** It names another place, or another entry before it, than the chain's end: somebody was quicker. */
	| 'not-next'
	| 'bad-signature'
	/** Keys that are not points of the curve, or an id that is not theirs. */
	| 'bad-keys'
	/** The new device has not signed that it wants to be in. */
	| 'bad-proof'
	/** Signed by nobody that the chain knows. */
	| 'unknown-author'
	/** Signed by a device that was revoked. */
	| 'revoked'
	/** Signed by a device whose role is too low for it. */
	| 'not-allowed'
	| 'role-too-high'
	| 'known-device'
	| 'unknown-device'
	| 'known-invitation'
	| 'unknown-invitation'
	| 'invitation-spent'
	| 'invitation-withdrawn'
	/** Somebody must be left who can look after the committee. */
	| 'last-admin'
	/** It changes nothing. */
	| 'no-change'
	/** An epoch's key must be wrapped for every device that is in, and for nobody else but open invitations. */
	| 'wrong-wraps'
	| 'full';

/** Why an entry that is not of the chain does not count. */
export type EntryRejection =
	| 'other-log'
	/** Nobody has certified it: yet, maybe. */
	| 'unknown-device'
	| 'revoked'
	/** The device may read only. */
	| 'read-only'
	/** After the last entry that counts of a session that is closed, or another in its place. */
	| 'beyond-cut'
	/** Sealed under a key that the chain does not know: yet, maybe. */
	| 'unknown-epoch'
	/** Its author has to seal it again: the key has been changed since. */
	| 'old-epoch';
