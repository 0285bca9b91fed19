import type { PageLoad } from './$types';
import { m } from '#lib/messages/da/reflections.ts';
import { RoundHere } from '../round-here.svelte.ts';

export const load: PageLoad = async ({ parent }) => {
	const { device, id, reflections, reflection } = await parent();
	const { id: of, pack } = reflection.current;
	const round = new RoundHere(device, reflections, {
		committee: id,
		reflection: of,
		statements: pack.statements,
	});
	await round.look();
	return { round, bare: true, where: m.slips.typeIn };
};
