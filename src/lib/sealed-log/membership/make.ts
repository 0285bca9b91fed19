import { type Bytes, toText } from '#lib/sealed-log/bytes.ts';
import { boxId, openBox, sealBox, SECRET_SIZE } from '#lib/sealed-log/crypto/box.ts';
import { keyCheck, newEpochKey, sealPrevious, unnamed, wrapKey } from '#lib/sealed-log/crypto/epoch.ts';
import type { Crypto, KeyPairs, PublicKeys } from '#lib/sealed-log/crypto/port.ts';
import { noEntry } from '#lib/sealed-log/entry/codec.ts';
import { deviceIdOf, logIdOf } from '#lib/sealed-log/entry/ids.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { type Author, type Sealed, signEntry } from '#lib/sealed-log/entry/sealed.ts';
import { type Cut, type Role, type Written, writeAction } from './actions.ts';
import { newcomerWords } from './prove.ts';
import { activeDevices, currentEpoch, type Invitation, type Membership } from './state.ts';

/** Everything that making the next entry of a chain takes: the chain's end, and who makes it. */
export interface Making<K> {
	crypto: Crypto<K>;
	state: Membership;
	author: Author<K>;
}

const next = <K>({ crypto, state, author }: Making<K>, action: Written): Promise<Sealed> => {
	const place = { counter: state.length + 1, prev: state.head };
	return signEntry(crypto, author, { kind: kinds.control, log: state.log, ...place }, writeAction(action));
};

const written = ({ sign, agree }: PublicKeys) => ({ sign: toText(sign), agree: toText(agree) });

const wrapFor = async <K>(
	crypto: Crypto<K>,
	name: { log: string; epoch: number },
	to: { id: string; keys: PublicKeys },
	key: Bytes,
): Promise<string> => {
	const wrap = await wrapKey(crypto, name, { id: to.id, agree: to.keys.agree }, key);
	// The chain has only keys that were found to be keys.
	if (!wrap) throw new Error('a key that is none');
	return toText(wrap);
};

const current = (state: Membership) => ({ log: state.log, epoch: currentEpoch(state) });

/** Founds a log on this device: its first entry, its id, and the key of its first epoch. */
export const found = async <K>(crypto: Crypto<K>, pairs: KeyPairs<K>) => {
	const device = await deviceIdOf(crypto, pairs.keys);
	const key = newEpochKey(crypto);
	const name = { log: unnamed, epoch: 1 };
	const payload = writeAction({
		do: 'found',
		keys: written(pairs.keys),
		check: await keyCheck(crypto, name, key),
		wrap: await wrapFor(crypto, name, { id: device, keys: pairs.keys }, key),
	});
	const author = { device, sign: pairs.sign };
	const draft = { kind: kinds.control, log: unnamed, counter: 1, prev: noEntry };
	const unfounded = await signEntry(crypto, author, draft, payload);
	const log = await logIdOf(crypto, unfounded.entry, payload);
	return { sealed: await signEntry(crypto, author, { ...draft, log }, payload), log, device, key };
};

/** What a new device says of itself, for an admin to certify. */
export interface Newcomer {
	keys: PublicKeys;
	role: Role;
	proof: Bytes;
}

export const introduce = async <K>(
	crypto: Crypto<K>,
	log: string,
	pairs: KeyPairs<K>,
	role: Role,
): Promise<Newcomer> => {
	const proof = await crypto.sign(pairs.sign, newcomerWords(log, pairs.keys, role));
	return { keys: pairs.keys, role, proof };
};

/** @param key the key of the current epoch */
export const certify = async <K>(making: Making<K>, key: Bytes, newcomer: Newcomer): Promise<Sealed> =>
	next(making, await certification(making, key, newcomer));

const certification = async <K>({ crypto, state }: Making<K>, key: Bytes, newcomer: Newcomer) => {
	const id = await deviceIdOf(crypto, newcomer.keys);
	return {
		do: 'certify' as const,
		keys: written(newcomer.keys),
		role: newcomer.role,
		wrap: await wrapFor(crypto, current(state), { id, keys: newcomer.keys }, key),
		proof: toText(newcomer.proof),
	};
};

/** An invitation, and the secret that goes into the link with the log's id. */
export const invite = async <K>(
	making: Making<K>,
	key: Bytes,
	{ role, expiresAt }: Pick<Invitation, 'role' | 'expiresAt'>,
) => {
	const { crypto, state } = making;
	const secret = crypto.randomBytes(SECRET_SIZE);
	const { pairs, scalars } = await crypto.generateMovable();
	const box = await sealBox(crypto, state.log, secret, pairs.keys, scalars);
	const sealed = await next(making, {
		do: 'invite',
		id: box.id,
		keys: written(pairs.keys),
		role,
		expiresAt,
		wrap: await wrapFor(crypto, current(state), { id: box.id, keys: pairs.keys }, key),
		box: toText(box.sealed),
	});
	return { sealed, id: box.id, secret };
};

