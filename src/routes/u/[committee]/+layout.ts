import { error } from '@sveltejs/kit';
import type { LayoutLoad } from './$types';
import { Committee } from '#lib/committees/document.ts';
import { rememberProfile } from '#lib/device/keeping/remember.ts';
import { core, yearOfDocument } from '#lib/documents/kinds.ts';

/**
 * Opens the committee of the address. One that is not on this device, or was deleted, is a calm 404; while the device
 * cannot be read, nobody can tell.
 */
export const load: LayoutLoad = async ({ params, parent }) => {
	const { device } = await parent();
	await device.started;
	const row = device.committee(params.committee);
	if (!row) error(device.trouble ? 503 : 404);
	const committee = new Committee(await device.open(row.id, core));
	// Another tab or a backup may have given it another name.
	if (!committee.isEmpty)
		void rememberProfile(device, row.id, committee.profile(), { openedAt: device.clock().toISOString() });
	const years = (await device.documents(row.id)).map(yearOfDocument).filter((year) => year !== undefined);
	return { committee, id: row.id, years };
};
