import { m } from '#lib/messages/da/committees.ts';
import { m as app } from '#lib/messages/da/device.ts';
import { m as settings } from '#lib/messages/da/settings.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { addMember, button, expectSaved, found, toCommittee, tryExample } from './committee.ts';
import { expect, expectAccessible, expectSound, test } from './page.ts';

test.use({ serviceWorkers: 'allow' });

test.describe('the colours', () => {
	// A worker would answer for the files that are held back here.
	test.use({ serviceWorkers: 'block' });

	test('they are chosen, kept, and on the page before anything is painted', async ({ page }) => {
		const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
		await page.goto('/indstillinger');
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		const light = await ground();
		await page.getByLabel(settings.theme.options.dark).check({ force: true });
		const dark = await ground();
		expect(dark).not.toBe(light);
		await page.reload();
		await expect.poll(ground).toBe(dark);
		await expectAccessible(page);

		// With all of the program held back, only the page itself can know.
		await page.route('**/_app/**', () => undefined);
		await page.goto('/', { waitUntil: 'commit' });
		await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
		expect(await page.locator('meta[name="color-scheme"]').getAttribute('content')).toBe('dark');
		await page.unrouteAll({ behavior: 'ignoreErrors' });
		await page.goto('/indstillinger');
		await page.getByLabel(settings.theme.options.auto).check({ force: true });
		await expect.poll(ground).toBe(light);
	});
});

test('settings say what is kept, and that the app is ready without a network when it is', async ({
	page,
}) => {
	await found(page, 'LMU Mælkebøtten');
	await page.goto('/indstillinger');
	const said = [app.kept, app.mayBeCleared, app.keepingUnknown].map((text) => page.getByText(text));
	await expect(said.reduce((one, other) => one.or(other))).toBeVisible();
	await expect(page.getByText(app.space({ used: 0, allowed: 0 }).slice(0, 14))).toBeVisible();
	await expect(page.getByText(app.offlineReady, { exact: true })).toBeVisible();
	await expect(page.getByRole('link', { name: 'LMU Mælkebøtten' })).toBeVisible();
});

test.describe('a browser that refuses to store', () => {
	test.beforeEach(({ page }) =>
		page.addInitScript(() => {
			IDBFactory.prototype.open = () => {
				throw new DOMException('not here', 'SecurityError');
			};
		}),
	);

	test('it is said on the start page, and everything works as long as the page is open', async ({ page }) => {
		await page.goto('/');
		await expect(page.getByText(settings.trouble.refused.title)).toBeVisible();
		await expectSound(page);
		await page.getByRole('link', { name: m.start.create }).click();
		await page.getByLabel(m.profile.name).fill('LMU Mælkebøtten');
		await button(page, m.create.submit).click();
		await addMember(page, 'Karen Kløver', m.members.role.chair);
		await expect(page.getByText(ui.notSaved.long).first()).toBeVisible();
		await toCommittee(page);
		await expect(page.getByText('Karen Kløver').first()).toBeVisible();
		await page.getByRole('link', { name: m.allCommittees }).click();
		await expect(page.getByRole('link', { name: 'LMU Mælkebøtten' })).toBeVisible();
		await button(page, m.start.tryExample).click();
		await expect(page.getByText(settings.trouble.refused.title)).toBeVisible();
		await expectSound(page);
	});
});

test('a full tablet is said at once, with the file offered, and is over when there is room again', async ({
	page,
}) => {
	await page.addInitScript(() => {
		const { add } = IDBObjectStore.prototype;
		IDBObjectStore.prototype.add = function (...given) {
			if (Reflect.get(window, 'isFull')) throw new DOMException('no room', 'QuotaExceededError');
			return add.apply(this, given);
		};
	});
	const setFull = (full: boolean) => page.evaluate((full) => Reflect.set(window, 'isFull', full), full);
	await tryExample(page);
	await toCommittee(page);
	await setFull(true);
	await page.getByLabel(m.profile.workplace).fill('Børnehuset uden plads');
	await page.getByLabel(m.profile.workplace).press('Enter');
	await expect(page.getByText(settings.trouble.full.title)).toBeVisible();
	await expect(page.getByText(ui.notSaved.long).first()).toBeVisible();
	await button(page, settings.getFile).click();
	await expect(page.getByRole('dialog')).toBeVisible();
	await expectAccessible(page);
	await page.keyboard.press('Escape');
	await setFull(false);
	await expect(page.getByText(settings.trouble.full.title)).toBeHidden();
	await expectSaved(page);
	await page.reload();
	await expect(page.getByLabel(m.profile.workplace)).toHaveValue('Børnehuset uden plads');
});
