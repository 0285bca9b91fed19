import { error } from '@sveltejs/kit';
import type { LayoutLoad } from './$types';
import { Committee } from '#lib/committees/document.ts';
import type { Device } from '#lib/device/device.svelte.ts';
import { rememberProfile } from '#lib/device/keeping/remember.ts';
import { core, yearDocument } from '#lib/documents/kinds.ts';
import { today, yearOf } from '#lib/time.ts';
import { yearsHeld } from './years-held.ts';

/**
 * Opens the committee of the address. One that is not on this device, or was deleted, is a calm 404; while the device
 * cannot be read, nobody can tell.
 */
export const load: LayoutLoad = async ({ params, parent }) => {
	const { device } = await parent();
	// Each question to the disk is a wait: those that need no answer of each other are asked together.
	const held = yearsHeld(device, params.committee);
	await Promise.allSettled([held, device.started]);
	const row = device.committee(params.committee);
	if (!row) error(device.trouble ? 503 : 404);
	const years = await held;
	openNear(device, row.id, years);
	const committee = new Committee(await device.open(row.id, core));
	if (committee.isEmpty && !device.isWhole(row.id, core)) error(503);
	// Another tab or a backup may have given it another name.
	if (!committee.isEmpty)
		void rememberProfile(device, row.id, committee.profile(), { openedAt: device.clock().toISOString() });
	return { committee, id: row.id, years };
};

/** Begins to open what most pages show: this year and the next, where they have a document. */
const openNear = (device: Device, committee: string, years: readonly number[]) => {
	const now = yearOf(today(device.clock));
	for (const year of years)
		if (year === now || year === now + 1) device.open(committee, yearDocument(year)).catch(() => undefined);
};
