import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import { openBrowser } from './rig/browser.ts';
import { buildApp, serve } from './rig/builds.ts';
import { makeExample } from './rig/example.ts';
import { atLeast, median, progress, report, roundsOr, spread, table, type Aim } from './rig/figures.ts';
import { Machine } from './rig/machine.ts';

// What Lighthouse says of the start page and of a plan, on its phone with its slow network.

const rounds = roundsOr(5);
const machine = new Machine();
const categories = { accessibility: 100, 'best-practices': 100, performance: 95 };

await using after = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), 'medspil-lighthouse-'));
after.defer(() => rm(folder, { recursive: true, force: true }));
await mkdir(join(folder, 'app'));
const server = await serve(await buildApp(join(folder, 'app')), join(folder, 'data'));
after.defer(() => server.stop());

async function freePort() {
	const probe = createServer().listen(0, 'localhost');
	await once(probe, 'listening');
	const { port } = probe.address() as AddressInfo;
	probe.close();
	await once(probe, 'close');
	return port;
}
const port = await freePort();
const context = await openBrowser(join(folder, 'profile'), { debuggingPort: port });
after.defer(() => context.close());
const page = await context.newPage();
const committee = await makeExample(page, server.url);
await page.close();

/** The scores, 0 to 100, and what took points. `keep` leaves the browser's storage as it is, so that a plan is there. */
async function look(url: string, keep: boolean) {
	const result = await lighthouse(url, {
		port,
		logLevel: 'error',
		onlyCategories: Object.keys(categories),
		disableStorageReset: keep,
	});
	if (!result || result.lhr.runtimeError)
		throw new Error(`Lighthouse failed: ${result?.lhr.runtimeError?.message}`);
	const { lhr } = result;
	const scores = Object.keys(categories).map((id) => 100 * (lhr.categories[id]?.score ?? 0));
	const lost = Object.keys(categories).flatMap((id) =>
		(lhr.categories[id]?.auditRefs ?? [])
			.filter(({ weight }) => weight > 0)
			.map(({ id: audit }) => lhr.audits[audit])
			.filter((audit) => audit && audit.score !== null && audit.score < 0.9)
			.map((audit) => `${id}: ${audit?.title} (${audit?.displayValue ?? 'no'})`),
	);
	return { finalUrl: lhr.finalDisplayedUrl, scores, lost };
}

const pages = { start: { url: server.url, keep: false }, plan: { url: `${committee}/plan`, keep: true } };
const seen: { page: string; scores: number[] }[] = [];
const lost = new Set<string>();
// The plan first: looking at the start page empties the storage.
for (const [name, { url, keep }] of Object.entries(pages).toReversed())
	for (let round = 0; round < rounds; round++) {
		await machine.calm();
		progress(`${name}, round ${round + 1} of ${rounds}`);
		const looked = await look(url, keep);
		seen.push({ page: name, scores: looked.scores });
		for (const what of looked.lost) lost.add(`${name}: ${what}`);
	}

const of = (name: string, at: number) =>
	seen.filter((each) => each.page === name).map(({ scores }) => scores[at] ?? 0);
const names = Object.keys(categories);
console.log(`\nLighthouse's scores on a phone, median of ${rounds} (lowest-highest). ${machine.says()}\n`);
console.log(
	table(
		['', ...names],
		Object.keys(pages).map((page) => [page, ...names.map((_, at) => spread(of(page, at)))]),
	),
);
if (lost.size > 0) console.log(`\nWhat took points in some round:\n  ${[...lost].join('\n  ')}`);
const aims = Object.keys(pages).flatMap((page) =>
	Object.entries(categories).map(([category, least], at): Aim =>
		atLeast(`${page}: ${category}`, median(of(page, at)), 'points', least),
	),
);
report('lighthouse', aims);
