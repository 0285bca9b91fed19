import { m } from '#lib/messages/da/plan.ts';
import { expect, sizes, test } from './page.ts';
import { base, factsOf, named, start, toast, words } from './planning.ts';

test('a goal or an action that is left without words has its words back, and says where it is removed', async ({
	page,
}) => {
	await start(page);
	await page.goto(`${base}/2027`);
	const action = words(page, m.action).first();
	await action.fill('');
	await action.press('Tab');
	await expect(action).toHaveValue('Vis status på APV');
	await toast(page, m.wordsBack({ remove: m.removeAction }));
	const goal = words(page, m.goal).first();
	await goal.fill('  ');
	await goal.press('Escape');
	await expect(goal).toHaveValue('Vi følger op på arbejdsmiljøet');
	await toast(page, m.wordsBack({ remove: m.removeGoal }));
	await action.fill('');
	await page.getByRole('link', { name: 'Overblik' }).click();
	await page.getByRole('link', { name: 'Plan', exact: true }).click();
	await expect(action).toHaveValue('Vis status på APV');
});

test('an action without a goal can be put under each direction by its name', async ({ page }) => {
	await start(page);
	await page.goto(`${base}/2027`);
	await factsOf(page, 'Vis status på APV').click();
	const belongs = page.getByLabel(m.belongsTo);
	const options = await belongs.locator('option').allInnerTexts();
	expect(new Set(options).size).toBe(options.length);
	await belongs.selectOption({ label: m.looseIn({ direction: 'Op og ned' }) });
	const moved = page.getByRole('region', { name: 'Op og ned' });
	await expect(moved.getByRole('textbox', { name: m.action, exact: true })).toHaveValue('Vis status på APV');
});

test.describe('on a phone', () => {
	test.use({ viewport: sizes.phone });

	test('the place to add covers no who and no when, wherever the page is scrolled to', async ({ page }) => {
		await start(page);
		await page.goto(`${base}/2027`);
		await expect(factsOf(page, 'Mød naboerne')).toBeVisible();
		const corner = named(page, m.newGoal).last();
		for (let at = 0; at <= 1500; at += 60) {
			await page.evaluate((at) => window.scrollTo(0, at), at);
			const over = await corner.boundingBox();
			for (const facts of await page.locator('button.facts').all()) {
				const box = await facts.boundingBox();
				if (!over || !box) throw new Error('The place to add, or a who and when, is not there.');
				const apart = box.y + box.height <= over.y || over.y + over.height <= box.y;
				expect(apart, `scrolled to ${at}`).toBe(true);
			}
		}
		await corner.tap();
		await expect(words(page, m.goalWords)).toBeInViewport();
	});
});

test('the plan on paper says who and when above, and has a line to write on where that is missing', async ({
	page,
}) => {
	await start(page);
	await page.goto(`${base}/2027`);
	await page.emulateMedia({ media: 'print' });
	const sheet = page.locator('.sheet');
	for (const direction of ['Hos os', 'På tværs'])
		await expect(sheet.locator('section').filter({ hasText: direction })).toContainText(
			new RegExp(`${m.sheet.who}\\s*${m.sheet.when}`),
		);
	await expect(
		sheet.locator('.action').filter({ hasText: 'Vis status på APV' }).locator('.blank'),
	).toHaveCount(0);
	await expect(sheet.locator('.action').filter({ hasText: 'Mød naboerne' }).locator('.blank')).toHaveCount(2);
});
