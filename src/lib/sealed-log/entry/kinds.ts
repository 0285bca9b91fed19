/** What an entry is. Numbers are for ever; a kind that is not here belongs to a newer program. */
export const kinds = {
	/** Yjs changes of one session, sealed. */
	update: 1,
	/** The state of a document, sealed; its `extra` says which entries it stands for. */
	snapshot: 2,
	/** A link of the membership chain, in clear. */
	control: 3,
	/** Who is here and where, sealed; passed on and never stored. */
	ephemeral: 4,
	/** How far a device has come. Only the latest of each device is kept. */
	head: 5,
	/** A second device has made a snapshot from the same entries and got the same bytes. */
	countersign: 6,
	/** A step of a masked sum, sealed; its `extra` says which: see `sums/README.md`. */
	sum: 7,
} as const;

/** Kinds from here on are passed on and not stored, whatever they turn out to be. */
const FIRST_PASSING = 128;

/** Stored kinds get a place in the log's sequence. The others are passed on to who is there. */
export const isStored = (kind: number): boolean =>
	kind !== kinds.ephemeral && kind !== kinds.head && kind < FIRST_PASSING;

/** Stored kinds other than control entries form a chain for each session. */
export const isChained = (kind: number): boolean => isStored(kind) && kind !== kinds.control;

/** Kinds whose payload is sealed under the key of an epoch. Of a newer kind this cannot be known. */
export const isSealed = (kind: number): boolean =>
	kind === kinds.update || kind === kinds.snapshot || kind === kinds.ephemeral || kind === kinds.sum;

const KB = 1024;

/** The most bytes that an entry of a kind may have, signature and all. */
export const sizeCap = (kind: number): number => {
	switch (kind) {
		case kinds.snapshot:
			return 4 * KB * KB;
		case kinds.control:
		case kinds.sum:
			return 64 * KB;
		case kinds.ephemeral:
			return 32 * KB;
		case kinds.head:
		case kinds.countersign:
			return KB;
		default:
			return isStored(kind) ? 256 * KB : 32 * KB;
	}
};

export const LARGEST_ENTRY = sizeCap(kinds.snapshot);
