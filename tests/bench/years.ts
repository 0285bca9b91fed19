import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { m as places } from '#lib/messages/da/places.ts';
import { keptForOffline, openBrowser, openTab, slowdown } from './rig/browser.ts';
import { buildApp, serve } from './rig/builds.ts';
import { atMost, median, percentile, progress, report, roundsOr, spread, table } from './rig/figures.ts';
import { editsOf, watchEdits, type Edit } from './rig/edits.ts';
import { Machine } from './rig/machine.ts';
import { paintOf, watchPaints } from './rig/paints.ts';
import { plant } from './rig/plant.ts';
import { actionsIn, busiestYear, lastAction, tenYears, years } from './rig/ten-years.ts';

// What ten years on one tablet cost: opening the fullest plan, and one edit in it, until the screen shows it.

const rounds = roundsOr(5);
const machine = new Machine();
const editsInRound = 10;

await using after = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), 'medspil-years-'));
after.defer(() => rm(folder, { recursive: true, force: true }));
await mkdir(join(folder, 'app'));
const server = await serve(await buildApp(join(folder, 'app')), join(folder, 'data'));
after.defer(() => server.stop());
const context = await openBrowser(join(folder, 'profile'));
after.defer(() => context.close());

const history = tenYears();
const first = await context.newPage();
await first.goto(server.url);
const size = await plant(first, history, 'LMU Tiåret');
await first.reload();
await keptForOffline(first);

const committee = `${server.url}/u/${history.committee}`;
const rows = 'main li';
const words = `${rows} textarea`;

progress('looking whether all years are there');
for (const year of years) {
	await first.goto(`${committee}/plan/${year}`);
	await first.waitForFunction(
		([selector, last]) =>
			[...document.querySelectorAll<HTMLTextAreaElement>(selector)].some(({ value }) => value === last),
		[words, lastAction(year)] as const,
	);
}
const { usage = 0 } = await first.evaluate(() => navigator.storage.estimate());
await first.close();

/** The plan is there when every action of the year is in the page, and what is in sight is painted. */
const wanted = { plan: { selector: words, count: actionsIn(busiestYear) } };
const figures = { open: [] as number[], cold: [] as number[], tick: [] as number[], letter: [] as number[] };
const taken = ({ from, painted }: Edit) => painted - from;

for (let round = 0; round < rounds; round++) {
	await machine.calm();
	progress(`round ${round + 1} of ${rounds}`);
	const page = await openTab(context);
	await watchPaints(page, wanted);
	await watchEdits(page);
	// This page opens no year: what is measured is the first opening of a plan in this tab.
	await page.goto(`${committee}/udvalg`);
	await page.getByRole('link', { name: places.plan, exact: true }).click();
	const { at } = await paintOf(page, 'plan');
	figures.open.push(...(await editsOf(page, 'link')).map(({ from }) => at - from));

	for (let edit = 0; edit < editsInRound; edit++) {
		await page.locator(`${rows} label:has(input[type=checkbox])`).nth(edit).click();
		await page.waitForTimeout(150);
	}
	await page.locator(words).nth(round).click();
	await page.keyboard.press('End');
	for (const letter of 'en opgave mere'.slice(0, editsInRound)) {
		await page.keyboard.type(letter);
		await page.waitForTimeout(150);
	}
	for (const kind of ['tick', 'letter'] as const)
		figures[kind].push(...(await editsOf(page, kind)).map(taken));
	await page.close();

	const cold = await openTab(context);
	await watchPaints(cold, wanted);
	await cold.goto(`${committee}/plan/${busiestYear}`, { waitUntil: 'commit' });
	figures.cold.push((await paintOf(cold, 'plan')).at);
	await cold.close();
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
console.log(
	`\n${size.rows} updates by ${size.clients} sessions: ${kilobytes(size.rowBytes)} in Dexie; ` +
		`${size.replicaRows} in the warm replica, ${kilobytes(size.replicaBytes)}; ` +
		`${kilobytes(usage)} of storage with the app itself, as the browser says. All ${years.length} years open.\n`,
);
console.log(`Milliseconds until it is painted, processor slowed down ${slowdown} times. ${machine.says()}\n`);
const rowOf = (what: string, times: number[]) => [
	what,
	spread(times),
	Math.round(percentile(times, 0.95)),
	times.length,
];
console.log(
	table(
		['', 'median (lowest-highest)', '95 % within', 'times'],
		[
			rowOf(`the plan of ${busiestYear}, from another page of the committee`, figures.open),
			rowOf('the same in a new tab', figures.cold),
			rowOf('a box is ticked', figures.tick),
			rowOf('a letter is typed', figures.letter),
		],
	),
);
report('years', [
	atMost('fullest plan open', median(figures.open), 'ms', 500),
	atMost('a tick', median(figures.tick), 'ms', 50),
	atMost('a letter', median(figures.letter), 'ms', 50),
]);
