import { m } from '#lib/messages/da/committees.ts';
import { m as device } from '#lib/messages/da/device.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { expect, expectSound, test } from './page.ts';

// A browser that keeps nothing of the app yet, as in the first seconds of the first visit.
test.use({
	serviceWorkers: 'block',
	allowedFaults: [/ERR_INTERNET_DISCONNECTED|dynamically imported module|Unable to preload CSS/],
});

test('when the net goes during the first visit, one message says so and none asks for a reload until it is back', async ({
	page,
	context,
}) => {
	await page.goto('/');
	const create = page.getByRole('link', { name: m.start.create });
	await expect(create).toBeVisible();
	await context.setOffline(true);
	await create.click();
	await expect(page.getByRole('heading', { name: ui.noNetTitle })).toBeVisible();
	await expect(page.getByText(ui.noNetText)).toBeVisible();
	await expect(page.getByText(device.chunkMissing)).toHaveCount(0);
	await expect(page.getByRole('button', { name: ui.reload })).toHaveCount(0);
	await expectSound(page);

	await context.setOffline(false);
	await page.getByRole('button', { name: ui.reload }).click();
	await expect(page.getByLabel(m.profile.name)).toBeVisible();
});
