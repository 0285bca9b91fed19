import type { Page } from '@playwright/test';
import { m } from '#lib/messages/da/plan.ts';
import { m as places } from '#lib/messages/da/places.ts';
import { button } from '../committee.ts';
import { expect } from '../page.ts';
import { toPlace } from './places.ts';

// What people do with the plan.

export async function toThePlan(page: Page) {
	await toPlace(page, places.plan);
	await expect(page).toHaveURL(/\/plan$/);
}

/** The line of an action. */
export const action = (page: Page, what: string) =>
	page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: m.tick({ what }) }) });

/** Opens an action, says who and when, and closes it. */
export async function decide(page: Page, what: string, who: readonly string[], day: string) {
	const row = action(page, what);
	await row.getByRole('button', { name: m.details({ what }) }).click();
	for (const name of who) await row.getByRole('checkbox', { name, exact: true }).check();
	await row.getByLabel(m.day, { exact: true }).fill(day);
	await row.getByRole('button', { name: m.close, exact: true }).click();
	await expect(row.getByText(m.whoAndWhen)).toHaveCount(0);
}

export const box = (page: Page, what: string) =>
	page.getByRole('checkbox', { name: m.tick({ what }), exact: true });

/** A tap on the box of an action, which lies in a larger label. */
export async function tick(page: Page, what: string, ticked = true) {
	await page.locator('label', { has: box(page, what) }).click();
	await expect(box(page, what)).toBeChecked({ checked: ticked });
}

/** Writes a goal into the plan, under «Hos os». */
export async function writeGoal(page: Page, words: string) {
	await button(page, m.newGoal).last().click();
	await page.getByLabel(m.goalWords).fill(words);
	await button(page, m.add).click();
	await expect(page.getByText(m.goalAdded({ direction: m.directions.own }))).toBeVisible();
}

/** How many pages a PDF has. */
export const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
