import { type Bytes, fromUtf8, idBytes, utf8 } from '#lib/sealed-log/bytes.ts';
import { BOX_SIZE } from '#lib/sealed-log/crypto/box.ts';
import { documentBytes, documentName } from '#lib/sealed-log/entry/codec.ts';
import { readMarks, readPlace, writeMarks, writePlace } from '#lib/sealed-log/entry/extra.ts';
import { kinds, LARGEST_ENTRY, sizeCap } from '#lib/sealed-log/entry/kinds.ts';
import { Reader, Writer } from '#lib/sealed-log/reader.ts';
import type { ChainMark, Frame, Sent } from './frames.ts';
import { refusals } from './refusals.ts';

type Type = Frame['type'];

/** Numbers are for ever: add at the end. */
const types: readonly Type[] = [
	'hello',
	'challenge',
	'proof',
	'welcome',
	'found',
	'find',
	'box',
	'append',
	'backfill',
	'pass',
	'appended',
	'refused',
	'fetch',
	'entries',
	'vector',
	'lease',
	'leased',
	'ping',
	'pong',
];

const KB = 1024;
const SMALL = KB;

/** The most bytes of a frame of each type; of the small ones a kilobyte. */
const caps: Partial<Record<Type, number>> = {
	append: LARGEST_ENTRY + SMALL,
	backfill: LARGEST_ENTRY + SMALL,
	entries: LARGEST_ENTRY + SMALL,
	welcome: KB * KB,
	vector: KB * KB,
	pass: sizeCap(kinds.ephemeral) + SMALL,
	found: 2 * KB,
};

export const LARGEST_FRAME = LARGEST_ENTRY + SMALL;

/** What a server reads of whoever has not proven a device yet. */
const unproven: Partial<Record<Type, number>> = {
	hello: SMALL,
	proof: SMALL,
	find: SMALL,
	ping: SMALL,
	found: 2 * KB,
	// Of the membership chain: its entries prove themselves.
	backfill: sizeCap(kinds.control) + SMALL,
};

/**
 * The most bytes of a frame, known from its first byte: asked before anything else is read.
 * @param isProven the sender has proven who it is; before that there is little that it may say
 */
export const frameCap = (bytes: Bytes, isProven = true): number => {
	const type = types[(bytes[0] ?? 0) - 1];
	if (!type) return SMALL;
	return isProven ? (caps[type] ?? SMALL) : (unproven[type] ?? 0);
};

/** A frame as bytes. What goes to a server as an entry is `Sealed`: there is no other way to say it. */
export const encodeFrame = (frame: Sent): Bytes => {
	const writer = new Writer().u8(types.indexOf(frame.type) + 1);
	switch (frame.type) {
		case 'hello':
			writer.bytes(idBytes(frame.log)).bytes(idBytes(frame.who));
			return writeChain(writePlace(writer, frame.place), frame.chain).done();
		case 'challenge':
			return writer.bytes(frame.nonce).done();
		case 'proof':
			return writer.sized(utf8(frame.origin)).bytes(frame.signature).done();
		case 'welcome':
			writeChain(writePlace(writer, frame.place), frame.chain).u53(frame.time);
			return writeMarks(writer, frame.sessions)
				.list(frame.heads, (head) => writer.sized(head))
				.done();
		case 'found':
			return writer.sized(utf8(frame.token)).bytes(frame.entry.bytes).done();
		case 'find':
			return writer.bytes(idBytes(frame.log)).bytes(idBytes(frame.id)).done();
		case 'box':
			writer.bytes(idBytes(frame.who)).bytes(frame.keys.sign).bytes(frame.keys.agree);
			return writer.bytes(frame.box).done();
		case 'append':
		case 'backfill':
		case 'pass':
			return writer.bytes(frame.entry.bytes).done();
		case 'appended':
			return writer.bytes(idBytes(frame.id)).u53(frame.seq).bytes(idBytes(frame.head)).done();
		case 'refused':
			writer.bytes(idBytes(frame.about)).u8(refusals.indexOf(frame.code) + 1);
			return writer.u32(frame.counter).bytes(idBytes(frame.id)).done();
		case 'fetch':
			return writer
				.u8(frame.what === 'chain' ? 1 : 0)
				.u53(frame.after)
				.done();
		case 'entries':
			writePlace(writer, frame.place).u8(frame.more ? 1 : 0);
			return writer.list(frame.entries, ({ seq, entry }) => writer.u53(seq).sized(entry)).done();
		case 'vector':
			return writeMarks(writeChain(writer, frame.chain), frame.sessions).done();
		case 'lease':
			return writer.bytes(documentBytes(frame.document)).done();
		case 'leased':
			return writer.bytes(documentBytes(frame.document)).u53(frame.time).done();
		case 'ping':
		case 'pong':
			return writer.u32(frame.mark).done();
	}
};

