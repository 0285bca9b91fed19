import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';
import { phaseSlugs } from '#lib/reflections/rules.ts';

/** A reflection opens where the group is. */
export const load: PageLoad = async ({ parent, url }) => {
	const { base, reflection } = await parent();
	redirect(307, `${base}/${phaseSlugs[reflection.current.phase]}${url.search}`);
};
