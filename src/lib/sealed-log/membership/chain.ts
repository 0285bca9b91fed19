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

/** The membership chain of a log from its founding on: every link proven and allowed. */
export interface Chain {
	links: readonly Link[];
	/** The membership at the end. */
	state: Membership;
}

export type Extended = { ok: true; chain: Chain } | { ok: false; reason: ControlRefusal };

/** The chain with one more entry, or why that is not the next. Without a chain, the entry has to found one. */
export const extend = async <K>(
	crypto: Crypto<K>,
	chain: Chain | undefined,
	sealed: Sealed,
): Promise<Extended> => {
	const proof = await prove(crypto, chain?.state, sealed);
	if (!proof.ok) return proof;
	const next = chain ? step(chain.state, proof.proven) : foundedBy(proof.proven);
	if (!next.ok) return next;
	const link = { proven: proof.proven, state: next.state };
	return { ok: true, chain: { links: [...(chain?.links ?? []), link], state: next.state } };
};

/** The same chain up to the entry with this id, to grow another branch from. */
export const upTo = (chain: Chain, id: string): Chain | undefined => {
	const at = chain.links.findIndex(({ state }) => state.head === id);
	const last = chain.links[at];
	return last && { links: chain.links.slice(0, at + 1), state: last.state };
};

/** How two chains of one log stand to each other, seen from the first. */
export type Settlement =
	| { standing: 'same' }
	/** The other begins with mine: take it. */
	| { standing: 'behind' }
	/** Mine begins with the other: hand in what it lacks. */
	| { standing: 'ahead' }
	/** They part, and mine holds, or theirs. `lost` is what does not: its authors do it again where it still makes sense. */
	| { standing: 'mine' | 'theirs'; lost: readonly Link[] }
	/** They part, and each removes somebody who speaks in the other: only people can settle that. Keep mine. */
	| { standing: 'torn' };

/**
 * Two chains part only when a server has gone back in time or shows different things to different people. What was taken
 * from somebody in one of them is never undone by what the same somebody says in the other.
 */
export const settle = (mine: Chain, other: Chain): Settlement => {
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
const silences = (fork: Membership, end: Membership, others: readonly Link[]): boolean =>
	others.some(({ proven, state }) => {
		const author = proven.sealed.entry.device;
		// Who has come in since, in both, may have been removed again in one.
		const [before, after] = [fork.devices.get(author) ?? state.devices.get(author), end.devices.get(author)];
		if (before && after) return !isActive(after) || !isAtLeast(after.role, before.role);
		return fork.invitations.has(author) && end.invitations.get(author)?.state === 'withdrawn';
	});

/** What a branch weighs: what admins said counts before what others may pile up, and nobody's leaving by themselves. */
const weigh = (fork: Membership, links: readonly Link[]): readonly number[] => {
	let [before, removals, words] = [fork, 0, 0];
	for (const { proven, state } of links) {
		const { action, sealed } = proven;
		if (before.devices.get(sealed.entry.device)?.role === 'admin') {
			words += 1;
			const removed = action.do === 'revoke' ? fork.devices.get(action.device) : undefined;
			if (removed && isActive(removed)) removals += 1;
		}
		before = state;
	}
	return [removals, currentEpoch(before), words, links.length];
};

/** More removals, then more epochs, then more entries, then the lower id where they part: the same seen from both. */
const comesFirst = (fork: Membership, one: readonly Link[], other: readonly Link[]): boolean => {
	const theirs = weigh(fork, other);
	const better = weigh(fork, one).map((weight, at) => weight - (theirs[at] ?? 0));
	const decides = better.find((by) => by !== 0);
	if (decides !== undefined) return decides > 0;
	return inBytesOrder(one[0]?.state.head ?? '', other[0]?.state.head ?? '') < 0;
};
