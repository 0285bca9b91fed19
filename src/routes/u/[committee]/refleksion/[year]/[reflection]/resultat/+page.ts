import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';
import { yearDocument } from '#lib/documents/kinds.ts';
import { Live } from '#lib/documents/live.svelte.ts';
import { m } from '#lib/messages/da/results.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import { yearsBefore } from '#lib/year-plan/rules.ts';
import { yearsWritten } from '../../../../plan/years.ts';
import { yearsHeld } from '../../../../years-held.ts';

/** The result stands outside the reflection's parts, so that nobody who reads or prints it is led on with the group. */
export const load: PageLoad = async ({ params, parent }) => {
	const { device, id } = await parent();
	const year = Number(params.year);
	// An address that somebody mistyped must not make a document.
	if (!(await yearsHeld(device, id)).includes(year)) error(404);
	const shared = await device.open(id, yearDocument(year));
	const reflections = new Reflections(shared);
	const found = reflections.get(params.reflection);
	if (!found) error(device.isWhole(id, shared.name) ? 404 : 503);
	const previousPlans = await Promise.all(
		yearsBefore(await yearsWritten(device, id), year).map(async (each) => {
			const before = await device.open(id, yearDocument(each));
			return { year: each, plan: new YearPlan(before), reflections: new Reflections(before) };
		}),
	);
	let latest = found;
	return {
		reflections,
		plan: new YearPlan(shared),
		/** What it was last, when somebody has deleted it meanwhile. */
		reflection: new Live(reflections.maps, () => (latest = reflections.get(found.id) ?? latest)),
		previousPlans,
		base: `/u/${id}/refleksion/${year}/${found.id}`,
		where: m.titleOf({ year }),
	};
};
