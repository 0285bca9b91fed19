import { activeDevices } from '#lib/sealed-log/membership/state.ts';
import { toText } from '#lib/sealed-log/bytes.ts';
import type { View } from './people.ts';
import type { Play } from './play.ts';

interface OwnEntry {
	n: number;
	id: string;
	device: string;
	session: string;
	counter: number;
	document: string;
}

/** What a tablet has written and holds. */
const written = ({ tablet, log }: View): OwnEntry[] =>
	(tablet.disk.rows('entries') as unknown as OwnEntry[]).filter(
		({ device, document }) => device === log.row.device && document !== '',
	);

/** How many other devices hold all of these, whatever they have said. */
const holders = (play: Play, view: View, own: readonly OwnEntry[]): number => {
	const ends = new Map<string, number>();
	for (const { session, counter } of own) ends.set(session, Math.max(counter, ends.get(session) ?? 0));
	const holding = new Set<string>();
	for (const tablet of play.tablets) {
		const [row] = tablet.disk.rows('logs') as { device?: string }[];
		if (!row?.device || row.device === view.log.row.device) continue;
		const held = new Map(
			(tablet.disk.rows('sessions') as unknown as OwnEntry[])
				.filter(({ device }) => device === view.log.row.device)
				.map(({ session, counter }) => [session, counter]),
		);
		if ([...ends].every(([session, counter]) => (held.get(session) ?? 0) >= counter)) holding.add(row.device);
	}
	return holding.size;
};

/** Milliseconds after which nobody may be shown who is gone, by a tab that slept meanwhile too. */
const LONG = 100_000;

/** Milliseconds after which a tab has heard what another tab of the device has stored, on a slow disk too. */
const HEARD = 5000;

/** O9: what a screen says just now is true. */
export const untrueClaims = (play: Play, view: View): string[] => {
	const { log, tab } = view;
	const { status } = log;
	// A tab that sleeps shows nothing, and one that has just woken up has yet to hear what happened meanwhile.
	if (tab.life.sleepsUntil > play.world.now - HEARD) return [];
	const known = view.tablet.heldAt(play.world.now - HEARD);
	const found: string[] = [];
	if (status.state === 'server' || status.state === 'reached') {
		const own = written(view).filter(({ n }) => n <= known);
		const missing = own.filter(({ id }) => !play.server.had.has(id));
		if (missing.length > 0)
			found.push(
				`O9: ${tab.name} says ${status.state}, and the server never had ${missing.length} of ${own.length}`,
			);
		if (status.state === 'reached') {
			const isIn = activeDevices(log.members.state).some(({ id }) => id === log.row.device);
			const holding = holders(play, view, own);
			if (isIn && holding < status.others)
				found.push(`O9: ${tab.name} says that ${status.others} others have it, and ${holding} do`);
		}
	}
	for (const { device, what } of log.presence.others) {
		const said = play.said.get(toText(what));
		if (said?.device !== device) found.push(`O9: ${tab.name} shows somebody who never said so`);
		else if (said.over !== undefined && play.world.now - said.over > LONG)
			found.push(`O9: ${tab.name} shows somebody who is gone`);
	}
	return found;
};
