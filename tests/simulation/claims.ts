import { type Bytes, toText } from '#lib/sealed-log/bytes.ts';
import { decodeEntry } from '#lib/sealed-log/entry/codec.ts';
import { decodeCountersigned, decodeCoverage } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { isIndependent } from '#lib/sealed-log/membership/judge.ts';
import { activeDevices, type Membership } from '#lib/sealed-log/membership/state.ts';
import type { View } from './people.ts';
import type { Play } from './play.ts';
import type { Tablet } from './tablet.ts';

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

/**
 * How far a tablet's disk goes with the sessions of a device: what came, and what a snapshot stands for that two have made,
 * whether somebody there has read it yet or not, with what came behind it.
 */
const heldOn = ({ disk }: Tablet, device: string, state: Membership): ReadonlyMap<string, number> => {
	const rows = disk.rows('entries') as unknown as (OwnEntry & { kind: number; bytes: Bytes })[];
	const held = new Map<string, number>();
	const has = (session: string, counter: number) =>
		held.set(session, Math.max(counter, held.get(session) ?? 0));
	for (const row of disk.rows('sessions') as unknown as OwnEntry[])
		if (row.device === device) has(row.session, row.counter);
	const extraOf = ({ bytes }: { bytes: Bytes }) => {
		const decoded = decodeEntry(bytes);
		return decoded.ok ? decoded.entry.extra : bytes.slice(0, 0);
	};
	const signs = rows.filter(({ kind }) => kind === kinds.countersign);
	for (const row of rows.filter(({ kind }) => kind === kinds.snapshot)) {
		const isSigned = signs.some(
			(sign) =>
				decodeCountersigned(extraOf(sign)) === row.id && isIndependent(state, sign.device, row.device),
		);
		for (const mark of (isSigned && decodeCoverage(extraOf(row))) || [])
			if (mark.device === device) has(mark.session, mark.counter);
	}
	const own = rows.filter((row) => row.device === device).sort((a, b) => a.counter - b.counter);
	for (const { session, counter } of own) if (counter === (held.get(session) ?? 0) + 1) has(session, counter);
	return held;
};

/** How many other devices hold all of these, whatever they have said. */
const holders = (play: Play, view: View, own: readonly OwnEntry[]): number => {
	const ends = new Map<string, number>();
	for (const { session, counter } of own) ends.set(session, Math.max(counter, ends.get(session) ?? 0));
	const holding = new Set<string>();
	const { state } = view.log.members;
	for (const tablet of play.tablets) {
		const [row] = tablet.disk.rows('logs') as { device?: string }[];
		if (!row?.device || row.device === view.log.row.device) continue;
		if (holding.has(row.device)) continue;
		const held = heldOn(tablet, view.log.row.device, state);
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
