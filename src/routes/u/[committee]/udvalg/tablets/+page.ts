import { m } from '#lib/messages/da/tablets.ts';
import type { PageLoad } from './$types';
import { introduce } from '../../introduce.ts';

export const load: PageLoad = async ({ parent }) => {
	const { device, id, committee } = await parent();
	introduce(device, id, committee.shared);
	return { where: m.title };
};
