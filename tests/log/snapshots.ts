import { zeros } from '#lib/sealed-log/bytes.ts';
import { encodeCountersigned, encodeCoverage, type SessionMark } from '#lib/sealed-log/entry/extra.ts';
import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { type Sealed, signEntry } from '#lib/sealed-log/entry/sealed.ts';
import type { Committee, Tablet } from '../sealed-log.ts';
import { newSession } from './caller.ts';

export const markOf = ({ id, entry }: Sealed): SessionMark => {
	const { device, session, counter } = entry;
	return { device, session, counter, id };
};

/** A snapshot that stands for the sessions up to these entries. */
export const snapshotOf = <K>(
	committee: Committee<K>,
	tablet: Tablet<K>,
	covered: readonly Sealed[],
	after?: Sealed,
): Promise<Sealed> =>
	committee.writes(tablet, {
		kind: kinds.snapshot,
		client: 0,
		extra: encodeCoverage(covered.map(markOf)),
		...(after && { after }),
	});

export const countersignOf = <K>(
	{ crypto, log }: Committee<K>,
	tablet: Tablet<K>,
	snapshot: Sealed,
	after?: Sealed,
): Promise<Sealed> =>
	signEntry(
		crypto,
		tablet.author,
		{
			kind: kinds.countersign,
			log,
			document: 'core',
			session: after?.entry.session ?? newSession(crypto),
			counter: (after?.entry.counter ?? 0) + 1,
			prev: after?.id ?? noEntry,
			extra: encodeCountersigned(snapshot.id),
		},
		zeros(0),
	);
