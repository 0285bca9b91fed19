import { setTimeout as wait } from 'node:timers/promises';
import { expect, type Page, test } from '@playwright/test';
import { toTablets, invite, join, confirmDigits } from '../../../joining/tablets.ts';
import { savedWords } from '../../../committee.ts';
import { MadeUp } from '../../made-up.ts';
import { record } from '../rig/record.ts';
import { Tablet } from './browsers.ts';
import { Site } from './site.ts';
import { line, lookAt, type Promised } from './writing.ts';

const kills = Number(process.env['KILLS'] ?? 50);
const alphabet = 'abcdefghijklmnopqrstuvwxyz ';

test('three tablets write while browsers and the server are killed, and nothing shown as saved is missing', async () => {
	test.setTimeout(300_000 + kills * 60_000);
	const site = new Site(test.info().outputPath('site'));
	await site.open();
	const names = ['Mettes', 'Alis', 'Karlas'];
	const tablets = names.map(
		(name) => new Tablet(name, test.info().outputPath(`profile-${name}`), site.origin),
	);
	try {
		const pages: Page[] = [];
		for (const tablet of tablets) pages.push(await tablet.open());
		const [first] = pages;
		if (!first) throw new Error('no tablet');
		const made = new MadeUp();
		const goal = made.goal('Ro i garderoben');
		for (const at of names.keys()) made.action(`${at}`, goal);
		await made.takeIn(first, site.origin);
		await toTablets(first);
		for (const other of pages.slice(1)) {
			const link = await invite(first);
			await join(other, link);
			await confirmDigits(first);
		}
		const address = `${site.origin}${made.address}/plan/2027`;
		const values = names.map((_, at) => String(at));
		const open = async (page: Page) => {
			await page.goto(address);
			for (const [at, value] of values.entries())
				await expect(line(page, at)).toHaveValue(value, { timeout: 90_000 });
			await expect(page.getByText(savedWords).filter({ visible: true }).first()).toBeVisible({
				timeout: 60_000,
			});
		};
		const lost = { here: 0, server: 0 };
		for (let kill = 0; kill < kills; kill++) {
			for (const page of pages) await open(page);
			const promised: Promised[] = [];
			for (const [at, page] of pages.entries()) promised.push(await lookAt(page, at));
			let isTyping = true;
			const typing = pages.map(async (page, at) => {
				await line(page, at).focus();
				await page.keyboard.press('End');
				for (let i = 0; isTyping; i++) {
					await page.keyboard.type(alphabet[(i * 7 + kill + at) % 27] ?? ' ');
					await wait(10 + Math.random() * 40);
				}
			});
			// Of the one that is killed nothing more comes.
			const typed = Promise.all(typing.map((each) => each.catch(() => undefined)));
			await expect
				.poll(() => promised.every(({ typed }, at) => typed.length > (values[at]?.length ?? 0) + 3), {
					timeout: 90_000,
				})
				.toBe(true);
			await wait(Math.random() * 2500);
			const victim = kill % 4;
			if (victim === 3) {
				await site.kill();
				await site.open();
			} else await tablets[victim]?.kill();
			for (const [at, tablet] of tablets.entries()) {
				if (at !== victim) continue;
				pages[at] = await tablet.open();
			}
			isTyping = false;
			await typed;
			// Whoever was not killed leaves the page in the middle of it all.
			const shown: string[][] = [];
			for (const page of pages) await page.goto(address);
			await expect
				.poll(
					async () => {
						shown.length = 0;
						for (const page of pages)
							shown.push(
								await Promise.all(
									names.map((_, at) =>
										line(page, at)
											.inputValue()
											.catch(() => ''),
									),
								),
							);
						return new Set(shown.map((each) => JSON.stringify(each))).size;
					},
					{ timeout: 120_000 },
				)
				.toBe(1);
			for (const [at, { here, server }] of promised.entries()) {
				const kept = shown[0]?.[at] ?? '';
				values[at] = kept;
				// Whole when what was promised is how it begins.
				if (!kept.startsWith(here)) lost.here += 1;
				if (!kept.startsWith(server)) lost.server += 1;
			}
			expect(lost, `kill ${kill}`).toEqual({ here: 0, server: 0 });
			const done = 'three Chromium tablets write; in turn one of them, or the server, is killed';
			record('R6', done, kill + 1, 'kills');
			record('R6', done, lost.here, 'lines with less than was shown as saved on the tablet', { most: 0 });
			record('R1', done, lost.server, 'lines with less than was shown as saved on the server', { most: 0 });
		}
	} finally {
		for (const tablet of tablets) await tablet.kill();
		await site.kill();
	}
});
