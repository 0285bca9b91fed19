import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';
import { m } from '#lib/messages/da/reflections.ts';
import { RoundHere } from '../round-here.svelte.ts';

export const load: PageLoad = async ({ parent, url }) => {
	const { base, device, id, reflections, reflection } = await parent();
	const { id: of, pack, tally, way } = reflection.current;
	if (tally || way !== 'paper') redirect(307, `${base}/svar${url.search}`);
	const round = new RoundHere(device, reflections, {
		committee: id,
		reflection: of,
		statements: pack.statements,
	});
	await round.look();
	return { round, bare: true, where: m.slips.typeIn };
};
