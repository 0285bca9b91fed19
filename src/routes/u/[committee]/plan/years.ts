import type { Device } from '#lib/device/device.svelte.ts';
import { yearDocument } from '#lib/documents/kinds.ts';
import { yearOf, today } from '#lib/time.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import { yearsHeld } from '../years-held.ts';

/** The years that something is written in. Next year's document may be open only because somebody looked at it. */
export const yearsWritten = async (device: Device, committee: string): Promise<number[]> => {
	const years = await yearsHeld(device, committee);
	const now = yearOf(today(device.clock));
	const written = await Promise.all(
		years.map(async (year) => {
			if (year !== now && year !== now + 1) return true;
			const shared = await device.open(committee, yearDocument(year));
			return !new YearPlan(shared).isUnwritten || !device.isWhole(committee, shared.name);
		}),
	);
	return years.filter((_, at) => written[at]);
};
