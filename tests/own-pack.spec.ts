import { m as packs } from '#lib/messages/da/packs.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { button, expectSaved, toCommittee, tryExample } from './committee.ts';
import { expect, expectAccessible, test } from './page.ts';

test('a committee copies a pack and puts its own words, order, topics and statements in', async ({
	page,
}) => {
	await tryExample(page);
	await toCommittee(page);
	await page.getByRole('link', { name: 'MED-pipeline for LMU' }).click();
	await expect(page.getByText(packs.topicUnconfirmedWhy)).toBeVisible();
	await button(page, packs.copy).click();
	const title = packs.copyTitle({ title: 'MED-pipeline for LMU' });
	await expect(page.getByLabel(packs.name)).toHaveValue(title);
	const statements = page.getByRole('main').locator('ol > li');
	await expect(statements).toHaveCount(7);

	const first = statements.first();
	await first.getByRole('button', { name: packs.edit }).click();
	await first.getByLabel(packs.text).fill('Vi hjælper lederen med at tænke hele vejen rundt');
	await first.getByLabel(packs.label).fill('');
	await expect(first.getByLabel(packs.label)).toHaveAccessibleDescription(
		new RegExp(packs.problem['label-empty']),
	);
	await first.getByLabel(packs.label).fill('arbejdsmiljø');
	await expect(first.getByText(packs.problem['label-taken'])).toBeVisible();
	await first.getByLabel(packs.label).fill('Hele vejen rundt');
	await first.getByRole('radio', { name: 'Samarbejde' }).check({ force: true });
	await expectAccessible(page);
	await first.getByRole('button', { name: packs.done }).click();
	await expect(first).toContainText('Vi hjælper lederen');
	await expect(first).toContainText('Samarbejde');

	const down = first.getByRole('button', { name: packs.moveDown });
	await down.focus();
	await page.keyboard.press('Enter');
	await expect(statements.nth(1)).toContainText('Hele vejen rundt');
	await expect(statements.nth(1).getByRole('button', { name: packs.moveDown })).toBeFocused();
	await button(page, ui.undo).click();
	await expect(first).toContainText('Hele vejen rundt');
	await expect(first.getByRole('button', { name: packs.moveUp })).toBeDisabled();

	await first.getByRole('button', { name: packs.hide }).click();
	await expect(first.getByText(packs.hidden, { exact: true })).toBeVisible();
	await first.getByRole('button', { name: packs.show }).click();
	await expect(first.getByText(packs.hidden, { exact: true })).toHaveCount(0);

	await button(page, packs.add).click();
	await expect(statements).toHaveCount(8);
	await expect(statements.last().getByRole('textbox', { name: packs.text })).toBeFocused();
	await page.keyboard.type('Vi holder en pause sammen');
	await statements.last().getByLabel(packs.label).fill('Pause');
	await statements.last().getByRole('button', { name: packs.done }).click();
	await page.getByLabel(packs.name).fill('Vores egne ord');
	await page.getByLabel(packs.name).press('Enter');
	await expectSaved(page);
	await page.reload();
	await expect(page.getByLabel(packs.name)).toHaveValue('Vores egne ord');
	await expect(statements.last()).toContainText('Vi holder en pause sammen');
	await statements.last().getByRole('button', { name: packs.removeStatement }).click();
	await expect(statements).toHaveCount(7);

	const address = page.url();
	await button(page, packs.remove).click();
	await page.getByRole('dialog').getByRole('button', { name: packs.remove }).click();
	await expect(page.getByText(packs.removed)).toBeVisible();
	await button(page, ui.undo).click();
	await page.getByRole('link', { name: 'Vores egne ord' }).click();
	await button(page, packs.remove).click();
	await page.getByRole('dialog').getByRole('button', { name: packs.remove }).click();
	await expect(page.getByRole('link', { name: 'Vores egne ord' })).toHaveCount(0);
	await expectSaved(page);
	await page.goto(address);
	await expect(page.getByRole('heading', { name: ui.missingTitle })).toBeVisible();
});
