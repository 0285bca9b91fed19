import { chromium, type Page } from '@playwright/test';
import { m as plan } from '#lib/messages/da/plan.ts';
import { expectSaved, tryExample } from '../committee.ts';
import { toThePlan } from '../journeys/plan.ts';
import { promisedWhile } from '../journeys/promised.ts';
import { expect, test } from '../page.ts';

test.use({ actionTimeout: 20_000 });

// More than anybody types between two kills, however fast the machine is.
const words = 'Vi drøfter støj i garderoben, pauser, æbler 🍎 og alt det andet. '.repeat(40);

/** As people type: some letters, and a moment to think, in which the screen says how it is saved. */
const typeOn = async (page: Page, text: string, delay: number) => {
	const letters = [...text];
	for (let at = 0; at < letters.length; at += 9) {
		await page.keyboard.type(letters.slice(at, at + 9).join(''), { delay });
		await page.waitForTimeout(200 + Math.random() * 300);
	}
};

test('a tab that is killed at any moment while somebody types has everything that was shown as saved', async ({
	page,
	context,
}) => {
	test.setTimeout(180_000);
	await tryExample(page);
	await toThePlan(page);
	const address = page.url();
	const line = (of: typeof page) => of.getByLabel(plan.action, { exact: true }).first();
	await line(page).fill('.');
	await expectSaved(page);
	await page.close();

	let before = '.';
	for (let time = 0; time < 10; time++) {
		const typing = await context.newPage();
		await typing.goto(address);
		await expect(line(typing)).toHaveValue(before);
		await expectSaved(typing);
		const until = before.length + 1 + Math.floor(Math.random() * 20);
		const rest = words.slice(before.length - 1);
		const promised = await promisedWhile(typing, line(typing), async (enough) => {
			await line(typing).focus();
			await typing.keyboard.press('End');
			void typeOn(typing, rest, Math.random() * 12).catch(() => undefined);
			await enough(until);
			await typing.close({ runBeforeUnload: false });
		});
		const after = await context.newPage();
		await after.goto(address);
		await expect(line(after)).not.toHaveValue('');
		const kept = await line(after).inputValue();
		expect(kept.length, `kill ${time}`).toBeGreaterThanOrEqual(promised.length);
		expect(`.${words}`.startsWith(kept), `kill ${time}: ${kept}`).toBe(true);
		before = kept;
		await after.close();
	}
});

test('a browser that is killed while somebody types has it too', async () => {
	test.setTimeout(120_000);
	const { launchOptions, viewport, locale, timezoneId, baseURL } = test.info().project.use;
	const profile = test.info().outputPath('profile');
	const open = () =>
		chromium.launchPersistentContext(profile, { ...launchOptions, viewport, locale, timezoneId, baseURL });

	let address = '/';
	let before = '.';
	for (let time = 0; time < 3; time++) {
		const context = await open();
		const page = await context.newPage();
		const line = page.getByLabel(plan.action, { exact: true }).first();
		if (time === 0) {
			await tryExample(page);
			await toThePlan(page);
			address = page.url();
			await line.fill('.');
			await expectSaved(page);
		} else await page.goto(address);
		await expect(line).not.toHaveValue('');
		before = await line.inputValue();
		const promised = await promisedWhile(page, line, async (enough) => {
			await line.focus();
			await page.keyboard.press('End');
			void typeOn(page, words.slice(before.length - 1), 10).catch(() => undefined);
			await enough(before.length + 10);
			const browser = await context.newCDPSession(page);
			const gone = new Promise((resolve) => context.on('close', resolve));
			void browser.send('Browser.crash').catch(() => undefined);
			await gone;
		});
		const again = await open();
		const after = await again.newPage();
		await after.goto(address);
		const kept = after.getByLabel(plan.action, { exact: true }).first();
		await expect(kept).not.toHaveValue('');
		expect((await kept.inputValue()).length).toBeGreaterThanOrEqual(promised.length);
		expect(`.${words}`.startsWith(await kept.inputValue())).toBe(true);
		await again.close();
	}
});
