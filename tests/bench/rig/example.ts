import type { Page } from '@playwright/test';
import { m } from '#lib/messages/da/committees.ts';

/** Taps «Prøv med et eksempel» on the start page at this address. Gives the address of the committee. */
export async function makeExample(page: Page, url: string): Promise<string> {
	await page.goto(url);
	await page.getByRole('button', { name: m.start.tryExample }).click();
	await page.waitForURL('**/u/*');
	return page.url();
}
