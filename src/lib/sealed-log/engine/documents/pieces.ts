import * as Y from 'yjs';
import { byClientOf, leansOn } from './reading/nesting.ts';

type Decoded = ReturnType<typeof Y.decodeUpdate>;
type Struct = Decoded['structs'][number];
type Deletes = Decoded['ds']['clients'];

/** A change longer than so many characters is cut in two: as much text as fits beside anything else. */
const LONGEST = 50_000;

/** Structs and deletions as an update. */
export const encodeChanges = (structs: readonly Struct[], deletes: Deletes): Uint8Array => {
	const encoder = new Y.UpdateEncoderV1();
	const byClient = byClientOf(structs);
	encoder.writeLen(byClient.size);
	for (const [client, own] of byClient) {
		encoder.writeLen(own.length);
		encoder.writeClient(client);
		encoder.writeLen(own[0]?.id.clock ?? 0);
		for (const struct of own) struct.write(encoder, 0);
	}
	encoder.writeLen(deletes.size);
	for (const [client, items] of deletes) {
		encoder.writeClient(client);
		encoder.writeLen(items.length);
		for (const { clock, len } of items) {
			encoder.writeLen(clock);
			encoder.writeLen(len);
		}
	}
	return encoder.toUint8Array();
};

const leanings = (struct: Struct): Y.ID[] => {
	const { beside, around } = leansOn(struct);
	return around ? [...beside, around] : beside;
};

/** Where a text can be cut without cutting a character apart. */
const cutAt = ({ content }: Y.Item, at: number): number =>
	content instanceof Y.ContentString && at > 1 && /[\udc00-\udfff]/.test(content.str.charAt(at))
		? at - 1
		: at;

/** A long piece of text as several, and a long list, which Yjs joins again where they are read. */
const cut = (struct: Struct, most: number): Struct[] => {
	if (!(struct instanceof Y.Item) || struct.length === 1 || !struct.content.isCountable()) return [struct];
	if (struct.length <= LONGEST && encodeChanges([struct], new Map()).length <= most) return [struct];
	const at = cutAt(struct, Math.min(LONGEST, Math.ceil(struct.length / 2)));
	const { client, clock } = struct.id;
	const rest = new Y.Item(
		Y.createID(client, clock + at),
		null,
		Y.createID(client, clock + at - 1),
		null,
		struct.rightOrigin,
		struct.parent,
		struct.parentSub,
		struct.content.splice(at),
	);
	struct.length = at;
	return [...cut(struct, most), ...cut(rest, most)];
};

/**
 * So that each change comes after those that it leans on: an entry that leans on a later one would have to wait for it.
 * The changes of one client stay in their order.
 */
const inLeaningOrder = (structs: readonly Struct[]): Struct[] => {
	const queues = byClientOf(structs);
	const next = new Map<number, number>([...queues.keys()].map((client) => [client, 0]));
	const found: Struct[] = [];
	const isLeft = ({ client, clock }: Y.ID): boolean => {
		const first = queues.get(client)?.[next.get(client) ?? 0];
		const last = queues.get(client)?.at(-1);
		return (
			first !== undefined &&
			last !== undefined &&
			clock >= first.id.clock &&
			clock < last.id.clock + last.length
		);
	};
	for (let hasMoved = true; hasMoved;) {
		hasMoved = false;
		for (const [client, own] of queues) {
			for (let at = next.get(client) ?? 0; ; at++) {
				next.set(client, at);
				const struct = own[at];
				if (!struct || leanings(struct).some((id) => id.client !== client && isLeft(id))) break;
				found.push(struct);
				hasMoved = true;
			}
		}
	}
	// What leans on each other in a circle is nobody's.
	return [...found, ...[...queues].flatMap(([client, own]) => own.slice(next.get(client)))];
};

/**
 * An update as several that are each no larger than so many bytes, as far as its changes can be cut apart. Applied one after
 * the other they are the same.
 */
export const pieces = (update: Uint8Array, most: number): Uint8Array[] => {
	if (update.length <= most) return [update];
	const { structs, ds } = Y.decodeUpdate(update);
	const none: Deletes = new Map();
	const found: Uint8Array[] = [];
	let group: Struct[] = [];
	let size = 0;
	for (const struct of inLeaningOrder(structs.flatMap((each) => cut(each, most)))) {
		const bytes = encodeChanges([struct], none).length;
		if (group.length > 0 && size + bytes > most) {
			found.push(encodeChanges(group, none));
			[group, size] = [[], 0];
		}
		group.push(struct);
		size += bytes;
	}
	const last = encodeChanges(group, ds.clients);
	// Deletions are of any size only where somebody has deleted all day long.
	return last.length <= most || group.length === 0
		? [...found, last]
		: [...found, encodeChanges(group, none), encodeChanges([], ds.clients)];
};
