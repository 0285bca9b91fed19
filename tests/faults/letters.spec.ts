import { m as overview } from '#lib/messages/da/overview.ts';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m as settings } from '#lib/messages/da/settings.ts';
import { addMember, button, expectSaved, found, toCommittee } from '../committee.ts';
import { action, decide, toThePlan } from '../journeys/plan.ts';
import { expect, expectSound, test } from '../page.ts';

test.use({ actionTimeout: 20_000 });

const names = ['Åse Ærø Øst', '🌻 Solvej', '👩‍👧‍👦', 'Zoë Ångström-Łukasz', 'محمد'];

test('emoji, æøå and letters from elsewhere are right in names, texts, the print and the name of the copy', async ({
	page,
}) => {
	await found(page, 'LMU Æblegården 🍎 på Ærø');
	for (const name of names) await addMember(page, name);
	await toCommittee(page);
	for (const name of names) await expect(page.getByText(name, { exact: true }).first()).toBeVisible();
	await expectSound(page);

	await page.getByRole('link', { name: 'Overblik' }).click();
	await page.getByRole('link', { name: overview.empty.plan }).click();
	await button(page, plan.empty.write).click();
	await page.getByLabel(plan.goalWords).fill('Årets mål: 👩‍👧‍👦 får plads på Ærø');
	await button(page, plan.add).click();
	await page.getByLabel(plan.goalWords).press('Escape');
	await page.getByRole('button', { name: `${plan.newAction}: Årets mål` }).click();
	await page.keyboard.type('Æbler til øllebrød 🍎🥣');
	await page.keyboard.press('Enter');
	const year = Number(page.url().slice(-4));
	await decide(page, 'Æbler til øllebrød 🍎🥣', names, `${year}-06-30`);
	await expect(action(page, 'Æbler til øllebrød 🍎🥣')).toContainText('ÅØ');

	// Backspace takes a whole letter, whatever it is made of, and the text stays whole.
	const goal = page.getByLabel(plan.goal, { exact: true });
	await goal.focus();
	await page.keyboard.press('End');
	await page.keyboard.type(' 🍐');
	await page.keyboard.press('Backspace');
	await page.keyboard.type('🍒');
	await expectSaved(page);
	await page.reload();
	await expect(goal).toHaveValue('Årets mål: 👩‍👧‍👦 får plads på Ærø 🍒');
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByText('Æbler til øllebrød 🍎🥣').filter({ visible: true }).first()).toBeVisible();
	await page.emulateMedia({ media: null });

	await toCommittee(page);
	await button(page, settings.backup.open).click();
	await page.getByLabel(settings.backup.code).fill('æ ø å 🍎 é');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		button(page, settings.backup.make).click(),
	]);
	expect(download.suggestedFilename()).toMatch(
		/^medspil-lmu-aeblegaarden-paa-aeroe-\d{4}-\d{2}-\d{2}\.medspil$/,
	);
	const path = test.info().outputPath('kopi.medspil');
	await download.saveAs(path);
	await button(page, settings.backup.done).click();

	await page.goto('/hent');
	await page.locator('input[type=file]').setInputFiles(path);
	// Typed on another keyboard, which makes its letters of two.
	await page.getByLabel(settings.restore.code).fill('æ ø å 🍎 é'.normalize('NFD'));
	await button(page, settings.restore.open).click();
	await expect(page.getByText('LMU Æblegården 🍎 på Ærø')).toBeVisible();
	await button(page, settings.restore.merge).click();
	await toThePlan(page);
	await expect(page.getByLabel(plan.goal, { exact: true })).toHaveValue('Årets mål: 👩‍👧‍👦 får plads på Ærø 🍒');
});
