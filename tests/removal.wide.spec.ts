import { m as overview } from '#lib/messages/da/overview.ts';
import { m as saved } from '#lib/messages/da/saved.ts';
import { m } from '#lib/messages/da/tablets.ts';
import { button } from './committee.ts';
import {
	anotherTablet,
	confirmDigits,
	edit,
	enter,
	invite,
	join,
	toTablets,
	two,
} from './joining/tablets.ts';
import { expect, expectSound, test } from './page.ts';

test('a tablet is taken out: what happens is said first, and it learns it', async ({ page, browser }) => {
	const { page: other, context } = await two(page, browser);
	await edit(page, 'Mads’ tablet');
	await button(page, m.edit.remove).click();
	await expect(page.getByText(m.remove.stays)).toBeVisible();
	await expect(page.getByText(m.remove.seen)).toBeVisible();
	await expectSound(page);
	await button(page, m.remove.keep).click();
	await button(page, m.edit.remove).click();
	await button(page, m.remove.confirm).click();
	await expect(page.getByText(m.remove.done({ name: 'Mads’ tablet' }))).toBeVisible();
	await expect(button(page, m.list.changeOne({ name: 'Mads’ tablet' }))).toBeHidden();
	await expect(other.getByText(m.removed.title)).toBeVisible();
	await expectSound(other);
	// It begins nothing any more, and is promised nothing of the others.
	await other.getByRole('link', { name: 'Overblik' }).click();
	await expect(other.getByText(overview.empty.title)).toBeVisible();
	await expect(other.getByRole('link', { name: overview.empty.start })).toBeHidden();
	await other.locator('.saved-status').click();
	await expect(other.getByText(saved.server.removed)).toBeVisible();
	await expect(other.getByText(saved.others.title)).toBeHidden();
	await expectSound(other);
	await other.keyboard.press('Escape');

	// It may come back, as a new one.
	const link = await invite(page);
	await join(other, link);
	await confirmDigits(page);
	await enter(other);
	await toTablets(other);
	await expect(other.getByText(m.removed.title)).toBeHidden();
	await expect(other.getByRole('link', { name: m.invite.open })).toBeVisible();
	await context.close();
});

test('with a tablet go those whom it has let in, when one says so; they are named first, and its links end', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: mads, context } = await two(page, browser);
	const third = await anotherTablet(browser);
	await join(third.page, await invite(mads));
	await confirmDigits(mads);
	await enter(third.page);
	await invite(mads);
	await page.reload();
	await expect(button(page, m.list.changeOne({ name: 'Tablet 3' }))).toBeVisible();
	await expect(page.getByRole('heading', { name: m.links.title })).toBeVisible();

	await edit(page, 'Tablet 3');
	await button(page, m.edit.remove).click();
	await expect(page.getByLabel(m.remove.along)).toBeHidden();
	await page.keyboard.press('Escape');
	await edit(page, 'Mads’ tablet');
	await button(page, m.edit.remove).click();
	await expect(page.getByText(m.remove.alongNames({ names: ['Tablet 3'] }))).toBeVisible();
	await expectSound(page);
	await page.getByLabel(m.remove.along).check({ force: true });
	await button(page, m.remove.confirm).click();
	await expect(page.getByText(m.remove.doneAlong({ name: 'Mads’ tablet', count: 1 }))).toBeVisible();
	await expect(button(page, m.list.changeOne({ name: 'Mads’ tablet' }))).toBeHidden();
	await expect(button(page, m.list.changeOne({ name: 'Tablet 3' }))).toBeHidden();
	await expect(page.getByRole('heading', { name: m.links.title })).toBeHidden();
	await expect(third.page.getByText(m.removed.title)).toBeVisible();
	await third.context.close();
	await context.close();
});

test('the last tablet that may remove others stays, and says why', async ({ page, browser }) => {
	const { page: other, context } = await two(page, browser);
	await edit(page, 'Tablet 1');
	await expect(page.getByText(m.mayNot['last-admin'])).toBeVisible();
	await expect(button(page, m.edit.remove)).toBeHidden();
	await page.keyboard.press('Escape');
	await edit(page, 'Mads’ tablet');
	await page.getByLabel(m.role.admin.label).check({ force: true });
	await button(page, m.edit.give).click();
	await expect(page.getByText(m.edit.given({ name: 'Mads’ tablet', role: 'admin' }))).toBeVisible();
	// Now it can take itself out.
	await edit(page, 'Tablet 1');
	await button(page, m.edit.remove).click();
	await expect(page.getByText(m.remove.own)).toBeVisible();
	await button(page, m.remove.confirm).click();
	await expect(page.getByText(m.removed.title)).toBeVisible();
	await expect(button(other, m.list.changeOne({ name: 'Tablet 1' }))).toBeHidden();
	await context.close();
});

test.describe('without a network', () => {
	test.use({ serviceWorkers: 'allow' });

	test('a tablet that was taken out tells that it holds words which never got out', async ({
		page,
		browser,
	}) => {
		test.slow();
		const { page: other, context } = await two(page, browser);
		await context.setOffline(true);
		await edit(other, 'Tablet 1');
		await other.getByLabel(m.edit.label).fill('Stuens tablet');
		await button(other, m.edit.save).click();
		await expect(other.getByText(m.edit.renamed({ name: 'Stuens tablet' }))).toBeVisible();
		await edit(page, 'Mads’ tablet');
		await button(page, m.edit.remove).click();
		await button(page, m.remove.confirm).click();
		await expect(page.getByText(m.remove.done({ name: 'Mads’ tablet' }))).toBeVisible();
		await context.setOffline(false);
		await expect(other.getByText(m.removedHolding.text)).toBeVisible({ timeout: 30_000 });
		await expectSound(other);
		await context.close();
	});
});
