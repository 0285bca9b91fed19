import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import { decodeEntry } from '#lib/sealed-log/entry/codec.ts';
import { decodePlace, type Place } from '#lib/sealed-log/entry/extra.ts';
import { readEntry, type Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { extend, lean, type LeanChain } from '#lib/sealed-log/membership/chain.ts';
import { isActive } from '#lib/sealed-log/membership/state.ts';
import type { ChainMark, Placed } from '#lib/sealed-log/wire/frames.ts';
import type { Kept, KeptSession, Size } from '../../keeping/log-store.ts';
import { readSums, type Sum } from './sums.ts';

/** The latest head of a device, and how far it says it has come. */
export interface Head {
	bytes: Sealed['bytes'];
	seq: number;
}

/** What the server knows of a log, as it is stored. Changed only by what has been stored. */
export interface Ledger {
	log: string;
	place: Place;
	/** Without its entries: they are what a log would need most room for, and lie in the store. */
	chain: LeanChain;
	/** Places of the chain's entries, by id. */
	links: ReadonlyMap<string, number>;
	/** By `sessionKey`. */
	sessions: Map<string, KeptSession>;
	heads: Map<string, Head>;
	/** By subject. */
	sums: Map<string, Sum>;
	size: Size;
}

export const sessionKey = (device: string, session: string): string => `${device}/${session}`;

export const chainMark = ({ state }: LeanChain): ChainMark => ({ length: state.length, head: state.head });

/** Proves what was stored once more: a log whose chain does not hold is served to nobody. Throws then. */
export const readLedger = async <K>(crypto: Crypto<K>, log: string, kept: Kept): Promise<Ledger> => {
	let chain: LeanChain | undefined;
	const links = new Map<string, number>();
	for (const placed of kept.chain) {
		chain = await linked(crypto, chain, placed);
		links.set(chain.state.head, placed.seq);
	}
	if (chain?.state.log !== log) throw new Error('a stored chain is of another log');
	return {
		log,
		place: kept.place,
		chain,
		links,
		sessions: new Map(kept.sessions.map((each) => [sessionKey(each.device, each.session), each])),
		heads: new Map(
			kept.heads.flatMap(({ device, bytes }) => {
				const seq = headSeq(bytes, kept.place.incarnation);
				return seq === undefined ? [] : [[device, { bytes, seq }]];
			}),
		),
		sums: readSums(kept.sums),
		size: kept.size,
	};
};

const linked = async <K>(
	crypto: Crypto<K>,
	chain: LeanChain | undefined,
	{ entry }: Placed,
): Promise<LeanChain> => {
	const read = await readEntry(crypto, entry);
	const extended = read.ok ? await extend(crypto, chain, read.sealed) : read;
	if (!extended.ok) throw new Error(`a stored chain does not hold: ${extended.reason}`);
	return lean(extended.chain);
};

/** How far a head says that its device has come in this incarnation. */
export const headSeq = (bytes: Sealed['bytes'], incarnation: string): number | undefined => {
	const decoded = decodeEntry(bytes);
	const place = decoded.ok ? decodePlace(decoded.entry.extra) : undefined;
	return place?.incarnation === incarnation ? place.seq : undefined;
};

/** The heads of the devices that are in. */
export const headsOf = ({ chain, heads }: Ledger): Sealed['bytes'][] =>
	[...heads].flatMap(([id, { bytes }]) => {
		const device = chain.state.devices.get(id);
		return device && isActive(device) ? [bytes] : [];
	});
