import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as acknowledgement from './sync/acknowledgement.ts';
import { sizes } from './sync/bytes.ts';
import { joinings } from './sync/joining.ts';
import { keystrokes } from './sync/keystroke.ts';
import * as memory from './sync/memory.ts';
import { buildPages } from './sync/pages.ts';
import { installRivals, rivalNames } from './sync/rivals.ts';
import { atMost, median, percentile, report, spread, table } from './rig/figures.ts';
import { Machine } from './rig/machine.ts';
import { tenYears, years } from './rig/ten-years.ts';

// What sharing costs, beside those who share without encryption and acknowledge before they store: a raw WebSocket echo,
// Hocuspocus, and y-websocket. They are installed by this run, into its own folder, and are no dependencies of ours.
// `--quick` measures less of everything. Some ten minutes without.

const isQuick = process.argv.includes('--quick');
const amount = isQuick
	? { rounds: 1, letters: 40, seconds: 4, connections: 400, joins: 1, years: 1 }
	: { rounds: 3, letters: 60, seconds: 15, connections: 2000, joins: 2, years: 10 };

await using after = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), 'medspil-sync-'));
after.defer(() => rm(folder, { recursive: true, force: true }));
const rivals = await installRivals(folder);
const built = await buildPages(folder, rivals);
const machine = new Machine();
const loads: number[] = [];
const noteLoad = () => loads.push(loadavg()[0] ?? 0);
noteLoad();

const typed = await keystrokes(folder, built, rivals, machine, amount);
noteLoad();
await machine.calm();
const answers = {
	echo: await acknowledgement.theirs(rivals, 'echo', amount.seconds),
	hocuspocus: await acknowledgement.theirs(rivals, 'hocuspocus', amount.seconds),
	medspil: await acknowledgement.ours(folder, amount.seconds),
};
if (answers.medspil.unanswered > 0) throw new Error(`${answers.medspil.unanswered} entries had no answer`);
noteLoad();
const held = new Map<string, memory.Memory>();
for (const name of rivalNames) held.set(name, await memory.theirs(rivals, name, amount.connections));
held.set('medspil', await memory.ours(folder, amount.connections));
noteLoad();
const history = tenYears();
const joined = await joinings(folder, built, rivals, machine, { rounds: amount.joins, history });
noteLoad();
const past = new Set<string>(years.slice(-amount.years).map((year) => `year-${year}`));
const part = history.updates.filter(({ document }) => document === 'core' || past.has(document));
const bytes = await sizes(folder, { ...history, updates: part });
noteLoad();

const timesOf = (name: string) => typed.get(name as 'medspil') ?? [];
const joinOf = (name: string) => joined.times.get(name as 'medspil');
const kilo = (number: number) => Math.round(number / 100) / 10;
const each = (name: string) => held.get(name)?.each ?? Infinity;
const rows = [...rivalNames, 'medspil'].map((name) => {
	const times = timesOf(name);
	const answer = answers[name as keyof typeof answers]?.times;
	const join_ = joinOf(name);
	return [
		name,
		`${Math.round(median(times))} / ${Math.round(percentile(times, 0.95))}`,
		answer ? `${percentile(answer, 0.5).toFixed(1)} / ${percentile(answer, 0.99).toFixed(1)}` : '-',
		kilo(each(name)),
		kilo(held.get(name)?.all ?? 0),
		join_ ? spread(join_) : '-',
	];
});
console.log(
	`\nMilliseconds and kilobytes. Keystroke: from the key on one tablet until the other has painted it, ${timesOf('echo').length} letters\n` +
		`each. Answer: ${acknowledgement.committees} entries a second in as many committees; only ours is durable by then: Hocuspocus stores\n` +
		`seconds later, the echo never, and y-websocket gives no answer. Memory: of ${amount.connections} connections that listen,\n` +
		`ten in a room, after a collection. Joining: the fullest of ten years and 1,000 entries, processor slowed down 4 times.\n`,
);
console.log(
	table(
		['', 'keystroke p50 / p95', 'answer p50 / p99', 'kB each', 'kB in all', 'joining, median (range)'],
		rows,
	),
);
const { plain, wire, rest, updates } = bytes;
const parts = (what: 'entered' | 'opened' | 'read') =>
	Math.round(median(joined.parts.map((one) => one[what])));
console.log(
	`\nOf our joining, medians: let in after ${parts('entered')}, document opened after ${parts('opened')}, read after ${parts('read')}.\n\n` +
		`${updates} updates of ${amount.years} years, as entries one by one; kilobytes:\n`,
);
const factor = (number: number, of: number) => `${(number / of).toFixed(1)} x`;
console.log(
	table(
		['', 'plain Yjs', 'ours', ''],
		[
			['sent by the writer', kilo(plain.updates), kilo(wire.up), factor(wire.up, plain.updates)],
			['sent to the reader', kilo(plain.updates), kilo(wire.down), factor(wire.down, plain.updates)],
			['answers to the writer', 0, kilo(wire.answers), ''],
			[
				'at rest, as stored updates',
				kilo(plain.updates),
				kilo(rest.entries),
				factor(rest.entries, plain.updates),
			],
			['at rest, as documents', kilo(plain.merged), kilo(rest.entries), factor(rest.entries, plain.merged)],
		],
	),
);
const allowed = 3 * rest.snapshots + rest.tail;
console.log(
	`\nAt rest: the last snapshots have ${kilo(rest.snapshots)}, what came after them ${kilo(rest.tail)}; the second-last ones and what\n` +
		`came between are kept for safety. The database file has ${kilo(rest.file)}, of which ${kilo(rest.free)} are free for what comes.\n` +
		`${machine.says()} Load average ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}.`,
);
report('sync', [
	atMost(
		'keystroke, 95 %, beyond Hocuspocus',
		percentile(timesOf('medspil'), 0.95) - percentile(timesOf('hocuspocus'), 0.95),
		'ms',
		120,
	),
	atMost('durable answer, 99 %', percentile(answers.medspil.times, 0.99), 'ms', 50),
	atMost('memory of a connection', each('medspil') / each('hocuspocus'), 'x Hocuspocus', 0.6),
	atMost('at rest', rest.entries / allowed, 'x (3 last snapshots + tail)', 1),
	atMost('joining cold', median(joined.times.get('medspil') ?? []), 'ms', 1000),
]);
