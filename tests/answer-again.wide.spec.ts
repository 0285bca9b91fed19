import { m as anew } from '#lib/messages/da/again.ts';
import type { Page } from '@playwright/test';
import { m as own } from '#lib/messages/da/own-tablets.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { m as onWall } from '#lib/messages/da/wall.ts';
import { button } from './committee.ts';
import { expect, expectKeyboard, expectReflow, expectSound, sizes, test } from './page.ts';
import { aase, again, around, karen, looksAt, mark, members, mette, said } from './round/own-tablets.ts';
import { answer, begin, statement, statements } from './round/table.ts';

// Answers by name, and statements that are answered once more after the talk.

test.use({ actionTimeout: 20_000 });
test.describe.configure({ timeout: 240_000 });

test('[OW12] [OW16] [RA2] by name each hands in for themselves, the last word counts, and the picture says who marked what', async ({
	page,
	browser,
}) => {
	const [other] = await around(page, browser, 1, { way: m.ways.open.title });
	if (!other) throw new Error('no tablet');
	const choose = async (tablet: Page, name: string) => {
		await tablet.getByRole('radio', { name }).check({ force: true });
		await button(tablet, own.who.begin).click();
	};
	const answer = async (tablet: Page, name: string, marks: string, of?: number) => {
		await choose(tablet, name);
		await mark(tablet, marks, of);
		await button(tablet, own.finishNamed.give).click();
		await expect(button(tablet, own.who.begin)).toBeVisible();
	};
	await answer(page, karen, '11');
	await expect(other.page.getByText(own.open.title({ answered: 1, of: 4 }))).toBeVisible();
	await expectSound(other.page);
	await expectKeyboard(other.page);
	await expectReflow(other.page);
	await answer(other.page, mette, '32');

	// [OW17] Åse takes Said's name by mistake, and is told when he takes it back.
	await choose(other.page, said);
	for (const viewport of Object.values(sizes)) {
		await other.page.setViewportSize(viewport);
		await expect(other.page.getByText(own.named({ name: said }))).toBeVisible();
		await expect(other.page.getByText(m.answering.hidden.seen)).toBeHidden();
		await expectSound(other.page);
	}
	await other.page.setViewportSize(sizes.tablet);
	await expect(statement(other.page, 1)).toBeVisible();
	await other.page.keyboard.press('1');
	await other.page.keyboard.press('4');
	await expect(page.getByText(/^Svarer på/)).toBeVisible();
	await choose(page, said);
	const question = page.getByRole('dialog');
	await expect(question.getByText(own.open.takeTitle({ name: said }))).toBeVisible();
	await expectSound(page);
	await question.getByRole('button', { name: own.open.take }).click();
	await expect(other.page.getByText(`${said} svarer nu på`)).toBeVisible();
	await expectSound(other.page);
	await mark(page, '33');
	await button(page, own.finishNamed.give).click();
	await choose(other.page, aase);
	await expect(other.page.getByRole('radio', { checked: true })).toHaveCount(2);
	await button(other.page, m.answering.stop).click();
	await button(other.page, m.answering.stopConfirm).click();

	// Karen thinks better of it, on the other tablet.
	await choose(other.page, karen);
	await expect(other.page.getByText(own.open.takeTitle({ name: karen }))).toBeVisible();
	await button(other.page, own.open.take).click();
	await mark(other.page, '41');
	await button(other.page, own.finishNamed.give).click();
	await expect(page.getByText(`${karen} har også svaret på`)).toBeVisible();
	await expectSound(page);
	await button(page, own.open.drop).click();
	await expect(page.getByText(own.open.title({ answered: 3, of: 4 }))).toBeVisible();
	await button(page, own.done.show).click();
	await button(page, m.allAnswered.wait).click();
	await answer(other.page, aase, '14');
	await expect(page.getByText(own.open.title({ answered: 4, of: 4 }))).toBeVisible();
	await button(page, own.done.show).click();
	for (const tablet of [page, other.page]) {
		await looksAt(tablet, m.picture.title);
		await expect(tablet).toHaveTitle(new RegExp(`^${m.phases.picture} · .*LMU Mælkebøtten`));
		await tablet.locator('summary', { hasText: statements[0]?.label ?? '' }).click();
		const card = tablet.getByText(own.open.marked).locator('..');
		await expect(card.getByText(karen).first()).toBeVisible();
		await expectSound(tablet);
	}

	// [RA5] What one tablet has begun another takes back, and nobody is left behind.
	await again(page, statements[0]?.label ?? '');
	await button(other.page, anew.close).click();
	await looksAt(page, m.picture.title);
	await expect(page.getByText(anew.closed)).toBeVisible();

	// [RA2] Once more it is the same people, and it is shown when all of them have answered.
	await again(page, statements[0]?.label ?? '');
	await other.page.getByRole('link', { name: anew.go }).click();
	await expect(other.page.getByLabel(own.who.other)).toBeHidden();
	await expect(button(page, own.done.show)).toBeHidden();
	for (const [at, name] of members.entries()) await answer(at % 2 ? other.page : page, name, '44', 1);
	await expect(page.getByText(own.open.title({ answered: 4, of: 4 }))).toBeVisible();
	await expectSound(page);
	await button(page, own.done.show).click();
	for (const tablet of [page, other.page]) await looksAt(tablet, anew.done.title);
	await page.getByRole('link', { name: anew.toPicture }).click();
	await looksAt(page, anew.moved.title);
	await button(page, m.goOn({ phase: m.phases.focus })).click();
	await expect(other.page).toHaveURL(/\/fokus$/);
	await other.context.close();
	expect(other.faults).toEqual([]);
});

