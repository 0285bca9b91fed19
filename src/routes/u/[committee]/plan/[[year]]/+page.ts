import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';
import { yearDocument } from '#lib/documents/kinds.ts';
import { m } from '#lib/messages/da/plan.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { today } from '#lib/time.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import { planToOpen, yearsBefore, yearsToChoose } from '#lib/year-plan/rules.ts';
import { OtherYears } from '../other-years.svelte.ts';
import { yearsWritten } from '../years.ts';

/**
 * Opens one year's plan, or without a year the one that matters now. A year that is neither written nor soon to be is a
 * calm 404: an address makes no document.
 */
export const load: PageLoad = async ({ params, parent }) => {
	const { device, id } = await parent();
	const day = today(device.clock);
	const written = await yearsWritten(device, id);
	const now = planToOpen(written, day);
	const year = params.year === undefined ? now : Number(params.year);
	const years = yearsToChoose(written, day);
	if (!years.includes(year)) error(404);
	const shared = await device.open(id, yearDocument(year));
	const plan = new YearPlan(shared);
	// What cannot be read now must not look like an empty plan.
	if (plan.isUnwritten && !device.isWhole(id, shared.name)) error(503);
	return {
		year,
		years,
		plan,
		reflections: new Reflections(shared),
		earlier: new OtherYears(device, id, yearsBefore(written, year)),
		/** Older plans are history: nothing is offered to be taken along to them. */
		isPast: year < now,
		where: m.titleOf({ year }),
	};
};
