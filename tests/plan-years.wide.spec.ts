import type { Page } from '@playwright/test';
import { m } from '#lib/messages/da/plan.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { expect, expectAccessible, expectKeyboard, expectReflow, expectSound, sizes, test } from './page.ts';
import { base, factsOf, named, start, tickOf, undo, words } from './planning.ts';

const yearSwitch = (page: Page, year: number) => page.locator('summary', { hasText: String(year) }).first();

test('what was taken along is written in its own place, and what is open is offered', async ({ page }) => {
	await start(page);
	await page.goto(`${base}/2027`);
	await expect(page.getByRole('heading', { name: m.carriedFrom({ year: 2026 }) })).toBeVisible();
	await tickOf(page, 'Runde om bordet').check();
	await page.getByRole('heading', { name: m.before.title({ year: 2026, count: 1 }) }).click();
	await named(page, /Tag med: Besøg Månehuset/).click();
	await expect(tickOf(page, 'Besøg Månehuset')).toBeVisible();
	await undo(page).click();
	await expect(tickOf(page, 'Besøg Månehuset')).toHaveCount(0);

	await yearSwitch(page, 2027).click();
	await page.getByRole('link', { name: '2026' }).click();
	await expect(tickOf(page, 'Runde om bordet')).toBeChecked();
	await expect(factsOf(page, 'Runde om bordet')).toContainText(m.carriedTo({ year: 2027 }));
});

test('what was taken along a year ago and is still open is offered again, with the rest in one tap', async ({
	page,
}) => {
	await start(page, { older: true });
	await page.goto(`${base}/2027`);
	await page.getByRole('heading', { name: m.before.title({ year: 2026, count: 2 }) }).click();
	await named(page, m.before.takeAll).click();
	for (const what of ['Fælles kalender', 'Besøg Månehuset']) await expect(tickOf(page, what)).toBeVisible();
	await expect(page.getByRole('heading', { name: m.carriedFrom({ year: 2025 }) })).toBeVisible();
	await undo(page).click();
	for (const what of ['Fælles kalender', 'Besøg Månehuset']) await expect(tickOf(page, what)).toHaveCount(0);
	await page.getByRole('heading', { name: m.before.title({ year: 2026, count: 2 }) }).click();
	await named(page, m.before.takeThis({ what: 'Fælles kalender' })).click();
	await expect(tickOf(page, 'Fælles kalender')).toBeVisible();
	await expect(page.getByRole('heading', { name: m.before.title({ year: 2026, count: 1 }) })).toBeVisible();
});

test('«Mine» shows what I am on, and a direction what points there', async ({ page }) => {
	await start(page);
	await page.goto(`${base}/2027`);
	await named(page, m.mine).click();
	await expect(page.getByRole('checkbox')).toHaveCount(1);
	await expect(tickOf(page, 'Vis status på APV')).toBeVisible();
	await named(page, m.mine).click();
	await page.getByText(m.counted({ label: 'På tværs', count: 1 })).click();
	await expect(page.getByRole('checkbox')).toHaveCount(1);
	await expect(tickOf(page, 'Mød naboerne')).toBeVisible();
});

test.describe('addresses', () => {
	test.use({ allowedFaults: [/404/] });

	test('a link to what was removed says so, one to what is there shows it', async ({ page }) => {
		const { apv } = await start(page);
		await page.goto(`${base}/2027#00000000-0000-4000-8000-000000000000`);
		await expect(page.getByText(m.gone)).toBeVisible();
		await page.goto(`${base}/2026`);
		await page.goto(`${base}/2027#${apv}`);
		await expect(page.locator(`[id="${apv}"]`)).toBeInViewport();
		await expect(page.getByText(m.gone)).toHaveCount(0);
	});

	test('every written year is reached with a wrong clock, and an address alone makes no plan', async ({
		page,
	}) => {
		await start(page, { on: '2024-03-01' });
		await page.goto(base);
		await expect(page.getByText(m.titleOf({ year: 2026 }))).toBeVisible();
		await yearSwitch(page, 2026).click();
		await page.getByRole('link', { name: '2027' }).click();
		await expect(tickOf(page, 'Vis status på APV')).toBeVisible();
		await page.goto(`${base}/1999`);
		await expect(page.getByText(ui.missingTitle)).toBeVisible();
	});
});

test('a plan of a newer Medspil is read and not changed', async ({ page }) => {
	await start(page, { newer: true });
	await page.goto(`${base}/2027`);
	await expect(words(page, m.goal).first()).toHaveAttribute('readonly');
	await expect(tickOf(page, 'Vis status på APV')).toBeDisabled();
	await expect(named(page, new RegExp(`${m.newGoal}|${m.newAction}`))).toHaveCount(0);
	await factsOf(page, 'Vis status på APV').click();
	await expect(page.getByRole('checkbox', { name: 'Karen Holm' })).toBeDisabled();
	await expect(named(page, m.quick.summer)).toBeDisabled();
	await named(page, /Ret målet/).click();
	await expect(named(page, m.removeGoal)).toHaveCount(0);
});

test('on paper: one sheet with names in full, boxes and the day, and nothing of the screen', async ({
	page,
}) => {
	await start(page);
	await page.goto(`${base}/2027`);
	await expect(tickOf(page, 'Vis status på APV')).toBeVisible();
	await tickOf(page, 'Mød naboerne').check();
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('heading', { level: 1, name: 'Årsplan 2027' })).toBeVisible();
	await expect(page.getByText('Karen Holm').last()).toBeVisible();
	for (const text of ['1. feb., overskredet', 'Børnehuset Solsikken', 'Printet den 10. februar 2027'])
		await expect(page.getByText(text)).toBeVisible();
	await expect(page.getByRole('img', { name: m.sheet.isDone, exact: true })).toHaveCount(1);
	await expect(page.getByRole('img', { name: m.sheet.isOpen, exact: true })).toHaveCount(2);
	await expect(page.getByRole('textbox')).toHaveCount(0);
	await expect(page.getByRole('button')).toHaveCount(0);
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
	expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
	expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
});

for (const [name, size] of Object.entries(sizes))
	test(`the plan is sound, closed and open, light and dark: ${name}`, async ({ page }) => {
		await page.setViewportSize(size);
		await start(page);
		await page.goto(`${base}/2027`);
		await factsOf(page, 'Vis status på APV').click();
		await expectSound(page);
		await page.emulateMedia({ colorScheme: 'dark' });
		await named(page, m.newGoal).last().click();
		await expectSound(page);
		await page.goto(`${base}/2028`);
		await expectSound(page);
	});

test('the plan is read at 400 % zoom and walked through by keyboard', async ({ page }) => {
	await start(page);
	await page.goto(`${base}/2027`);
	await expectReflow(page);
	await expectKeyboard(page);
	await yearSwitch(page, 2027).click();
	await expect(page.getByRole('link', { name: '2028' })).toBeVisible();
	await expectAccessible(page);
});
