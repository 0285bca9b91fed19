import type { PageLoad } from './$types';
import { m } from '#lib/messages/da/reflections.ts';
import { today, yearOf } from '#lib/time.ts';
import { YEARS } from '../../more-years.svelte.ts';
import { openYear } from '../../plan/other-years.svelte.ts';
import { yearsHeld } from '../../years-held.ts';

/** Opens what a reflection may be under way in: this year and the next. */
export const load: PageLoad = async ({ parent, depends }) => {
	depends(YEARS);
	const { device, id } = await parent();
	const now = yearOf(today(device.clock));
	const held = await yearsHeld(device, id);
	const near = held.filter((year) => year === now || year === now + 1);
	return {
		held,
		near: await Promise.all(near.map((year) => openYear(device, id, year))),
		where: m.start.title,
	};
};
