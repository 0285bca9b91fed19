import { concat, idBytes } from '#lib/sealed-log/bytes.ts';
import { labels } from '#lib/sealed-log/crypto/labels.ts';
import type { Crypto, PublicKeys } from '#lib/sealed-log/crypto/port.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { deviceIdOf, logIdOf } from '#lib/sealed-log/entry/ids.ts';
import { isSignedBy, type Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { type Action, type ActionOf, type NewerAction, parseAction, type Role, roles } from './actions.ts';
import { type Membership, misplaced } from './state.ts';
import type { ControlRefusal } from './refusals.ts';

declare const proven: unique symbol;

/** A control entry of which everything is known to be true that takes cryptography to know. Only `prove` makes them. */
export interface Proven {
	sealed: Sealed;
	action: Action | NewerAction;
	/** Id of the device that a `found` or a `certify` is about; else empty. */
	subject: string;
	readonly [proven]: true;
}

export type Proof = { ok: true; proven: Proven } | { ok: false; reason: ControlRefusal };

const refuse = (reason: ControlRefusal): Proof => ({ ok: false, reason });

/**
 * Proves an entry against the chain so far: its author's signature, and of new keys that they are keys, and whose.
 * What the author may do is for `step` to say.
 */
export const prove = async <K>(
	crypto: Crypto<K>,
	state: Membership | undefined,
	sealed: Sealed,
): Promise<Proof> => {
	const { entry } = sealed;
	if (entry.kind !== kinds.control) return refuse('malformed');
	const action = parseAction(entry.payload);
	if (!action) return refuse('malformed');
	if (!state) return action.do === 'found' ? proveFounding(crypto, sealed, action) : refuse('not-next');
	// Asked here too, so that nobody makes a server check signatures for entries that cannot be next.
	const place = misplaced(state, entry);
	if (place) return refuse(place);
	const author = state.devices.get(entry.device) ?? state.invitations.get(entry.device);
	if (!author) return refuse('unknown-author');
	if (!(await isSignedBy(crypto, sealed, author.keys.sign))) return refuse('bad-signature');
	switch (action.do) {
		case 'certify':
			return proveNewcomer(crypto, sealed, action);
		case 'invite':
			return (await crypto.arePublicKeys(action.keys)) ? accept(sealed, action) : refuse('bad-keys');
		default:
			return accept(sealed, action);
	}
};

const accept = (sealed: Sealed, action: Action | NewerAction, subject = ''): Proof => ({
	ok: true,
	proven: { sealed, action, subject } as Proven,
});

const proveFounding = async <K>(
	crypto: Crypto<K>,
	sealed: Sealed,
	action: ActionOf<'found'>,
): Promise<Proof> => {
	const { entry } = sealed;
	if (entry.counter !== 1) return refuse('not-next');
	if (entry.log !== (await logIdOf(crypto, entry, entry.payload))) return refuse('other-log');
	const device = await deviceIdOf(crypto, action.keys);
	if (entry.device !== device || !(await crypto.arePublicKeys(action.keys))) return refuse('bad-keys');
	if (!(await isSignedBy(crypto, sealed, action.keys.sign))) return refuse('bad-signature');
	return accept(sealed, action, device);
};

const proveNewcomer = async <K>(
	crypto: Crypto<K>,
	sealed: Sealed,
	action: ActionOf<'certify'>,
): Promise<Proof> => {
	const { keys, role, proof } = action;
	if (!(await crypto.arePublicKeys(keys))) return refuse('bad-keys');
	const words = newcomerWords(sealed.entry.log, keys, role);
	if (!(await crypto.verify(keys.sign, words, proof))) return refuse('bad-proof');
	return accept(sealed, action, await deviceIdOf(crypto, keys));
};

/** What a new device signs: these are my keys, and this is where I want to be in, and as what. */
export const newcomerWords = (log: string, keys: PublicKeys, role: Role) =>
	concat(labels.newcomer, idBytes(log), keys.sign, keys.agree, Uint8Array.of(roles.indexOf(role)));
