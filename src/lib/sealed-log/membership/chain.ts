import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { inBytesOrder } from '#lib/sealed-log/bytes.ts';
import { isAtLeast } from './actions.ts';
import { prove, type Proven } from './prove.ts';
import { currentEpoch, type Device, isActive, type Membership, openInvitations } from './state.ts';
import type { ControlRefusal } from './refusals.ts';
import { foundedBy, step } from './step.ts';

/** A control entry in its place, with the membership after it. */
export interface Link {
	proven: Proven;
	state: Membership;
}

/** What is remembered of a link where its entry lies elsewhere: enough to settle chains that part. */
export interface LeanLink {
	said: Said;
	state: Membership;
}

interface Said {
	author: string;
	/** The device that it revokes. */
	revokes: string | undefined;
}

/** The membership chain of a log from its founding on: every link proven and allowed. */
export interface Chain<L extends LeanLink | Link = Link> {
	links: readonly L[];
	/** The membership at the end. */
	state: Membership;
}

/** A chain of which not every entry is at hand. */
export type LeanChain = Chain<LeanLink | Link>;

export type Extended<L extends LeanLink | Link = Link> =
	{ ok: true; chain: Chain<L | Link> } | { ok: false; reason: ControlRefusal };

const saidIn = (link: LeanLink | Link): Said => {
	if ('said' in link) return link.said;
	const { action, sealed } = link.proven;
	return { author: sealed.entry.device, revokes: action.do === 'revoke' ? action.device : undefined };
};

/** The same chain without its entries. */
export const lean = ({ links, state }: LeanChain): LeanChain => ({
	links: links.map((link) => ('said' in link ? link : { said: saidIn(link), state: link.state })),
	state,
});

/** The chain with one more entry, or why that is not the next. Without a chain, the entry has to found one. */
export const extend = async <K, L extends LeanLink | Link = Link>(
	crypto: Crypto<K>,
	chain: Chain<L> | undefined,
	sealed: Sealed,
): Promise<Extended<L>> => {
	const proof = await prove(crypto, chain?.state, sealed);
	if (!proof.ok) return proof;
	const next = chain ? step(chain.state, proof.proven) : foundedBy(proof.proven);
	if (!next.ok) return next;
	const link = { proven: proof.proven, state: next.state };
	return { ok: true, chain: { links: [...(chain?.links ?? []), link], state: next.state } };
};

/** The same chain up to the entry with this id, to grow another branch from. */
export const upTo = <L extends LeanLink | Link>(chain: Chain<L>, id: string): Chain<L> | undefined => {
	const at = chain.links.findIndex(({ state }) => state.head === id);
	const last = chain.links[at];
	return last && { links: chain.links.slice(0, at + 1), state: last.state };
};

/** How two chains of one log stand to each other, seen from the first. */
export type Settlement<L extends LeanLink | Link = Link> =
	| { standing: 'same' }
	/** The other begins with mine: take it. */
	| { standing: 'behind' }
	/** Mine begins with the other: hand in what it lacks. */
	| { standing: 'ahead' }
	/** They part, and mine holds, or theirs. `lost` is what does not: its authors do it again where it still makes sense. */
	| { standing: 'mine' | 'theirs'; lost: readonly L[] }
	/** They part, and each removes somebody who speaks in the other: only people can settle that. Keep mine. */
	| { standing: 'torn' };

/**
 * Two chains part only when a server has gone back in time or shows different things to different people. What was taken
 * from somebody in one of them is never undone by what the same somebody says in the other.
 */
export const settle = <L extends LeanLink | Link>(mine: Chain<L>, other: Chain<L>): Settlement<L> => {
	const common = mine.links.findIndex((link, at) => link.state.head !== other.links[at]?.state.head);
	if (common < 0) return { standing: mine.links.length === other.links.length ? 'same' : 'behind' };
	if (common === other.links.length) return { standing: 'ahead' };
	const fork = mine.links[common - 1]?.state;
	// Chains of different logs have nothing to settle.
	if (!fork) return { standing: 'torn' };

	const [ours, theirs] = [mine.links.slice(common), other.links.slice(common)];
	const silencesThem = silences(fork, mine.state, theirs);
	const silencesUs = silences(fork, other.state, ours);
	if (silencesThem && silencesUs) return { standing: 'torn' };
	if (isDoubtful(fork, mine.state, other.state)) return { standing: 'torn' };
	const holds = silencesThem || (!silencesUs && comesFirst(fork, ours, theirs));
	return holds ? { standing: 'mine', lost: theirs } : { standing: 'theirs', lost: ours };
};

/** The device that an invitation has let in. */
const letInBy = (end: Membership, invitation: string): Device | undefined =>
	[...end.devices.values()].find(({ certifiedBy }) => certifiedBy === invitation);

/**
 * Whether a link that lets somebody do anything was used in both branches, for two different devices: then somebody who has
 * nothing but an old link may have made one of them.
 */
const isDoubtful = (fork: Membership, one: Membership, other: Membership): boolean =>
	openInvitations(fork).some(({ id, role }) => {
		const [here, there] = [letInBy(one, id), letInBy(other, id)];
		return role === 'admin' && here && there && here.id !== there.id;
	});

/** Whether something of what a branch did took the word, or part of it, from somebody who speaks in the other one. */
const silences = (fork: Membership, end: Membership, others: readonly (LeanLink | Link)[]): boolean =>
	others.some((link) => {
		const { author } = saidIn(link);
		// Who has come in since, in both, may have been removed again in one.
		const [before, after] = [
			fork.devices.get(author) ?? link.state.devices.get(author),
			end.devices.get(author),
		];
		if (before && after) return !isActive(after) || !isAtLeast(after.role, before.role);
		return fork.invitations.has(author) && end.invitations.get(author)?.state === 'withdrawn';
	});

/** What a branch weighs: what admins said counts before what others may pile up, and nobody's leaving by themselves. */
const weigh = (fork: Membership, links: readonly (LeanLink | Link)[]): readonly number[] => {
	let [before, removals, words] = [fork, 0, 0];
	for (const link of links) {
		const { author, revokes } = saidIn(link);
		if (before.devices.get(author)?.role === 'admin') {
			words += 1;
			const removed = revokes === undefined ? undefined : fork.devices.get(revokes);
			if (removed && isActive(removed)) removals += 1;
		}
		before = link.state;
	}
	return [removals, currentEpoch(before), words, links.length];
};

/** More removals, then more epochs, then more entries, then the lower id where they part: the same seen from both. */
const comesFirst = (
	fork: Membership,
	one: readonly (LeanLink | Link)[],
	other: readonly (LeanLink | Link)[],
): boolean => {
	const theirs = weigh(fork, other);
	const better = weigh(fork, one).map((weight, at) => weight - (theirs[at] ?? 0));
	const decides = better.find((by) => by !== 0);
	if (decides !== undefined) return decides > 0;
	return inBytesOrder(one[0]?.state.head ?? '', other[0]?.state.head ?? '') < 0;
};
