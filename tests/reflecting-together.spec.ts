import type { Browser, Page } from '@playwright/test';
import { m as overview } from '#lib/messages/da/overview.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { m as steps } from '#lib/messages/da/steps.ts';
import { m as tablets } from '#lib/messages/da/tablets.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { button } from './committee.ts';
import { anotherTablet, confirmDigits, foundShared, invite, join } from './joining/tablets.ts';
import { expect, expectSound, sizes, test } from './page.ts';
import { answer, heading } from './round/table.ts';

// A reflection that is open on several tablets at once.

test.use({ actionTimeout: 15_000 });

const members = ['Karen Kløver', 'Mette Morgenfrue', 'Said Solsikke', 'Åse Anemone'];

/** Karen's tablet and Mette's, both at the answers of one reflection. */
async function two(page: Page, browser: Browser) {
	await foundShared(page, 'LMU Mælkebøtten', ...members);
	const home = page.url().replace(/\/udvalg.*/, '');
	const link = await invite(page, { member: members[1] ?? '' });
	const other = await anotherTablet(browser);
	await join(other.page, link);
	await confirmDigits(page);
	await other.page.getByRole('link', { name: tablets.join.enter }).click();
	await expect(other.page.getByRole('heading', { name: overview.empty.title })).toBeVisible();
	await page.goto(`${home}/refleksion/ny`);
	await button(page, m.start.begin).click();
	await expect(page.getByText(m.sinceLast.first)).toBeVisible();
	// The other tablet has no document of that year until now: its overview says so by itself.
	const goOn = overview.underWay.goOn({ phase: m.phases['since-last'] });
	await other.page.getByRole('link', { name: goOn }).click();
	await expect(other.page.getByText(m.sinceLast.first)).toBeVisible();
	await onward(page, 'answers');
	await expect(other.page).toHaveURL(/\/svar$/);
	return other;
}

const onward = (page: Page, to: keyof typeof m.phases) =>
	button(page, m.goOn({ phase: m.phases[to] })).click();
const elsewhere = (page: Page) => page.getByRole('heading', { name: /^Svarene tages på / });

test('[RE17] answers are taken on one tablet: the others say which, and can take over', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: other, context, faults } = await two(page, browser);
	await answer(page, '41');
	await expect(elsewhere(other)).toBeVisible();
	for (const viewport of Object.values(sizes)) {
		await other.setViewportSize(viewport);
		await expectSound(other);
	}
	await button(other, m.elsewhere.take).click();
	await expectSound(other);
	await button(other.getByRole('dialog') as unknown as Page, m.elsewhere.take).click();
	await expect(elsewhere(page)).toBeVisible();
	await expect(page.getByText(m.elsewhere.here({ count: 1 }))).toBeVisible();
	await expectSound(page);
	for (const marks of ['41', '42', '43', '44']) await answer(other, marks);
	await button(other, m.allAnswered.show).click();
	await expect(heading(other, m.picture.title)).toBeVisible();
	await expect(heading(page, m.picture.title)).toBeVisible();
	await expect(page.getByText(m.elsewhere.lost({ count: 1 }))).toBeVisible();
	await context.close();
	expect(faults).toEqual([]);
});

test('[RE18] whoever is writing when the group goes on finishes the sentence, and is told; [ST6] one tablet goes round at the end', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: other, context, faults } = await two(page, browser);
	for (const marks of ['41', '41', '42', '42']) await answer(page, marks);
	await button(page, m.allAnswered.show).click();
	await expect(heading(other, m.picture.title)).toBeVisible();
	await onward(page, 'focus');
	await page.getByRole('checkbox', { name: lmu.statements[0]?.text ?? '' }).check();
	await onward(page, 'up-and-down');
	await expect(other).toHaveURL(/op-og-ned/);
	const field = other.locator('textarea').first();
	await field.pressSequentially('Vi spørger OMU, ');
	await onward(page, 'across');
	await expect(other.getByText(m.wentOn({ phase: m.phases.across }))).toBeVisible();
	await field.pressSequentially('hvad de mangler');
	await expect(field).toHaveValue('Vi spørger OMU, hvad de mangler');
	await expect(other).toHaveURL(/op-og-ned/);
	await expectSound(other);
	await onward(other, 'across');
	await expect(other).toHaveURL(/paa-tvaers/);
	// Who is not writing follows.
	await onward(page, 'plan');
	await expect(other).toHaveURL(/\/plan$/);

	// [ST6] One tablet goes round for the check-out, and nobody closes over it unasked.
	await onward(page, 'check-out');
	await button(page, m.checkOut.steps[3]).click();
	await expect(other.getByText(/^Tryk på .+\. Den går rundt/)).toBeVisible();
	await expect(button(other, m.checkOut.steps[3])).toHaveCount(0);
	await button(other, m.checkOut.close).click();
	await expect(other.getByRole('dialog').getByText(/^Har nogen trykket på /)).toBeVisible();
	await expectSound(other);
	await button(other, m.allAnswered.wait).click();
	await button(other, steps.elsewhere.take).click();
	await expect(button(other, m.checkOut.steps[3])).toBeVisible();
	await expect(page.getByText(steps.elsewhere.here({ count: 1 }))).toBeVisible();
	await context.close();
	expect(faults).toEqual([]);
});
