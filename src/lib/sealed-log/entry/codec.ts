import { type Bytes, concat, fromUtf8, idBytes, isZero, utf8, zeros } from '#lib/sealed-log/bytes.ts';
import { Reader, Writer } from '#lib/sealed-log/reader.ts';
import { decodeCoverage, decodePlace } from './extra.ts';
import { isChained, isSealed, kinds, sizeCap } from './kinds.ts';
import { SMALLEST_PADDED } from './padding.ts';
import { decodeStep } from './step.ts';

/** What stands before the payload. Ids are base64url text; an id of zeros is `nobody`, `noSession` or `noEntry`. */
export interface Header {
	/** One of `kinds`, or a newer one. */
	kind: number;
	/** Id of the log, 16 bytes. */
	log: string;
	/** `core`, `year-2027`; empty for what concerns the whole log. */
	document: string;
	/** Which key the payload is sealed under, from 1; 0 for what is not sealed. */
	epoch: number;
	/** Id of the device that signed, or of the invitation, 16 bytes. */
	device: string;
	/** 8 bytes, new for each document that a tab opens. */
	session: string;
	/** From 1 in each session; of a control entry its place in the chain. */
	counter: number;
	/** Id of the session's entry before this one, or of the control entry before this one; 32 bytes. */
	prev: string;
	/** The Yjs client id that the session writes under; 0 for what holds no changes of its own. */
	client: number;
	/** 12 bytes, random for each sealed payload. */
	nonce: Bytes;
	/** Clear bytes that belong to a kind: what a snapshot covers, how far a head has come. */
	extra: Bytes;
}

export interface Entry extends Header {
	payload: Bytes;
	/** ECDSA P-256 with SHA-256, r and s of 32 bytes each. */
	signature: Bytes;
}

/** Why bytes are no entry. */
export type EntryRefusal =
	/** More bytes than an entry of its kind may have. */
	| 'too-large'
	/** A version or a suite that this program does not know. */
	| 'unsupported'
	| 'malformed';

export type Decoded = { ok: true; entry: Entry } | { ok: false; reason: EntryRefusal };

export const VERSION = 1;
export const SUITE = 1;
export const SIGNATURE_SIZE = 64;
export const NONCE_SIZE = 12;
const TAG_SIZE = 16;
const DOCUMENT_SIZE = 16;

export const noEntry = 'A'.repeat(43);
export const noSession = 'A'.repeat(11);
export const nobody = 'A'.repeat(22);

/** A document's name in 16 bytes: letters, then zeros. */
export const documentBytes = (name: string): Bytes => {
	const bytes = zeros(DOCUMENT_SIZE);
	bytes.set(utf8(name));
	return bytes;
};

/** `undefined` when the bytes are no name: another letter, a letter after a zero. */
export const documentName = (bytes: Bytes): string | undefined => {
	const end = bytes.indexOf(0);
	const [letters, rest] = end < 0 ? [bytes, zeros(0)] : [bytes.slice(0, end), bytes.slice(end)];
	const name = fromUtf8(letters);
	if (name === undefined || !isZero(rest)) return undefined;
	return name === '' || isDocument(name) ? name : undefined;
};

const isDocument = (name: string): boolean => /^[a-z][a-z0-9-]{0,15}$/.test(name);

/** The header as bytes: what the seal authenticates beside the payload. */
export const encodeHeader = (header: Header): Bytes =>
	new Writer()
		.u8(VERSION)
		.u8(header.kind)
		.u8(SUITE)
		.u8(0)
		.bytes(idBytes(header.log))
		.bytes(documentBytes(header.document))
		.u32(header.epoch)
		.bytes(idBytes(header.device))
		.bytes(idBytes(header.session))
		.u32(header.counter)
		.bytes(idBytes(header.prev))
		.u32(header.client)
		.bytes(header.nonce)
		.sized(header.extra)
		.done();

/** Everything but the signature: what the id is the hash of. */
export const encodeBody = (header: Header, payload: Bytes): Bytes =>
	new Writer().bytes(encodeHeader(header)).sized(payload).done();

export const encodeEntry = (entry: Entry): Bytes => concat(encodeBody(entry, entry.payload), entry.signature);

/** The part of an encoded entry that its id is the hash of. */
export const bodyOf = (bytes: Bytes): Bytes => bytes.slice(0, -SIGNATURE_SIZE);

/** The kind that bytes claim to have, to know their limit before they are read. */
export const claimedKind = (bytes: Bytes): number => bytes[1] ?? 0;

/** Reads an entry that anybody may have written. Nothing is known to be true of it yet: see `verify` and `judge`. */
export const decodeEntry = (bytes: Bytes): Decoded => {
	if (bytes.length > sizeCap(claimedKind(bytes))) return refused('too-large');
	const reader = new Reader(bytes);
	const [version, kind, suite, zero] = [reader.u8(), reader.u8(), reader.u8(), reader.u8()];
	if (bytes.length >= 4 && (version !== VERSION || suite !== SUITE)) return refused('unsupported');
	const log = reader.id(16);
	const document = documentName(reader.bytes(DOCUMENT_SIZE));
	const entry = {
		kind,
		log,
		document: document ?? '',
		epoch: reader.u32(),
		device: reader.id(16),
		session: reader.id(8),
		counter: reader.u32(),
		prev: reader.id(32),
		client: reader.u32(),
		nonce: reader.bytes(NONCE_SIZE),
		extra: reader.sized(),
		payload: reader.sized(),
		signature: reader.bytes(SIGNATURE_SIZE),
	};
	if (!reader.isDone || zero !== 0 || document === undefined) return refused('malformed');
	return isInShape(entry) ? { ok: true, entry } : refused('malformed');
};

const refused = (reason: EntryRefusal): Decoded => ({ ok: false, reason });

/** A field that a kind has no use for is zero, so that nobody can hide anything in it or give one entry two ids. */
const isInShape = (entry: Entry): boolean => {
	const { kind, counter, prev, session, nonce } = entry;
	const isUnsealed = entry.epoch === 0 && entry.client === 0 && isZero(nonce);
	if (kind === 0) return false;
	if (isChained(kind)) {
		if (entry.document === '' || session === noSession) return false;
		if (counter === 0 || (prev === noEntry) !== (counter === 1)) return false;
	}
	if (isSealed(kind)) {
		if (entry.epoch === 0 || entry.payload.length < SMALLEST_PADDED + TAG_SIZE) return false;
	}
	switch (kind) {
		case kinds.update:
			return entry.extra.length === 0;
		case kinds.snapshot:
			return entry.client === 0 && decodeCoverage(entry.extra) !== undefined;
		case kinds.sum:
			return entry.client === 0 && counter === 1 && decodeStep(entry.extra) !== undefined;
		case kinds.countersign:
			return isUnsealed && entry.extra.length === 32 && entry.payload.length === 0;
		case kinds.control:
			return (
				isUnsealed &&
				entry.document === '' &&
				session === noSession &&
				counter > 0 &&
				(prev === noEntry) === (counter === 1) &&
				entry.extra.length === 0
			);
		case kinds.ephemeral:
			return session !== noSession && counter > 0 && prev === noEntry && entry.extra.length === 0;
		case kinds.head:
			return (
				isUnsealed &&
				entry.document === '' &&
				session === noSession &&
				counter === 0 &&
				prev === noEntry &&
				decodePlace(entry.extra) !== undefined &&
				entry.payload.length === 0
			);
		default:
			return true;
	}
};
