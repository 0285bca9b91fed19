import type { Browser, BrowserContext, Page } from '@playwright/test';
import { m as own } from '#lib/messages/da/own-tablets.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { button, expectSaved } from './committee.ts';
import { anotherTablet, confirmDigits, enter, foundShared, invite, join } from './joining/tablets.ts';
import { expect, expectKeyboard, expectReflow, expectSound, sizes, test } from './page.ts';
import { heading, statement, statements } from './round/table.ts';

// Each answers on a tablet of their own, and nobody sees anybody's marks.

test.use({ actionTimeout: 20_000 });
test.describe.configure({ timeout: 240_000 });

const members = ['Karen Kløver', 'Mette Morgenfrue', 'Said Solsikke', 'Åse Anemone'];
const [karen = '', mette = '', said = '', aase = ''] = members;

interface Tablet {
	page: Page;
	context: BrowserContext;
	faults: string[];
}

/** Tablets of one committee, the first of them Karen's, all at the answers of one reflection. */
async function around(page: Page, browser: Browser, others: number, way = m.ways.own.title) {
	await foundShared(page, 'LMU Mælkebøtten', ...members);
	const home = page.url().replace(/\/udvalg.*/, '');
	const tablets: Tablet[] = [];
	for (let at = 0; at < others; at++) {
		const link = await invite(page);
		const other = await anotherTablet(browser);
		await join(other.page, link);
		await confirmDigits(page);
		await enter(other.page);
		tablets.push(other);
	}
	await page.goto(`${home}/refleksion/ny`);
	await page.getByRole('radio', { name: way }).check({ force: true });
	await expectSound(page);
	await button(page, m.start.begin).click();
	await expect(page.getByText(m.sinceLast.first)).toBeVisible();
	await button(page, m.goOn({ phase: m.phases.answers })).click();
	await expect(page).toHaveURL(/\/svar$/);
	await expectSaved(page);
	for (const { page: other } of tablets) {
		await other.goto(`${home}/refleksion`);
		await other.getByRole('link', { name: /Refleksion 20/ }).click();
		await expect(other).toHaveURL(/\/svar$/);
	}
	return tablets;
}

const choose = async (page: Page, ...names: string[]) => {
	for (const name of names) await page.getByRole('checkbox', { name }).check({ force: true });
	await button(page, own.who.begin).click();
};

/** Marks every statement alike, as `42`, up to the last screen. */
async function mark(page: Page, marks: string) {
	for (let number = 1; number <= statements.length; number++) {
		await expect(statement(page, number)).toBeFocused();
		for (const digit of marks) await page.keyboard.press(digit);
		await page.keyboard.press('Enter');
	}
}

const finish = (page: Page) => button(page, own.finish.give).click();
const send = (page: Page, people = 1) => button(page, own.send.give({ people })).click();
const looksAt = (page: Page, title: string) => expect(heading(page, title)).toBeVisible({ timeout: 30_000 });

test('[OW4] three tablets, one of them with two people, answer for themselves and see one picture', async ({
	page,
	browser,
}) => {
	const tablets = await around(page, browser, 2);
	const [second, third] = tablets.map((tablet) => tablet.page);
	if (!second || !third) throw new Error('too few tablets');

	for (const viewport of Object.values(sizes)) {
		await page.setViewportSize(viewport);
		await expectSound(page);
	}
	await page.setViewportSize(sizes.tablet);
	await expectReflow(page);
	await expectKeyboard(page);
	await choose(page, karen);
	await mark(page, '41');
	await expectSound(page);
	await finish(page);
	await looksAt(page, own.ready.title);
	await expect(page.getByText(own.ready.count({ ready: 1, of: 4 }))).toBeVisible();
	await expect(button(page, own.ready.all)).toBeDisabled();
	await expectSound(page);
	await expectKeyboard(page);

	// Karen is ready there, and cannot be chosen here.
	await expect(second.getByRole('checkbox', { name: karen })).toBeDisabled();
	await choose(second, mette);
	await mark(second, '42');
	await finish(second);

	await choose(third, said, aase);
	for (const marks of ['33', '34']) {
		await button(third, m.cover.ready).click();
		await mark(third, marks);
		await button(third, m.handIn.give).click();
	}
	for (const [at, tablet] of [page, second, third].entries()) {
		await looksAt(tablet, own.send.title);
		for (const name of members) await expect(tablet.getByText(name).first()).toBeVisible();
		if (at === 0) {
			for (const viewport of Object.values(sizes)) {
				await tablet.setViewportSize(viewport);
				await expectSound(tablet);
			}
			await tablet.setViewportSize(sizes.tablet);
		}
		await send(tablet, at === 2 ? 2 : 1);
		if (at === 0) {
			await looksAt(tablet, own.given.title({ people: 1 }));
			await expect(tablet.getByText(own.given.count({ given: 1, of: 4 }))).toBeVisible();
			await expectSound(tablet);
		}
	}
	await looksAt(second, own.done.title);
	await expectSound(second);
	await button(second, own.done.show).click();
	for (const tablet of [page, second, third]) await looksAt(tablet, m.picture.title);
	await page.getByRole('radio', { name: 'Tabel' }).check({ force: true });
	for (const { context, faults } of tablets) {
		await context.close();
		expect(faults).toEqual([]);
	}
});