/** Why bytes are no frame. `unsupported` comes from a newer program: leave it and go on. */
export type FrameRefusal =
	| 'too-large'
	| 'unsupported'
	| 'malformed'
	/** Not before the sender has proven who it is. */
	| 'not-proven';

export type DecodedFrame = { ok: true; frame: Frame } | { ok: false; reason: FrameRefusal };

/** Reads a frame that anybody may have written. The entries in it are still only bytes. */
export const decodeFrame = (bytes: Bytes, isProven = true): DecodedFrame => {
	const cap = frameCap(bytes, isProven);
	if (bytes.length > cap) return { ok: false, reason: cap === 0 ? 'not-proven' : 'too-large' };
	const reader = new Reader(bytes);
	const type = types[reader.u8() - 1];
	if (bytes.length > 0 && !type) return { ok: false, reason: 'unsupported' };
	const frame = type && read(type, reader);
	return frame && reader.isDone ? { ok: true, frame } : { ok: false, reason: 'malformed' };
};

const read = (type: Type, reader: Reader): Frame | undefined => {
	switch (type) {
		case 'hello':
			return {
				type,
				log: reader.id(16),
				who: reader.id(16),
				place: readPlace(reader),
				chain: readChain(reader),
			};
		case 'challenge':
			return { type, nonce: reader.bytes(32) };
		case 'proof': {
			const origin = fromUtf8(reader.sized());
			return origin === undefined ? undefined : { type, origin, signature: reader.bytes(64) };
		}
		case 'welcome':
			return {
				type,
				place: readPlace(reader),
				chain: readChain(reader),
				time: reader.u53(),
				sessions: readMarks(reader),
				heads: reader.list(() => reader.sized()),
			};
		case 'found': {
			const token = fromUtf8(reader.sized());
			return token === undefined ? undefined : { type, token, entry: reader.bytes(reader.left) };
		}
		case 'find':
			return { type, log: reader.id(16), id: reader.id(16) };
		case 'box':
			return {
				type,
				who: reader.id(16),
				keys: { sign: reader.bytes(65), agree: reader.bytes(65) },
				box: reader.bytes(BOX_SIZE),
			};
		case 'append':
		case 'backfill':
		case 'pass':
			return { type, entry: reader.bytes(reader.left) };
		case 'appended':
			return { type, id: reader.id(32), seq: reader.u53(), head: reader.id(32) };
		case 'refused': {
			const [about, code] = [reader.id(32), refusals[reader.u8() - 1]];
			return code && { type, about, code, counter: reader.u32(), id: reader.id(32) };
		}
		case 'fetch': {
			const what = reader.u8();
			return what > 1 ? undefined : { type, what: what === 1 ? 'chain' : 'all', after: reader.u53() };
		}
		case 'entries': {
			const [place, more] = [readPlace(reader), reader.u8()];
			const entries = reader.list(() => ({ seq: reader.u53(), entry: reader.sized() }));
			return more > 1 ? undefined : { type, entries, place, more: more === 1 };
		}
		case 'vector':
			return { type, chain: readChain(reader), sessions: readMarks(reader) };
		case 'lease': {
			const document = documentName(reader.bytes(16));
			return document === undefined ? undefined : { type, document };
		}
		case 'leased': {
			const document = documentName(reader.bytes(16));
			return document === undefined ? undefined : { type, document, time: reader.u53() };
		}
		case 'ping':
		case 'pong':
			return { type, mark: reader.u32() };
	}
};

const writeChain = (writer: Writer, chain: ChainMark): Writer =>
	writer.u32(chain.length).bytes(idBytes(chain.head));

const readChain = (reader: Reader): ChainMark => ({ length: reader.u32(), head: reader.id(32) });

/** Many frames as the body of one request or answer, where there is no WebSocket. */
export const packFrames = (frames: readonly Bytes[]): Bytes => {
	const writer = new Writer();
	for (const frame of frames) writer.sized(frame);
	return writer.done();
};

/** `undefined` when the body is cut off. */
export const unpackFrames = (body: Bytes): Bytes[] | undefined => {
	const reader = new Reader(body);
	const frames: Bytes[] = [];
	while (reader.left > 0) {
		const before = reader.left;
		frames.push(reader.sized());
		// Cut off: what is left will never be read.
		if (reader.left === before) return undefined;
	}
	return reader.isDone ? frames : undefined;
};
