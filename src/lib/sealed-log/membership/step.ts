import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { type ActionOf, type Cut, isAtLeast } from './actions.ts';
import type { Proven } from './prove.ts';
import type { ControlRefusal } from './refusals.ts';
import {
	activeDevices,
	adminTablets,
	currentEpoch,
	type Device,
	type Epoch,
	type Invitation,
	isActive,
	misplaced,
	type Membership,
	openInvitations,
} from './state.ts';

export type Stepped = { ok: true; state: Membership } | { ok: false; reason: ControlRefusal };

/** Devices and open invitations together: so many wraps still fit in one control entry. */
export const MOST_MEMBERS = 200;

const refuse = (reason: ControlRefusal): Stepped => ({ ok: false, reason });
const accept = (state: Membership): Stepped => ({ ok: true, state });

/** The membership after a founding entry that is proven. */
export const foundedBy = ({ sealed, action, subject }: Proven): Stepped => {
	if (action.do !== 'found') return refuse('not-next');
	const device: Device = {
		id: subject,
		keys: action.keys,
		role: 'admin',
		since: 1,
		certifiedBy: subject,
		cuts: new Map(),
	};
	return accept({
		log: sealed.entry.log,
		head: sealed.id,
		length: 1,
		founder: subject,
		devices: new Map([[subject, device]]),
		invitations: new Map(),
		epochs: [{ number: 1, check: action.check, wraps: new Map([[subject, action.wrap]]) }],
		owes: false,
		newer: false,
	});
};

/** The membership after one more entry that is proven, or why there is none. Pure: the same for clients and servers. */
export const step = (before: Membership, proven: Proven): Stepped => {
	const { sealed, action } = proven;
	const { entry } = sealed;
	const place = misplaced(before, entry);
	if (place) return refuse(place);
	const state = { ...before, head: sealed.id, length: entry.counter };
	const invitation = state.invitations.get(entry.device);
	if (invitation) return redeem(state, proven, invitation);
	const author = state.devices.get(entry.device);
	if (!author) return refuse('unknown-author');
	if (!isActive(author)) return refuse('revoked');

	const isAdmin = author.role === 'admin';
	switch (action.do) {
		case 'found':
			return refuse('not-next');
		case 'invite':
			return invite(state, action, author);
		case 'withdraw':
			return withdraw(state, action, author);
		case 'revoke':
			return isAdmin || action.device === author.id ? revoke(state, action) : refuse('not-allowed');
		case 'close':
			return isAdmin ? close(state, action) : refuse('not-allowed');
		case 'certify':
			return isAdmin ? certify(state, action, proven.subject, author.id) : refuse('not-allowed');
		case 'role':
			return isAdmin ? changeRole(state, action) : refuse('not-allowed');
		case 'epoch':
			return isAdmin ? turn(state, action) : refuse('not-allowed');
		case 'newer':
			return isAdmin ? accept({ ...state, newer: true }) : refuse('not-allowed');
	}
};

const withDevice = (state: Membership, device: Device): Membership => ({
	...state,
	devices: new Map(state.devices).set(device.id, device),
});

const withInvitation = (state: Membership, invitation: Invitation): Membership => ({
	...state,
	invitations: new Map(state.invitations).set(invitation.id, invitation),
});

const withWrap = (state: Membership, to: string, wrap: Bytes): Membership => ({
	...state,
	epochs: state.epochs.map((epoch) =>
		epoch.number === currentEpoch(state) ? { ...epoch, wraps: new Map(epoch.wraps).set(to, wrap) } : epoch,
	),
});

/** A removal is never talked down by a link. */
const owing = (state: Membership, debt: 'link' | 'removal'): Membership => ({
	...state,
	owes: state.owes === 'removal' ? 'removal' : debt,
});

const isFull = (state: Membership): boolean =>
	activeDevices(state).length + openInvitations(state).length >= MOST_MEMBERS;

/** An id belongs to one device, one invitation or one sheet: it is what an entry is signed as, or a box asked for by. */
const isTaken = (state: Membership, id: string): boolean =>
	state.devices.has(id) ||
	state.invitations.has(id) ||
	[...state.devices.values()].some(({ sheet }) => sheet?.id === id);

const certify = (
	state: Membership,
	action: ActionOf<'certify'>,
	id: string,
	certifiedBy: string,
): Stepped => {
	if (isTaken(state, id)) return refuse('known-device');
	if (action.sheet && (action.role !== 'admin' || isTaken(state, action.sheet.id)))
		return refuse('malformed');
	if (isFull(state)) return refuse('full');
	const { keys, role, sheet } = action;
	const device: Device = { id, keys, role, since: state.length, certifiedBy, cuts: new Map() };
	return accept(withWrap(withDevice(state, sheet ? { ...device, sheet } : device), id, action.wrap));
};

