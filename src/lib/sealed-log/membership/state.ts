import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { PublicKeys } from '#lib/sealed-log/crypto/port.ts';
import type { Header } from '#lib/sealed-log/entry/codec.ts';
import { type Cut, isAtLeast, type Role } from './actions.ts';

export interface Device {
	id: string;
	keys: PublicKeys;
	role: Role;
	/** Its place in the chain: the number of the entry that certified it. */
	since: number;
	/** The device or the invitation that certified it. */
	certifiedBy: string;
	/** A recovery sheet is a device whose keys lie here under the secret on the paper. It is not a tablet. */
	sheet?: { id: string; box: Bytes };
	/** The number of the entry that revoked it: for ever. */
	revoked?: number;
	/** Sessions that are closed, by id, each with its last entry that counts. */
	cuts: ReadonlyMap<string, Cut>;
}

export interface Invitation {
	/** What its box is asked for by; derived from the secret of the link. */
	id: string;
	keys: PublicKeys;
	role: Role;
	madeBy: string;
	/** Milliseconds; the server judges it when the invitation is redeemed, and nobody else. */
	expiresAt: number;
	box: Bytes;
	state: 'open' | 'spent' | 'withdrawn';
}

export interface Epoch {
	/** From 1. */
	number: number;
	/** What everybody may know the key by. */
	check: string;
	/** The key of the epoch before, sealed under this one's. */
	previous?: Bytes;
	/** The key, wrapped for devices and invitations, by id. */
	wraps: ReadonlyMap<string, Bytes>;
}

/**
 * Who belongs to a log, as its chain says up to `head`. What somebody who should not read may still know of a key is a
 * debt that the next epoch pays: `removal` is paid at once, `link` (a used or withdrawn link that may lie around) when
 * nobody is joining just now.
 */
export interface Membership {
	log: string;
	/** Id of the last control entry. */
	head: string;
	/** How many control entries there are. */
	length: number;
	founder: string;
	devices: ReadonlyMap<string, Device>;
	invitations: ReadonlyMap<string, Invitation>;
	/** Number n at n - 1. */
	epochs: readonly Epoch[];
	owes: false | 'link' | 'removal';
	/** A newer program has done something that is not understood here: read, and write nothing. */
	newer: boolean;
}

/** Why an entry cannot be the chain's next, as far as its place tells. */
export const misplaced = (state: Membership, entry: Header): 'other-log' | 'not-next' | undefined => {
	if (entry.log !== state.log) return 'other-log';
	return entry.prev === state.head && entry.counter === state.length + 1 ? undefined : 'not-next';
};

export const currentEpoch = (state: Membership): number => state.epochs.length;

export const isActive = (device: Device): boolean => device.revoked === undefined;

export const activeDevices = (state: Membership): Device[] => [...state.devices.values()].filter(isActive);

export const openInvitations = (state: Membership): Invitation[] =>
	[...state.invitations.values()].filter((invitation) => invitation.state === 'open');

/** Tablets that may do what only admins may. A sheet of paper cannot look after a committee. */
export const adminTablets = (state: Membership): Device[] =>
	activeDevices(state).filter((device) => device.role === 'admin' && !device.sheet);

/** The device can and may write now. */
export const mayWrite = (state: Membership, id: string): boolean => {
	const device = state.devices.get(id);
	return device !== undefined && isActive(device) && isAtLeast(device.role, 'write');
};
