import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { dial } from '../../log/lines.ts';
import { progress } from '../rig/figures.ts';
import { foundAll } from './committees.ts';
import { barePage, medspil } from './programs.ts';
import type { Rivals } from './rivals.ts';

/** Letters in an entry: some typing, or an action with its name. */
const SIZE = 120;
/** Every committee writes once a second. */
export const committees = 500;

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
	const writers = [];
	for (const [at, { committee }] of known.entries()) {
		const caller = await dial(committee.crypto, server.port);
		const greeted = await caller.greets(committee.log, committee.founder.author);
		if (greeted.type === 'refused') throw new Error(greeted.code);
		await caller.reads();
		writers.push({ caller, entries: written[at] ?? [] });
	}
	progress(`acknowledgement: ${committees} entries a second for ${seconds} s`);
	const times: number[] = [];
	const open: Promise<void>[] = [];
	const start = performance.now();
	for (let at = 0; at < seconds * writers.length; at++) {
		const due = start + (at * 1000) / writers.length;
		while (performance.now() < due) await wait(1);
		const writer = writers[at % writers.length];
		const entry = writer?.entries[Math.floor(at / writers.length)];
		if (!writer || !entry) break;
		const sent = performance.now();
		const hand = async () => {
			const answer = await writer.caller.hands('append', entry);
			if (answer.type === 'appended') times.push(performance.now() - sent);
		};
		open.push(hand().catch(() => undefined));
	}
	await Promise.all(open);
	for (const { caller } of writers) caller.close();
	await server.stop();
	return { times, unanswered: open.length - times.length };
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
