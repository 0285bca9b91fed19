import type { PageLoad } from './$types';

/** The list of committees is read first: whoever joins may be in already. */
export const load: PageLoad = async ({ parent }) => {
	const { device } = await parent();
	await device.started;
};
