import { isSealed, isStored } from '#lib/sealed-log/entry/kinds.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { PublicKeys } from '#lib/sealed-log/crypto/port.ts';
import type { SessionMark } from '#lib/sealed-log/entry/extra.ts';
import { isAtLeast, parseAction } from './actions.ts';
import type { EntryRejection } from './refusals.ts';
import { activeDevices, currentEpoch, type Device, isActive, mayWrite, type Membership } from './state.ts';

/**
 * When an entry is judged. `now`: its author hands it in, and it gets its place after everything else. `then`: it had a
 * place already, and comes from a server, or back to one that has forgotten it.
 */
export type When = 'now' | 'then';

/** Whether a device may have written an entry (other than a control entry), by the chain as it is known here. */
export const judge = (state: Membership, { id, entry }: Sealed, when: When): EntryRejection | undefined => {
	if (entry.log !== state.log) return 'other-log';
	const device = state.devices.get(entry.device);
	if (!device) return 'unknown-device';
	const rejection = isStored(entry.kind) ? writing(device, id, entry, when) : passing(device);
	if (rejection) return rejection;
	if (!isSealed(entry.kind)) return undefined;
	// What had a place keeps it, and what follows in its session needs it: the key may have lost a parting.
	if (when === 'then' || entry.epoch === currentEpoch(state)) return undefined;
	return entry.epoch > currentEpoch(state) ? 'unknown-epoch' : 'old-epoch';
};

const passing = (device: Device): EntryRejection | undefined => (isActive(device) ? undefined : 'revoked');

const writing = (
	device: Device,
	id: string,
	entry: Sealed['entry'],
	when: When,
): EntryRejection | undefined => {
	const standing = isActive(device) ? mayWriteNow(device) : 'revoked';
	if (when === 'now' && standing) return standing;
	const cut = device.cuts.get(entry.session);
	if (!cut) return standing;
	const isWithin = entry.counter < cut.counter || (entry.counter === cut.counter && id === cut.id);
	return isWithin ? undefined : 'beyond-cut';
};

const mayWriteNow = (device: Device): EntryRejection | undefined =>
	isAtLeast(device.role, 'write') ? undefined : 'read-only';

const isOver = (state: Membership, id: string, now: number): boolean => {
	const invitation = state.invitations.get(id);
	return invitation !== undefined && now > invitation.expiresAt;
};

/**
 * Whether a control entry comes from an invitation that is past its time by the server's clock (milliseconds).
 * @param isVouched handed in by `backfill`, and a device that might have let it in itself did so, or the log has taken
 * nothing but its chain since it was founded there: then it was in time once
 */
export const expiry = (
	state: Membership,
	{ entry }: Sealed,
	now: number,
	isVouched = false,
): 'invitation-expired' | undefined =>
	!isVouched && isOver(state, entry.device, now) ? 'invitation-expired' : undefined;

/** Whether a device may let in, by an invitation of its own, whom this control entry lets in. */
export const mayLetIn = (state: Membership, who: string, { entry }: Sealed): boolean => {
	const action = parseAction(entry.payload);
	const role = state.devices.get(who)?.role;
	return (
		action?.do === 'certify' && mayWrite(state, who) && role !== undefined && isAtLeast(role, action.role)
	);
};

export type Connecting =
	/** A visitor reads the chain, and may hand in the one entry that makes it a device. */
	| { ok: true; as: 'device' | 'visitor'; keys: PublicKeys }
	| {
			ok: false;
			reason:
				'unknown-author' | 'revoked' | 'invitation-spent' | 'invitation-withdrawn' | 'invitation-expired';
	  };

/** Who may open a connection: a device that is in, or an invitation that is open; and the keys it has to prove. */
export const connecting = (state: Membership, who: string, now: number): Connecting => {
	const device = state.devices.get(who);
	if (device) {
		return isActive(device)
			? { ok: true, as: 'device', keys: device.keys }
			: { ok: false, reason: 'revoked' };
	}
	const invitation = state.invitations.get(who);
	if (!invitation) return { ok: false, reason: 'unknown-author' };
	if (invitation.state !== 'open') return { ok: false, reason: `invitation-${invitation.state}` };
	if (isOver(state, who, now)) return { ok: false, reason: 'invitation-expired' };
	return { ok: true, as: 'visitor', keys: invitation.keys };
};

/** What lies under the secret of a link or a sheet, for whoever asks by its id: nothing else of the chain. */
export const boxOf = (
	state: Membership,
	id: string,
	now: number,
): { who: string; keys: PublicKeys; box: Bytes } | undefined => {
	const invitation = state.invitations.get(id);
	if (invitation) {
		const { keys, box } = invitation;
		return connecting(state, id, now).ok ? { who: id, keys, box } : undefined;
	}
	const device = activeDevices(state).find(({ sheet }) => sheet?.id === id);
	return device?.sheet && { who: device.id, keys: device.keys, box: device.sheet.box };
};

/** Why there is no box to be had: who asks has the secret of the link, and may know what became of it. */
export const noBox = (state: Membership, id: string, now: number) => {
	const over = state.invitations.has(id) && connecting(state, id, now);
	return over && !over.ok ? over.reason : 'unknown-invitation';
};

/**
 * The sessions whose entries a cut would leave out though the log holds them: asked by the server before it takes a
 * `revoke`, a `close` or a `role` that is made now, so that nothing that was taken in is ever struck out.
 * @param held the last entry that the log holds of each session of the device, those that snapshots stand for left out
 */
export const leftOut = (
	state: Membership,
	{ entry }: Sealed,
	held: readonly SessionMark[],
): SessionMark[] => {
	const action = parseAction(entry.payload);
	const isLast = action?.do === 'revoke' || (action?.do === 'role' && action.role === 'read');
	if (!isLast && action?.do !== 'close') return [];
	const cuts = new Map(action.cuts.map((cut) => [cut.session, cut]));
	const closed = state.devices.get(action.device)?.cuts;
	return held.filter((mark) => {
		const cut = cuts.get(mark.session);
		if (mark.device !== action.device || closed?.has(mark.session)) return false;
		if (!cut) return isLast;
		return cut.counter < mark.counter || (cut.counter === mark.counter && cut.id !== mark.id);
	});
};

/** Who has to be asked about a device that is no admin: itself, or the device that let it in, if that is none either. */
const sponsor = (state: Membership, device: Device): string => {
	const by = state.invitations.get(device.certifiedBy)?.madeBy ?? device.certifiedBy;
	const certifier = state.devices.get(by);
	const isOwn =
		device.role === 'admin' || !certifier || certifier.id === device.id || certifier.role === 'admin';
	return isOwn ? device.id : sponsor(state, certifier);
};

/** Whether one device may bear witness to what another says of the log: not for itself, nor for whom it brought along. */
export const isIndependent = (state: Membership, witness: string, of: string): boolean => {
	const [one, other] = [state.devices.get(witness), state.devices.get(of)];
	return one !== undefined && other !== undefined && sponsor(state, one) !== sponsor(state, other);
};