test('[RA2] [WA10] the tablet goes round once more among as many as before, and the picture says how they moved', async ({
	page,
	context,
}) => {
	await begin(page, members);
	for (const marks of ['41', '42', '11', '12']) await answer(page, marks);
	await button(page, m.allAnswered.show).click();
	await looksAt(page, m.picture.title);
	const wall = await context.newPage();
	await wall.goto(page.url().replace(/\/billede$/, '?view=wall'));
	await again(page, statements[1]?.label ?? '');
	await expect(wall.getByRole('heading', { name: onWall.wall.correcting })).toBeVisible();
	for (const marks of ['41', '42', '41', '12']) {
		await button(page, m.cover.ready).click();
		await expect(page.getByRole('heading', { name: statements[1]?.text ?? '' })).toBeFocused();
		for (const digit of marks) await page.keyboard.press(digit);
		await page.keyboard.press('Enter');
		await button(page, m.handIn.give).click();
	}
	await looksAt(page, m.allAnswered.title);
	await expectSound(page);
	await expect(wall.getByText(m.cover.progress({ answered: 4, of: 4 }))).toBeVisible();
	await button(page, m.allAnswered.show).click();
	await expect(wall.getByRole('heading', { name: onWall.wall.correcting })).toBeHidden();
	await looksAt(page, anew.done.title);
	await expectSound(page);
	await page.getByRole('link', { name: anew.toPicture }).click();
	await expect(page.getByText(anew.moved.atLeast({ count: 1 }))).toBeVisible();
	await expect(button(page, anew.open)).toBeHidden();
});

test('[RA1] a common mark is set once more, and what was opened by mistake is closed again', async ({
	page,
}) => {
	await begin(page, members.slice(0, 3), 'common');
	for (let number = 1; number <= statements.length; number++) {
		await expect(statement(page, number)).toBeFocused();
		await page.keyboard.press('4');
		await page.keyboard.press('1');
		await page.keyboard.press('Enter');
	}
	await looksAt(page, m.picture.title);
	await again(page, statements[0]?.label ?? '');
	await page.goBack();
	await button(page, anew.close).click();
	await expect(page.getByText(anew.closed)).toBeVisible();
	await again(page, statements[0]?.label ?? '');
	await expect(statement(page, 1)).toBeVisible();
	await page.keyboard.press('4');
	await page.keyboard.press('3');
	await expectSound(page);
	await button(page, m.common.done).click();
	await looksAt(page, anew.done.title);
	await page.getByRole('link', { name: anew.toPicture }).click();
	await looksAt(page, anew.moved.title);
	await expectSound(page);
});
