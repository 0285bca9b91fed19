import type { PageLoad } from './$types';

/** The list of committees is read first: whoever joins may be in already. */
export const load: PageLoad = async ({ parent }) => {
	const { device } = await parent();
	// Fetched while somebody reads: the network may be gone when they tap.
	void device.sealed.logs().catch(() => undefined);
	await device.started;
};
