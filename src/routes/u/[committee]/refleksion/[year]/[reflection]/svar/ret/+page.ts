import type { PageLoad } from './$types';
import { m } from '#lib/messages/da/again.ts';
import { Again } from '#lib/reflections/again/document.ts';
import { againId, againOf, isOfTheSame } from '#lib/reflections/again/rules.ts';
import { settle } from '../../../../rounds.ts';
import { namedHereFor } from '../named/named-here.svelte.ts';
import { ownTabletFor } from '../own/in-hand.ts';
import { RoundHere } from '../round-here.svelte.ts';

/** Some statements once more, in the way in which they were answered first. */
export const load: PageLoad = async ({ parent, depends }) => {
	depends('medspil:way');
	const { device, id, reflections, reflection } = await parent();
	const { id: of, way, again } = reflection.current;
	let latest = againOf(reflection.current);
	// Nothing is answered once more, or all of it has been.
	if (!latest || latest.tally) {
		if (latest) void settle(device, { committee: id, reflection: againId(of) });
		return {
			named: namedHereFor(againId(of)),
			round: undefined,
			own: undefined,
			asked: undefined,
			bare: false,
			where: m.page,
		};
	}
	/** As it is now; as it was, when somebody has taken it back meanwhile. */
	const asked = {
		get current() {
			return (latest = againOf(reflection.current) ?? latest) as NonNullable<typeof latest>;
		},
	};
	const second = new Again(reflections);
	const round = new RoundHere(
		device,
		reflections,
		{ committee: id, reflection: againId(of), statements: latest.pack.statements },
		{
			isShown: () => reflections.get(of)?.tallyAgain !== undefined,
			fits: (tally) => isOfTheSame(reflection.current, tally),
			show: (tally) => second.reveal(of, tally),
		},
	);
	await round.look();
	const log = device.log(id);
	const reveal: (tally: Parameters<typeof second.reveal>[1]) => void = (tally) => second.reveal(of, tally);
	const own =
		way === 'own' && log
			? ownTabletFor({ reflections, reflection: asked, log, of, after: again?.after, reveal }, round.answered)
			: undefined;
	const goesRound = way === 'round' || way === 'paper';
	const named = namedHereFor(againId(of));
	const isMarking = goesRound || own?.stage === 'marking' || named.now !== undefined;
	return { named, round, own, asked, bare: isMarking && !reflections.shared.readOnly, where: m.page };
};
