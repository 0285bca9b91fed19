import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import type { SessionMark } from '#lib/sealed-log/entry/extra.ts';
import { decodeCoverage } from '#lib/sealed-log/entry/extra.ts';
import { isChained, isStored, kinds } from '#lib/sealed-log/entry/kinds.ts';
import { type Last, standing } from '#lib/sealed-log/entry/session.ts';
import { isSignedBy, type Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { judge } from '#lib/sealed-log/membership/judge.ts';
import { mayWrite, type Membership } from '#lib/sealed-log/membership/state.ts';
import type { Refusal } from '#lib/sealed-log/wire/refusals.ts';
import type { LogStore } from '../../keeping/log-store.ts';
import type { Draft } from '../ledger/draft.ts';
import type { Handed, Outcome } from '../handed.ts';
import { headSeq } from '../ledger/ledger.ts';
import { isCountersigned, type Snapshots } from '../ledger/snapshots.ts';
import type { Restraint } from './restraint.ts';

/** Snapshots of a document that nobody has countersigned yet. What is handed back comes before its countersigns may. */
const MOST_ALONE = { made: 8, handedBack: 32 };

/** What judging takes beside the draft. */
export interface Bench<K> {
	crypto: Crypto<K>;
	store: LogStore;
	snapshots: Snapshots;
	restraint: Restraint;
}

export const refuse = (code: Refusal, { counter, id }: { counter?: number; id?: string } = {}): Outcome => ({
	type: 'refused',
	code,
	...(counter !== undefined && { counter }),
	...(id !== undefined && { id }),
});

/** What a device hands in itself it signs; another's words come only by `backfill`. */
const isOwn = ({ from, sealed }: Handed): boolean => sealed.entry.device === from.who;

/** An entry of a session: held already, or judged, and then in its place. */
export const takeEntry = async <K>(bench: Bench<K>, draft: Draft, handed: Handed): Promise<Outcome> => {
	const { sealed, how } = handed;
	const { entry } = sealed;
	const { state } = draft;
	if (!state) return refuse('unknown-log');
	if (!isChained(entry.kind)) return refuse('malformed');
	// Asked first: an answer that was lost on the way must come again, whatever has changed since.
	const held = await draft.held(bench.store, sealed, how === 'backfill');
	if (held?.id === sealed.id) return { type: 'again', lying: held };
	if (how === 'append' && !isOwn(handed)) return refuse('not-proven');
	const last = draft.last(entry.device, entry.session);
	const rejection = judge(state, sealed, how === 'append' ? 'now' : 'then');
	const isOver = rejection === 'revoked' || rejection === 'read-only' || rejection === 'beyond-cut';
	if (rejection && !(isOver && (await isStoodFor(bench, state, handed)))) return refuse(rejection, last);
	if (bench.restraint.isHeld(entry.device)) return refuse('unavailable');
	// Behind the last one there may lie what has to wait for what is handed back.
	const isTaken = held && entry.counter > (last?.counter ?? 0);
	const stands = isTaken ? 'counter-taken' : standing(last, sealed, held?.id);
	if (stands === 'counter-taken' || stands === 'again')
		return refuse('counter-taken', held && { ...held, counter: entry.counter });
	const mayFollow = stands === 'counter-gap' && (await followsSnapshot(bench, state, handed));
	if (stands !== 'next' && !mayFollow) return refuse(stands, last);
	const refusal = how === 'append' && draft.sums.refuses(sealed, (device) => mayWrite(state, device));
	if (refusal) return refuse(refusal);
	if (await isOneTooMany(bench, state, handed)) return refuse('too-many');
	if (!(await isTrue(bench, state, sealed))) return refuse('bad-signature');
	const stored = await draft.add(bench.crypto, sealed);
	if (how === 'backfill') await draft.goOn(bench.store, sealed);
	return { type: 'stored', entry: stored };
};

/**
 * Snapshots that nobody else has made too would pile up where somebody makes them for no reason: what all of them say they
 * stand for is more than a server has room for. An admin's is always taken.
 */
const isOneTooMany = async <K>(
	{ snapshots }: Bench<K>,
	state: Membership,
	{ how, sealed: { entry } }: Handed,
): Promise<boolean> => {
	const isCovering = entry.kind === kinds.snapshot && decodeCoverage(entry.extra)?.length !== 0;
	if (!isCovering || state.devices.get(entry.device)?.role === 'admin') return false;
	const all = await snapshots.of(entry.document);
	return (
		all.filter((each) => each.marks.length > 0 && !isCountersigned(state, each)).length >=
		MOST_ALONE[how === 'append' ? 'made' : 'handedBack']
	);
};

const isTrue = async <K>({ crypto }: Bench<K>, state: Membership, sealed: Sealed): Promise<boolean> => {
	const device = state.devices.get(sealed.entry.device);
	return device !== undefined && (await isSignedBy(crypto, sealed, device.keys.sign));
};

/**
 * Whether an entry goes on from where a snapshot stands for its session: then those before it are not missing. Its
 * author's signature says which one came before it, so a snapshot that lies makes no hole. What is made now may rely
 * only on a snapshot that somebody else has made too.
 */
const followsSnapshot = async <K>(
	bench: Bench<K>,
	state: Membership,
	{ sealed, how }: Handed,
): Promise<boolean> => {
	const { entry } = sealed;
	const isBefore = (mark: SessionMark) => standing(lastIn(mark, entry.document), sealed) === 'next';
	const isOf = (mark: SessionMark) => mark.device === entry.device && mark.session === entry.session;
	const marks =
		entry.kind === kinds.snapshot && how === 'backfill' ? (decodeCoverage(entry.extra) ?? []) : [];
	if (marks.some((mark) => isOf(mark) && isBefore(mark))) return true;
	const coverings = await bench.snapshots.of(entry.document);
	return coverings.some(
		(each) =>
			(how === 'backfill' || isCountersigned(state, each)) &&
			each.marks.some((mark) => isOf(mark) && isBefore(mark)),
	);
};

/**
 * Whether somebody may write it no more, and a snapshot that counts stands for it: it was dropped before their word was ended,
 * so no cut names it. It is judged by whoever reads it: only who hears that it is there reads the snapshot in its place.
 */
const isStoodFor = async <K>(
	bench: Bench<K>,
	state: Membership,
	{ sealed: { id, entry }, how }: Handed,
): Promise<boolean> => {
	if (how !== 'backfill') return false;
	const coverings = await bench.snapshots.of(entry.document);
	return coverings.some(
		(each) =>
			isCountersigned(state, each) &&
			each.marks.some(
				({ device, session, counter, id: last }) =>
					device === entry.device &&
					session === entry.session &&
					(entry.counter < counter || (entry.counter === counter && id === last)),
			),
	);
};

const lastIn = ({ counter, id }: SessionMark, document: string): Last => ({ counter, id, document });

/** What is not kept: judged, and passed on. Of heads the latest of each device is kept all the same. */
export const passOn = async <K>(bench: Bench<K>, draft: Draft, handed: Handed): Promise<Outcome> => {
	const { sealed } = handed;
	const { entry, bytes } = sealed;
	const { state } = draft;
	if (!state) return refuse('unknown-log');
	if (isStored(entry.kind)) return refuse('malformed');
	if (!isOwn(handed)) return refuse('not-proven');
	const rejection = judge(state, sealed, 'now');
	if (rejection) return refuse(rejection);
	if (!(await isTrue(bench, state, sealed))) return refuse('bad-signature');
	if (entry.kind === kinds.head) {
		const seq = headSeq(bytes, draft.place.incarnation);
		const isNews =
			seq !== undefined && seq <= draft.place.seq && seq > (draft.headOf(entry.device)?.seq ?? -1);
		if (!isNews) return { type: 'idle' };
		draft.heads.set(entry.device, { bytes, seq });
	}
	return { type: 'passed' };
};
