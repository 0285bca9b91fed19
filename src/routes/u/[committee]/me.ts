import type { Member } from '#lib/committees/schema.ts';
import type { CommitteeRow } from '#lib/device/database.ts';
import type { Device } from '#lib/device/device.svelte.ts';
import { m } from '#lib/messages/da/committees.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import { tellWho } from './introduce.ts';

type Answer = Pick<CommitteeRow, 'me' | 'askedMe'>;

/** The member who uses this device. One who was taken off is nobody here any more. */
export const memberHere = (row: Answer | undefined, members: readonly Member[]): Member | undefined =>
	members.find(({ id }) => id === row?.me);

/** Whether to ask: nobody has answered yet, or who did has left the committee. */
export const asksWho = (row: Answer | undefined, members: readonly Member[]): boolean =>
	row !== undefined &&
	members.length > 0 &&
	(row.me === undefined ? !row.askedMe : memberHere(row, members) === undefined);

/** Answers «Hvem er du?» on this device, and says so with a way back; without a member the device is everybody's. */
export const answerWho = (device: Device, committee: string, member: Member | undefined): void => {
	const before = device.committee(committee);
	const remember = ({ me, askedMe }: Answer) => {
		const row = device.committee(committee);
		if (!row) return;
		const { me: _, askedMe: __, ...rest } = row;
		void device.remember({ ...rest, ...(me && { me }), ...(askedMe && { askedMe }) });
	};
	remember({ askedMe: true, ...(member && { me: member.id }) });
	const untell = tellWho(device, committee, member?.id);
	toasts.show({
		text: member ? m.me.chosen({ name: member.name }) : m.me.shared,
		undo: () => {
			if (before) remember(before);
			untell?.();
		},
	});
};
