import type { Browser, Page } from '@playwright/test';
import { m } from '#lib/messages/da/cards.ts';
import { m as goals } from '#lib/messages/da/goals.ts';
import { m as yearPlan } from '#lib/messages/da/plan.ts';
import { m as words } from '#lib/messages/da/reflections.ts';
import { m as steps } from '#lib/messages/da/steps.ts';
import { m as tablets } from '#lib/messages/da/tablets.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { button, expectSaved } from './committee.ts';
import { mette } from './joining/at-home.ts';
import { anotherTablet, foundShared, invite, join } from './joining/tablets.ts';
import { expect, expectKeyboard, expectReflow, expectSound, sizes, test } from './page.ts';
import { openOwn } from './picture.ts';
import { answer, heading } from './round/table.ts';

// From talk to goals: suggestions as cards, and goals that are helped to be concrete.

test.use({ actionTimeout: 15_000 });

const [first] = lmu.statements;

const onward = (page: Page, to: keyof typeof words.phases) =>
	button(page, words.goOn({ phase: words.phases[to] })).click();

/** At the talk about a focus. */
async function toFocus(page: Page) {
	await openOwn(page, { [first?.id ?? '']: '41 41 41 41' });
	await onward(page, 'focus');
	await page.getByRole('checkbox', { name: first?.text ?? '' }).check();
	await page.locator('.button.primary:visible').click();
	await expect(heading(page, first?.text ?? '')).toBeVisible();
}

const table = (page: Page) => page.getByRole('region', { name: m.title });
const inPlan = (page: Page) => page.getByRole('region', { name: words.writing.inPlan });
/** Every card and group, as it begins. */
const piles = (page: Page) => table(page).locator('button.tap .heading');
const pile = (page: Page, text: string) => table(page).locator('button.tap', { hasText: text });
const use = (page: Page, name: string) => table(page).getByRole('button', { name, exact: true });

async function lay(page: Page, text: string, by?: string) {
	await table(page).getByLabel(m.field).fill(text);
	if (by) await table(page).getByLabel(m.name).selectOption(by);
	await use(page, m.add).click();
	await expect(pile(page, text)).toBeVisible();
}

test('suggestions are laid out with a name or without, laid together by two taps, and become a goal', async ({
	page,
}) => {
	await toFocus(page);
	await expect(table(page).getByText(m.honest)).toBeVisible();
	await use(page, m.add).click();
	await expect(table(page).getByText(m.nothing)).toBeVisible();
	await lay(page, 'Fem minutters stilhed 🌻');
	await lay(page, 'Faste pauser', 'Mette Birk');
	await expect(pile(page, 'Faste pauser')).toContainText('Mette Birk');
	await expect(pile(page, 'stilhed')).not.toContainText('Mette Birk');
	// The next one is without a name again.
	await expect(table(page).getByLabel(m.name)).toHaveValue('');
	await lay(page, 'En rolig krog');
	await expect(piles(page)).toHaveText(['Fem minutters stilhed 🌻', 'Faste pauser', 'En rolig krog']);

	await pile(page, 'stilhed').click();
	await expect(table(page).getByText(m.chosen)).toBeVisible();
	await pile(page, 'En rolig krog').click();
	await expect(piles(page)).toHaveText(['Faste pauser', 'En rolig krog']);
	await expect(pile(page, 'En rolig krog')).toContainText(m.count({ count: 2 }));
	await button(page, 'Fortryd').click();
	await expect(piles(page)).toHaveCount(3);
	await pile(page, 'stilhed').click();
	await pile(page, 'En rolig krog').click();

	await pile(page, 'En rolig krog').click();
	await table(page).getByLabel(m.heading).fill('Ro i løbet af dagen');
	await table(page).getByLabel(m.heading).press('Enter');
	await expect(pile(page, 'Ro i løbet af dagen')).toBeVisible();
	await use(page, words.writing.toGoal).click();
	await expect(inPlan(page).getByText('Ro i løbet af dagen', { exact: true })).toBeVisible();
	await expect(pile(page, 'Ro i løbet af dagen')).toContainText(m.isThere({ kind: 'goal' }));
	await use(page, m.takeOutThis({ text: 'En rolig krog' })).click();
	await expect(piles(page)).toHaveCount(3);
	await page.keyboard.press('Escape');

	await pile(page, 'Faste pauser').click();
	await use(page, words.writing.toAction).click();
	await expect(inPlan(page).getByText('Faste pauser', { exact: true })).toBeVisible();
	await use(page, m.remove).click();
	await expect(piles(page)).toHaveText(['En rolig krog', 'Fem minutters stilhed 🌻']);
	await expect(pile(page, 'En rolig krog')).toBeFocused();
	await button(page, 'Fortryd').click();
	await expect(piles(page)).toHaveCount(3);

	await expectSaved(page);
	await page.reload();
	await expect(piles(page)).toHaveCount(3);
	await expect(pile(page, 'Faste pauser')).toContainText(m.isThere({ kind: 'action' }));
	// What is let go with cards on it says that they are kept.
	await page.getByRole('link', { name: steps.choose, exact: true }).click();
	await page.getByRole('checkbox', { name: first?.text ?? '' }).uncheck();
	await expect(page.getByText(words.focus.letGo({ label: first?.label ?? '' }))).toBeVisible();
});

