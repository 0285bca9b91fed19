import type { Page } from '@playwright/test';
import { m } from '#lib/messages/da/committees.ts';
import { m as device } from '#lib/messages/da/device.ts';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m as settings } from '#lib/messages/da/settings.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { button, toCommittee, tryExample } from '../committee.ts';
import { toThePlan } from '../journeys/plan.ts';
import { expect, expectSound, test } from '../page.ts';
import { breakable, expectMended, mend } from './breaking.ts';

test.use({ actionTimeout: 20_000 });

/** The browser takes the open database away, as it does under pressure, and does not give it back. */
async function takeAway(page: Page) {
	await page.evaluate(
		() =>
			new Promise((resolve) => {
				// A newer version asks all others to let go; then it is given up.
				const request = indexedDB.open('medspil', 1000);
				window.broken = { which: 'all', opening: 'fails' };
				request.onupgradeneeded = () => request.transaction?.abort();
				request.onerror = (event) => {
					event.preventDefault();
					resolve(true);
				};
			}),
	);
	await expect(
		page.getByText(settings.trouble.refused.title).or(page.getByText(settings.trouble.lost.title)),
	).toBeVisible();
}

const failed = (page: Page) =>
	expect(page.getByRole('heading', { name: ui.failedTitle })).toBeVisible({ timeout: 15_000 });

test('a database that never answers: a committee says so in time, and the start page is there', async ({
	page,
}) => {
	await tryExample(page);
	const address = page.url();
	await breakable(page, { which: 'all', opening: 'never' });
	for (const path of ['', '/plan/2027']) {
		await page.goto(address + path);
		await failed(page);
	}
	await expectSound(page);
	await page.goto('/');
	await expect(page.getByRole('link', { name: m.start.create })).toBeVisible();
});

test('a plan that cannot be read now is not called missing or empty, and what is open goes on', async ({
	page,
}) => {
	await breakable(page);
	await tryExample(page);
	await page.goto(`${page.url()}/udvalg`);
	await expect(page.getByRole('heading', { name: m.profile.title })).toBeVisible();
	await takeAway(page);
	await toThePlan(page);
	await expect(page.getByLabel(plan.action, { exact: true }).first()).not.toHaveValue('');
	const shown = page.locator('summary', { hasText: /\d{4}/ });
	const year = Number(/\d{4}/.exec(await shown.innerText())?.[0]);
	await shown.click();
	await page.getByRole('link', { name: `${year - 1}`, exact: true }).click();
	await failed(page);
	await mend(page);
	await page.getByRole('button', { name: ui.reload }).click();
	await expect(page.getByLabel(plan.action, { exact: true }).first()).not.toHaveValue('');
	expect(page.url()).toContain(`/plan/${year - 1}`);
});

test('a copy that is made while not everything can be read says so', async ({ page }) => {
	await breakable(page);
	await tryExample(page);
	await page.goto(`${page.url()}/udvalg`);
	await expect(page.getByRole('heading', { name: m.profile.title })).toBeVisible();
	await takeAway(page);
	await button(page, settings.backup.open).click();
	await page.getByLabel(settings.backup.code).fill('hest lampe tog grød');
	await button(page, settings.backup.make).click();
	await expect(page.getByText(settings.backup.incomplete)).toBeVisible();
	await expectSound(page);
	await button(page, settings.backup.done).click();
	await mend(page);
	await expectMended(page);
	await button(page, settings.backup.open).click();
	await page.getByLabel(settings.backup.code).fill('hest lampe tog grød');
	await button(page, settings.backup.make).click();
	await expect(page.getByText(settings.backup.ready)).toBeVisible();
	await expect(page.getByText(settings.backup.incomplete)).toHaveCount(0);
});

test('a committee that cannot be deleted is still there, and is not said to be gone', async ({ page }) => {
	await breakable(page);
	await tryExample(page);
	await toCommittee(page);
	await takeAway(page);
	await button(page, m.removeExample).click();
	await expect(page.getByText(device.notErased)).toBeVisible();
	await expect(page.getByText(m.exampleRemoved)).toHaveCount(0);
	await expect(page.getByText('LMU Solsikken')).toBeVisible();
	await mend(page);
	await page.reload();
	await page.getByText('LMU Solsikken').click();
	await toCommittee(page);
	await button(page, m.removeExample).click();
	await expect(page.getByText(m.exampleRemoved)).toBeVisible();
	await expect(page.getByText('LMU Solsikken')).toHaveCount(0);
});
