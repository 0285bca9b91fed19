import * as Y from 'yjs';
import { origins } from '#lib/documents/origins.ts';
import { pieces } from './pieces.ts';
import { clocksIn } from './surplus.ts';

const KB = 1024;
/** So much fits into an entry of its kind, with its padding. */
export const MOST_IN_UPDATE = 220 * KB;
export const MOST_IN_IMPORT = 3500 * KB;

/** The longest words in something that was put into a document. */
const longestIn = (value: unknown): string => {
	if (typeof value === 'string') return value;
	if (typeof value !== 'object' || value === null) return '';
	return Object.values(value).map(longestIn).reduce(longer, '');
};
const longer = (one: string, other: string) => (other.length > one.length ? other : one);

const valueOf = ({ content }: Y.Item): unknown =>
	content instanceof Y.ContentAny || content instanceof Y.ContentJSON ? content.arr.at(-1) : undefined;

/** Something that was put into a document in one piece, such as a value in a map, and does not fit into an entry. */
export class TooLarge extends Error {
	override name = 'TooLarge';
	/** What somebody wrote there; empty where there are no words. */
	readonly words: string;
	#ids: Y.ID[];
	#from: ReadonlyMap<number, number>;

	/** @param pieces those of the update that are too large */
	constructor(update: Uint8Array, pieces: readonly Uint8Array[]) {
		super('too large for an entry');
		const structs = pieces.flatMap((piece) => Y.decodeUpdate(piece).structs);
		this.words = structs
			.map((struct) => (struct instanceof Y.Item ? longestIn(valueOf(struct)) : ''))
			.reduce(longer, '');
		this.#ids = structs.map(({ id }) => id);
		this.#from = clocksIn(update);
	}

	/**
	 * Takes it out of a document again: with the whole record where that is as new, and with what stood there before in its
	 * place where something did.
	 */
	takeOut(doc: Y.Doc): void {
		const known = Y.decodeStateVector(Y.encodeStateVector(doc));
		const found = this.#ids
			.filter(({ client, clock }) => clock < (known.get(client) ?? 0))
			.map((id) => Y.getItem(doc.store, id))
			.filter((each) => each instanceof Y.Item);
		const before = found.flatMap((item) => this.#before(item));
		const taken = found.map((item) => this.#newRecord(item));
		doc.transact((transaction) => {
			for (const item of taken) {
				item.keep = false;
				item.delete(transaction);
			}
		}, origins.store);
		// What was deleted before, and kept so that it could be undone, is as large as ever.
		for (const item of found) if (!(item.content instanceof Y.ContentDeleted)) item.gc(doc.store, false);
		if (before.length > 0)
			doc.transact(() => {
				for (const { map, key, value } of before) map.set(key, value);
			}, origins.restored);
	}

	#before(item: Y.Item): { map: Y.Map<unknown>; key: string; value: unknown }[] {
		const { parent, parentSub: key, left } = item;
		const isCurrent = parent instanceof Y.Map && key !== null && !item.deleted;
		const value = isCurrent && left instanceof Y.Item ? valueOf(left) : undefined;
		return isCurrent && value !== undefined ? [{ map: parent, key, value }] : [];
	}

	#newRecord(item: Y.Item): Y.Item {
		const around = item.parent instanceof Y.AbstractType ? item.parent._item : null;
		const isNew = around && around.id.clock >= (this.#from.get(around.id.client) ?? Infinity);
		return isNew ? this.#newRecord(around) : item;
	}
}

/**
 * An update as several that are each no larger than so many bytes.
 * @throws TooLarge
 */
export const fitting = (update: Uint8Array, most: number): Uint8Array[] => {
	const cut = pieces(update, most);
	const large = cut.filter(({ length }) => length > most);
	if (large.length > 0) throw new TooLarge(update, large);
	return cut;
};
