import type { Crypto } from '#lib/sealed-log/crypto/port.ts';
import type { SessionMark } from '#lib/sealed-log/entry/extra.ts';
import { readEntry, type Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { type Chain, extend, settle } from '#lib/sealed-log/membership/chain.ts';
import { nowhere, type Placed } from '#lib/sealed-log/wire/frames.ts';
import { basesOf } from '../documents/reading/bases/adopting.ts';
import { under } from '../keeping/disk.ts';
import type { Subject } from './subject.ts';

/** Where two chains are the same: so many links. */
export const commonLinks = (one: Chain, other: Chain): number => {
	const at = one.links.findIndex((link, index) => link.state.head !== other.links[index]?.state.head);
	return at < 0 ? one.links.length : at;
};

/**
 * The chain that the server holds, every link proven. `undefined` when it does not hold together.
 * @param held what this device has proven of it already
 */
export const chainFrom = async <K>(
	crypto: Crypto<K>,
	log: string,
	placed: readonly Placed[],
	held?: Chain,
): Promise<Chain | undefined> => {
	let chain: Chain | undefined;
	for (const [at, { entry }] of placed.entries()) {
		const known = held?.links[at];
		const read = await readEntry(crypto, entry);
		if (!read.ok) return undefined;
		// What is held already was proven.
		if (held && known?.state.head === read.sealed.id && (chain?.links.length ?? 0) === at) {
			chain = { links: held.links.slice(0, at + 1), state: known.state };
			continue;
		}
		const extended = await extend(crypto, chain, read.sealed);
		if (!extended.ok) return undefined;
		chain = extended.chain;
	}
	return chain?.state.log === log ? chain : undefined;
};

/**
 * Settles this device's chain with the server's: takes over what holds there.
 * @returns what to hand in
 */
export const settleWith = async <K>(subject: Subject<K>, theirs: Chain): Promise<readonly Sealed[]> => {
	const { roll } = subject;
	const mine = roll.chain;
	const { standing } = settle(mine, theirs);
	const common = commonLinks(mine, theirs);
	const rest = mine.links.slice(common).map(({ proven }) => proven.sealed);
	subject.concern('torn', standing === 'torn');
	switch (standing) {
		case 'behind':
			for (const { proven } of theirs.links.slice(common)) await roll.take(proven.sealed);
			subject.grown([]);
			return [];
		case 'theirs':
			await roll.replace(theirs, common);
			// What was judged by what did not hold is judged once more.
			await subject.archive.change(subject.id, () => ({ place: nowhere }));
			await subject.refresh();
			subject.forked(await subject.archive.documents(subject.id));
			subject.grown([]);
			return [];
		case 'ahead':
		case 'mine':
			return rest;
		default:
			return [];
	}
};

/** Where two entries claim the same name, the first in the log has it: that may be another one now. */
export const readContested = async <K>(subject: Subject<K>): Promise<void> => {
	const contested = (await subject.archive.aside(subject.id)).filter(({ why }) => why === 'other-client');
	subject.forked(new Set(contested.map(({ document }) => document)));
};

/** What snapshots stand for may be gone everywhere: the sessions go on from where they say. */
export const standIns = async <K>({ archive, id, crypto }: Subject<K>): Promise<Sealed[]> => {
	const read = await Promise.all((await basesOf(archive, id)).map(({ bytes }) => readEntry(crypto, bytes)));
	return read.flatMap((each) => (each.ok ? each.sealed : []));
};

/** The most sessions that a greeting is sure to name. */
const SURE = 10_000;

/**
 * The server knows where this device is, and has less of its sessions than it has said: it had dropped them for a snapshot
 * that counts there no more.
 * @param said how far it has them now
 */
export const lacksOwn = async <K>(
	{ archive, id, row }: Subject<K>,
	said: readonly SessionMark[],
): Promise<boolean> => {
	if (row.own === 0 || said.length > SURE) return false;
	const there = new Map(said.map(({ session, counter }) => [session, counter]));
	return archive.run('r', async (tables) => {
		const own = await tables.sessions.between('[log+device+session]', under(id, row.device));
		for (const { device, session, counter } of own) {
			const end = there.get(session) ?? 0;
			const key = [id, device, session, end + 1];
			const next = counter > end && (await tables.entries.get(key, '[log+device+session+counter]'));
			if (next && next.seq > 0) return true;
		}
		return false;
	});
};
