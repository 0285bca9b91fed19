import type { Bytes } from '#lib/sealed-log/bytes.ts';
import { Reader, Writer } from '#lib/sealed-log/reader.ts';
import { Ledger } from './ledger.ts';

/** What is sealed in a snapshot: a document, and whose client ids are in it, so that a newcomer guards as the others do. */
export interface State {
	ledger: Ledger;
	update: Bytes;
}

const VERSION = 2;

export const encodeState = ({ ledger, update }: State): Bytes =>
	ledger.write(new Writer().u8(VERSION), true).sized(update).done();

/** `undefined` for what this program does not understand. */
export const decodeState = (bytes: Bytes): State | undefined => {
	const reader = new Reader(bytes);
	const version = reader.u8();
	// The first one had no depths.
	const ledger = Ledger.read(reader, version > 1);
	const update = reader.sized();
	return version > 0 && version <= VERSION && reader.isDone ? { ledger, update } : undefined;
};
