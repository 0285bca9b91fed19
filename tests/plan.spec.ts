import type { Page } from '@playwright/test';
import { m } from '#lib/messages/da/plan.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { expectSaved } from './committee.ts';
import { expect, expectNoSidewaysScroll, expectSound, sizes, test } from './page.ts';
import { base, factsOf, named, start, tickOf, toast, undo, words } from './planning.ts';

async function tabTo(page: Page, name: RegExp) {
	for (let press = 0; press < 60; press++) {
		await page.keyboard.press('Tab');
		const said = await page.evaluate(
			() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent ?? '',
		);
		if (name.test(said)) return;
	}
	throw new Error(`Tab does not reach ${name}`);
}

test('a plan is written, owned, dated and ticked by the keyboard alone', async ({ page }) => {
	await start(page, { empty: true });
	await page.goto(`${base}/2027`);
	await expect(page.getByRole('heading', { name: m.empty.title({ year: 2027 }) })).toBeVisible();
	await tabTo(page, new RegExp(m.empty.write));
	await page.keyboard.press('Enter');
	await page.keyboard.type('Alle ved, hvad vi drøfter 🌻');
	await page.keyboard.press('Enter');
	await toast(page, m.goalAdded({ direction: 'Hos os' }));
	// Ready for the next.
	await page.keyboard.type('Vi kender hinandens hverdag');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 3 })).toHaveCount(2);
	await page.keyboard.press('Escape');
	await expect(named(page, m.newGoal).last()).toBeFocused();

	await page.locator('main').focus();
	await tabTo(page, new RegExp(`^${m.newAction}: Alle`));
	await page.keyboard.press('Enter');
	for (const what of ['Kort nyt', 'Punkt på personalemødet']) {
		await page.keyboard.type(what);
		await page.keyboard.press('Enter');
	}
	await page.keyboard.press('Escape');
	await expect(words(page, m.action)).toHaveCount(2);

	await page.locator('main').focus();
	await tabTo(page, /Ret hvem og hvornår: Kort nyt/);
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Space');
	await toast(page, m.said.owns({ name: 'Karen Holm' }));
	await tabTo(page, new RegExp(m.quick.summer));
	await page.keyboard.press('Enter');
	await page.keyboard.press('Escape');
	await expect(factsOf(page, 'Kort nyt')).toBeFocused();
	await expect(factsOf(page, 'Kort nyt')).toContainText('KH');
	await expect(factsOf(page, 'Kort nyt')).toContainText('30. jun.');

	await page.keyboard.press('Shift+Tab');
	await page.keyboard.press('Shift+Tab');
	await page.keyboard.press('Space');
	await expect(tickOf(page, 'Kort nyt')).toBeChecked();
	await tabTo(page, new RegExp(ui.undo));
	await page.keyboard.press('Enter');
	await expect(tickOf(page, 'Kort nyt')).not.toBeChecked();
});

test.describe('on a phone', () => {
	test.use({ viewport: sizes.phone });

	test('everything about an action is a tap away, and each tap can be taken back', async ({ page }) => {
		await start(page);
		await page.goto(base);
		await expect(page.getByText(m.titleOf({ year: 2027 }))).toBeVisible();
		await factsOf(page, 'Mød naboerne').tap();
		await page.getByText('Mette Birk').tap();
		await page.getByText('Ditte Østergaard Lund').tap();
		await expect(factsOf(page, 'Mød naboerne')).toContainText('MB DL');
		await undo(page).tap();
		await expect(factsOf(page, 'Mød naboerne')).not.toContainText('DL');
		await named(page, m.quick.month).tap();
		await toast(page, m.said.due({ day: '10. marts 2027' }));
		await page.getByText(m.progress.started, { exact: true }).tap();
		await words(page, m.partners).fill('arbejdsmiljøgruppen');
		await words(page, m.words).fill('efter hvert møde');
		await named(page, m.close).tap();
		await expect(factsOf(page, 'Mød naboerne')).toHaveText(/I gang\s*MB.*10\. mar\.\s*efter hvert møde/);
		await expectSound(page);

		await factsOf(page, 'Mød naboerne').tap();
		await expect(words(page, m.partners)).toHaveValue('arbejdsmiljøgruppen');
		await named(page, m.removeAction).tap();
		await expect(tickOf(page, 'Mød naboerne')).toHaveCount(0);
		await undo(page).tap();
		await expect(tickOf(page, 'Mød naboerne')).toBeVisible();
	});
});

