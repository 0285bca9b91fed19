import { m } from '#lib/messages/da/tablets.ts';
import { readLetters } from '#lib/sealed-log/engine/members/letters.ts';
import { readTicket } from '#lib/sealed-log/engine/members/links.ts';
import { button } from './committee.ts';
import { anotherTablet, edit, foundShared, readPainted, toTablets } from './joining/tablets.ts';
import { expect, expectSound, test } from './page.ts';

test('the recovery sheet lets a new tablet in that may do everything, and a newer one makes it void', async ({
	page,
	browser,
}) => {
	test.slow();
	await foundShared(page, 'LMU Mælkebøtten');
	const print = async () => {
		await page.getByRole('link', { name: /nødark/i }).click();
		await button(page, m.sheet.make).click();
		const code = await readPainted(page.getByRole('img', { name: m.sheet.paper.code }));
		const letters = await page.getByText(/^([0-9A-Z]{4} ){13}[0-9A-Z]{3} ?$/).innerText();
		expect(readTicket(code.split('#')[1] ?? '')).toEqual(readLetters(letters));
		await button(page, m.sheet.done).click();
		await expect(page.getByText(m.sheet.printed)).toBeVisible();
		return letters;
	};
	const first = await print();
	await expect(page.getByRole('link', { name: m.sheet.openAnew })).toBeVisible();
	const { page: other, context, faults } = await anotherTablet(browser);
	const typeIn = async (letters: string) => {
		await other.goto('/join');
		await other.getByLabel(m.join.letters, { exact: true }).fill(letters);
		await other.getByLabel(m.join.letters, { exact: true }).press('Enter');
		await expect(other.getByRole('heading', { name: m.join.isSheet })).toBeVisible();
		await button(other, m.join.take).click();
	};
	// As somebody writes who does not look up from the paper.
	await typeIn(first.toLowerCase().replaceAll(' ', '-').replaceAll('0', 'o'));
	await other.getByRole('link', { name: m.join.toTablets }).click();
	await expect(button(other, m.list.changeOne({ name: 'Tablet 1' }))).toBeVisible();
	await edit(other, 'Tablet 1');
	await expect(button(other, m.edit.remove)).toBeVisible();
	expect(faults).toEqual([]);

	// Whoever has found the sheet could do so: the others are told.
	const alarm = page.getByText(m.cameBySheet.title({ name: 'Tablet 2' }));
	await expect(alarm).toBeVisible();
	await expect(page.getByText(m.list.bySheet)).toBeVisible();
	await expect(page.getByText(m.list.unchecked)).toBeHidden();
	await expectSound(page);
	await expect(other.getByText(m.cameBySheet.title({ name: 'Tablet 2' }))).toBeHidden();
	await button(page, m.cameBySheet.seen).click();
	await expect(alarm).toBeHidden();
	await page.reload();
	await expect(page.getByText(m.list.bySheet)).toBeVisible();
	await expect(alarm).toBeHidden();
	await context.close();

	await print();
	const late = await anotherTablet(browser);
	await late.page.goto('/join');
	await late.page.getByLabel(m.join.letters, { exact: true }).fill(first);
	await late.page.getByLabel(m.join.letters, { exact: true }).press('Enter');
	await button(late.page, m.join.take).click();
	await expect(late.page.getByRole('heading', { name: m.join.oldSheet.title })).toBeVisible();
	await late.context.close();
});

test('every sheet that works is listed with who made it, and can be ended', async ({ page, browser }) => {
	test.slow();
	await foundShared(page, 'LMU Mælkebøtten');
	await page.getByRole('link', { name: m.sheet.open }).click();
	await button(page, m.sheet.make).click();
	const letters = await page.getByText(/^([0-9A-Z]{4} ){13}[0-9A-Z]{3} ?$/).innerText();
	// Nobody says that it is printed.
	await page.goBack();
	const end = page.getByRole('button', { name: m.sheet.end });
	await expect(page.getByText(m.sheet.notSaidPrinted)).toBeVisible();
	await expect(page.getByText(m.sheet.madeOn({ name: 'Tablet 1' }))).toBeVisible();
	await expectSound(page);
	await end.click();
	const dialog = page.getByRole('dialog', { name: m.sheet.endTitle });
	await expectSound(page);
	await button(page, m.sheet.endKeep).click();
	await end.click();
	await dialog.getByRole('button', { name: m.sheet.end }).click();
	await expect(page.getByText(m.sheet.ended)).toBeVisible();
	await expect(page.getByText(m.sheet.none)).toBeVisible();

	const late = await anotherTablet(browser);
	await late.page.goto('/join');
	await late.page.getByLabel(m.join.letters, { exact: true }).fill(letters);
	await late.page.getByLabel(m.join.letters, { exact: true }).press('Enter');
	await button(late.page, m.join.take).click();
	await expect(late.page.getByRole('heading', { name: m.join.oldSheet.title })).toBeVisible();
	await late.context.close();
});

test('the overview reminds of the sheet until it is printed, and gives a week of peace', async ({ page }) => {
	await foundShared(page, 'LMU Mælkebøtten');
	const overview = () => page.getByRole('link', { name: 'Overblik' }).click();
	const reminder = page.getByText(m.sheet.remindTitle);
	await overview();
	await expect(reminder).toBeVisible();
	await expectSound(page);
	await button(page, m.sheet.later).click();
	await expect(reminder).toBeHidden();
	await page.reload();
	await expect(page.getByRole('heading', { level: 1, name: 'LMU Mælkebøtten' })).toBeVisible();
	await toTablets(page);
	await overview();
	await expect(reminder).toBeHidden();
	await page.clock.setSystemTime(Date.now() + 8 * 86_400_000);
	await toTablets(page);
	await overview();
	await expect(reminder).toBeVisible();
});

test('on paper the sheet is one page without the frame', async ({ page }) => {
	await foundShared(page, 'LMU Mælkebøtten');
	await page.getByRole('link', { name: m.sheet.open }).click();
	await button(page, m.sheet.make).click();
	await expect(page.getByRole('img', { name: m.sheet.paper.code })).toBeVisible();
	const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
	expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
	await page.emulateMedia({ media: 'print' });
	await expect(button(page, m.sheet.done)).toBeHidden();
	await expect(page.getByRole('link', { name: 'Overblik' })).toBeHidden();
});
