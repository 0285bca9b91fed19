import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { WebKey } from '#lib/sealed-log/crypto/web.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { decodeFrame } from '#lib/sealed-log/wire/codec.ts';
import type { Caller } from '../../log/caller.ts';
import { dial } from '../../log/lines.ts';
import { progress } from '../rig/figures.ts';
import { foundAll } from './committees.ts';
import { barePage, medspil } from './programs.ts';
import type { Rivals } from './rivals.ts';

/** Letters in an entry: some typing, or an action with its name. */
const SIZE = 120;
/** Every committee writes once a second. */
export const committees = 500;

/** Milliseconds until the last answer is given up. */
const PATIENCE = 20_000;

export interface Answers {
	times: number[];
	unanswered: number;
}

/** How long until our server says that an entry is on its disk. Milliseconds. */
export async function ours(folder: string, seconds: number): Promise<Answers> {
	progress(`acknowledgement: founding ${committees} committees`);
	const data = join(folder, 'acknowledged');
	const known = await foundAll(data, committees, 1);
	progress('acknowledgement: sealing what will be written');
	// Beforehand: what a tablet does is measured with the keystrokes.
	const written = await Promise.all(
		known.map(async ({ committee }) => {
			const entries: Sealed[] = [];
			for (let second = 0; second < seconds; second++) {
				const after = entries.at(-1);
				const text = 'x'.repeat(SIZE);
				entries.push(await committee.writes(committee.founder, { ...(after && { after }), text }));
			}
			return entries;
		}),
	);
	const server = await medspil(data, await barePage(folder));
	const times: number[] = [];
	/** When it was sent, by entry. */
	const open = new Map<string, number>();
	const hear = (bytes: Bytes) => {
		const decoded = decodeFrame(bytes);
		if (!decoded.ok || decoded.frame.type !== 'appended') return;
		times.push(performance.now() - (open.get(decoded.frame.id) ?? Infinity));
		open.delete(decoded.frame.id);
	};
	const writers: { caller: Caller<WebKey>; entries: Sealed[] }[] = [];
	for (const [at, { committee }] of known.entries()) {
		const caller = await dial(committee.crypto, server.port);
		const greeted = await caller.greets(committee.log, committee.founder.author);
		if (greeted.type === 'refused') throw new Error(greeted.code);
		await caller.reads();
		caller.hear = hear;
		writers.push({ caller, entries: written[at] ?? [] });
	}
	progress(`acknowledgement: ${committees} entries a second for ${seconds} s`);
	const start = performance.now();
	for (let at = 0; at < seconds * writers.length; at++) {
		const due = start + (at * 1000) / writers.length;
		while (performance.now() < due) await wait(1);
		const writer = writers[at % writers.length];
		const entry = writer?.entries[Math.floor(at / writers.length)];
		if (!writer || !entry) break;
		open.set(entry.id, performance.now());
		writer.caller.say({ type: 'append', entry });
	}
	for (let waited = 0; open.size > 0 && waited < PATIENCE; waited += 100) await wait(100);
	for (const { caller } of writers) caller.close();
	await server.stop();
	return { times, unanswered: open.size };
}

/** The same of a rival, whatever it calls an answer. */
export async function theirs(rivals: Rivals, name: 'echo' | 'hocuspocus', seconds: number): Promise<Answers> {
	progress(`acknowledgement: ${name}`);
	const server = await rivals.serve(name);
	const load = await rivals.load('write', name, server, [committees, seconds, SIZE]);
	const answers: Answers = JSON.parse(await load.line());
	await load.stop();
	await server.stop();
	return answers;
}