test('words are edited in their place, in one line, and nothing of a large paste is lost', async ({
	page,
}) => {
	await start(page);
	await page.goto(`${base}/2027`);
	const line = words(page, m.action).first();
	await line.click();
	await page.keyboard.press('End');
	await page.keyboard.insertText(' for æøå\nog 🌻');
	await page.keyboard.press('Enter');
	await expect(line).not.toBeFocused();
	await expect(line).toHaveValue('Vis status på APV for æøå og 🌻');
	await expectSaved(page);
	await page.reload();
	await expect(line).toHaveValue('Vis status på APV for æøå og 🌻');

	const large = 'Ord på ord. '.repeat(4300);
	await words(page, m.goal).first().fill(large);
	await expectSaved(page);
	await page.reload();
	await expect(words(page, m.goal).first()).toHaveValue(large);
	await expectNoSidewaysScroll(page);
});

test('an action is overdue from the day after its day, and says so in words', async ({ page }) => {
	await start(page, { on: '2027-02-01' });
	await page.goto(`${base}/2027`);
	await expect(factsOf(page, 'Vis status på APV')).toContainText('1. feb.');
	await expect(page.getByText(m.overdue)).toHaveCount(0);
	await page.clock.setFixedTime(new Date('2027-02-02T10:00:00'));
	await page.reload();
	await expect(factsOf(page, 'Vis status på APV')).toContainText(m.overdue);
	await expect(page.getByText(m.overdueCount({ count: 1 }))).toBeVisible();
	await tickOf(page, 'Vis status på APV').check();
	await expect(page.getByText(m.overdue)).toHaveCount(0);
});

test('a tick that is taken away says what the action is again, as it was before', async ({ page }) => {
	await start(page);
	await page.goto(`${base}/2027`);
	await factsOf(page, 'Mød naboerne').click();
	await page.getByText(m.progress.started, { exact: true }).click();
	await named(page, m.close).click();
	await tickOf(page, 'Mød naboerne').check();
	await toast(page, m.said.progress.done);
	await tickOf(page, 'Mød naboerne').uncheck();
	await toast(page, m.said.progress.started);
	await expect(factsOf(page, 'Mød naboerne')).toContainText(m.progress.started);
});

test('a goal is turned with its actions, removed without them, and both are taken back', async ({ page }) => {
	await start(page);
	await page.goto(`${base}/2027`);
	const own = page.getByRole('region', { name: 'Hos os' });
	const details = named(page, /Ret målet/);
	await details.click();
	await page
		.getByRole('group', { name: m.goalDetails({ goal: 'Vi følger op på arbejdsmiljøet' }) })
		.getByText('På tværs')
		.click();
	await expect(own.getByRole('heading', { name: 'Vi følger op' })).toHaveCount(0);
	await undo(page).click();
	await expect(own.getByRole('heading', { name: 'Vi følger op' })).toHaveCount(1);
	if (!(await named(page, m.removeGoal).isVisible())) await details.click();
	await named(page, m.removeGoal).click();
	await expect(own.getByRole('heading', { name: m.loose })).toBeVisible();
	await expect(tickOf(page, 'Vis status på APV')).toBeVisible();
	await undo(page).click();
	await expect(own.getByRole('heading', { name: m.loose })).toHaveCount(0);
});