test('the cards can be used by keyboard alone', async ({ page }) => {
	await toFocus(page);
	await table(page).getByLabel(m.field).focus();
	for (const text of ['Faste pauser', 'En rolig krog']) {
		await page.keyboard.type(text);
		await page.keyboard.press('Enter');
		await expect(pile(page, text)).toBeVisible();
	}
	await pile(page, 'Faste pauser').focus();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await expect(use(page, words.writing.toGoal)).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(use(page, words.writing.toGoal)).toHaveCount(0);
	await pile(page, 'Faste pauser').focus();
	await page.keyboard.press('Enter');
	const lay = await pile(page, 'En rolig krog').getByText(m.layWith).boundingBox();
	expect(lay?.width, 'for all to see').toBeGreaterThan(60);
	await pile(page, 'En rolig krog').focus();
	await page.keyboard.press('Space');
	await expect(piles(page)).toHaveText(['En rolig krog']);
	await pile(page, 'En rolig krog').click();
	await expectKeyboard(page);
});

for (const [size, viewport] of Object.entries(sizes))
	test(`sixty suggestions can be read, and are sound on ${size}`, async ({ page }) => {
		test.slow();
		await toFocus(page);
		await page.setViewportSize(viewport);
		for (let number = 1; number <= 60; number++) {
			await table(page)
				.getByLabel(m.field)
				.fill(`Forslag nummer ${number}, som er et par linjer langt på et kort`);
			await page.keyboard.press('Enter');
		}
		await expect(piles(page)).toHaveCount(60);
		await table(page).getByLabel(m.field).fill('x'.repeat(300));
		await page.keyboard.press('Enter');
		await expect(piles(page).last()).toHaveText('x'.repeat(200));
		await pile(page, 'nummer 7,').click();
		await pile(page, 'nummer 8,').click();
		await pile(page, 'nummer 8,').click();
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			await expectSound(page);
		}
		await expectReflow(page);
	});

test('a goal that was just made is helped to be concrete, one question at a time, and can be left alone', async ({
	page,
}) => {
	await toFocus(page);
	await lay(page, 'Faste pauser');
	await pile(page, 'Faste pauser').click();
	await use(page, words.writing.toGoal).click();
	const asked = page.getByRole('region', { name: goals.asked({ goal: 'Faste pauser' }) });
	const ask = (name: string) => asked.getByRole('button', { name, exact: true });
	await ask(goals.questions.different).click();
	await expectSound(page);
	await page.keyboard.type('Alle når at spise');
	await page.keyboard.press('Enter');
	await expect(inPlan(page).getByText('Alle når at spise')).toBeVisible();
	await expect(ask(goals.questions.noticedBy)).toBeFocused();
	await ask(goals.skip).click();
	await ask(goals.questions.lookOn).click();
	for (const viewport of Object.values(sizes)) {
		await page.setViewportSize(viewport);
		await expectSound(page);
	}
	await expectReflow(page);
	await page.setViewportSize(sizes.tablet);
	await ask(goals.quarter).click();
	await expect(asked).toHaveCount(0);
	await expect(inPlan(page).getByText(goals.shown.lookOn)).toBeVisible();
	await button(page, 'Fortryd').click();
	await expect(inPlan(page).getByText(goals.shown.lookOn)).toHaveCount(0);

	// What is closed is not asked again.
	await inPlan(page).getByLabel(steps.straight).fill('Ro');
	await button(page, steps.addGoal).click();
	const other = page.getByRole('region', { name: goals.asked({ goal: 'Ro' }) });
	await other.getByRole('button', { name: goals.close }).click();
	await expect(other).toHaveCount(0);
	await expectSaved(page);
	await page.reload();
	await expect(inPlan(page).getByText('Alle når at spise')).toBeVisible();
	await expect(page.getByRole('region', { name: /^Gør målet tydeligere/ })).toHaveCount(0);

	// In the plan it is seen and changed.
	await page.goto(page.url().replace(/refleksion\/.*/, 'plan/2027'));
	await expect(page.getByText('Alle når at spise').first()).toBeVisible();
	await page.getByRole('button', { name: yearPlan.goalDetails({ goal: 'Faste pauser' }) }).click();
	await page.getByLabel(goals.questions.noticedBy).fill('Børnene');
	await page.getByLabel(goals.questions.noticedBy).press('Enter');
	await page.getByRole('button', { name: yearPlan.quick.summer }).click();
	await expectSound(page);
	await button(page, yearPlan.close).click();
	await expect(page.getByText('Børnene').first()).toBeVisible();
	await page.emulateMedia({ media: 'print' });
	const sheet = page.locator('.sheet');
	await expect(sheet.getByText('Alle når at spise')).toBeVisible();
	await expect(sheet.getByText('30. jun.')).toBeVisible();
});

