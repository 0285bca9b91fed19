import { m as plan } from '#lib/messages/da/plan.ts';
import { m as saved } from '#lib/messages/da/saved.ts';
import { m } from '#lib/messages/da/tablets.ts';
import { m as together } from '#lib/messages/da/together.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { button } from './committee.ts';
import { toThePlan } from './journeys/plan.ts';
import { edit, two } from './joining/tablets.ts';
import { expect, expectSound, test } from './page.ts';

// A tablet that may only read.

test('a tablet that may only read is told so, and may write again when somebody says so', async ({
	page,
	browser,
}) => {
	const { page: other, context } = await two(page, browser, m.role.read.label);
	await expect(other.getByText(m.readsOnly.title, { exact: true })).toBeVisible();
	await expect(other.getByText(m.mayNot.invite)).toBeVisible();
	await expect(other.getByRole('link', { name: m.invite.open })).toBeHidden();
	await edit(other, 'Tablet 1');
	await expect(other.getByText(m.mayNot.rename)).toBeVisible();
	await expect(other.getByRole('dialog').getByText(m.mayNot['not-admin'])).toBeVisible();
	await expectSound(other);
	await other.keyboard.press('Escape');
	await other.goto(other.url().replace(/\/udvalg.*/, '/udvalg/tablets/inviter'));
	await expect(other.getByText(m.mayNot.invite)).toBeVisible();

	await edit(page, 'Mads’ tablet');
	await page.getByLabel(m.role.write.label).check({ force: true });
	// What is heard of it meanwhile changes nothing of what was picked.
	await other.reload();
	await expect(other.getByText(m.mayNot.invite)).toBeVisible();
	await expect(page.getByLabel(m.role.write.label)).toBeChecked();
	await button(page, m.edit.give).click();
	await expect(page.getByText(m.edit.given({ name: 'Mads’ tablet', role: 'write' }))).toBeVisible();
	await expect(button(other, m.invite.make)).toBeVisible();
	// To no higher role than its own.
	await expect(other.getByLabel(m.role.admin.label)).toBeHidden();
	await context.close();
});

test('words that a tablet wrote before it heard that it may only read are called on it alone, and nothing breaks', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: other, context, faults } = await two(page, browser);
	await toThePlan(other);
	await button(other, plan.empty.write).click();
	await other.getByLabel(plan.goalWords).fill('Ro');
	await button(other, plan.add).click();
	await button(other, plan.close).click();
	const goal = other.getByLabel(plan.goal, { exact: true }).first();
	await expect(other.locator('.saved-status .now .long')).toHaveText(ui.reached({ others: 1 }).long);
	expect(faults).toEqual([]);
	await context.setOffline(true);
	await goal.focus();
	await other.keyboard.press('ControlOrMeta+End');
	await other.keyboard.type(' ved bordet');

	await edit(page, 'Mads’ tablet');
	await page.getByLabel(m.role.read.label).check({ force: true });
	await button(page, m.edit.give).click();
	await expect(page.getByText(m.edit.given({ name: 'Mads’ tablet', role: 'read' }))).toBeVisible();

	await context.setOffline(false);
	await expect(other.getByText(m.readsOnly.title, { exact: true })).toBeVisible({ timeout: 40_000 });
	await expect(goal).toHaveValue('Ro ved bordet');
	await other.locator('.saved-status').click();
	const sheet = other.getByRole('dialog', { name: together.savedTitle });
	await expect(sheet.getByText(saved.tablet.onlyHere)).toBeVisible();
	await expect(sheet.getByText(saved.server.onlyHere)).toBeVisible();
	await expect(sheet.getByText(saved.others.without)).toBeVisible();
	await expectSound(other);
	await other.keyboard.press('Escape');

	// And they come when it may write again.
	await edit(page, 'Mads’ tablet');
	await page.getByLabel(m.role.write.label).check({ force: true });
	await button(page, m.edit.give).click();
	await toThePlan(page);
	await expect(page.getByLabel(plan.goal, { exact: true }).first()).toHaveValue('Ro ved bordet');
	expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|WebSocket/.test(fault))).toEqual([]);
	await context.close();
});
