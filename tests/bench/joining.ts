import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { atMost, median, report, roundsOr, spread } from './rig/figures.ts';
import { Machine } from './rig/machine.ts';
import { tenYears } from './rig/ten-years.ts';
import { joinings } from './sync/joining.ts';
import { buildPages } from './sync/pages.ts';

// The part of `sync` that measures how long a tablet takes that comes in and has nothing, by itself: for working on it.

const rounds = roundsOr(5);
await using after = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), 'medspil-joining-'));
after.defer(() => rm(folder, { recursive: true, force: true }));
const machine = new Machine();
const built = await buildPages(folder);
const { times, parts } = await joinings(folder, built, undefined, machine, { rounds, history: tenYears() });
const ours = times.get('medspil') ?? [];
const part = (what: 'entered' | 'opened' | 'read') => spread(parts.map((one) => one[what]));
console.log(
	`\nMilliseconds, medians of ${rounds} (lowest-highest), processor slowed down 4 times: let in after ${part('entered')},\n` +
		`document opened after ${part('opened')}, read after ${part('read')}, painted after ${spread(ours)}.\n` +
		`${machine.says()} Load average ${loadavg()[0]?.toFixed(1)}.`,
);
report('joining', [atMost('joining cold', median(ours), 'ms', 1000)]);
