import { error } from '@sveltejs/kit';
import { m } from '#lib/messages/da/packs.ts';
import { Packs } from '#lib/packs/document.ts';
import { shippedPackById } from '#lib/packs/shipped.ts';
import type { PageLoad } from './$types';

/** A pack of ours or the committee's own copy of one. One that was removed is a calm 404. */
export const load: PageLoad = async ({ params, parent }) => {
	const { committee } = await parent();
	const packs = new Packs(committee.shared);
	const shipped = shippedPackById(params.pack);
	if (!shipped && !packs.pack(params.pack)) error(404);
	return { packs, shipped, packId: params.pack, where: m.title };
};
