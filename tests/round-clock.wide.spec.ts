import type { Page } from '@playwright/test';
import { expect, expectSound, sizes, test } from './page.ts';
import { openOwn } from './picture.ts';

/** From here on time goes only when the test says so. */
async function stopTime(page: Page) {
	await page.clock.install({ time: '2027-01-14T13:00:00' });
	await page.clock.pauseAt('2027-01-14T13:00:10');
}

const status = (page: Page) => page.getByRole('status').filter({ hasText: 'har ordet' });

test('[RC7] the round clock says whose turn it is when it changes, and keeps the screen on while a turn runs', async ({
	page,
}) => {
	await page.addInitScript(() => {
		const kept = new Set<object>();
		Object.defineProperty(navigator, 'wakeLock', {
			value: {
				request: async () => {
					const lock = { release: async () => void kept.delete(lock) };
					kept.add(lock);
					return lock;
				},
			},
		});
		Object.assign(window, { locks: () => kept.size });
	});
	const locks = () => page.evaluate(() => (window as unknown as { locks(): number }).locks());
	await openOwn(page, { 'lmu-t1': '34 33 34 33' });
	await stopTime(page);
	await page.getByRole('button', { name: 'Ordet rundt · 2 min.' }).click();
	await page.getByText('1 min.', { exact: true }).click();
	await page.getByRole('button', { name: 'Ryk op: Mette Birk' }).click();
	expect(await locks()).toBe(0);
	await page.getByRole('button', { name: 'Start runden' }).click();
	await expect(status(page)).toHaveText('Mette Birk har ordet');
	await expect.poll(locks).toBe(1);

	await page.clock.runFor(20_000);
	await expect(page.getByRole('timer')).toHaveText('0:40');
	await page.getByRole('button', { name: 'Pause' }).click();
	await page.clock.runFor(60_000);
	await expect(page.getByRole('timer')).toHaveText('0:40');
	await expect.poll(locks).toBe(0);
	await page.getByRole('button', { name: 'Fortsæt' }).click();

	// The tablet sleeps: no ticks, and the clock is right when it wakes.
	await page.clock.fastForward(90_000);
	await expect(page.getByRole('timer')).toHaveText('0:00');
	await expect(page.getByText('Tiden er gået. Gør sætningen færdig.')).toBeVisible();
	await expect(status(page)).toHaveText('Mette Birk har ordet');

	await page.getByRole('button', { name: 'Næste', exact: true }).click();
	await expect(status(page)).toHaveText('Karen Holm har ordet');
	await page.getByRole('button', { name: 'Pas', exact: true }).click();
	await page.getByRole('button', { name: 'Næste', exact: true }).click();
	await page.getByRole('button', { name: 'Næste', exact: true }).click();
	await expect(page.getByText('Karen Holm sagde pas før. Er der noget nu?')).toBeVisible();
	await expect(page.getByText('Den sidste i runden')).toBeVisible();
	await page.getByRole('button', { name: 'Næste', exact: true }).click();
	await expect(page.getByText('Alle har haft ordet')).toBeVisible();
	await expect.poll(locks).toBe(0);
	await page.getByRole('button', { name: 'Luk uret' }).click();
	await expect(page.getByRole('dialog')).toBeHidden();
});

test('the round clock goes on while it is closed, and the button says who has the word', async ({ page }) => {
	await openOwn(page, { 'lmu-t1': '34 33 34 33' });
	await stopTime(page);
	await page.getByRole('button', { name: /^Ordet rundt/ }).click();
	await page.getByRole('button', { name: 'Start runden' }).click();
	await page.getByRole('button', { name: 'Luk', exact: true }).click();
	await page.clock.runFor(30_000);
	await page.getByRole('button', { name: 'Ordet rundt · Karen Holm' }).click();
	await expect(page.getByRole('timer')).toHaveText('1:30');
});

test('[RC8] a round goes on from the picture to the focus, the steps and the check-out, and out of the reflection and back', async ({
	page,
}) => {
	await openOwn(page, { 'lmu-t1': '34 33 34 33' });
	await stopTime(page);
	await page.getByRole('button', { name: /^Ordet rundt/ }).click();
	await page.getByRole('button', { name: 'Start runden' }).click();
	await page.getByRole('button', { name: 'Luk', exact: true }).click();
	for (const to of ['Fokus', 'Op og ned', 'På tværs', 'Plan', 'Tjek-ud']) {
		await page.clock.runFor(5000);
		await page.getByRole('button', { name: `Videre: ${to}` }).click();
		const word = page.getByRole('button', { name: 'Ordet rundt · Karen Holm' });
		// Where the plan is filled in nobody has the word, and the clock goes on.
		if (to === 'Plan') await expect(page.getByRole('heading', { name: 'Jeres plan' })).toBeVisible();
		else await expect(word).toBeVisible();
	}
	await page.clock.resume();
	await page.getByRole('link', { name: 'Refleksion', exact: true }).click();
	await page.getByRole('link', { name: /^I gang/ }).click();
	await page.getByRole('button', { name: 'Ordet rundt · Karen Holm' }).click();
	// Five times five seconds are gone, and what the test itself takes.
	await expect(page.getByRole('timer')).toHaveText(/^1:[0-3]\d$/);
	await page.getByRole('button', { name: 'Næste', exact: true }).click();
	await expect(status(page)).toHaveText('Mette Birk har ordet');
});

test('the round clock fills the screen for a wall, and is sound in every size', async ({ page }) => {
	await openOwn(page, { 'lmu-t1': '34 33 34 33' });
	await page.getByRole('button', { name: /^Ordet rundt/ }).click();
	for (const viewport of Object.values(sizes)) {
		await page.setViewportSize(viewport);
		await expectSound(page);
	}
	await page.getByRole('button', { name: 'Start runden' }).click();
	for (const viewport of Object.values(sizes)) {
		await page.setViewportSize(viewport);
		await expectSound(page);
	}
	await page.getByRole('dialog').getByRole('button', { name: 'Vis stort' }).click();
	await expect(page.getByRole('dialog', { name: 'Ordet rundt' }).last()).toBeVisible();
	await expectSound(page);
	await page.getByRole('button', { name: 'Vis lille' }).click();
	await expect(page.getByRole('button', { name: 'Stop runden' })).toBeVisible();
});
