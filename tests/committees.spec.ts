import type { Locator, Page } from '@playwright/test';
import { m } from '#lib/messages/da/committees.ts';
import { m as overview } from '#lib/messages/da/overview.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { addMember, button, expectSaved, found, toCommittee, tryExample } from './committee.ts';
import { expect, expectAccessible, test } from './page.ts';

async function tabTo(page: Page, target: Locator) {
	await expect(target).toBeVisible();
	const isThere = () => target.evaluate((element) => element === document.activeElement);
	for (let presses = 0; presses < 40 && !(await isThere()); presses++) await page.keyboard.press('Tab');
	await expect(target).toBeFocused();
}

test('a committee and its members are written in with the keyboard alone', async ({ page }) => {
	await page.goto('/');
	await tabTo(page, page.getByRole('link', { name: m.start.create }));
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByLabel(m.profile.name));
	await page.keyboard.type('LMU Mælkebøtten');
	await page.keyboard.press('Tab');
	await page.keyboard.type('Børnehuset Mælkebøtten');
	await tabTo(page, page.getByRole('radio', { name: /^LMU/ }));
	await page.keyboard.press('ArrowRight');
	await expect(page.getByLabel(m.profile.levelLabel)).toHaveValue('OMU');
	await page.keyboard.press('Tab');
	await page.keyboard.type('AfdelingsMED');
	await page.keyboard.press('Enter');

	const name = page.getByLabel(m.members.name, { exact: true });
	await tabTo(page, name);
	await page.keyboard.type('Karen Kløver');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Space');
	await expect(page.getByLabel(m.members.role.chair, { exact: true })).toBeChecked();
	await expect(page.getByRole('radio', { name: m.members.side.management })).toBeChecked();
	await page.keyboard.press('Enter');
	await expect(name).toBeFocused();
	await expect(name).toHaveValue('');
	await page.keyboard.type('Bo Birk');
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByRole('link', { name: m.members.done }));
	await page.keyboard.press('Enter');

	await toCommittee(page);
	await expect(page.getByLabel(m.profile.workplace)).toHaveValue('Børnehuset Mælkebøtten');
	await expect(page.getByLabel(m.profile.levelLabel)).toHaveValue('AfdelingsMED');
	await expect(page.getByRole('listitem').filter({ hasText: 'Karen Kløver' })).toContainText(
		`${m.members.role.chair} · ${m.members.side.management}`,
	);
	await expectSaved(page);
	await page.reload();
	await expect(page.getByText('Bo Birk').first()).toBeVisible();
});

test('what cannot be a name is refused beside the field, and what was written stays', async ({ page }) => {
	await page.goto('/nyt-udvalg');
	const name = page.getByLabel(m.profile.name);
	await page.getByLabel(m.profile.workplace).fill('Børnehuset Mælkebøtten');
	await button(page, m.create.submit).click();
	await expect(name).toBeFocused();
	await expect(name).toHaveAccessibleDescription(new RegExp(m.problem['name-empty']));
	await expect(page.getByLabel(m.profile.workplace)).toHaveValue('Børnehuset Mælkebøtten');
	await name.fill('🌻æøå '.repeat(10_000));
	await button(page, m.create.submit).click();
	await expect(name).toHaveAccessibleDescription(new RegExp(m.problem['name-too-long']));
	await name.fill('LMU 🌻 Æblehaven');
	await button(page, m.create.submit).click();
	await expect(page.getByRole('heading', { level: 1, name: 'LMU 🌻 Æblehaven' })).toBeVisible();

	await button(page, m.members.addThis).click();
	const member = page.getByLabel(m.members.name, { exact: true });
	await expect(member).toHaveAccessibleDescription(m.problem['name-empty']);
	await toCommittee(page);
	await name.fill(' ');
	await name.blur();
	await expect(name).toHaveAccessibleDescription(m.problem['name-empty']);
	await page.reload();
	await expect(name).toHaveValue('LMU 🌻 Æblehaven');
});

test('members are changed and taken off, and either can be undone', async ({ page }) => {
	await found(page, 'LMU Mælkebøtten');
	await addMember(page, 'Karen Kløver', m.members.role.chair);
	await addMember(page, 'Bo Birk', m.members.role.shopSteward, m.members.role.viceChair);
	await toCommittee(page);
	const bo = page.getByRole('listitem').filter({ hasText: 'Bo B' });

	await button(page, m.members.editOne({ name: 'Bo Birk' })).click();
	const dialog = page.getByRole('dialog');
	await expectAccessible(page);
	await dialog.getByLabel(m.members.name, { exact: true }).fill('Bo Bøg');
	await dialog.getByLabel(m.members.role.shopSteward).uncheck();
	await dialog.getByLabel(m.members.termEnd).fill('2020-03-31');
	await dialog.getByRole('button', { name: m.members.save }).click();
	await expect(bo).toContainText('Bo Bøg');
	await expect(bo).toContainText(`${m.members.role.viceChair} · ${m.members.side.employees}`);
	await expect(bo).toContainText(m.members.termOver({ day: '31. marts 2020' }));

	await button(page, ui.undo).click();
	await expect(bo).toContainText('Bo Birk');
	await expect(bo).not.toContainText('2020');
	await button(page, m.members.editOne({ name: 'Bo Birk' })).click();
	await dialog.getByRole('button', { name: m.members.remove }).click();
	await expect(bo).toHaveCount(0);
	await button(page, ui.undo).click();
	await expect(bo).toHaveCount(1);
});

