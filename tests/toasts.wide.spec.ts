import type { Page } from '@playwright/test';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { m as steps } from '#lib/messages/da/steps.ts';
import { m as tablets } from '#lib/messages/da/tablets.ts';
import { button, tryExample } from './committee.ts';
import { edit, foundShared, two } from './joining/tablets.ts';
import { expect, expectSound, sizes, test } from './page.ts';
import { base, start, tickOf, toast } from './planning.ts';

/** The controls that are under the toast, by their words. What has slid under a bar is not to be tapped there anyway. */
const coveredControls = (page: Page) =>
	page.evaluate(() => {
		const toast = document.querySelector('.toast');
		const over = toast?.getBoundingClientRect();
		if (!over) return ['there is no toast'];
		return [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')]
			.filter((control) => !toast?.contains(control) && control.checkVisibility({ visibilityProperty: true }))
			.filter((control) => {
				const box = (control.closest('label') ?? control).getBoundingClientRect();
				const [left, right] = [Math.max(box.left, over.left), Math.min(box.right, over.right)];
				const [top, bottom] = [Math.max(box.top, over.top), Math.min(box.bottom, over.bottom)];
				if (left >= right || top >= bottom) return false;
				const there = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2);
				const bar = there.findIndex((element) => element.matches('.top-bar, .places'));
				return bar < 0 || there.indexOf(control) < bar;
			})
			.map((control) => control.ariaLabel ?? control.innerText);
	});

test('a toast stays on the page where something was done, and one that comes with the way out stays longer', async ({
	page,
}) => {
	await start(page);
	await page.goto(`${base}/2027`);
	await tickOf(page, 'Mød naboerne').check();
	await toast(page, plan.said.progress.done);
	// Long enough to have been read.
	await page.waitForTimeout(1500);
	await page.getByRole('link', { name: 'Overblik' }).click();
	await expect(page.locator('.toast')).toHaveCount(0, { timeout: 4000 });

	await page.getByRole('link', { name: 'Plan', exact: true }).click();
	await button(page, `${plan.newGoal}: Hos os`).click();
	await page.keyboard.type('Vi kender naboerne');
	await page.getByRole('link', { name: 'Overblik' }).click();
	await toast(page, plan.goalAdded({ direction: 'Hos os' }));
	await page.waitForTimeout(4000);
	await toast(page, plan.goalAdded({ direction: 'Hos os' }));
});

test('a long toast lies beside who is here and how it is saved, on a tablet that stands upright', async ({
	page,
	browser,
}) => {
	test.slow();
	const { context } = await two(page, browser);
	await page.setViewportSize(sizes.upright);
	await edit(page, 'Tablet 1');
	const name = 'Den store tablet på bordet i personalestuen ved køkkenet';
	await page.getByLabel(tablets.edit.label).fill(name);
	await button(page, tablets.edit.save).click();
	await toast(page, tablets.edit.renamed({ name }));
	await expect(page.locator('.faces')).toBeVisible();
	expect(await coveredControls(page)).toEqual([]);
	await context.close();
});

test.describe('without a network', () => {
	test.use({ serviceWorkers: 'allow' });

	test('on a phone a toast leaves a sign of how it is saved, also in the first seconds', async ({
		page,
		context,
	}) => {
		await foundShared(page, 'LMU Mælkebøtten');
		await page.setViewportSize(sizes.phone);
		await context.setOffline(true);
		await edit(page, 'Tablet 1');
		await page.getByLabel(tablets.edit.label).fill('Stuens tablet');
		await button(page, tablets.edit.save).click();
		await toast(page, tablets.edit.renamed({ name: 'Stuens tablet' }));
		const signs = page.locator('.saved-status :is(.dot, svg)').filter({ visible: true });
		expect(await signs.count()).toBe(1);
		await context.setOffline(false);
	});
});

for (const [name, size] of Object.entries(sizes)) {
	test(`a toast covers nothing that one can tap, and goes at a tap: ${name}`, async ({ page }) => {
		await page.setViewportSize(size);
		await start(page);
		await page.goto(`${base}/2027`);
		for (const at of [0, 250, 10_000]) {
			await page.evaluate((at) => window.scrollTo(0, at), at);
			await tickOf(page, 'Mød naboerne').dispatchEvent('click');
			await expect(page.locator('.toast')).toBeVisible();
			expect(await coveredControls(page), `scrolled to ${at}`).toEqual([]);
		}
		await expectSound(page);
		await page.locator('.toast p').click();
		await expect(page.locator('.toast')).toHaveCount(0);
		await tickOf(page, 'Mød naboerne').uncheck();
		await toast(page, plan.said.progress.planned);
	});

	test(`a toast covers nothing in a step of a reflection: ${name}`, async ({ page }) => {
		await tryExample(page);
		await page.getByRole('link', { name: 'Refleksion', exact: true }).click();
		await page
			.getByRole('link', { name: /Se den igen/ })
			.first()
			.click();
		await page.getByRole('link', { name: /^På tværs/ }).click();
		await page.setViewportSize(size);
		await page.getByLabel(steps.straight).fill('Vi mødes med Månehuset');
		await button(page, steps.addAction).click();
		await toast(page, m.writing.actionMade);
		for (const at of [0, 10_000]) {
			await page.evaluate((at) => window.scrollTo(0, at), at);
			expect(await coveredControls(page), `scrolled to ${at}`).toEqual([]);
		}
	});
}
