import { expect, test } from '@playwright/test';
import { expectSaved } from '../../../committee.ts';
import { MadeUp } from '../../made-up.ts';
import { record } from '../rig/record.ts';
import { Tablet } from './browsers.ts';
import { line, lookAt } from './writing.ts';

const kills = process.env['LONG'] ? 100 : 4;
const words = 'Vi drøfter støj i garderoben, pauser og alt det andet. '.repeat(400);

test('R6: a browser that is killed right after a change has what it had called saved', async ({
	baseURL,
}) => {
	test.setTimeout(60_000 + kills * 30_000);
	const tablet = new Tablet('Mettes', test.info().outputPath('profile'), baseURL ?? '');
	let page = await tablet.open();
	const made = new MadeUp();
	made.action('.', made.goal('Ro i garderoben'));
	await made.takeIn(page, tablet.baseURL);
	const address = `${tablet.baseURL}${made.address}/plan/2027`;
	let lost = 0;
	let unsaved = 0;
	let before = '.';
	for (let kill = 0; kill < kills; kill++) {
		await page.goto(address);
		await expect(line(page, 0)).toHaveValue(before);
		await expectSaved(page);
		const promised = await lookAt(page, 0);
		await line(page, 0).focus();
		await page.keyboard.press('End');
		const delay = 5 + Math.random() * 40;
		void page.keyboard
			.type(words.slice(before.length - 1, before.length + 400), { delay })
			.catch(() => undefined);
		await expect.poll(() => promised.typed.length, { timeout: 30_000 }).toBeGreaterThan(before.length + 2);
		await new Promise((resolve) => setTimeout(resolve, Math.random() * 1200));
		await tablet.kill();
		page = await tablet.open();
		await page.goto(address);
		await expect(line(page, 0)).not.toHaveValue('');
		const kept = await line(page, 0).inputValue();
		lost += Math.max(0, promised.here.length - kept.length);
		unsaved = Math.max(unsaved, ((promised.typed.length - kept.length) * delay) / 1000);
		expect(`.${words}`.startsWith(kept), `kill ${kill}: ${kept}`).toBe(true);
		before = kept;
	}
	await tablet.kill();
	expect(lost).toBe(0);
	const done = `Chromium is killed ${kills} times while somebody types`;
	record('R6', done, lost, 'letters lost that were shown as saved', { most: 0 });
	record('R6', done, Math.max(0, unsaved), 's of typing lost that was not shown as saved, at most', {
		most: 1,
	});
});
