import type { Page } from '@playwright/test';
import { m as yearPlan } from '#lib/messages/da/plan.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { m as steps } from '#lib/messages/da/steps.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { button, expectSaved } from './committee.ts';
import { expect, expectReflow, expectSound, sizes, test } from './page.ts';
import { openOwn } from './picture.ts';

// From the picture to what the group works with, and through the talk about it.

const [first, second] = lmu.statements;
const text = (statement = first) => statement?.text ?? '';
const label = (statement = first) => statement?.label ?? '';

/** At the choice of a focus, with a picture where the first statement presses. */
async function toFocus(page: Page) {
	await openOwn(page, { [first?.id ?? '']: '41 41 41 41', [second?.id ?? '']: '42 42 42 42' });
	await button(page, m.goOn({ phase: m.phases.focus })).click();
	await expect(page.getByRole('heading', { name: m.focus.title })).toBeVisible();
}

const choose = (page: Page, statement = first) => page.getByRole('checkbox', { name: text(statement) });
const tab = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
const onward = (page: Page) => button(page, m.goOn({ phase: m.phases['up-and-down'] }));
/** What most people want next: there is one such on the screen. */
const primary = (page: Page) => page.locator('.button.primary:visible');

for (const [size, viewport] of Object.entries(sizes))
	test(`what leads on goes through the talk about each focus, and then to the next part (${size})`, async ({
		page,
	}) => {
		await toFocus(page);
		await page.setViewportSize(viewport);
		await expect(page.getByText(m.focus.none)).toBeVisible();
		await expect(primary(page)).toHaveCount(0);
		await expect(onward(page)).toBeVisible();
		await expectSound(page);
		await choose(page).check();
		await choose(page, second).check();
		await expect(page.getByText(m.focus.none)).toHaveCount(0);
		await expect(primary(page)).toHaveText(steps.start);
		if (size !== 'phone') await expect(primary(page)).toBeInViewport({ ratio: 1 });
		await expectSound(page);
		await expectReflow(page);
		await primary(page).click();
		await expect(tab(page, label())).toHaveAttribute('aria-current', 'page');
		await expect(primary(page)).toHaveText(m.focus.nextFocus);
		await primary(page).click();
		await expect(tab(page, label(second))).toHaveAttribute('aria-current', 'page');
		await expect(primary(page)).toHaveText(m.goOn({ phase: m.phases['up-and-down'] }));
		await primary(page).click();
		await expect(page).toHaveURL(/\/op-og-ned$/);
	});

test('an action belongs to the goal of its focus, also when other tablets have made that goal twice', async ({
	page,
}) => {
	await toFocus(page);
	await choose(page).check();
	await primary(page).click();
	const plan = page.getByRole('region', { name: m.writing.inPlan });
	for (const add of [steps.addGoal, steps.addGoal, steps.addAction]) {
		await plan
			.getByLabel(steps.straight)
			.fill(add === steps.addGoal ? 'Vi siger til' : 'Fem minutter hver gang');
		await button(page, add).click();
	}
	await expect(plan.getByText('Fem minutter hver gang')).toBeVisible();
	await expectSaved(page);
	await page.goto(page.url().replace(/refleksion\/.*/, 'plan/2027'));
	await expect(page.getByText('Fem minutter hver gang').first()).toBeVisible();
	await expect(page.getByText(yearPlan.loose, { exact: true })).toHaveCount(0);
});

test('the short name of a statement stands where it is chosen', async ({ page }) => {
	await toFocus(page);
	const option = page.locator('label', { has: choose(page) });
	await expect(option).toContainText(label());
	await expect(option).toContainText(m.talkFirst.reasons['important-not-succeeding']);
});

test('a focus that is let go says what was written to it, and comes back with it', async ({ page }) => {
	await toFocus(page);
	await choose(page, second).check();
	await choose(page, second).uncheck();
	// Nothing was written to it, so there is nothing to say.
	await expect(page.getByText(m.focus.letGo({ label: label(second) }))).toHaveCount(0);
	await choose(page).check();
	await primary(page).click();
	await page.locator('section.question').first().getByRole('textbox').fill('Vi holder pauser 🌻');
	await tab(page, steps.choose).click();
	await choose(page).uncheck();
	await expect(page.getByText(m.focus.letGo({ label: label() }))).toBeVisible();
	await expectSound(page);
	await button(page, 'Fortryd').click();
	await expect(choose(page)).toBeChecked();
	await tab(page, label()).click();
	await expect(page.locator('section.question').first().getByRole('textbox')).toHaveValue(
		'Vi holder pauser 🌻',
	);
});

test('on a wide screen the boxes of «På tværs» begin at one height', async ({ page }) => {
	await toFocus(page);
	await choose(page).check();
	await onward(page).click();
	await button(page, m.goOn({ phase: m.phases.across })).click();
	await expect(page.locator('section.question')).not.toHaveCount(0);
	const tops = await page
		.locator('section.question textarea')
		.evaluateAll((boxes) => boxes.map((box) => Math.round(box.getBoundingClientRect().top)));
	expect(new Set(tops.slice(0, 2)).size).toBe(1);
});
