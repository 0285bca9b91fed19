import type { Device } from '#lib/device/device.svelte.ts';
import { yearDocument } from '#lib/documents/kinds.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import { isMine, isOpen } from '#lib/year-plan/rules.ts';
import { yearsHeld } from '../years-held.ts';

/** How many open actions a member is on, in all the plans on this device. */
export const openOn = async (device: Device, committee: string, member: string): Promise<number> => {
	const years = await yearsHeld(device, committee);
	const plans = await Promise.all(years.map((year) => device.open(committee, yearDocument(year))));
	return plans
		.flatMap((shared) => new YearPlan(shared).actions().records)
		.filter((action) => isOpen(action) && isMine(action, member)).length;
};
