import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import { decodeEntry, type Entry } from '#lib/sealed-log/entry/codec.ts';
import { decodeCountersigned } from '#lib/sealed-log/entry/extra.ts';
import { basesOf } from './bases/adopting.ts';
import type { Archive } from '../../keeping/archive.ts';
import { under } from '../../keeping/disk.ts';
import { type EntryRow, idsOf } from '../../keeping/rows.ts';
import type { Owner } from './ledger.ts';
import { coverageOfAll } from './order.ts';

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
	/** It has, or its device may only read. */
	hasEnded(owner: Owner): boolean;
	/** It had when the chain had so many links; or its device was never in. */
	hadEnded(owner: Owner, length: number): boolean;
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
 * Which sessions' word the chain has ended by the links that the log has before an import (of what was not sent yet, all of
 * them): so that whoever reads it later judges alike, also when the server has dropped it and it has no place any more.
 */
export const endedBefore = async <K>({ archive, id, roll }: Sealing<K>, row: EntryRow) => {
	let links = 0;
	const isBefore = ({ seq, counter }: EntryRow) =>
		row.seq > 0 ? seq > 0 && seq < row.seq : counter <= (row.links ?? Infinity);
	for (const link of await archive.chain(id)) if (isBefore(link)) links = Math.max(links, link.counter);
	return (owner: Owner): boolean => roll.hadEnded(owner, links);
};

/** The snapshots that a document is read from on: what they stand for together, and what to call them. */
export const readOn = async <K>({ archive, id }: Sealing<K>, document: string) => {
	const bases = await basesOf(archive, id, document);
	return { bases, marks: coverageOfAll(bases), on: bases.map((each) => each.id).join(' ') };
};

/** The snapshot that a countersign is for, if who signed is independent of who made it. */
export const trustedBy = async <K>({ archive, id, roll }: Sealing<K>, row: EntryRow) => {
	const decoded = decodeEntry(row.bytes);
	if (!decoded.ok) return undefined;
	const snapshot = await archive.entryOf(id, decodeCountersigned(decoded.entry.extra));
	if (snapshot?.document !== row.document) return undefined;
	return roll.isIndependent(row.device, snapshot.device) ? snapshot : undefined;
};

/** A document's entries behind a number, and the snapshots that it is read from on just then. */
export const readFrom = <K>({ archive, id }: Sealing<K>, document: string, after: number) =>
	archive.run('r', async (tables) => {
		const base = idsOf(await tables.bases.get([id, document])).join(' ');
		return {
			rows: await tables.entries.between('[log+document+n]', [
				[id, document, after + 1],
				under(id, document)[1],
			]),
			base,
		};
	});
