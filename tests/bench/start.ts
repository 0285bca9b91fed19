import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { phaseSlugs } from '#lib/reflections/rules.ts';
import { keptForOffline, openBrowser, openTab, slowdown } from './rig/browser.ts';
import { buildApp, buildBarePage, serve } from './rig/builds.ts';
import { makeExample } from './rig/example.ts';
import { atMost, median, progress, report, roundsOr, spread, table } from './rig/figures.ts';
import { openLink, quick, slow4g } from './rig/link.ts';
import { Machine } from './rig/machine.ts';
import { controls, paintOf, reactionTo, watchPaints } from './rig/paints.ts';
import { encodingsOf, weigh, weightOf, type Scripts } from './rig/scripts.ts';

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

const machine = new Machine();
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
		link.be(quick);
		await keptForOffline(page);
		link.be(slow4g);
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
	});
}

/** The first thing that is opened after the tablet was switched on. */
async function switchedOn(profile: string, what: string, url: string, shown: keyof typeof wanted) {
	const context = await openBrowser(profile);
	await context.setOffline(true);
	await withTab(context, async (page) => {
		await page.goto(url, { waitUntil: 'commit' });
		note(`${what} switched on`, (await paintOf(page, shown)).at);
	});
	await context.close();
}

for (let round = 0; round < rounds; round++) {
	await machine.calm();
	progress(`round ${round + 1} of ${rounds}`);
	const inTurn = <T>(list: T[]): T[] => (round % 2 === 0 ? list : list.toReversed());
	const profile = join(folder, `profile-${round}`);
	const context = await openBrowser(profile);
	// The first page of a browser pays for its start; the address without the link is another site to it.
	await withTab(context, async (page) => void (await page.goto(bare.server.url)));
	for (const each of inTurn([app, bare])) await cold(context, each);
	for (const each of inTurn([app, bare])) await warm(context, each);

	const page = await context.newPage();
	const committee = await makeExample(page, app.link.url);
	await page.close();
	for (const { link } of [app, bare]) link.cut();
	await context.setOffline(true);
	const loads = [
		['bare', bare.link.url, 'document'],
		['overview', committee, 'content'],
		['plan', `${committee}/plan`, 'content'],
	] as const;
	for (const [what, url, shown] of inTurn([...loads])) await offline(context, what, url, shown);
	await context.close();
	for (const [what, url, shown] of inTurn([...loads])) await switchedOn(profile, what, url, shown);
	for (const { link } of [app, bare]) link.mend();
}

progress('weighing the JavaScript');
const weighing = await openBrowser(join(folder, 'profile-weighing'), { serviceWorkers: 'block' });
const start = await weigh(weighing, app.server.url);
const bareStart = await weigh(weighing, bare.server.url);
const opener = await weighing.newPage();
const reflections = `${await makeExample(opener, app.server.url)}/refleksion`;
await opener.goto(reflections);
const link = opener.locator('main a[href*="/refleksion/20"]').first();
const reflection = new URL((await link.getAttribute('href')) ?? '', opener.url());
const base = reflection.href.split('/').slice(0, 8).join('/');
const addresses = ['', '/ny'].map((page) => `${reflections}${page}`);
for (const slug of Object.values(phaseSlugs)) addresses.push(`${base}/${slug}`);
const pages = new Map<string, Scripts>();
for (const address of addresses)
	pages.set(address.slice(reflections.length) || '/', await weigh(weighing, address));
await weighing.close();
const heaviest = [...pages].toSorted(([, one], [, other]) => weightOf(other) - weightOf(one))[0];
if (!heaviest) throw new Error('No page of the reflection was weighed.');

const times = (what: string) => spread(figure(what));
console.log(
	`\nMilliseconds, median of ${rounds} (lowest-highest), processor slowed down ${slowdown} times, ` +
		`${slow4g.down / 1e6} Mbps down, ${slow4g.roundTrip} ms there and back.\n${machine.says()}\n`,
);
console.log(
	table(
		['', 'app', 'bare'],
		[
			['cold: first control that reacts', times('app cold'), times('bare cold')],
			['cold: its reaction', times('app reaction'), times('bare reaction')],
			['warm: first control', times('app warm'), times('bare warm')],
			['offline: overview loaded again', times('overview offline'), times('bare offline')],
			['offline: plan loaded again', times('plan offline'), times('bare offline')],
			['offline: overview, browser just started', times('overview switched on'), times('bare switched on')],
			['offline: plan, browser just started', times('plan switched on'), times('bare switched on')],
		],
	),
);
const kilobytes = (scripts: Scripts) => [weightOf(scripts), scripts.size];
console.log(
	`\nJavaScript of a page that is opened for the first time, as served (${encodingsOf(start).join(', ')}):\n`,
);
console.log(
	table(
		['', 'kB', 'files'],
		[
			['bare page', ...kilobytes(bareStart)],
			['start', ...kilobytes(start)],
			...[...pages].map(([page, scripts]) => [
				`refleksion${page.replace(/[0-9a-f-]{36}/, '…')}`,
				...kilobytes(scripts),
			]),
			[
				'every page of the reflection together',
				...kilobytes(new Map([...pages.values()].flatMap((each) => [...each]))),
			],
		],
	),
);
const ratio = (of: string, to: string) => median(figure(of)) / median(figure(to));
report('start', [
	atMost('cold load, to the bare page', ratio('app cold', 'bare cold'), 'x', 1.6),
	atMost('overview offline, to the bare page', ratio('overview offline', 'bare offline'), 'x', 1.5),
	atMost('plan offline, to the bare page', ratio('plan offline', 'bare offline'), 'x', 1.5),
	atMost('JavaScript on the start page', weightOf(start), 'kB', 120),
	atMost('JavaScript on the heaviest page of the reflection', weightOf(heaviest[1]), 'kB', 150),
]);
