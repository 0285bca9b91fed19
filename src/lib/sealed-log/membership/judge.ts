import { isSealed, isStored } from '#lib/sealed-log/entry/kinds.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { isAtLeast } from './actions.ts';
import type { EntryRejection } from './refusals.ts';
import { currentEpoch, type Device, isActive, type Membership } from './state.ts';

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
	if (entry.epoch > currentEpoch(state)) return 'unknown-epoch';
	return when === 'now' && entry.epoch < currentEpoch(state) ? 'old-epoch' : undefined;
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
