import type { Page } from '@playwright/test';
import { m as away } from '#lib/messages/da/away.ts';
import { m as committees } from '#lib/messages/da/committees.ts';
import { m as overview } from '#lib/messages/da/overview.ts';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { button, toCommittee } from './committee.ts';
import { karen, twoAtHome } from './joining/at-home.ts';
import { foundShared } from './joining/tablets.ts';
import { box, decide, tick, toThePlan, writeGoal } from './journeys/plan.ts';
import { expect, expectKeyboard, expectSound, sizes, test } from './page.ts';

test.use({ actionTimeout: 15_000 });

const year = new Date().getFullYear();
const status = (page: Page) => page.locator('.saved-status .now .long');
const goal = (page: Page) => page.getByLabel(plan.goal, { exact: true }).first();

/** Of each document that is remembered as it was when it was last looked at, how many things were in it. */
const looked = (page: Page) =>
	page.evaluate(
		() =>
			new Promise<Record<string, number>>((resolve) => {
				const opening = indexedDB.open('medspil');
				opening.onsuccess = () => {
					const reading = opening.result.transaction('seen').objectStore('seen').getAll();
					reading.onsuccess = () => {
						opening.result.close();
						const rows = reading.result as { document: string; digest: object }[];
						resolve(
							Object.fromEntries(rows.map(({ document, digest }) => [document, Object.keys(digest).length])),
						);
					};
				};
			}),
	);

const lookedAt = async (page: Page) => Object.keys(await looked(page)).length;

test('«Mens du var væk» tells what others did, each with its way, and nothing of one’s own; «Set» puts it away', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: other, home, context } = await twoAtHome(page, browser);
	await page.goto(`${home}/plan/${year}`);
	await button(page, plan.empty.write).click();
	await page.getByLabel(plan.goalWords).fill('Karens eget mål');
	await button(page, plan.add).click();
	await other.goto(`${home}/plan/${year}`);
	await expect(goal(other)).toHaveValue('Karens eget mål');
	// Karen puts her tablet away, in a way that leaves it no time to say so.
	await expect.poll(() => lookedAt(page)).toBe(2);
	await page.goto('about:blank');

	await writeGoal(other, 'Mettes mål');
	await other
		.getByRole('button', { name: new RegExp(`^${plan.newAction}`) })
		.first()
		.click();
	await other.getByPlaceholder(plan.actionWords).fill('Fælles morgenmøde');
	await other.keyboard.press('Enter');
	await other.keyboard.press('Escape');
	await tick(other, 'Fælles morgenmøde');
	await decide(other, 'Fælles morgenmøde', [karen], `${year}-12-01`);
	await expect(status(other)).not.toHaveText(ui.saving.long);

	await page.goto(home);
	const card = page.getByRole('heading', { name: away.title });
	await expect(card).toBeVisible();
	await expect(page.getByRole('link', { name: away.youOn({ title: 'Fælles morgenmøde' }) })).toBeVisible();
	await expect(page.getByRole('link', { name: away.goalNew({ title: 'Mettes mål' }) })).toBeVisible();
	await expect(page.getByText('Karens eget mål')).toBeHidden();
	for (const colorScheme of ['light', 'dark'] as const)
		for (const viewport of Object.values(sizes)) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize(viewport);
			await expectSound(page);
		}
	await page.setViewportSize(sizes.tablet);
	await expectKeyboard(page);

	await page.getByRole('link', { name: away.youOn({ title: 'Fælles morgenmøde' }) }).click();
	await expect(box(page, 'Fælles morgenmøde')).toBeVisible();
	await page.goBack();
	await button(page, away.done).click();
	await expect(card).toBeHidden();
	await page.reload();
	await expect(page.getByRole('heading', { name: overview.plan.title({ year }) })).toBeVisible();
	await expect(card).toBeHidden();
	await context.close();
});

test('«Mens du var væk» tells nothing of what another tab of the same tablet writes', async ({ page }) => {
	await foundShared(page, 'LMU Mælkebøtten', karen);
	const home = page.url().replace(/\/udvalg.*/, '');
	await page.goto(`${home}/plan/${year}`);
	await button(page, plan.empty.write).click();
	await page.getByLabel(plan.goalWords).fill('Fra den ene fane');
	await button(page, plan.add).click();
	await expect.poll(() => lookedAt(page)).toBe(2);
	await page.goto(home);
	await expect(page.getByText('1 mål')).toBeVisible();
	const beside = await page.context().newPage();
	await beside.goto(`${home}/plan/${year}`);
	await writeGoal(beside, 'Fra den anden fane');
	await expect(page.getByText('2 mål')).toBeVisible();
	// What others do is gathered for a moment before it is told.
	await page.waitForTimeout(1500);
	await expect(page.getByRole('heading', { name: away.title })).toBeHidden();
});

test('«Mens du var væk» tells nothing of one’s own, also when one has been on the start page', async ({
	page,
}) => {
	await foundShared(page, 'LMU Mælkebøtten', karen);
	await toCommittee(page);
	const home = page.url().replace(/\/udvalg.*/, '');
	await page.getByRole('link', { name: committees.allCommittees }).click();
	await page.getByRole('link', { name: 'LMU Mælkebøtten' }).click();
	await toThePlan(page);
	await button(page, plan.empty.write).click();
	await page.getByLabel(plan.goalWords).fill('Karens eget mål');
	await button(page, plan.add).click();
	// Also when the tablet is killed: it is on the disk as looked at.
	await expect.poll(async () => (await looked(page))[`year-${year}`]).toBe(1);
	await page.goto('about:blank');
	await page.goto(home);
	await expect(page.getByRole('heading', { name: overview.plan.title({ year }) })).toBeVisible();
	await expect(page.getByRole('heading', { name: away.title })).toBeHidden();
});
