import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import type { Place, SessionMark } from '#lib/sealed-log/entry/extra.ts';
import type { Frame } from '#lib/sealed-log/wire/frames.ts';
import type { LogStore } from '../keeping/log-store.ts';
import { chainMark, headsOf, type Ledger } from './ledger/ledger.ts';

/** Bytes of entries that one answer holds. */
const PAGE_BYTES = 512 * 1024;
/** So many fit in a frame; of more the newest are told, and the rest is answered as held when it is handed in. */
const MOST_SESSIONS = 15_000;

type Entries = Extract<Frame, { type: 'entries' }>;
type Vector = Extract<Frame, { type: 'vector' }>;
type Welcome = Extract<Frame, { type: 'welcome' }>;

/** What reading asks of a room. */
export interface Standing {
	/** Where the log stands, as far as is known here. */
	place(): Place;
	/** Looks where it stands: somebody else may write it too. */
	refresh(): Promise<void>;
}

/** What comes after a place. `more` is false only when it leads to where the log stands. */
export const readPage = async (
	store: LogStore,
	log: string,
	what: 'all' | 'chain',
	after: number,
	standing: Standing,
): Promise<Entries> => {
	if (after > standing.place().seq) await standing.refresh();
	for (;;) {
		const place = standing.place();
		// From further on than there is: a place of another time, so everything is news.
		const from = after > place.seq ? 0 : after;
		// oxlint-disable-next-line no-await-in-loop
		const { entries, last, more } = await store.page(log, what, from, PAGE_BYTES);
		// oxlint-disable-next-line no-await-in-loop
		if ((last?.seq ?? 0) > standing.place().seq) await standing.refresh();
		if (!more && standing.place() === place) return { type: 'entries', entries, place, more: false };
		if (last)
			return { type: 'entries', entries, place: { ...last, incarnation: place.incarnation }, more: true };
	}
};

const marksOf = (ledger: Ledger, device?: string): SessionMark[] =>
	[...ledger.sessions.values()]
		.filter((session) => session.counter > 0 && (device === undefined || session.device === device))
		.slice(-MOST_SESSIONS);

export const vectorOf = (ledger: Ledger): Vector => ({
	type: 'vector',
	chain: chainMark(ledger.chain),
	sessions: marksOf(ledger),
});

export const welcomeOf = (ledger: Ledger, who: string, time: number): Welcome => ({
	type: 'welcome',
	place: ledger.place,
	chain: chainMark(ledger.chain),
	time,
	sessions: marksOf(ledger, who),
	heads: headsOf(ledger),
});

/** Whether somebody who stands there has seen this log, and nothing of it that is forgotten here. */
export const isKnownPlace = async (
	store: LogStore,
	{ log, place }: Ledger,
	theirs: Place,
): Promise<boolean> => {
	if (theirs.seq === 0 && theirs.head === noEntry) return true;
	if (theirs.incarnation !== place.incarnation || theirs.seq > place.seq) return false;
	const head = theirs.seq === place.seq ? place.head : await store.headAt(log, theirs.seq);
	return head === theirs.head;
};
