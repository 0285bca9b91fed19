import type { Page } from '@playwright/test';
import { m } from '#lib/messages/da/committees.ts';
import { m as help } from '#lib/messages/da/help.ts';
import { m as packs } from '#lib/messages/da/packs.ts';
import { m as settings } from '#lib/messages/da/settings.ts';
import { m as tablets } from '#lib/messages/da/tablets.ts';
import { addMember, button, found, toCommittee, tryExample } from './committee.ts';
import {
	expect,
	expectKeyboard,
	expectReflow,
	expectSound,
	expectTouchTargets,
	sizes,
	test,
} from './page.ts';

async function expectSoundEverywhere(page: Page) {
	for (const size of Object.values(sizes)) {
		await page.setViewportSize(size);
		await expectSound(page);
		await expectTouchTargets(page, 48);
	}
	await expectReflow(page);
	await page.setViewportSize(sizes.tablet);
}

test('the start page and a new committee are sound at the three sizes', async ({ page }) => {
	test.setTimeout(120_000);
	await page.goto('/');
	await expect(page.getByText(m.start.what)).toBeVisible();
	await expectSoundEverywhere(page);
	await page.goto('/nyt-udvalg');
	await button(page, m.create.submit).click();
	await expectSoundEverywhere(page);
	await found(page, 'LMU Mælkebøtten');
	await addMember(page, 'Karen Kløver', m.members.role.chair);
	await expectSoundEverywhere(page);
	await tryExample(page);
	await page.goto('/');
	await expect(page.getByRole('link', { name: 'LMU Solsikken' })).toBeVisible();
	await expectSoundEverywhere(page);
	await expectKeyboard(page);
});

test('the pages of a committee are sound at the three sizes', async ({ page }) => {
	test.setTimeout(120_000);
	await tryExample(page);
	await toCommittee(page);
	await expect(page.getByRole('heading', { name: m.members.title })).toBeVisible();
	await expectSoundEverywhere(page);
	await expectKeyboard(page);
	await page.getByRole('link', { name: 'MED-pipeline for LMU' }).click();
	await expect(button(page, packs.copy)).toBeVisible();
	await expectSoundEverywhere(page);
	await button(page, packs.copy).click();
	await page.getByRole('button', { name: packs.edit }).first().click();
	await expect(page.getByLabel(packs.text)).toBeVisible();
	await expectSoundEverywhere(page);
});

for (const [address, title] of [
	['/hent', settings.restore.title],
	['/join', tablets.join.title],
	['/indstillinger', settings.title],
	['/hjaelp', help.title],
] as const) {
	test(`${address} is sound at the three sizes`, async ({ page }) => {
		await page.goto(address);
		await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
		await expectSoundEverywhere(page);
		await expectKeyboard(page);
	});
}
