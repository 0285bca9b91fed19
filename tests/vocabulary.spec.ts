import { tryExample } from './committee.ts';
import { expect, test } from './page.ts';
import { expectKnownWords } from './vocabulary/shown.ts';

test('a word that nobody has read is found on a page', async ({ page }) => {
	await page.setContent('<title>Plan</title><p>Alle er her</p><input placeholder="Synchronization" />');
	await expect(expectKnownWords(page)).rejects.toThrow('synchronization');
	await expectKnownWords(page, 'Synchronization');
});

test('no page of the example shows a word that is not Danish of ours', async ({ page }) => {
	test.slow();
	for (const path of ['/', '/nyt-udvalg', '/hent', '/hjaelp', '/indstillinger', '/join']) {
		await page.goto(path);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expectKnownWords(page, 'Chromium');
	}
	await tryExample(page);
	const home = new URL(page.url()).pathname;
	const seen = new Set<string>();
	const open = [home, `${home}/udvalg/medlemmer`];
	for (let path = open.pop(); path; path = open.pop()) {
		seen.add(path);
		await page.goto(path);
		await expect(page.getByRole('heading').first()).toBeVisible();
		await expectKnownWords(page);
		const links = await page
			.locator(`a[href^="${home}"]`)
			.evaluateAll((all) =>
				all.map((link) => new URL((link as HTMLAnchorElement).href)).map(({ pathname }) => pathname),
			);
		for (const link of links) if (!seen.has(link) && !open.includes(link)) open.push(link);
	}
	expect(seen.size).toBeGreaterThan(15);
});
