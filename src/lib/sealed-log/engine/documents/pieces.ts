import * as Y from 'yjs';

type Decoded = ReturnType<typeof Y.decodeUpdate>;
type Struct = Decoded['structs'][number];
type Deletes = Decoded['ds']['clients'];

/** A change longer than so many characters is cut in two: as much text as fits beside anything else. */
const LONGEST = 50_000;

/** Structs and deletions as an update. */
export const encodeChanges = (structs: readonly Struct[], deletes: Deletes): Uint8Array => {
	const encoder = new Y.UpdateEncoderV1();
	const byClient = new Map<number, Struct[]>();
	for (const struct of structs) {
		const { client } = struct.id;
		byClient.set(client, [...(byClient.get(client) ?? []), struct]);
	}
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

/** Where a text can be cut without cutting a character apart. */
const cutAt = ({ content }: Y.Item): number =>
	content instanceof Y.ContentString && /[\udc00-\udfff]/.test(content.str.charAt(LONGEST))
		? LONGEST - 1
		: LONGEST;

/** A long piece of text as several, which Yjs joins again where they are read. */
const cut = (struct: Struct): Struct[] => {
	if (!(struct instanceof Y.Item) || struct.length <= LONGEST || !struct.content.isCountable())
		return [struct];
	const at = cutAt(struct);
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
	return [struct, ...cut(rest)];
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
	for (const struct of structs.flatMap(cut)) {
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
