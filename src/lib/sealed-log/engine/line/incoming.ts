import type { Place } from '#lib/sealed-log/entry/extra.ts';
import { firstHead, nextHead } from '#lib/sealed-log/entry/ids.ts';
import { isChained, kinds } from '#lib/sealed-log/entry/kinds.ts';
import { isSignedBy, readEntry } from '#lib/sealed-log/entry/sealed.ts';
import { judge } from '#lib/sealed-log/membership/judge.ts';
import { nowhere, type Placed } from '#lib/sealed-log/wire/frames.ts';
import { countersigned } from '../members/closing.ts';
import { take } from '../keeping/intake.ts';
import type { Incoming } from '../keeping/putting.ts';
import type { Step } from './passing/heads.ts';
import { believed } from './passing/believed.ts';
import type { LogRow } from '../keeping/rows.ts';
import { LineDown } from './talk.ts';
import type { Subject } from './subject.ts';

/** So often the server is asked again for what it has given damaged, before the log is read on without it. */
const MOST_ASKED = 3;
const asked = new WeakMap<object, Map<number, number>>();

/**
 * No honest server has stored what cannot be read, or what its author has not signed: it was damaged on its way, and may
 * come whole the next time.
 * @throws LineDown
 */
const askAgain = <K>(subject: Subject<K>, damaged: readonly number[]): void => {
	const times = asked.get(subject) ?? new Map<number, number>();
	asked.set(subject, times);
	for (const seq of damaged) times.set(seq, (times.get(seq) ?? 0) + 1);
	if (damaged.some((seq) => (times.get(seq) ?? 0) <= MOST_ASKED)) throw new LineDown();
	if (damaged.length > 0) subject.concern('split', true);
};

/** The last place that was left out of a page; 0 for none. */
const lastMissing = (placed: readonly Placed[], { seq: end }: Place, { place }: LogRow): number => {
	const seqs = new Set(placed.map(({ seq }) => seq));
	for (let seq = end; seq > place.seq; seq--) if (!seqs.has(seq)) return seq;
	return 0;
};

/** The running hash where this device is, or where it begins. */
const headAt = ({ id, place }: LogRow, { incarnation }: Place): string =>
	place.seq > 0 ? place.head : firstHead(id, incarnation);

/** The running hash after each entry of a page. */
const stepsOf = async <K>(
	{ crypto }: Subject<K>,
	begin: string,
	placed: readonly Placed[],
	read: readonly Awaited<ReturnType<typeof readEntry>>[],
): Promise<Step[]> => {
	const steps: Step[] = [];
	let head = begin;
	for (const [at, each] of read.entries()) {
		if (!each.ok) continue;
		head = await nextHead(crypto, head, each.sealed.id);
		steps.push({ seq: placed[at]?.seq ?? 0, head });
	}
	return steps;
};

/**
 * Takes in what the server says comes next. Each entry is proven by what its author signed, and judged by the chain; the
 * server is believed in nothing but the order.
 * @param isLive pushed, and not asked for: then nothing may be missing in between
 * @returns the running hash at each place, where it could be followed
 * @throws LineDown when something is missing, or the chain has parted: both are settled with the next line
 */
