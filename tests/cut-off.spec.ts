import { m as saved } from '#lib/messages/da/saved.ts';
import { m } from '#lib/messages/da/together.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { foundShared } from './joining/tablets.ts';
import { expect, expectSound, sizes, test } from './page.ts';

test.use({ serviceWorkers: 'allow' });

test.use({ allowedFaults: [/ERR_INTERNET_DISCONNECTED|WebSocket/] });

test('[TO13] without a way to the server it is told after a while, though nothing waits here', async ({
	page,
}) => {
	await foundShared(page, 'LMU Mælkebøtten', 'Karen Kløver');
	const status = page.locator('.saved-status .now .long');
	await expect(status).toHaveText(ui.onServer.long);
	// The app itself has to be here.
	await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
	await page.context().setOffline(true);
	await expect(status).toHaveText(ui.cut.long, { timeout: 15_000 });
	await page.locator('.saved-status').click();
	await expect(page.getByRole('dialog', { name: m.savedTitle }).getByText(saved.server.cut)).toBeVisible();
	for (const viewport of Object.values(sizes)) {
		await page.setViewportSize(viewport);
		await expectSound(page);
	}
	await page.keyboard.press('Escape');
	await expectSound(page);
	await page.context().setOffline(false);
	await expect(status).toHaveText(ui.onServer.long, { timeout: 40_000 });
});
