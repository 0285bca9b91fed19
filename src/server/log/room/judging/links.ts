import { extend, type LeanChain, settle, upTo } from '#lib/sealed-log/membership/chain.ts';
import { expiry, leftOut, mayLetIn } from '#lib/sealed-log/membership/judge.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import type { Draft } from '../ledger/draft.ts';
import type { Handed, Outcome, Party } from '../handed.ts';
import { type Bench, refuse } from './entries.ts';
import { chainMark } from '../ledger/ledger.ts';
import { unfounded } from '../ledger/snapshots.ts';

/** Control entries that a parted chain may have here before it wins or is forgotten. */
const MOST_PARTED = 1000;

/** What connections have handed in of chains that part from the one that holds here. */
export type Branches = Map<Party, LeanChain>;

/** An entry of the membership chain. */
export const takeLink = async <K>(
	bench: Bench<K> & { branches: Branches; now: number },
	draft: Draft,
	handed: Handed,
): Promise<Outcome[]> => {
	const { sealed, how, from } = handed;
	const { chain } = draft;
	if (sealed.entry.kind !== kinds.control) return [refuse('malformed')];
	if (!chain) return how === 'found' ? founding(bench, draft, sealed) : [refuse('unknown-log')];
	const lying = await draft.link(bench.store, sealed.id);
	if (lying) return [{ type: 'again', lying }];
	if (how === 'found') return [refuse('not-next', mark(chain))];
	if (how === 'append' && sealed.entry.device !== from.who) return [refuse('not-proven')];

	const extended = await extend(bench.crypto, chain, sealed);
	if (!extended.ok) {
		const hasParted = extended.reason === 'not-next' && how === 'backfill';
		if (hasParted) return takeParted(bench, draft, chain, handed);
		return [refuse(extended.reason, extended.reason === 'not-next' ? mark(chain) : {})];
	}
	const isVouched = how === 'backfill' && mayVouch(chain, draft, handed);
	const expired = expiry(chain.state, sealed, bench.now, isVouched);
	if (expired) return [refuse(expired)];
	if (how === 'append') {
		const [missed] = leftOut(chain.state, sealed, draft.openSessions());
		if (missed) {
			bench.restraint.hold(missed.device);
			return [refuse('cut-behind', missed)];
		}
	}
	if (!draft.isOnlyChain && isRestrained(bench, chain, sealed)) return [refuse('too-many')];
	draft.chain = extended.chain;
	return [{ type: 'stored', entry: await draft.add(bench.crypto, sealed) }];
};

const isRestrained = <K>({ restraint }: Bench<K>, { state }: LeanChain, { entry }: Sealed): boolean => {
	const author = state.devices.get(entry.device);
	return author !== undefined && author.role !== 'admin' && !restraint.allowsLink();
};

/** Nobody lets in by an old link whom they could not let in by a new one. */
const mayVouch = (
	{ state }: LeanChain,
	draft: Draft,
	{ from, sealed }: Pick<Handed, 'from' | 'sealed'>,
): boolean => draft.isOnlyChain || (from.as === 'device' && mayLetIn(state, from.who, sealed));

const mark = (chain: LeanChain) => {
	const { length, head } = chainMark(chain);
	return { counter: length, id: head };
};

const founding = async <K>(bench: Bench<K>, draft: Draft, sealed: Sealed): Promise<Outcome[]> => {
	const extended = await extend(bench.crypto, undefined, sealed);
	if (!extended.ok) return [refuse(extended.reason)];
	if (extended.chain.state.log !== draft.log) return [refuse('other-log')];
	draft.chain = extended.chain;
	return [{ type: 'stored', entry: await draft.add(bench.crypto, sealed) }];
};

/** A chain that parts grows beside ours, link by link, until it holds over ours or has no more. */
const takeParted = async <K>(
	{ branches, ...bench }: Bench<K> & { branches: Branches; now: number },
	draft: Draft,
	ours: LeanChain,
	{ from, sealed }: Handed,
): Promise<Outcome[]> => {
	const grown = branches.get(from);
	const base = (grown && upTo(grown, sealed.entry.prev)) ?? upTo(ours, sealed.entry.prev);
	if (!base) return [refuse('not-next', mark(ours))];
	if (base.links.length >= ours.links.length + MOST_PARTED) return [refuse('too-many')];
	const extended = await extend(bench.crypto, base, sealed);
	if (!extended.ok) return [refuse(extended.reason)];
	const expired = expiry(base.state, sealed, bench.now, mayVouch(ours, draft, { from, sealed }));
	if (expired) return [refuse(expired)];
	branches.set(from, extended.chain);
	const { standing } = settle(ours, extended.chain);
	if (standing !== 'theirs' && standing !== 'behind') return [refuse('chain-parted', mark(ours))];

	if (!draft.isOnlyChain && isRestrained(bench, extended.chain, sealed)) return [refuse('too-many')];
	branches.delete(from);
	const known = new Set(ours.links.map(({ state }) => state.head));
	const theirs: Sealed[] = [];
	for (const link of extended.chain.links) {
		if (known.has(link.state.head)) continue;
		// It grew on links that were ours then, and have lost to another one since: it has to be handed in whole.
		if (!('proven' in link)) return [refuse('not-next', mark(ours))];
		theirs.push(link.proven.sealed);
	}
	draft.replaceChain(extended.chain);
	for (const session of await unfounded(bench.snapshots, draft.droppedSessions(), extended.chain.state))
		draft.mark(session);
	const outcomes: Outcome[] = [];
	for (const link of theirs) outcomes.push({ type: 'stored', entry: await draft.add(bench.crypto, link) });
	return outcomes;
};
