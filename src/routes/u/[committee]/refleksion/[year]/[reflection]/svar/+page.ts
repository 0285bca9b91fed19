import type { PageLoad } from './$types';
import { RoundHere } from './round-here.svelte.ts';

/** Full screen while the tablet goes round: no names, and nowhere to wander off to. */
export const load: PageLoad = async ({ parent, depends }) => {
	depends('medspil:way');
	const { device, id, reflections, reflection } = await parent();
	const { id: of, pack, way, tally } = reflection.current;
	const round = new RoundHere(device, reflections, {
		committee: id,
		reflection: of,
		statements: pack.statements,
	});
	await round.look();
	const isHere = way === 'round' && !tally && round.elsewhere === undefined;
	return { round, bare: isHere && !reflections.shared.readOnly };
};