/** The invitation that a link's secret opens, with its keys. `undefined` when the chain has none, or the secret is wrong. */
export const openInvitation = async <K>(crypto: Crypto<K>, state: Membership, secret: Bytes) => {
	const invitation = state.invitations.get(await boxId(crypto, state.log, secret));
	if (!invitation) return undefined;
	const pairs = await openBox(crypto, state.log, secret, invitation.keys, invitation.box);
	return pairs && { invitation, pairs };
};

/**
 * Lets a new device in with an invitation: signed by the invitation's keys.
 * @param key the key of the current epoch, which the invitation's wrap gives (`epochKeys`)
 */
export const redeem = async <K>(
	{ crypto, state }: Pick<Making<K>, 'crypto' | 'state'>,
	{ invitation, pairs }: { invitation: Invitation; pairs: KeyPairs<K> },
	key: Bytes,
	device: KeyPairs<K>,
): Promise<Sealed> => {
	const making = { crypto, state, author: { device: invitation.id, sign: pairs.sign } };
	return certify(making, key, await introduce(crypto, state.log, device, invitation.role));
};

/** A recovery sheet: an admin whose keys lie in the chain under the secret that is printed with the log's id. */
export const recoverySheet = async <K>(making: Making<K>, key: Bytes) => {
	const { crypto, state } = making;
	const secret = crypto.randomBytes(SECRET_SIZE);
	const { pairs, scalars } = await crypto.generateMovable();
	const box = await sealBox(crypto, state.log, secret, pairs.keys, scalars);
	const newcomer = await introduce(crypto, state.log, pairs, 'admin');
	const sheet = { id: box.id, box: toText(box.sealed) };
	const sealed = await next(making, { ...(await certification(making, key, newcomer)), sheet });
	return { sealed, device: await deviceIdOf(crypto, pairs.keys), secret };
};

/** The device that a sheet's secret opens, with its keys: it certifies a new tablet. */
export const openSheet = async <K>(crypto: Crypto<K>, state: Membership, secret: Bytes) => {
	const id = await boxId(crypto, state.log, secret);
	const device = activeDevices(state).find(({ sheet }) => sheet?.id === id);
	if (!device?.sheet) return undefined;
	const pairs = await openBox(crypto, state.log, secret, device.keys, device.sheet.box);
	return pairs && { device: device.id, pairs };
};

export const withdraw = <K>(making: Making<K>, invitation: string): Promise<Sealed> =>
	next(making, { do: 'withdraw', invitation });

/** @param cuts the last entry of each of the device's sessions that count: see [SK…] in the README */
export const revoke = <K>(making: Making<K>, device: string, cuts: readonly Cut[]): Promise<Sealed> =>
	next(making, { do: 'revoke', device, cuts: [...cuts] });

/** Ends sessions of a device, before a `revoke` whose cuts would not all have room in it (some 600 have). */
export const close = <K>(making: Making<K>, device: string, cuts: readonly Cut[]): Promise<Sealed> =>
	next(making, { do: 'close', device, cuts: [...cuts] });

/** @param cuts as for `revoke` when the device may only read from now on; else none */
export const changeRole = <K>(
	making: Making<K>,
	device: string,
	role: Role,
	cuts: readonly Cut[] = [],
): Promise<Sealed> => next(making, { do: 'role', device, role, cuts: [...cuts] });

/**
 * A new epoch with a new key.
 * @param previous the key of the epoch that ends
 * @param kept ids of the open invitations that shall stay open; the others end with it
 */
export const newEpoch = async <K>(making: Making<K>, previous: Bytes, kept: readonly string[]) => {
	const { crypto, state } = making;
	const key = newEpochKey(crypto);
	const name = { log: state.log, epoch: currentEpoch(state) + 1 };
	const invitations = kept.flatMap((id) => state.invitations.get(id) ?? []);
	const wraps = await Promise.all(
		[...activeDevices(state), ...invitations].map(async (to) => ({
			to: to.id,
			wrap: await wrapFor(crypto, name, to, key),
		})),
	);
	const sealed = await next(making, {
		do: 'epoch',
		check: await keyCheck(crypto, name, key),
		previous: toText(await sealPrevious(crypto, name, key, previous)),
		wraps,
	});
	return { sealed, key, epoch: name.epoch };
};
