import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { toText } from '#lib/sealed-log/bytes.ts';
import { WebCrypto, type WebKey } from '#lib/sealed-log/crypto/web.ts';
import type { Sealed } from '#lib/sealed-log/entry/sealed.ts';
import { Committee, type Tablet } from '../sealed-log.ts';
import { dial } from './lines.ts';
import { startProcess } from './process.ts';

interface Writer {
	committee: Committee<WebKey>;
	tablet: Tablet<WebKey>;
	/** With what the server answered. */
	answered: { entry: Sealed; seq: number; head: string }[];
	/** Handed in, without an answer. */
	open: Sealed | undefined;
}

export interface Killed {
	kills: number;
	answered: number;
	/** Answered, and not there or not the same afterwards. */
	lost: number;
	/** There more than once. */
	twice: number;
	/** From the start of a process to its first welcome, in milliseconds: half of the times, and always. */
	backAfter: { median: number; longest: number };
}

/** Writes until the line breaks: each entry is handed in again until it is answered, and then comes the next. */
async function write(writer: Writer, port: number, welcomed: () => void): Promise<void> {
	const { committee, tablet } = writer;
	const caller = await dial(committee.crypto, port);
	if ((await caller.greets(committee.log, tablet.author)).type === 'refused') throw new Error('not let in');
	welcomed();
	for (;;) {
		const after = writer.answered.at(-1)?.entry;
		writer.open ??= await committee.writes(tablet, after && { after });
		const answer = await caller.hands('append', writer.open);
		if (answer.type === 'refused') throw new Error(answer.code);
		writer.answered.push({ entry: writer.open, seq: answer.seq, head: answer.head });
		writer.open = undefined;
	}
}

/** Kills the server again and again in the middle of writing, and counts what is missing of what it had answered. */
export async function killAgainAndAgain(kills: number): Promise<Killed> {
	const folder = await mkdtemp(join(tmpdir(), 'medspil-kill-'));
	try {
		const crypto = new WebCrypto();
		const committees = await Promise.all([1, 2, 3].map(() => Committee.found(crypto)));
		const writers: Writer[] = committees.flatMap((committee) =>
			[1, 2].map(() => ({ committee, tablet: committee.founder, answered: [], open: undefined })),
		);
		const backAfter: number[] = [];
		// So that the rest start quickly.
		await (await startProcess(folder)).stop();
		for (let round = 0; round < kills; round++) {
			const server = await startProcess(folder);
			const start = performance.now();
			let isFirst = true;
			for (const committee of committees) {
				const caller = await dial(crypto, server.port);
				await caller.founds(committee.founding);
				caller.close();
			}
			const writing = writers.map((writer) =>
				write(writer, server.port, () => {
					if (isFirst) backAfter.push(server.started + performance.now() - start);
					isFirst = false;
				}).catch(() => undefined),
			);
			await wait(30 + Math.random() * 200);
			await server.kill();
			await Promise.all(writing);
		}
		backAfter.sort((one, other) => one - other);
		const median = Math.round(backAfter[backAfter.length >> 1] ?? Infinity);
		const longest = Math.round(backAfter.at(-1) ?? Infinity);
		return { kills, backAfter: { median, longest }, ...(await missing(folder, writers)) };
	} finally {
		await rm(folder, { recursive: true });
	}
}

async function missing(folder: string, writers: readonly Writer[]) {
	const server = await startProcess(folder);
	const found = { answered: 0, lost: 0, twice: 0 };
	for (const { committee, tablet, answered } of writers) {
		const caller = await dial(committee.crypto, server.port);
		await caller.greets(committee.log, tablet.author);
		const { ids } = await caller.reads();
		const times = new Map<string, number>();
		for (const bytes of ids) times.set(toText(bytes), (times.get(toText(bytes)) ?? 0) + 1);
		for (const { entry } of answered) {
			found.answered += 1;
			if (!times.has(toText(entry.bytes))) found.lost += 1;
		}
		found.twice += [...times.values()].filter((count) => count > 1).length;
		// The last answer of each is still the answer.
		const last = answered.at(-1);
		if (!last) continue;
		const again = await caller.hands('append', last.entry);
		if (again.type === 'refused' || again.seq !== last.seq || again.head !== last.head) found.lost += 1;
		caller.close();
	}
	await server.kill();
	return found;
}