const invite = (state: Membership, action: ActionOf<'invite'>, author: Device): Stepped => {
	if (author.role === 'read') return refuse('not-allowed');
	if (!isAtLeast(author.role, action.role)) return refuse('role-too-high');
	if (isTaken(state, action.id)) return refuse('known-invitation');
	if (isFull(state)) return refuse('full');
	const { id, keys, role, expiresAt, box } = action;
	const invitation: Invitation = { id, keys, role, madeBy: author.id, expiresAt, box, state: 'open' };
	return accept(withWrap(withInvitation(state, invitation), id, action.wrap));
};

/** What an invitation has signed: it can do one thing, once. */
const redeem = (before: Membership, { action, subject }: Proven, invitation: Invitation): Stepped => {
	if (invitation.state === 'spent') return refuse('invitation-spent');
	if (invitation.state === 'withdrawn') return refuse('invitation-withdrawn');
	if (action.do !== 'certify' || action.sheet) return refuse('not-allowed');
	if (!isAtLeast(invitation.role, action.role)) return refuse('role-too-high');
	// The invitation makes room for the device that it lets in.
	const state = withInvitation(before, { ...invitation, state: 'spent' });
	return certify(owing(state, 'link'), action, subject, invitation.id);
};

const withdraw = (state: Membership, action: ActionOf<'withdraw'>, author: Device): Stepped => {
	const invitation = state.invitations.get(action.invitation);
	if (!invitation) return refuse('unknown-invitation');
	if (author.role !== 'admin' && invitation.madeBy !== author.id) return refuse('not-allowed');
	if (invitation.state !== 'open') return refuse(`invitation-${invitation.state}`);
	return accept(owing(withInvitation(state, { ...invitation, state: 'withdrawn' }), 'link'));
};

const withdrawn = (state: Membership, isVoid: (invitation: Invitation) => boolean): Membership =>
	openInvitations(state)
		.filter(isVoid)
		.reduce((next, each) => withInvitation(next, { ...each, state: 'withdrawn' }), state);

/** A session that is closed stays closed where it first was. */
const closing = (device: Device, cuts: readonly Cut[]): ReadonlyMap<string, Cut> =>
	new Map([...cuts.map((cut) => [cut.session, cut] as const), ...device.cuts]);

const isLastAdmin = (state: Membership, device: Device): boolean =>
	adminTablets(state).every((each) => each.id === device.id) && !device.sheet;

const revoke = (state: Membership, action: ActionOf<'revoke'>): Stepped => {
	const device = state.devices.get(action.device);
	if (!device) return refuse('unknown-device');
	if (!isActive(device)) return refuse('no-change');
	if (isLastAdmin(state, device)) return refuse('last-admin');
	const gone = { ...device, revoked: state.length, cuts: closing(device, action.cuts) };
	const alone = withdrawn(withDevice(state, gone), ({ madeBy }) => madeBy === device.id);
	return accept(owing(alone, 'removal'));
};

/** Ends sessions of a device that is in; with a revocation after it, as many as it takes. */
const close = (state: Membership, action: ActionOf<'close'>): Stepped => {
	const device = state.devices.get(action.device);
	if (!device || !isActive(device)) return refuse('unknown-device');
	const cuts = closing(device, action.cuts);
	if (cuts.size === device.cuts.size) return refuse('no-change');
	return accept(withDevice(state, { ...device, cuts }));
};

const changeRole = (state: Membership, action: ActionOf<'role'>): Stepped => {
	const device = state.devices.get(action.device);
	if (!device || !isActive(device)) return refuse('unknown-device');
	if (device.sheet) return refuse('not-allowed');
	if (device.role === action.role) return refuse('no-change');
	if (isLastAdmin(state, device)) return refuse('last-admin');
	// Only who may write no longer has sessions to close; the others go on in the ones they have.
	if (action.role !== 'read' && action.cuts.length > 0) return refuse('malformed');
	const changed = { ...device, role: action.role, cuts: closing(device, action.cuts) };
	return accept(
		withdrawn(withDevice(state, changed), (invitation) => {
			const isMakers = invitation.madeBy === device.id;
			return isMakers && (action.role === 'read' || !isAtLeast(action.role, invitation.role));
		}),
	);
};

const turn = (state: Membership, action: ActionOf<'epoch'>): Stepped => {
	const wraps = new Map(action.wraps.map(({ to, wrap }) => [to, wrap]));
	const devices = activeDevices(state).map(({ id }) => id);
	const invitations = openInvitations(state).map(({ id }) => id);
	const isEveryone = devices.every((id) => wraps.has(id));
	const isNobodyElse = [...wraps.keys()].every((id) => devices.includes(id) || invitations.includes(id));
	if (!isEveryone || !isNobodyElse || wraps.size !== action.wraps.length) return refuse('wrong-wraps');
	const { check, previous } = action;
	const epoch: Epoch = { number: currentEpoch(state) + 1, check, previous, wraps };
	const paid = withdrawn(state, ({ id }) => !wraps.has(id));
	return accept({ ...paid, epochs: [...state.epochs, epoch], owes: false });
};
