import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';
import { phaseSlugs } from '#lib/reflections/rules.ts';

/** A reflection opens where the group is. */
export const load: PageLoad = async ({ parent, url }) => {
	const { base, held, reflection } = await parent();
	const { phase } = reflection.current;
	held.sentTo = phase;
	redirect(307, `${base}/${phaseSlugs[phase]}${url.search}`);
};