test('one device has many committees: switched, renamed, put away, and deleted by typing the name', async ({
	page,
}) => {
	await found(page, 'LMU Mælkebøtten');
	await found(page, 'LMU Æblehaven');
	await toCommittee(page);
	await page.getByRole('link', { name: m.allCommittees }).click();
	await page.getByRole('link', { name: 'LMU Mælkebøtten' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'LMU Mælkebøtten' })).toBeVisible();

	await toCommittee(page);
	await page.getByLabel(m.profile.name).fill('LMU Løvetanden');
	await page.getByLabel(m.profile.name).press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'LMU Løvetanden' })).toBeVisible();
	await button(page, ui.undo).click();
	await expect(page.getByLabel(m.profile.name)).toHaveValue('LMU Mælkebøtten');
	await page.getByLabel(m.profile.name).fill('LMU Løvetanden');
	await page.getByLabel(m.profile.name).press('Enter');

	await button(page, m.archive.put).click();
	await expect(page.getByText(m.archive.isAway)).toBeVisible();
	await expectSaved(page);
	await page.goto('/');
	const link = page.getByRole('link', { name: 'LMU Løvetanden' });
	await expect(link).toBeHidden();
	await page.getByText(m.start.archived({ count: 1 })).click();
	await link.click();
	await toCommittee(page);
	await button(page, m.archive.back).click();
	await expectSaved(page);
	await page.goto('/');
	await expect(link).toBeVisible();

	await link.click();
	await toCommittee(page);
	await button(page, m.erase.button).click();
	const dialog = page.getByRole('dialog');
	await expectAccessible(page);
	const typed = dialog.getByLabel(m.erase.type({ name: 'LMU Løvetanden' }));
	await typed.fill('LMU');
	await typed.press('Enter');
	await expect(typed).toHaveAccessibleDescription(m.erase.mismatch({ name: 'LMU Løvetanden' }));
	await typed.fill('lmu løvetanden');
	const address = page.url();
	await dialog.getByRole('button', { name: m.erase.confirm }).click();
	await expect(page.getByText(m.erase.done({ name: 'LMU Løvetanden' }))).toBeVisible();
	await expect(page.getByRole('link', { name: 'LMU Æblehaven' })).toBeVisible();
	await expect(link).toHaveCount(0);
	await page.goto(address);
	await expect(page.getByRole('heading', { name: ui.missingTitle })).toBeVisible();
});

test('a committee deleted in another window is gone here too, and says so', async ({ page, context }) => {
	await tryExample(page);
	const other = await context.newPage();
	await other.goto('/');
	await button(other, m.removeExample).click();
	await expect(page.getByRole('heading', { name: m.gone.title })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('link', { name: ui.toStart }).click();
	await expect(page.getByRole('link', { name: m.start.create })).toBeVisible();
});

test('«Hvem er du?» is chosen on this device, kept, and changed again', async ({ page }) => {
	await tryExample(page);
	await toCommittee(page);
	const me = page.getByLabel(m.me.title);
	await expect(me).toHaveValue('');
	await me.selectOption('Sanne Syren');
	await expect(page.getByText(m.me.chosen({ name: 'Sanne Syren' }))).toBeVisible();
	await expectSaved(page);
	await page.reload();
	await expect(me.locator('option:checked')).toHaveText('Sanne Syren');
	await me.selectOption(m.me.nobody);
	await button(page, ui.undo).click();
	await expect(me.locator('option:checked')).toHaveText('Sanne Syren');
	await me.selectOption(m.me.nobody);
	await expectSaved(page);
	await page.reload();
	await expect(me).toHaveValue('');
});

test('who says that the tablet is shared is not asked again', async ({ page }) => {
	await tryExample(page);
	await expect(page.getByLabel(m.me.title)).toBeVisible();
	await toCommittee(page);
	await page.getByLabel(m.me.title).selectOption('Sanne Syren');
	await page.getByLabel(m.me.title).selectOption(m.me.nobody);
	await page.getByRole('link', { name: overview.title, exact: true }).click();
	await expect(page.getByRole('link', { name: overview.plan.open })).toBeVisible();
	await expect(page.getByLabel(m.me.title)).toHaveCount(0);
});

test('the example comes in one tap, is marked wherever it is named, and goes in one tap', async ({
	page,
}) => {
	await page.goto('/');
	await button(page, m.start.tryExample).click();
	await expect(page.getByRole('heading', { level: 1, name: 'LMU Solsikken' })).toBeVisible();
	await expect(page.getByText(m.example, { exact: true })).toBeVisible();
	await expectSaved(page);
	await page.goto('/indstillinger');
	await expect(page.getByText(m.example, { exact: true })).toBeVisible();
	await page.goto('/');
	await expect(page.getByText(m.example, { exact: true })).toBeVisible();
	await expect(button(page, m.start.tryExample)).toHaveCount(0);

	await page.getByRole('link', { name: 'LMU Solsikken' }).click();
	await toCommittee(page);
	await expect(page.getByRole('listitem').filter({ hasText: 'Sanne Syren' })).toBeVisible();
	await button(page, m.removeExample).click();
	await expect(page.getByText(m.exampleRemoved)).toBeVisible();
	await page.reload();
	await expect(page.getByRole('link', { name: m.start.create })).toBeVisible();
	await button(page, m.start.tryExample).click();
	await expect(page.getByRole('heading', { level: 1, name: 'LMU Solsikken' })).toBeVisible();
});