/** Karen's tablet and Mette's, both at the talk about one focus. */
async function twoAtFocus(page: Page, browser: Browser) {
	await foundShared(page, 'LMU Mælkebøtten', 'Karen Kløver', mette, 'Said Solsikke', 'Åse Anemone');
	const home = page.url().replace(/\/udvalg.*/, '');
	const link = await invite(page, { member: mette });
	const other = await anotherTablet(browser);
	await join(other.page, link);
	await other.page.getByRole('link', { name: tablets.join.enter }).click();
	await page.goto(`${home}/refleksion/ny`);
	await button(page, words.start.begin).click();
	await expect(page.getByText(words.sinceLast.first)).toBeVisible();
	await onward(page, 'answers');
	for (let person = 0; person < 4; person++) await answer(page, '41');
	await button(page, words.allAnswered.show).click();
	await expect(heading(page, words.picture.title)).toBeVisible();
	await onward(page, 'focus');
	await page.getByRole('checkbox', { name: first?.text ?? '' }).check();
	await page.locator('.button.primary:visible').click();
	await expectSaved(page);
	await other.page.goto(page.url());
	await expect(table(other.page)).toBeVisible();
	return other;
}

test('[CA7] suggestions from two tablets: what comes stands at the end, and both lay them together', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: other, context, faults } = await twoAtFocus(page, browser);
	await lay(page, 'Faste pauser');
	await expect(pile(other, 'Faste pauser')).toBeVisible();
	await lay(other, 'En rolig krog', mette);
	await lay(page, 'Stilhed');
	await expect(piles(page)).toHaveCount(3);
	await expect(piles(other)).toHaveCount(3);

	// The network is away from one of them: both lay out more, and lay the same card on different ones.
	await context.setOffline(true);
	await lay(other, 'Skrevet uden net');
	await lay(page, 'Skrevet med net');
	await pile(other, 'Stilhed').click();
	await pile(other, 'Faste pauser').click();
	await pile(page, 'Stilhed').click();
	await pile(page, 'En rolig krog').click();
	const [before, place] = [
		await piles(page).allTextContents(),
		await pile(page, 'Faste pauser').boundingBox(),
	];
	await context.setOffline(false);
	await expect(pile(page, 'Skrevet uden net')).toBeVisible({ timeout: 40_000 });
	expect((await piles(page).allTextContents()).slice(0, before.length)).toEqual(before);
	expect((await pile(page, 'Faste pauser').boundingBox())?.x).toBe(place?.x);
	const lie = async (of: Page) =>
		(await table(of).locator('.pile').allTextContents())
			.map((text) => text.replace(/\s+/g, ' ').trim())
			.sort();
	await expect(pile(other, 'Skrevet med net')).toBeVisible({ timeout: 40_000 });
	await expect
		.poll(async () => (await lie(other)).join() === (await lie(page)).join(), { timeout: 20_000 })
		.toBe(true);
	await context.close();
	expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|WebSocket/.test(fault))).toEqual([]);
});
