import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';
import { today } from '#lib/time.ts';
import { planToOpen } from '#lib/year-plan/rules.ts';
import { yearsWritten } from './years.ts';

/** Opens the plan that matters now. */
export const load: PageLoad = async ({ parent }) => {
	const { device, id } = await parent();
	redirect(307, `/u/${id}/plan/${planToOpen(await yearsWritten(device, id), today(device.clock))}`);
};
