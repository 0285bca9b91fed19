import type { PageLoad } from './$types';

/** Milliseconds after which the page is shown without its list: a database can take for ever to answer. */
const PATIENCE = 1500;

export const load: PageLoad = async ({ parent }) => {
	const { device } = await parent();
	await Promise.race([device.started, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
};
