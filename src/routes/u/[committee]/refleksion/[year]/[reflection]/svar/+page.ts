import type { PageLoad } from './$types';
import { namedHereFor } from './named/named-here.svelte.ts';
import { ownTabletFor } from './own/in-hand.ts';
import { RoundHere } from './round-here.svelte.ts';

/** Full screen while the tablet goes round, and while somebody marks: nowhere to wander off to. */
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
	const log = device.log(id);
	const own =
		way === 'own' && !tally && log
			? ownTabletFor(
					{ reflections, reflection, log, of, reveal: (sum) => reflections.reveal(of, sum) },
					round.answered,
				)
			: undefined;
	const isHere = way === 'round' && !tally && round.elsewhere === undefined;
	const named = namedHereFor(of);
	const isMarking = own?.stage === 'marking' || (way === 'open' && !tally && named.now !== undefined);
	return { round, own, named, way, bare: (isHere || isMarking) && !reflections.shared.readOnly };
};
