import type { Page } from '@playwright/test';
import { m } from '#lib/messages/da/committees.ts';
import { m as overview } from '#lib/messages/da/overview.ts';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m as steps } from '#lib/messages/da/steps.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { addMember, button, found, toCommittee, tryExample } from './committee.ts';
import { expect, test } from './page.ts';
import { base, named, start, tickOf, toast, undo, words } from './planning.ts';

// Words that somebody has typed, and not pressed the button that adds them.

const place = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
const nameField = (page: Page) => page.getByLabel(m.members.name, { exact: true });
/** Something else is being stored, and whoever wants to read waits. */
const holdTheDisk = (page: Page, time: number) =>
	page.evaluate(
		(time) =>
			new Promise<void>((resolve) => {
				const opening = indexedDB.open('medspil');
				opening.onsuccess = () => {
					const stores = [...opening.result.objectStoreNames];
					const [first = ''] = stores;
					const store = opening.result.transaction(stores, 'readwrite').objectStore(first);
					const until = performance.now() + time;
					const hold = () => {
						if (performance.now() < until) store.count().onsuccess = hold;
						else opening.result.close();
					};
					store.count().onsuccess = () => (resolve(), hold());
				};
			}),
		time,
	);
const done = (page: Page) => page.getByRole('link', { name: m.members.done });

test('the last member comes along on «Færdig», and a new committee goes on to its first page', async ({
	page,
}) => {
	await found(page, 'LMU Mælkebøtten');
	await addMember(page, 'Karen Kløver');
	await nameField(page).fill('Bo Birk');
	await page.getByLabel(m.members.role.shopSteward, { exact: true }).check();
	await done(page).click();
	await toast(page, m.members.added({ name: 'Bo Birk' }));
	await expect(page.getByRole('link', { name: overview.empty.start })).toBeVisible();

	await toCommittee(page);
	const bo = page.getByRole('listitem').filter({ hasText: 'Bo Birk' });
	await expect(bo).toContainText(m.members.role.shopSteward);
	await undo(page).click();
	await expect(bo).toHaveCount(0);

	await page.getByRole('link', { name: m.members.add }).click();
	await nameField(page).fill('Anna Ask');
	await done(page).click();
	await expect(page.getByRole('heading', { name: m.profile.title })).toBeVisible();
	await expect(page.getByRole('listitem').filter({ hasText: 'Anna Ask' })).toBeVisible();

	// After a reload nobody knows where one came from.
	await page.getByRole('link', { name: m.members.add }).click();
	await expect(nameField(page)).toBeVisible();
	await page.reload();
	await done(page).click();
	await expect(page.getByRole('link', { name: overview.empty.start })).toBeVisible();
});

test('a member who was typed comes along to any other place, unless the name is none', async ({ page }) => {
	await found(page, 'LMU Mælkebøtten');
	await nameField(page).fill('æ'.repeat(81));
	await place(page, 'Plan').click();
	await expect(nameField(page)).toBeFocused();
	await expect(nameField(page)).toHaveAccessibleDescription(m.problem['name-too-long']);
	await nameField(page).fill('Bo Birk');
	await place(page, 'Plan').click();
	await toast(page, m.members.added({ name: 'Bo Birk' }));
	await expect(page).toHaveURL(/plan$/);
	await page.goBack();
	await expect(page.getByText('Bo Birk', { exact: true })).toHaveCount(1);
	await expect(nameField(page)).toHaveValue('');
});

test('a page with a member typed in it asks before it closes', async ({ page }) => {
	await found(page, 'LMU Mælkebøtten');
	await nameField(page).pressSequentially('Bo');
	const asked = page.waitForEvent('dialog');
	const closing = page.close({ runBeforeUnload: true });
	const dialog = await asked;
	expect(dialog.type()).toBe('beforeunload');
	await dialog.dismiss();
	await closing;
	await expect(nameField(page)).toHaveValue('Bo');
});

