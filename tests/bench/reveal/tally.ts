import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser, openTab } from '../rig/browser.ts';
import type { Machine } from '../rig/machine.ts';
import { buildPage } from '../sync/pages.ts';
import { medspil, page } from '../sync/programs.ts';

/** Milliseconds for one tablet to give its part and to add all of them up, processor slowed down. */
export async function tallies(folder: string, machine: Machine, rounds: number): Promise<number[]> {
	await using after = new AsyncDisposableStack();
	const built = join(folder, 'tally');
	await mkdir(join(built, '_app/immutable'), { recursive: true });
	await buildPage(built, { name: 'tally', entry: join(import.meta.dirname, 'page.ts') });
	await writeFile(join(built, 'index.html'), page(''));
	const server = await medspil(join(folder, 'tally-data'), built);
	after.defer(() => server.stop());
	const context = await openBrowser(join(folder, 'tally-profile'));
	after.defer(() => context.close());
	const tab = await openTab(context);
	await tab.goto(`http://localhost:${server.port}/tally.html`);
	await tab.waitForFunction(() => 'tally' in window);
	// The first time is for whatever is done only once.
	await tab.evaluate(() => window.tally(15, 22));
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) {
		await machine.calm();
		const { giving, adding } = await tab.evaluate(() => window.tally(15, 22));
		times.push(giving + adding);
	}
	return times;
}
