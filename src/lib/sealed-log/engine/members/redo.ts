import { deviceIdOf } from '#lib/sealed-log/entry/ids.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { readEntry } from '#lib/sealed-log/entry/sealed.ts';
import { type Action, parseAction } from '#lib/sealed-log/membership/actions.ts';
import { isActive, type Membership } from '#lib/sealed-log/membership/state.ts';
import type { AsideRow } from '../keeping/rows.ts';
import type { Subject } from '../line/subject.ts';
import type { Members } from './members.ts';

/** Revocations first: nobody shall get in through what came after them. */
const urgency = ({ do: name }: Action): number => (name === 'revoke' ? 0 : name === 'certify' ? 1 : 2);

/** Links of the chain that did not hold when it had parted, and that this device remembers. */
const lostLinks = async <K>({ archive, crypto, id }: Subject<K>) => {
	const found: { row: AsideRow; action: Action; by: string }[] = [];
	for (const row of await archive.aside(id)) {
		if (row.why !== 'lost' || row.document !== '') continue;
		const read = await readEntry(crypto, row.bytes);
		if (!read.ok || read.sealed.entry.kind !== kinds.control) continue;
		const { payload, device: by } = read.sealed.entry;
		const action = parseAction(payload);
		// Keys that were lost stay: something may be sealed under them.
		if (action && action.do !== 'newer' && action.do !== 'epoch') found.push({ row, action, by });
	}
	return found.sort((one, other) => urgency(one.action) - urgency(other.action));
};

/** Whoever did it then could do it now: what somebody did who was removed by the chain that holds is not done for them. */
const mayRedo = ({ devices, invitations }: Membership, by: string, action: Action): boolean => {
	const author = devices.get(by);
	if (author && isActive(author) && author.role === 'admin') return true;
	if (action.do === 'revoke') return action.device === by;
	const invitation = invitations.get(by);
	return action.do === 'certify' && invitation !== undefined && invitation.state !== 'withdrawn';
};

/**
 * Does again what was lost when two chains parted, where it still makes sense: who was removed stays removed, and who was
 * let in is let in. Links and sheets that were lost have to be made anew by people.
 */
export const redoLost = async <K>(subject: Subject<K>, members: Members<K>): Promise<void> => {
	const { archive, crypto, id, row } = subject;
	if (members.state.devices.get(row.device)?.role !== 'admin') return;
	for (const { row: aside, action, by } of await lostLinks(subject)) {
		const done = !mayRedo(members.state, by, action) || (await redo(action));
		if (!done) return;
		await archive.run('rw', (tables) => tables.aside.delete([id, aside.id]));
	}

	async function redo(action: Action): Promise<boolean> {
		const { devices } = members.state;
		switch (action.do) {
			case 'revoke': {
				const device = devices.get(action.device);
				return !device || !isActive(device) || isSettled(await members.revoke(action.device));
			}
			case 'certify': {
				const device = await deviceIdOf(crypto, action.keys);
				return devices.has(device) || action.sheet !== undefined || isSettled(await members.admit(action));
			}
			case 'role': {
				const device = devices.get(action.device);
				const isMoot = !device || !isActive(device) || device.role === action.role;
				return isMoot || isSettled(await members.setRole(action.device, action.role));
			}
			default:
				return true;
		}
	}
};

/** Done, or found out that it cannot be: not when it only did not get through. */
const isSettled = (done: { ok: boolean; reason?: string }): boolean => done.ok || done.reason !== 'offline';
