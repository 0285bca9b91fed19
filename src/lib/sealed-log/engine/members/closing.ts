import type { SessionMark } from '#lib/sealed-log/entry/extra.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import type { Archive } from '../keeping/archive.ts';
import type { SessionRow } from '../keeping/rows.ts';
import { coverageOf } from '../documents/reading/order.ts';
import type { Roll } from './roll.ts';

/** A document with more in it than counts: somebody's word has ended before the end of what is held here of it. */
export interface Overhang {
	document: string;
	/** How far each of its sessions counts. */
	counting: SessionMark[];
}

const sessionOf = ({ device, session }: { device: string; session: string }): string =>
	`${device}/${session}`;

/** How far snapshots of a document stand for its sessions. */
export const covered = async <K>(
	archive: Archive<K>,
	log: string,
	document: string,
): Promise<ReadonlyMap<string, number>> => {
	const found = new Map<string, number>();
	for (const row of await archive.rows(log, document, 0)) {
		if (row.kind !== kinds.snapshot) continue;
		for (const mark of coverageOf(row.bytes))
			found.set(sessionOf(mark), Math.max(mark.counter, found.get(sessionOf(mark)) ?? 0));
	}
	return found;
};

/**
 * Documents in which more is held than the chain says counts. It happens where the server has gone back in time, or a
 * device was made a reader before it had sent everything.
 */
export const overhangs = async <K>(archive: Archive<K>, roll: Roll<K>): Promise<Overhang[]> => {
	const rows = (await archive.sessions(roll.log)).filter(({ counter }) => counter > 0);
	const byDocument = new Map<string, SessionRow[]>();
	for (const row of rows) byDocument.set(row.document, [...(byDocument.get(row.document) ?? []), row]);
	const found: Overhang[] = [];
	for (const [document, sessions] of byDocument) {
		const closed = sessions.filter((row) => roll.isClosed(row));
		if (closed.length === 0) continue;
		const standsFor = await covered(archive, roll.log, document);
		const counting = sessions.map((row) => {
			const { device, session, counter, id } = row;
			const cut = roll.state.devices.get(device)?.cuts.get(session);
			const isWhole = !roll.isClosed(row);
			const counts = isWhole ? counter : Math.max(cut?.counter ?? 0, standsFor.get(sessionOf(row)) ?? 0);
			return { device, session, counter: Math.min(counter, counts), id };
		});
		const isOver = sessions.some((row, at) => row.counter > (counting[at]?.counter ?? 0));
		if (isOver) found.push({ document, counting });
	}
	return found;
};
