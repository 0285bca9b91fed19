import { decodeEntry, type Entry } from '#lib/sealed-log/entry/codec.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { isRecoverable } from '../keeping/rows.ts';
import { clocksIn } from './surplus.ts';
import type { Sealing } from './reading/chained.ts';
import { isSame } from './reading/ledger.ts';
import type { DocumentReader } from './reading/reader.ts';
import { decodeState } from './reading/state.ts';

/** What this device has written in a document and the log does not count. It has to be written once more. */
export const recovered = async <K>(
	{ archive, id, device, roll }: Sealing<K>,
	{ document: name, ledger }: DocumentReader<K>,
) => {
	/** As the guard asks: an update changes things under the name of its own session, which nobody else has. */
	const mayWrite = (entry: Entry, client: number) => {
		const owner = ledger.of(client)?.owner;
		if (entry.kind !== kinds.update) return !owner || owner.device === device;
		return client === entry.client && (!owner || isSame(owner, entry));
	};
	const updates: Uint8Array[] = [];
	for (const { document, why, bytes } of await archive.aside(id)) {
		const decoded = decodeEntry(bytes);
		if (document !== name || !isRecoverable(why) || !decoded.ok) continue;
		const { entry } = decoded;
		const isContent = entry.kind === kinds.update || entry.kind === kinds.snapshot;
		const opened = entry.device === device && isContent ? await roll.openAnyhow(entry) : undefined;
		const update = opened && (entry.kind === kinds.update ? opened : decodeState(opened)?.update);
		if (update && [...clocksIn(update).keys()].every((client) => mayWrite(entry, client)))
			updates.push(update);
	}
	return updates;
};
