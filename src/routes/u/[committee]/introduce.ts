import type { Device } from '#lib/device/device.svelte.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { Tablets } from '#lib/tablets/document.ts';
import type { Naming } from '#lib/tablets/schema.ts';

/** What was said of this tablet before it could say anything: by whoever made the link that it came by. */
const saidByLink = (device: Device, committee: string, shared: SharedDocument): Naming | undefined => {
	const own = device.log(committee)?.tablets.find(({ isOwn }) => isOwn);
	return own && new Tablets(shared).notes().get(own.through);
};

/** The member whom the link was for. */
export const meByNote = (device: Device, committee: string, shared: SharedDocument): string | undefined =>
	saidByLink(device, committee, shared)?.member;

/** This tablet's name may be written here: it is in, and may write. */
const mayTell = (device: Device, committee: string, shared: SharedDocument) => {
	const log = device.log(committee);
	return log !== undefined && !shared.readOnly && log.role !== undefined && log.role !== 'read';
};

/** Says who uses this tablet, if nobody has said it yet. */
export const introduce = (device: Device, committee: string, shared: SharedDocument): void => {
	const log = device.log(committee);
	if (!log || !mayTell(device, committee, shared)) return;
	const link = saidByLink(device, committee, shared);
	const member = device.committee(committee)?.me ?? link?.member;
	new Tablets(shared).introduce(log.device, { member, label: link?.label }, device.clock());
};

/** «Hvem er du?» was answered: the others read it too. @returns takes it back */
export const tellWho = (
	device: Device,
	committee: string,
	member: string | undefined,
): (() => void) | undefined => {
	const shared = device.opened(committee).find(({ name }) => name === 'core');
	const log = device.log(committee);
	if (!shared || !log || !mayTell(device, committee, shared)) return undefined;
	const tablets = new Tablets(shared);
	const { label } = tablets.notes().get(log.device) ?? {};
	return tablets.rename(log.device, { member, label }, device.clock());
};
