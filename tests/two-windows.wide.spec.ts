import { m as own } from '#lib/messages/da/own-tablets.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { m as tabletWords } from '#lib/messages/da/tablets.ts';
import { button } from './committee.ts';
import { expect, expectSound, test } from './page.ts';
import { around, choose, finish, karen, mark } from './round/own-tablets.ts';
import { statement } from './round/table.ts';

// Own tablets answer, and one of them has two windows; one may only read.

test.use({ actionTimeout: 20_000 });
test.describe.configure({ timeout: 240_000 });

test('[OW5] of two windows the second asks before it takes over; who may only read is told, and so is everybody when another way is chosen', async ({
	page,
	browser,
}) => {
	const [reader] = await around(page, browser, 1, { role: tabletWords.role.read.label });
	if (!reader) throw new Error('no tablet');
	await expect(reader.page.getByText(own.readOnly)).toBeVisible();
	await expectSound(reader.page);

	const url = page.url();
	await choose(page, karen);
	await mark(page, '41');
	await finish(page);
	await expect(page.getByText(own.ready.text({ people: 1 }))).toBeVisible();
	// Reading the help loses nothing.
	await page.getByRole('link', { name: own.how }).click();
	await expect(page).toHaveURL(/\/hjaelp#own$/);
	await page.goBack();
	await expect(page.getByText(own.ready.text({ people: 1 }))).toBeVisible();

	const window = await page.context().newPage();
	await window.goto(url);
	await expect(window.getByText(own.who.killed)).toBeVisible();
	await choose(window);
	await mark(window, '32');
	await finish(window);
	await expect(window.getByText(own.ready.text({ people: 1 }))).toBeVisible();
	await expect(page.getByText(own.ready.elsewhere)).toBeVisible();
	await expectSound(page);
	await button(page, own.ready.takeOver).click();
	await expect(page.getByText(own.ready.text({ people: 1 }))).toBeVisible();
	await expect(window.getByText(own.ready.elsewhere)).toBeVisible();

	await button(page, m.changeWay).click();
	await page.getByRole('dialog').getByRole('radio', { name: m.ways.common.title }).check({ force: true });
	await expect(page.getByRole('dialog').getByText(m.changeWayText)).toBeVisible();
	await button(page, m.changeWayTake).click();
	for (const each of [page, window]) {
		await expect(statement(each, 1)).toBeVisible();
		await expect(each.getByText(own.otherWay)).toBeVisible();
	}
	await page.goto(url.replace(/\/refleksion\/.*/, '/refleksion/ny'));
	await page.getByRole('radio', { name: m.ways.own.title }).check({ force: true });
	await expect(page.getByText(own.needs.tablets({ count: 1 }))).toBeVisible();
	await expectSound(page);
	await reader.context.close();
	expect(reader.faults).toEqual([]);
});
