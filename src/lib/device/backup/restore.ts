import * as Y from 'yjs';
import { Committee } from '#lib/committees/document.ts';
import { core } from '#lib/documents/kinds.ts';
import { origins } from '#lib/documents/origins.ts';
import type { Backup } from './backup.ts';
import type { Device } from '../device.svelte.ts';
import { rememberProfile } from '../keeping/remember.ts';

/** A backup, and whether all that the device holds of the committee is in it. */
export interface Collected {
	backup: Backup;
	complete: boolean;
}

/** Everything of a committee that can be read on this device, also what is only in memory. */
export const collect = async (device: Device, committee: string): Promise<Collected> => {
	let complete = true;
	const names = await device.documents(committee).catch(() => {
		complete = false;
		return device.opened(committee).map(({ name }) => name);
	});
	const documents = [];
	for (const document of names) {
		const { doc } = await device.open(committee, document);
		documents.push({ document, update: Y.encodeStateAsUpdate(doc) });
	}
	const name = device.committee(committee)?.name ?? '';
	const backup = { committee, name, savedAt: device.clock().toISOString(), documents };
	return { backup, complete: complete && device.isWhole(committee) };
};

/**
 * Merges a backup into what this device holds of the committee; nothing here is replaced or lost. Settles when it is
 * stored, or could not be: `device.saved` tells.
 */
export const restore = async (device: Device, backup: Backup): Promise<void> => {
	const isNew = device.committee(backup.committee) === undefined;
	await device.readmit(backup.committee);
	for (const { document, update } of backup.documents) {
		const { doc } = await device.open(backup.committee, document);
		Y.applyUpdate(doc, update, origins.restored);
	}
	const profile = new Committee(await device.open(backup.committee, core)).profile();
	const named = { ...profile, name: profile.name || backup.name };
	await rememberProfile(device, backup.committee, named, {
		openedAt: device.clock().toISOString(),
		...(isNew && { fromFile: true as const }),
	});
	await device.flush();
};
