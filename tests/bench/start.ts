import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { keptForOffline, openBrowser, openTab, slowdown } from './rig/browser.ts';
import { buildApp, buildBarePage, serve } from './rig/builds.ts';
import { makeExample } from './rig/example.ts';
import { atMost, median, progress, report, roundsOr, spread, table } from './rig/figures.ts';
import { openLink, slow4g } from './rig/link.ts';
import { controls, paintOf, reactionTo, watchPaints } from './rig/paints.ts';
import { weigh } from './rig/scripts.ts';

// How long until somebody can use the app: for the first time, the next day, and with no network; beside a bare page.

const rounds = roundsOr(5);
await using after = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), 'medspil-start-'));
after.defer(() => rm(folder, { recursive: true, force: true }));

/** One of the two that are compared, behind a slow link of its own. */
async function side(name: 'app' | 'bare', build: (folder: string) => Promise<string>) {
	await mkdir(join(folder, name));
	const server = await serve(await build(join(folder, name)), join(folder, `${name}-data`));
	after.defer(() => server.stop());
	const link = await openLink(server.port, slow4g);
	after.defer(() => link.close());
	return { name, server, link };
}
const app = await side('app', buildApp);
const bare = await side('bare', buildBarePage);

const figures = new Map<string, number[]>();
const note = (what: string, value: number) => figures.set(what, [...(figures.get(what) ?? []), value]);
const figure = (what: string) => figures.get(what) ?? [];

/** What is looked for: a control anywhere, and what the page is about. */
const wanted = {
	control: { selector: controls },
	content: { selector: `main ${controls}` },
	document: { selector: '[data-open]' },
};

async function withTab(context: BrowserContext, use: (page: Page) => Promise<void>) {
	const page = await openTab(context);
	await watchPaints(page, wanted);
	await use(page);
	await page.close();
}

async function cold(context: BrowserContext, { name, link }: typeof app) {
	await withTab(context, async (page) => {
		await page.goto(link.url, { waitUntil: 'commit' });
		const control = await paintOf(page, 'control');
		note(`${name} cold`, control.at);
		note(`${name} reaction`, await reactionTo(page, control));
		await keptForOffline(page);
	});
}

async function warm(context: BrowserContext, { name, link }: typeof app) {
	await withTab(context, async (page) => {
		await page.goto(link.url, { waitUntil: 'commit' });
		note(`${name} warm`, (await paintOf(page, 'control')).at);
	});
}

/** Opened once, then loaded again: the tab of somebody who comes back to it. */
async function offline(context: BrowserContext, what: string, url: string, shown: keyof typeof wanted) {
	await withTab(context, async (page) => {
		await page.goto(url, { waitUntil: 'commit' });
		await paintOf(page, shown);
		await page.reload({ waitUntil: 'commit' });
		note(`${what} offline`, (await paintOf(page, shown)).at);
		note(`${what} offline control`, (await paintOf(page, 'control')).at);
	});
}

for (let round = 0; round < rounds; round++) {
	progress(`round ${round + 1} of ${rounds}`);
	const context = await openBrowser(join(folder, `profile-${round}`));
	const sides = round % 2 === 0 ? [app, bare] : [bare, app];
	for (const each of sides) await cold(context, each);
	for (const each of sides) await warm(context, each);

	const page = await context.newPage();
	const committee = await makeExample(page, app.link.url);
	await page.close();
	for (const { link } of sides) link.cut();
	await context.setOffline(true);
	const loads = [
		() => offline(context, 'bare', bare.link.url, 'document'),
		() => offline(context, 'overview', committee, 'content'),
		() => offline(context, 'plan', `${committee}/plan`, 'content'),
	];
	for (const load of round % 2 === 0 ? loads : loads.toReversed()) await load();
	await context.close();
	for (const { link } of sides) link.mend();
}

progress('weighing the JavaScript');
const context = await openBrowser(join(folder, 'profile-weighing'), { serviceWorkers: 'block' });
const start = await weigh(context, app.server.url);
const bareStart = await weigh(context, bare.server.url);
const opener = await context.newPage();
const committee = await makeExample(opener, app.server.url);
await context.close();
console.log(start, bareStart, committee);

const times = (what: string) => spread(figure(what));
console.log(
	`\nMilliseconds, median of ${rounds} (lowest-highest), processor slowed down ${slowdown} times, ` +
		`${slow4g.down / 1e6} Mbps down, ${slow4g.roundTrip} ms there and back:\n`,
);
console.log(
	table(
		['', 'app', 'bare'],
		[
			['cold: first control that reacts', times('app cold'), times('bare cold')],
			['cold: its reaction', times('app reaction'), times('bare reaction')],
			['warm: first control', times('app warm'), times('bare warm')],
			['offline: overview, content', times('overview offline'), times('bare offline')],
			['offline: plan, content', times('plan offline'), times('bare offline')],
			['offline: overview, first control', times('overview offline control'), times('bare offline control')],
			['offline: plan, first control', times('plan offline control'), times('bare offline control')],
		],
	),
);
const ratio = (of: string, to: string) => median(figure(of)) / median(figure(to));
report('start', [
	atMost('cold load, to the bare page', ratio('app cold', 'bare cold'), 'x', 1.6),
	atMost('overview offline, to the bare page', ratio('overview offline', 'bare offline'), 'x', 1.5),
	atMost('plan offline, to the bare page', ratio('plan offline', 'bare offline'), 'x', 1.5),
	atMost('JavaScript on the start page', start.bytes / 1000, 'kB', 120),
]);