export const takeIn = async <K>(
	subject: Subject<K>,
	placed: readonly Placed[],
	place: Place,
	isLive = false,
): Promise<readonly Step[]> => {
	const { crypto, roll, archive, id: log, row } = subject;
	const isWhole = placed.length === place.seq - row.place.seq;
	if (isLive && !isWhole) throw new LineDown();
	// Places rise, and lie where the page does: documents are read in their order.
	let last = row.place.seq;
	for (const { seq } of placed) {
		if (seq <= last || seq > place.seq) {
			subject.concern('split', true);
			throw new LineDown();
		}
		last = seq;
	}
	const read = await Promise.all(placed.map(({ entry }) => readEntry(crypto, entry)));
	// Side by side; what a newcomer of this very page has signed is looked at in its turn.
	const signed = read.map((each) => {
		if (!each.ok || !isChained(each.sealed.entry.kind)) return undefined;
		const device = roll.state.devices.get(each.sealed.entry.device);
		return device && isSignedBy(crypto, each.sealed, device.keys.sign);
	});
	// Meanwhile; only where nothing was left out for a snapshot can it be followed, and looked at it is at the end.
	const isFollowed = isWhole && read.every((each) => each.ok);
	const begin = headAt(row, place);
	const followed = isFollowed ? await stepsOf(subject, begin, placed, read) : [];
	const incoming: Incoming[] = [];
	const damaged: number[] = [];
	const turnedAway = new Set<string>();
	let hasGrown = false;
	let untold = false;
	for (const [at, each] of read.entries()) {
		const seq = placed[at]?.seq ?? 0;
		if (!each.ok && each.reason === 'unsupported') {
			// Of a version to come: it cannot be kept, and nothing may be written that does not know of it.
			subject.concern('newer', true);
			untold = true;
			continue;
		}
		if (!each.ok || each.sealed.entry.log !== log) {
			damaged.push(seq);
			continue;
		}
		const { sealed } = each;
		if (sealed.entry.kind === kinds.control) {
			if ((await roll.take(sealed)) === 'not-next') throw new LineDown();
			hasGrown = true;
			incoming.push({ seq, sealed });
		} else if (isChained(sealed.entry.kind)) {
			const reason = await believed(subject, sealed, 'then', signed[at]);
			if (!reason) incoming.push({ seq, sealed });
			else if (reason === 'bad-signature') damaged.push(seq);
			else {
				const { document } = sealed.entry;
				// Of a device or an epoch that lost a parting, maybe: it is kept.
				const why = reason.startsWith('unknown') ? 'lost' : 'refused';
				await archive.setAside({ log, id: sealed.id, document, why, bytes: sealed.bytes, came: true });
				if (why === 'refused') turnedAway.add(document);
			}
		}
	}
	askAgain(subject, damaged);
	untold ||= damaged.length > 0;
	const whole = placed.filter(({ seq }) => !damaged.includes(seq));
	const isNew = place.seq > row.place.seq || place.incarnation !== row.place.incarnation;
	if (isFollowed && isNew && (followed.at(-1)?.head ?? begin) !== place.head) throw new LineDown();
	if (hasGrown && (await hasReturned(subject))) throw new LineDown();
	const missing = Math.max(0, place.seq - row.place.seq - placed.length);
	const lack = { missing, untold };
	const gap = lastMissing(whole, place, row);
	const taken = await take(archive, log, incoming, place, subject.clock.now(), lack, gap);
	if (!taken) throw new LineDown();
	await subject.refresh();
	for (const { entry } of incoming.map(({ sealed }) => sealed))
		if (entry.kind === kinds.snapshot || entry.kind === kinds.countersign) subject.met(entry.document);
	const anew = new Set([...taken.forked, ...(await readFromSnapshots(subject, turnedAway))]);
	if (anew.size > 0) subject.forked(anew);
	if (hasGrown || taken.documents.size > 0 || taken.acked > 0) subject.grown(taken.documents);
	return followed;
};

/** What was turned away a snapshot may stand for, which was not believed as long as nothing of it had come. */
const readFromSnapshots = async <K>(
	{ archive, id, roll }: Subject<K>,
	documents: ReadonlySet<string>,
): Promise<Set<string>> => {
	const found = new Set<string>();
	for (const document of documents)
		if (countersigned(roll, await archive.rows(id, document, 0)).length > 0) found.add(document);
	for (const document of found) await archive.run('rw', (tables) => tables.reads.delete([id, document]));
	return found;
};

/**
 * What was set aside because its author was not known, or might only read, may count now that the chain has grown: then
 * everything is read anew, so that it comes to its place. Also what another copy of this tablet has written.
 */
export const hasReturned = async <K>({ archive, crypto, roll, id, row }: Subject<K>): Promise<boolean> => {
	const returned: string[] = [];
	for (const { id: entry, document, why, bytes, came } of await archive.aside(id)) {
		if (document === '' || (why !== 'lost' && why !== 'refused')) continue;
		const read = await readEntry(crypto, bytes);
		if (!read.ok || (read.sealed.entry.device === row.device && !came)) continue;
		const counts = !judge(roll.state, read.sealed, 'then');
		if (counts) returned.push(entry);
	}
	if (returned.length === 0) return false;
	await archive.change(id, () => ({ place: nowhere }));
	await archive.run('rw', async (tables) => {
		for (const entry of returned) await tables.aside.delete([id, entry]);
	});
	return true;
};
