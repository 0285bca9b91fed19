import type { Page } from '@playwright/test';
import { m as overview } from '#lib/messages/da/overview.ts';
import { m as reflections } from '#lib/messages/da/reflections.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import type { Phase } from '#lib/reflections/schema.ts';
import { bring, foundSolsikken } from '../bring.ts';
import { expect } from '../page.ts';

/** To one of a committee's places, by the rail or the bar. */
export const toPlace = (page: Page, name: string) =>
	page.getByRole('navigation', { name: ui.placesLabel }).getByRole('link', { name, exact: true }).click();

/** The service worker has all of the app and answers for this page. */
export const readyWithoutNet = (page: Page) =>
	page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');

/** The Wi-Fi goes, for all tabs of the device, and does not come back. */
export async function leaveTheNet(page: Page) {
	await readyWithoutNet(page);
	await page.context().setOffline(true);
}

/** The six of LMU Solsikken, who have founded their committee and written nothing yet. */
export async function sitDown(page: Page) {
	const { core } = foundSolsikken();
	await bring(page, { id: 'solsikken', core, years: [] });
	await page.goto('/u/solsikken');
	await expect(page.getByRole('heading', { name: overview.empty.title })).toBeVisible();
}

/** As somebody who comes back to the tablet: the start page, the committee, and on from where the group was. */
export async function comeBack(page: Page, phase: Phase) {
	await page.goto('/');
	await page.getByRole('link', { name: 'LMU Solsikken' }).click();
	await page
		.getByRole('link', { name: overview.underWay.goOn({ phase: reflections.phases[phase] }) })
		.click();
}
