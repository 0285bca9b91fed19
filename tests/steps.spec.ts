import { expect, expectSound, sizes, test } from './page.ts';
import type { Page } from '@playwright/test';

/** The finished reflection of the example committee, opened at one of its parts. */
async function openExample(page: Page, part: string) {
	await page.goto('/');
	await page.getByRole('button', { name: 'Prøv med et eksempel' }).click();
	await page.getByRole('link', { name: 'Refleksion', exact: true }).click();
	await page
		.getByRole('link', { name: /Se den igen/ })
		.first()
		.click();
	// The part that the group is in says so as well.
	await page.getByRole('link', { name: new RegExp(`^${part}`) }).click();
}

/** As long as the page is: what is half under the bar at the foot counts as too small to hit, until one scrolls. */
async function showWhole(page: Page) {
	const height = await page.evaluate(() => document.documentElement.scrollHeight);
	await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height: height + 100 });
}

const plan = (page: Page) => page.getByRole('region', { name: 'Står i planen' });

test('a focus is chosen by a tap, talked about, and its words become a goal and an action', async ({
	page,
}) => {
	await openExample(page, 'Fokus');
	const choice = page.getByRole('checkbox', { name: /Vi er selv et godt eksempel/ });
	await choice.check();
	await page.getByRole('link', { name: 'Rollemodel' }).click();
	await page.getByLabel('Hvad vil I have nået om et år?').fill('Vi siger til, når noget er svært 🌻');
	await page
		.locator('section', { has: page.getByLabel('Hvad vil I have nået om et år?') })
		.getByRole('button', { name: 'Gør til mål' })
		.last()
		.click();
	await expect(plan(page).getByText('Vi siger til, når noget er svært 🌻')).toBeVisible();
	await plan(page).getByLabel('Skriv direkte til planen').fill('Fem minutter på hvert møde');
	await plan(page).getByRole('button', { name: 'Ny handling' }).click();
	await expect(plan(page).getByText('Fem minutter på hvert møde')).toBeVisible();

	await page.getByRole('button', { name: 'Fortryd' }).click();
	await expect(plan(page).getByText('Fem minutter på hvert møde')).toBeHidden();

	await page.reload();
	await expect(page.getByLabel('Hvad vil I have nået om et år?')).toHaveValue(
		'Vi siger til, når noget er svært 🌻',
	);
});

test('nothing written gives nothing, and says so', async ({ page }) => {
	await openExample(page, 'Fokus');
	await page.getByRole('checkbox', { name: /Vi er selv et godt eksempel/ }).check();
	await page.getByRole('link', { name: 'Rollemodel' }).click();
	await page.getByRole('button', { name: 'Gør til mål' }).first().click();
	await expect(page.getByText('Skriv noget først.')).toBeVisible();
});

test("a neighbour level's statement becomes an action that remembers it", async ({ page }) => {
	await openExample(page, 'Op og ned');
	await page.getByRole('button', { name: 'Lav en handling ud fra: Samspil med LMU' }).click();
	await expect(plan(page).getByText('Samspil med LMU')).toBeVisible();
});

test('a reflection is opened again and closed with a tap each', async ({ page }) => {
	await openExample(page, 'Tjek-ud');
	await page.getByRole('button', { name: 'Åbn refleksionen igen' }).click();
	await page.getByRole('button', { name: 'Afslut refleksionen' }).click();
	await expect(page.getByRole('link', { name: 'Se planen' })).toBeVisible();
	await page.getByRole('button', { name: 'Fortryd' }).click();
	await expect(page.getByRole('button', { name: 'Afslut refleksionen' })).toBeVisible();
});

for (const [size, viewport] of Object.entries(sizes))
	test(`the steps are sound on ${size}`, async ({ page }) => {
		await page.setViewportSize(sizes.tablet);
		await openExample(page, 'Fokus');
		await page.setViewportSize(viewport);
		await showWhole(page);
		await expectSound(page);
		await page.getByRole('link', { name: 'Arbejdsmiljø' }).click();
		await expectSound(page);
		for (const part of ['op-og-ned', 'paa-tvaers', 'tjek-ud']) {
			await page.goto(page.url().replace(/[^/]+$/, part));
			await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
			await showWhole(page);
			await expectSound(page);
		}
	});
