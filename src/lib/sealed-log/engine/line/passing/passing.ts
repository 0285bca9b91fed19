import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { decodePlace } from '#lib/sealed-log/entry/extra.ts';
import { isChained, kinds } from '#lib/sealed-log/entry/kinds.ts';
import { openEntry, readEntry } from '#lib/sealed-log/entry/sealed.ts';
import type { Subject } from '../subject.ts';
import { believed } from './believed.ts';
import type { Heads } from './heads.ts';

/** Takes in what is passed on and not stored: how far others have come, and who is here. */
export const takePassing = async <K>(subject: Subject<K>, heads: Heads<K>, bytes: Bytes): Promise<void> => {
	const { crypto, roll, row } = subject;
	const read = await readEntry(crypto, bytes);
	if (!read.ok || isChained(read.sealed.entry.kind) || read.sealed.entry.kind === kinds.control) return;
	const { sealed } = read;
	const { entry } = sealed;
	if (entry.device === row.device || !roll.state.devices.has(entry.device)) return;
	const isHead = entry.kind === kinds.head;
	if (isHead && !heads.isDue(entry.device, () => takePassing(subject, heads, bytes))) return;
	if (await believed(subject, sealed, 'now')) return;
	if (isHead) {
		const place = decodePlace(entry.extra);
		if (place) await heads.heard(entry.device, place);
	}
	if (entry.kind !== kinds.ephemeral) return;
	const key = await roll.entryKey(entry.epoch);
	const what = key && (await openEntry(crypto, key, entry));
	if (what) subject.present(entry.device, entry.session, entry.counter, what);
};
