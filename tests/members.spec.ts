import { m } from '#lib/messages/da/committees.ts';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { expectSaved } from './committee.ts';
import { expect, expectSound, test } from './page.ts';
import { base, factsOf, named, start, toast } from './planning.ts';

test('taking a member off says what still stands on them, and the plan asks who instead', async ({
	page,
}) => {
	await start(page);
	await page.goto('/u/solsikken/udvalg');
	await named(page, m.members.editOne({ name: 'Karen Holm' })).click();
	await page.getByRole('dialog').getByRole('button', { name: m.members.remove }).click();
	await toast(page, m.members.removedFrom({ name: 'Karen Holm', actions: 1 }));
	await expectSaved(page);
	await page.goto(`${base}/2027`);
	const facts = factsOf(page, 'Vis status på APV');
	await expect(facts).toContainText(plan.who);
	await expect(facts).toContainText(plan.hasLeft({ name: 'Karen Holm' }));
	await facts.click();
	await expect(page.getByRole('checkbox', { name: plan.hasLeft({ name: 'Karen Holm' }) })).toBeChecked();
});

test('a member is back with one tap, and nothing in the plan has changed', async ({ page }) => {
	await start(page);
	await page.goto('/u/solsikken/udvalg');
	await named(page, m.members.editOne({ name: 'Karen Holm' })).click();
	await page.getByRole('dialog').getByRole('button', { name: m.members.remove }).click();
	await toast(page, m.members.removedFrom({ name: 'Karen Holm', actions: 1 }));
	await named(page, ui.undo).click();
	await expect(named(page, m.members.editOne({ name: 'Karen Holm' }))).toBeVisible();
	await expectSaved(page);
	await page.goto(`${base}/2027`);
	await expect(factsOf(page, 'Vis status på APV')).toContainText('KH');
	await expect(factsOf(page, 'Vis status på APV')).not.toContainText(plan.who);
});

test('a namesake is said while the name is typed, and the two are told apart afterwards', async ({
	page,
}) => {
	await start(page);
	await page.goto('/u/solsikken/udvalg/medlemmer');
	const name = page.getByLabel(m.members.name, { exact: true });
	await name.fill('bo ');
	await expect(page.getByText(m.members.namesake({ name: 'bo' }))).toBeVisible();
	await expectSound(page);
	await name.fill('Bo');
	await name.press('Enter');
	const of = (initials: string) =>
		page.getByRole('listitem').filter({ hasText: new RegExp(`^\\s*${initials}`) });
	await expect(of('B1')).toHaveCount(1);
	await expect(of('B2')).toHaveCount(1);
	await name.fill('Kim Holm');
	await name.press('Enter');
	await expect(of('KaH')).toContainText('Karen Holm');
	await expectSaved(page);
	await page.goto(`${base}/2027`);
	await expect(factsOf(page, 'Vis status på APV')).toContainText('KaH');
});
