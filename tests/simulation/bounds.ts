import { standsForAll } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { readEntry } from '#lib/sealed-log/entry/sealed.ts';
import { isIndependent, judge } from '#lib/sealed-log/membership/judge.ts';
import { mayWrite } from '#lib/sealed-log/membership/state.ts';
import { droppable, isCountersigned, readCoverings } from '../../src/server/log/room/ledger/snapshots.ts';
import { schema, type TableName } from '#lib/sealed-log/engine/keeping/disk.ts';
import { CANARY, documents } from './people.ts';
import type { Play } from './play.ts';
import { sortOf } from './trace.ts';

const contains = (value: unknown): boolean => {
	if (value instanceof Uint8Array) return Buffer.from(value).includes(CANARY);
	if (typeof value === 'string') return value.includes(CANARY);
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(contains);
};

/**
 * O4: nobody but who has the keys can see what was written: not on the way, not at the server, not in what tablets keep of
 * the log.
 */
export const canaries = (play: Play): string[] => {
	const found: string[] = [];
	if (play.leaks > 0) found.push(`O4: ${play.leaks} frames had plain text in them`);
	if (play.server.content.some(contains)) found.push('O4: the database has plain text in it');
	if (play.server.journal.some(contains)) found.push('O4: the journal has plain text in it');
	for (const { name, disk } of play.tablets)
		for (const table of Object.keys(schema) as TableName[])
			if (disk.rows(table).some(contains)) found.push(`O4: ${table} of ${name} has plain text in it`);
	return found;
};

/** O7: nothing is kept for ever that nobody needs. */
export const excess = async (play: Play): Promise<string[]> => {
	const found: string[] = [];
	const [view] = play.views.filter(({ log }) => log.line.isLive);
	if (!view) return [];
	const { id, members } = view.log;
	const { entries } = await play.server.store.page(id, 'all', 0, Infinity);
	const read = await Promise.all(entries.map(({ entry }) => readEntry(view.log.crypto, entry)));
	const stored = read.flatMap((each) => (each.ok ? each.sealed : []));
	const kept = stored.map(({ entry }) => entry);
	// What a server that had forgotten a removal took in meanwhile no snapshot stands for: it does not count.
	const counting = stored.flatMap((sealed) => (judge(members.state, sealed, 'then') ? [] : sealed.entry));
	for (const document of documents) {
		const coverings = readCoverings(await play.server.store.snapshots(id, document));
		const marks = droppable(members.state, coverings);
		const counters = new Map(marks.map(({ device, session, counter }) => [`${device}/${session}`, counter]));
		const superfluous = kept.filter(
			({ device, session, counter }) => counter <= (counters.get(`${device}/${session}`) ?? 0),
		);
		// What is handed back, and what a server that was killed had no time to drop, goes with the next snapshot.
		if (superfluous.length > 0 && isUndisturbed(play))
			found.push(`O7: the server keeps ${superfluous.length} entries of ${document} that nobody needs`);
		// What was handed in again may stand behind one that stands for more.
		const made = coverings.filter((each) => isCountersigned(members.state, each));
		const last = made.findLast(({ marks }) => made.every((other) => standsForAll(marks, other.marks)));
		const covered = new Map(
			last?.marks.map(({ device, session, counter }) => [`${device}/${session}`, counter]),
		);
		const tail = counting.filter(
			(entry) =>
				entry.document === document &&
				entry.kind === kinds.update &&
				entry.counter > (covered.get(`${entry.device}/${entry.session}`) ?? 0),
		);
		if (canCompact(play) && tail.length > LONGEST_TAIL)
			found.push(`O7: ${tail.length} entries of ${document} lie behind the last snapshot`);
	}
	for (const { name, disk } of play.tablets) {
		const [log] = disk.rows('logs') as { standing?: string }[];
		const [heads, sessions] = [disk.rows('heads').length, disk.rows('sessions').length];
		if (log && heads > play.tablets.length) found.push(`O7: ${name} keeps ${heads} heads`);
		if (sessions > disk.latest('entries') + 400) found.push(`O7: ${name} keeps ${sessions} sessions`);
	}
	return found;
};

/** The server was there all the time, and has lost nothing. */
const isUndisturbed = ({ trace }: Play): boolean =>
	!trace.steps.some(({ deed }) => deed.includes('server') || sortOf(deed) === 'losses' || deed === 'smuggle');

/** Entries that may lie behind a document's last snapshot when there are two who make them, and all is quiet. */
const LONGEST_TAIL = 18;

/** Two tablets are there of which one can sign what the other makes. */
const canCompact = (play: Play): boolean => {
	const writers = play.views.filter(
		({ tablet, log }) =>
			play.members.includes(tablet) && log.line.isLive && mayWrite(log.members.state, log.row.device),
	);
	return writers.some(({ log }) =>
		writers.some((other) => isIndependent(log.members.state, log.row.device, other.log.row.device)),
	);
};
