import type { Committee } from '#lib/committees/document.ts';
import type { Device } from '#lib/device/device.svelte.ts';
import type { Lead } from '#lib/reflections/schema.ts';
import { memberHere } from '../me.ts';
import { peopleOf } from '../plan/people.ts';
import { TabletNames } from '../tablet-names.svelte.ts';

/** [LE1] This tablet as one that leads, called after who uses it; none where it shares nothing. */
export const leadHere = (device: Device, id: string, committee: Committee): Lead | undefined => {
	const log = device.log(id);
	if (!log) return undefined;
	const { members } = peopleOf(committee).current;
	const me = memberHere(device.committee(id), members);
	const name = me?.name ?? new TabletNames(log, committee).all.find(({ isOwn }) => isOwn)?.name ?? '';
	return { tablet: log.device, name };
};
