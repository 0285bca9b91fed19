import type { Page } from '@playwright/test';
import { m as plan } from '#lib/messages/da/plan.ts';
import { expectSaved, tryExample } from '../committee.ts';
import { toThePlan } from '../journeys/plan.ts';
import { expect, test } from '../page.ts';

test.use({ actionTimeout: 20_000 });

// Most keyboards on Android compose each word: it is theirs until a blank or a tap elsewhere.

const line = (page: Page) => page.getByLabel(plan.action, { exact: true }).first();

/** Types as an input method does: the word so far, again with each letter. */
async function composer(page: Page) {
	const browser = await page.context().newCDPSession(page);
	return {
		compose: async (...steps: string[]) => {
			for (const text of steps) {
				const end = text.length;
				await browser.send('Input.imeSetComposition', { text, selectionStart: end, selectionEnd: end });
			}
		},
		finish: (text: string) => browser.send('Input.insertText', { text }),
		crash: async () => {
			const gone = page.waitForEvent('crash');
			void browser.send('Page.crash').catch(() => undefined);
			await gone;
		},
	};
}

async function atTheEndOfALine(page: Page) {
	await tryExample(page);
	await toThePlan(page);
	await line(page).fill('Vi mangler ');
	await line(page).press('End');
	return composer(page);
}

test('a word that says «saved» while it is composed is there after the tab has crashed', async ({ page }) => {
	const { compose, crash } = await atTheEndOfALine(page);
	await compose('v', 'vi', 'vika', 'vikar', 'vikare', 'vikarer');
	await expectSaved(page);
	const address = page.url();
	await crash();
	const later = await page.context().newPage();
	await later.goto(address);
	await expect(line(later)).toHaveValue('Vi mangler vikarer');
});

test('what another tab writes in the same line does not tear the word apart, and comes in after it', async ({
	page,
}) => {
	const { compose, finish } = await atTheEndOfALine(page);
	const other = await page.context().newPage();
	await other.goto(page.url());
	await compose('v', 'vi', 'vika');
	await expect(line(other)).toHaveValue('Vi mangler vika');
	await line(other).press('Home');
	await other.keyboard.type('Obs: ');
	await line(other).press('End');
	await other.keyboard.type(' og plads');
	await expect(line(other)).toHaveValue('Obs: Vi mangler vika og plads');
	await expectSaved(other);
	await compose('vikar', 'vikare', 'vikarer');
	await expect(line(page)).toHaveValue('Vi mangler vikarer');
	await expect(line(other)).toHaveValue('Obs: Vi mangler vikarer og plads');
	await finish('vikarerne');
	for (const tab of [page, other]) await expect(line(tab)).toHaveValue('Obs: Vi mangler vikarerne og plads');
	await page.bringToFront();
	await page.keyboard.type(',');
	await expect(line(other)).toHaveValue('Obs: Vi mangler vikarerne, og plads');
});
