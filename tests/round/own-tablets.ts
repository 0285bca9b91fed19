import type { Browser, BrowserContext, Page } from '@playwright/test';
import { m as anew } from '#lib/messages/da/again.ts';
import { m as own } from '#lib/messages/da/own-tablets.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { button, expectSaved } from '../committee.ts';
import { anotherTablet, confirmDigits, enter, foundShared, invite, join } from '../joining/tablets.ts';
import { expect, expectSound } from '../page.ts';
import { heading, statement, statements, traces } from './table.ts';

export const members = ['Karen Kløver', 'Mette Morgenfrue', 'Said Solsikke', 'Åse Anemone'];
export const [karen = '', mette = '', said = '', aase = ''] = members;

export interface Tablet {
	page: Page;
	context: BrowserContext;
	faults: string[];
}

/** Tablets of one committee, the first of them Karen's, all at the answers of one reflection. */
export async function around(
	page: Page,
	browser: Browser,
	others: number,
	{ way = m.ways.own.title, role }: { way?: string; role?: string } = {},
) {
	await foundShared(page, 'LMU Mælkebøtten', ...members);
	const home = page.url().replace(/\/udvalg.*/, '');
	const tablets: Tablet[] = [];
	for (let at = 0; at < others; at++) {
		const link = await invite(page, { ...(role && { role }) });
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

export const choose = async (page: Page, ...names: string[]) => {
	for (const name of names) await page.getByRole('checkbox', { name }).check({ force: true });
	await button(page, own.who.begin).click();
};

/** [OW2] On another tablet somebody ticks who is marking here: they are told, take it back, and have their marks still. */
export async function takeByMistake(page: Page, other: Page, name: string) {
	await expect(statement(page, 1)).toBeFocused();
	await page.keyboard.press('4');
	await expect(other.getByText(/^Svarer på/)).toBeVisible();
	await choose(other, name);
	await expect(other.getByText(own.who.takeTitle({ names: [name] }))).toBeVisible();
	await expectSound(other);
	await button(other, own.who.take).click();
	await expect(page.getByText(`${name} er valgt på`)).toBeVisible();
	await expectSound(page);
	await expect(page.getByText(/^Svarer på/)).toBeVisible();
	await choose(page, name);
	await button(page, own.who.take).click();
	await expect(page.getByRole('radio', { checked: true })).toHaveCount(1);
	await expect(other.getByText(`${name} er valgt på`)).toBeVisible();
}

/** What the browser keeps, once what is on its way there has come. */
export async function settled(page: Page): Promise<string> {
	let before = '';
	await expect(async () => {
		const seen = before;
		before = await traces(page);
		expect(before).toBe(seen);
	}).toPass({ intervals: [1500] });
	return before;
}

/** Marks every statement alike, as `42`, up to the last screen. */
export async function mark(page: Page, marks: string, of = statements.length) {
	for (let number = 1; number <= of; number++) {
		await expect(statement(page, number)).toBeFocused();
		for (const digit of marks) await page.keyboard.press(digit);
		await page.keyboard.press('Enter');
	}
}

/** From the picture, opens a statement to be answered once more. */
export async function again(page: Page, label: string) {
	await button(page, anew.open).click();
	await expectSound(page);
	await page.getByRole('dialog').getByRole('checkbox', { name: label }).check({ force: true });
	await button(page, anew.take).click();
	await expect(page).toHaveURL(/\/svar\/ret$/);
}

export const finish = (page: Page) => button(page, own.finish.give).click();
export const send = (page: Page, people = 1) => button(page, own.send.give({ people })).click();
export const looksAt = (page: Page, title: string) =>
	expect(heading(page, title)).toBeVisible({ timeout: 30_000 });

/** The page is gone, as when a tablet kills it; whoever uses that tablet opens it again. */
export async function kill(tablet: Tablet) {
	const url = tablet.page.url();
	await tablet.page.close();
	tablet.page = await tablet.context.newPage();
	await tablet.page.goto(url);
}
