import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import type { Entry } from '#lib/sealed-log/entry/codec.ts';
import type { Archive } from '../../keeping/archive.ts';
import type { EntryRow } from '../../keeping/rows.ts';
import type { Owner } from './ledger.ts';

/** What the membership chain says of entries. */
interface Chained<K> {
	/** The key that an epoch's entries are sealed under, when this device can have it. */
	entryKey(epoch: number): Promise<K | undefined>;
	/** There is such an epoch in the chain. Where there is none, it lost a parting, and so did its key. */
	hasEpoch(epoch: number): boolean;
	/** What was sealed in an entry, under the chain's key or one that did not hold. */
	openAnyhow(entry: Entry): Promise<Bytes | undefined>;
	/** Whether one device may bear witness to what another says. */
	isIndependent(witness: string, of: string): boolean;
	/** Whether the chain has ended a session's word. */
	isClosed(owner: Owner): boolean;
	/** The link of the chain that did; 0 when its device was never in. */
	closedBy(owner: Owner): number | undefined;
}

/** The log that a document is in, as far as reading needs it. */
export interface Sealing<K> {
	id: string;
	/** This device. */
	device: string;
	crypto: Crypto<K>;
	archive: Archive<K>;
	roll: Chained<K>;
	/** A snapshot was found to be false. */
	doubts(): void;
}

/**
 * Which sessions the chain has closed by the links that the log has before an import (of what was not sent yet, all of
 * them): so that whoever reads it later judges alike.
 */
export const closedBefore = async <K>({ archive, id, roll }: Sealing<K>, { seq }: EntryRow) => {
	const links = new Set<number>();
	for (const link of await archive.chain(id))
		if (seq === 0 || (link.seq > 0 && link.seq < seq)) links.add(link.counter);
	return (owner: Owner): boolean => {
		const link = roll.closedBy(owner);
		return link === 0 || (link !== undefined && links.has(link));
	};
};
