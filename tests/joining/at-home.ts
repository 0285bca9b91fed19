import type { Browser, Page } from '@playwright/test';
import { m as committees } from '#lib/messages/da/committees.ts';
import { m as overview } from '#lib/messages/da/overview.ts';
import { m as tablets } from '#lib/messages/da/tablets.ts';
import { expectSaved } from '../committee.ts';
import { expect } from '../page.ts';
import { anotherTablet, foundShared, invite, join } from './tablets.ts';

export const karen = 'Karen Kløver';
export const mette = 'Mette Morgenfrue';

/** Karen's tablet and Mette's, both on the first page of their committee. */
export async function twoAtHome(page: Page, browser: Browser) {
	await foundShared(page, 'LMU Mælkebøtten', karen, mette, 'Said Solsikke');
	const home = page.url().replace(/\/udvalg.*/, '');
	const link = await invite(page, { member: mette });
	const other = await anotherTablet(browser);
	await join(other.page, link);
	await other.page.getByRole('link', { name: tablets.join.enter }).click();
	await expect(other.page.getByRole('heading', { name: overview.empty.title })).toBeVisible();
	await page.goto(`${home}/udvalg`);
	await page.getByLabel(committees.me.title).selectOption({ label: karen });
	await expectSaved(page);
	await page.goto(home);
	return { ...other, home };
}
