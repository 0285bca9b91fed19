import { appendFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';

/**
 * A search for plain text where there must be none: words that stand in no other text (canaries) are put into committees,
 * and then looked for in the server's database with its WAL and backups, in its journal, and in what went over the network.
 * They must be written in one piece, by paste or by a confirmed field: letter by letter Yjs does not keep them together.
 * Nothing that is searched is compressed: the server compresses no frame and no row.
 */

/** Bytes that somebody else than the committee could read. */
export interface Place {
	name: string;
	bytes: Uint8Array;
}

export interface Found {
	canary: string;
	place: string;
	/** How it was written there: `utf-8`, `base64url of utf-16le`, … */
	form: string;
	at: number;
}

/** Shorter words are found everywhere by chance. */
const SHORTEST = 8;

const encodings: [name: string, encode: (text: string) => Buffer][] = [
	['utf-8', (text) => Buffer.from(text, 'utf8')],
	['utf-16le', (text) => Buffer.from(text, 'utf16le')],
	['utf-16be', (text) => Buffer.from(text, 'utf16le').swap16()],
];

/** The letters of base64 that depend on these bytes only, at the three places where they can begin. */
const base64Cores = (bytes: Buffer): string[] =>
	[0, 1, 2].map((before) => {
		const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
		return text.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3));
	});

const urlSafe = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_');

/** Everything that the canary may look like, and what that is called. */
const formsOf = (canary: string): [form: string, bytes: Buffer][] => {
	const texts: [string, string][] = [];
	for (const [name, encode] of encodings) {
		const bytes = encode(canary);
		for (const core of base64Cores(bytes))
			texts.push([`base64 of ${name}`, core], [`base64url of ${name}`, urlSafe(core)]);
		const hex = bytes.toString('hex');
		texts.push([`hex of ${name}`, hex], [`hex of ${name}`, hex.toUpperCase()]);
	}
	const escaped = canary.replace(
		/[^ -~]/g,
		(letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	texts.push(['escaped', escaped], ['in an address', encodeURIComponent(canary)]);
	const written = texts.flatMap(([form, text]): [string, Buffer][] => [
		[form, Buffer.from(text, 'latin1')],
		[`${form}, in utf-16le`, Buffer.from(text, 'utf16le')],
	]);
	return [
		...encodings.map(([name, encode]): [string, Buffer] => [name, encode(canary)]),
		// Plain letters escape to themselves.
		...written.filter(([, bytes]) => !bytes.equals(Buffer.from(canary, 'latin1'))),
	];
};

/**
 * Every place and form in which a canary lies, once each; nothing is what one hopes for.
 * @throws when there is nothing to look for or nothing to look through: that would find nothing too
 */
export const findCanaries = (canaries: readonly string[], places: readonly Place[]): Found[] => {
	if (canaries.length === 0 || canaries.some(({ length }) => length < SHORTEST))
		throw new Error(`A canary has at least ${SHORTEST} letters.`);
	if (!places.some(({ bytes }) => bytes.length > 0)) throw new Error('There is nothing to look through.');
	const found: Found[] = [];
	for (const canary of canaries)
		for (const [form, sought] of formsOf(canary))
			for (const { name, bytes } of places) {
				const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(sought);
				// base64 is looked for in three ways that are called the same.
				const isTold = found.some(
					(each) => each.canary === canary && each.place === name && each.form === form,
				);
				if (at >= 0 && !isTold) found.push({ canary, place: name, form, at });
			}
	return found;
};

/** All files of a folder and the folders in it: a server's data with WAL and backups, journals, recorded frames. */
export const filesIn = async (folder: string): Promise<Place[]> => {
	const names = await readdir(folder, { recursive: true });
	const files = await Promise.all(
		names.sort().map(async (name) => {
			const path = join(folder, name);
			return (await stat(path)).isFile() ? { name: path, bytes: await readFile(path) } : undefined;
		}),
	);
	return files.filter((file) => file !== undefined);
};

/**
 * Writes everything that pages of this browser send to the log's server, and are sent by it, to the end of a file: frames of
 * WebSockets, and the bodies of requests and answers under `/log`.
 */
export const recordFrames = (context: BrowserContext, file: string): void => {
	// A line break after each, so that two frames never look like one word.
	const keep = (payload: string | Buffer | null) => {
		if (payload !== null) appendFileSync(file, Buffer.concat([Buffer.from(payload), Buffer.from('\n')]));
	};
	const listen = (page: Page) =>
		page.on('websocket', (socket) => {
			socket.on('framesent', ({ payload }) => keep(payload));
			socket.on('framereceived', ({ payload }) => keep(payload));
		});
	for (const page of context.pages()) listen(page);
	context.on('page', listen);
	context.on('request', (request) => {
		if (new URL(request.url()).pathname.startsWith('/log')) keep(request.postDataBuffer());
	});
	context.on('response', (response) => {
		if (!new URL(response.url()).pathname.startsWith('/log')) return;
		// The page may be gone before its body is read.
		response.body().then(keep, () => undefined);
	});
};
