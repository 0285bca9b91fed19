import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium, launchArguments } from '../browser.ts';
import { seated, reveals } from './reveal/tablets.ts';
import { tallies } from './reveal/tally.ts';
import { buildApp, serve } from './rig/builds.ts';
import { atMost, median, percentile, progress, report, roundsOr, spread } from './rig/figures.ts';
import { Machine } from './rig/machine.ts';

// From the leader's tap to the picture painted on fifteen tablets, and what a masked sum costs one of them.

const TABLETS = 15;
const rounds = roundsOr(5);
await using after = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), 'medspil-reveal-'));
after.defer(() => rm(folder, { recursive: true, force: true }));
const machine = new Machine();

const tallied = await tallies(folder, machine, rounds * 2);

const server = await serve(await buildApp(folder), join(folder, 'data'));
after.defer(() => server.stop());
const executablePath = findChromium();
const browser = await chromium.launch({
	args: launchArguments,
	...(executablePath && { executablePath }),
});
after.defer(() => browser.close());
const tablets = await seated(browser, server.url, TABLETS);
const times: number[][] = [];
for (let round = 0; round < rounds; round++) {
	progress(`reveal ${round + 1} of ${rounds}`);
	await machine.calm();
	times.push(await reveals(tablets));
}

const last = times.map((each) => Math.max(...each));
console.log(
	`\nMilliseconds, medians (lowest-highest). ${TABLETS} tablets in one Chromium, ${rounds} reveals: painted after ${spread(times.flat())}, ` +
		`on the last of them after ${spread(last)}.\nA masked sum of 15 tablets and 22 statements, processor slowed down 4 times: ${spread(tallied)}.\n` +
		`${machine.says()} Load average ${loadavg()[0]?.toFixed(1)}.`,
);
report('reveal', [
	atMost('reveal p95', percentile(times.flat(), 0.95), 'ms', 500),
	atMost('masked tally', median(tallied), 'ms', 300),
]);
