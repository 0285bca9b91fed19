import { readPersistence, readSpace } from '#lib/device/app/persistence.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
	const { device } = await parent();
	const [persistence, space] = await Promise.all([readPersistence(), readSpace(), device.started]);
	return { persistence, space };
};
