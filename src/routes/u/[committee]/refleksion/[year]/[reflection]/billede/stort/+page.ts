import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** Where the large picture was before there was a wall: somebody may have kept the address. */
export const load: PageLoad = async ({ parent }) => {
	const { base } = await parent();
	redirect(307, `${base}/billede?view=wall`);
};
