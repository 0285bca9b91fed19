import { error } from '@sveltejs/kit';
import type { Device } from '#lib/device/device.svelte.ts';
import { yearOfDocument } from '#lib/documents/kinds.ts';

/** The years that have a document. While the device cannot be read nobody can tell, and a 404 would be wrong. */
export const yearsHeld = async (device: Device, committee: string): Promise<number[]> => {
	const documents = await device.documents(committee).catch(() => error(503));
	return documents.map(yearOfDocument).filter((year) => year !== undefined);
};