test('an action or a goal that was typed in the plan comes along to any other place', async ({ page }) => {
	await start(page);
	await page.goto(`${base}/2027`);
	await named(page, 'Ny handling: Vi følger op').click();
	await page.keyboard.type('Kort nyt');
	await place(page, 'Overblik').click();
	await toast(page, plan.actionAdded);
	await expect(page).toHaveURL(/solsikken$/);
	await place(page, 'Plan').click();
	await expect(tickOf(page, 'Kort nyt')).toBeVisible();

	await named(page, plan.newGoal).last().click();
	await page.getByText('På tværs', { exact: true }).last().click();
	await page.getByLabel(plan.goalWords).fill('Vi kender naboerne');
	await place(page, 'Udvalget').click();
	await toast(page, plan.goalAdded({ direction: 'På tværs' }));
	await undo(page).click();
	await place(page, 'Plan').click();
	await expect(tickOf(page, 'Kort nyt')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Vi kender naboerne' })).toHaveCount(0);
});

test('what is typed while the next page is being fetched comes along as well', async ({ page }) => {
	await start(page);
	await page.goto(`${base}/2027`);
	await named(page, plan.newGoal).last().click();
	await holdTheDisk(page, 1500);
	await place(page, 'Overblik').click();
	await page.getByLabel(plan.goalWords).fill('Vi kender naboerne');
	await toast(page, plan.goalAdded({ direction: 'Hos os' }));
	await expect(page).toHaveURL(/solsikken$/);
	await place(page, 'Plan').click();
	await expect(words(page, plan.goal).last()).toHaveValue('Vi kender naboerne');
});

test('an action that was typed is in the plan when only a part of the plan is looked at', async ({
	page,
}) => {
	await start(page);
	await page.goto(`${base}/2027`);
	await named(page, 'Ny handling: Vi følger op').click();
	await page.keyboard.type('Kort nyt');
	await page.getByText(plan.counted({ label: 'På tværs', count: 1 })).click();
	await toast(page, plan.actionAdded);
	await page.getByText(plan.counted({ label: plan.all, count: 4 })).click();
	await expect(tickOf(page, 'Kort nyt')).toBeVisible();

	await named(page, 'Ny handling: Vi følger op').click();
	await page.keyboard.type('Fast punkt');
	await named(page, plan.mine).click();
	await toast(page, plan.actionAdded);
	await named(page, plan.mine).click();
	await expect(tickOf(page, 'Fast punkt')).toBeVisible();
});

test('when the committee is deleted in another window, nothing is said of words that were typed', async ({
	page,
	context,
}) => {
	await tryExample(page);
	await place(page, 'Plan').click();
	await named(page, /^Ny handling:/)
		.first()
		.click();
	await page.keyboard.type('Kort nyt');
	const other = await context.newPage();
	await other.goto('/');
	await button(other, m.removeExample).click();
	await expect(page.getByRole('heading', { name: m.gone.title })).toBeVisible();
	await expect(page.locator('.toast')).toHaveCount(0);
});

test('what was closed and not added stays out of the plan', async ({ page }) => {
	await start(page);
	await page.goto(`${base}/2027`);
	await named(page, plan.newGoal).last().click();
	await page.getByLabel(plan.goalWords).fill('Ikke alligevel');
	await page.keyboard.press('Escape');
	await named(page, 'Ny handling: Vi følger op').click();
	await page.keyboard.type('Heller ikke');
	await page.keyboard.press('Escape');
	await place(page, 'Overblik').click();
	await place(page, 'Plan').click();
	await expect(tickOf(page, 'Vis status på APV')).toBeVisible();
	await expect(page.getByText(/ikke alligevel/i)).toHaveCount(0);
	await expect(tickOf(page, 'Heller ikke')).toHaveCount(0);
});

test('what was typed straight to the plan in a step comes along to the next part', async ({ page }) => {
	await tryExample(page);
	await place(page, 'Refleksion').click();
	await page
		.getByRole('link', { name: /Se den igen/ })
		.first()
		.click();
	await page.getByRole('link', { name: /^På tværs/ }).click();
	await page.getByLabel(steps.straight).fill('Vi mødes med Månehuset');
	await page.getByRole('link', { name: /^Op og ned/ }).click();
	await expect(button(page, ui.undo)).toBeVisible();
	await page.getByRole('link', { name: /^På tværs/ }).click();
	await expect(
		page.getByRole('region', { name: 'Står i planen' }).getByText('Vi mødes med Månehuset'),
	).toBeVisible();
});
