import * as Y from 'yjs';
import { Committee } from '#lib/committees/document.ts';
import { core } from '#lib/documents/kinds.ts';
import { origins } from '#lib/documents/origins.ts';
import type { Backup } from './backup.ts';
import type { Device } from '../device.svelte.ts';
import { rememberProfile } from '../keeping/remember.ts';

/** Everything of a committee that this device holds, also what is only in memory. */
export const collect = async (device: Device, committee: string): Promise<Backup> => {
	const documents = [];
	for (const document of await device.documents(committee)) {
		const { doc } = await device.open(committee, document);
		documents.push({ document, update: Y.encodeStateAsUpdate(doc) });
	}
	const name = device.committee(committee)?.name ?? '';
	return { committee, name, savedAt: device.clock().toISOString(), documents };
};

/**
 * Merges a backup into what this device holds of the committee; nothing here is replaced or lost. Settles when it is
 * stored, or could not be: `device.saved` tells.
 */
export const restore = async (device: Device, backup: Backup): Promise<void> => {
	for (const { document, update } of backup.documents) {
		const { doc } = await device.open(backup.committee, document);
		Y.applyUpdate(doc, update, origins.restored);
	}
	const profile = new Committee(await device.open(backup.committee, core)).profile();
	const named = { ...profile, name: profile.name || backup.name };
	await rememberProfile(device, backup.committee, named, { openedAt: device.clock().toISOString() });
	await device.flush();
};
