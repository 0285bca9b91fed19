import type { Page } from '@playwright/test';
import { m } from '#lib/messages/da/committees.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { expect } from './page.ts';

// How tests get to a committee, as a person would.

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

const reached = ui.reached({ others: 2 }).long.replace(/\d.*$/, '');

/** What the screen says when everything is stored: on the tablet at least, and how far it has come. */
export const savedWords = new RegExp(`^(${ui.saved.long}|${ui.onServer.long}|${reached}.*)$`);

export const expectSaved = (page: Page) =>
	expect(page.getByText(savedWords).filter({ visible: true }).first()).toBeVisible();

/** Founds a committee in a hurry, and arrives where its members are written in. */
export async function found(page: Page, name: string) {
	await page.goto('/nyt-udvalg');
	await page.getByLabel(m.profile.name).fill(name);
	await button(page, m.create.submit).click();
	await expect(page.getByRole('heading', { name: m.members.new })).toBeVisible();
}

/** Where members are written in. */
export async function addMember(page: Page, name: string, ...roles: string[]) {
	await page.getByLabel(m.members.name, { exact: true }).fill(name);
	for (const role of roles) await page.getByLabel(role, { exact: true }).check();
	await page.getByLabel(m.members.name, { exact: true }).press('Enter');
	await expect(page.getByText(m.members.added({ name }))).toBeVisible();
}

/** To the committee's own page, from any of its pages. */
export async function toCommittee(page: Page) {
	await page.getByRole('link', { name: 'Udvalget', exact: true }).click();
	await expect(page.getByRole('heading', { name: m.profile.title })).toBeVisible();
}

export async function tryExample(page: Page) {
	await page.goto('/');
	await button(page, m.start.tryExample).click();
	await expect(page.getByRole('heading', { level: 1, name: 'LMU Solsikken' })).toBeVisible();
}
