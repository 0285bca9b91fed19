import * as v from 'valibot';
import { isReadable } from '#lib/documents/heads.ts';
import { isDocumentName, type DocumentName } from '#lib/documents/kinds.ts';

/** What a backup holds: one committee's documents. Rounds, settings and who uses the device are never in it. */
export interface Backup {
	committee: string;
	name: string;
	savedAt: string;
	documents: { document: DocumentName; update: Uint8Array }[];
}

/** Why a file is refused. */
export type BackupRefusal =
	| 'not-a-backup'
	/** Written by a newer Medspil. */
	| 'newer'
	/** Cut off or changed on the way. */
	| 'damaged'
	| 'wrong-passphrase';

export type Opened = { ok: true; backup: Backup } | { ok: false; reason: BackupRefusal };

/** Shorter passphrases are guessed too easily. */
export const SHORTEST_PASSPHRASE = 8;

const MAGIC = new TextEncoder().encode('MEDSPIL\n');
const VERSION = 1;
/** As OWASP advises for PBKDF2 with SHA-256. */
const ITERATIONS = 600_000;
/** magic 8 · version 1 · iterations 4 · salt 16 · iv 12, then what is sealed, then a SHA-256 of all before it. */
const HEADER = MAGIC.length + 1 + 4 + 16 + 12;
const CHECKSUM = 32;

const contentSchema = v.object({
	committee: v.pipe(v.string(), v.minLength(1)),
	name: v.string(),
	savedAt: v.string(),
	documents: v.array(
		v.object({
			document: v.custom<DocumentName>((name) => typeof name === 'string' && isDocumentName(name)),
			update: v.string(),
		}),
	),
});

const keyFrom = async (passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number) => {
	const secret = new TextEncoder().encode(passphrase.normalize('NFC').trim());
	const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
	return crypto.subtle.deriveKey(
		{ name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
		base,
		{ name: 'AES-GCM', length: 256 },
		false,
		['encrypt', 'decrypt'],
	);
};

/**
 * Seals a backup under a passphrase. The header is authenticated with the content; the checksum at the end tells a
 * damaged file from a wrong passphrase.
 */
export const sealBackup = async (
	backup: Backup,
	passphrase: string,
	random = (size: number) => crypto.getRandomValues(new Uint8Array(size)),
): Promise<Uint8Array<ArrayBuffer>> => {
	const header = new Uint8Array(HEADER);
	header.set(MAGIC);
	header[MAGIC.length] = VERSION;
	new DataView(header.buffer).setUint32(MAGIC.length + 1, ITERATIONS);
	const salt = random(16);
	const iv = random(12);
	header.set(salt, MAGIC.length + 5);
	header.set(iv, MAGIC.length + 21);
	const content = {
		...backup,
		documents: backup.documents.map(({ document, update }) => ({ document, update: toBase64(update) })),
	};
	const sealed = await crypto.subtle.encrypt(
		{ name: 'AES-GCM', iv, additionalData: header },
		await keyFrom(passphrase, salt, ITERATIONS),
		await squeeze(new TextEncoder().encode(JSON.stringify(content))),
	);
	const body = join(header, new Uint8Array(sealed));
	return join(body, new Uint8Array(await crypto.subtle.digest('SHA-256', body)));
};

/** What is wrong with a file, whatever the passphrase; `undefined` when one is worth asking for. */
export const fileRefusal = async (
	file: Uint8Array<ArrayBuffer>,
): Promise<Exclude<BackupRefusal, 'wrong-passphrase'> | undefined> => {
	if (file.length < MAGIC.length || MAGIC.some((byte, at) => file[at] !== byte)) return 'not-a-backup';
	if ((file[MAGIC.length] ?? 0) > VERSION) return 'newer';
	if (file.length < HEADER + CHECKSUM) return 'damaged';
	const body = file.slice(0, -CHECKSUM);
	const checksum = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
	return checksum.some((byte, at) => file[body.length + at] !== byte) ? 'damaged' : undefined;
};

/** Opens a backup, or says why not. Nothing of a refused file is used. */
export const openBackup = async (file: Uint8Array<ArrayBuffer>, passphrase: string): Promise<Opened> => {
	const reason = await fileRefusal(file);
	if (reason) return refused(reason);
	const body = file.slice(0, -CHECKSUM);
	const header = body.slice(0, HEADER);
	const iterations = new DataView(header.buffer).getUint32(MAGIC.length + 1);
	// A hostile file must not be able to keep the tablet busy for hours.
	if (iterations > ITERATIONS * 10) return refused('damaged');
	const salt = header.slice(MAGIC.length + 5, MAGIC.length + 21);
	const iv = header.slice(MAGIC.length + 21);
	let content: Uint8Array<ArrayBuffer>;
	try {
		const key = await keyFrom(passphrase, salt, iterations);
		const sealed = body.slice(HEADER);
		content = new Uint8Array(
			await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: header }, key, sealed),
		);
	} catch {
		return refused('wrong-passphrase');
	}
	try {
		const text = new TextDecoder().decode(await unsqueeze(content));
		const parsed = v.parse(contentSchema, JSON.parse(text));
		const documents = parsed.documents.map(({ document, update }) => ({
			document,
			update: fromBase64(update),
		}));
		if (!documents.every(({ update }) => isReadable(update))) return refused('damaged');
		return { ok: true, backup: { ...parsed, documents } };
	} catch {
		return refused('damaged');
	}
};

const refused = (reason: BackupRefusal): Opened => ({ ok: false, reason });

const join = (one: Uint8Array, other: Uint8Array) => {
	const both = new Uint8Array(one.length + other.length);
	both.set(one);
	both.set(other, one.length);
	return both;
};

const through = async (bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream) =>
	new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

const squeeze = (bytes: Uint8Array<ArrayBuffer>) => through(bytes, new CompressionStream('gzip'));

const unsqueeze = (bytes: Uint8Array<ArrayBuffer>) => through(bytes, new DecompressionStream('gzip'));

const toBase64 = (bytes: Uint8Array) => {
	let text = '';
	for (let at = 0; at < bytes.length; at += 0x8000)
		text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	return btoa(text);
};

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
