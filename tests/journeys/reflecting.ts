import type { Locator, Page } from '@playwright/test';
import { m as picture } from '#lib/messages/da/picture.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { m as steps } from '#lib/messages/da/steps.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import type { Phase } from '#lib/reflections/schema.ts';
import { button } from '../committee.ts';
import { expect } from '../page.ts';
import { toPlace } from './places.ts';
import type { Counted, Marks } from './people.ts';

// What a group does with a reflection, named as it would say it.

const { statements, importance, success } = lmu;

export const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

export const question = (id: string): string =>
	lmu.steps.flatMap(({ questions }) => questions).find((each) => each.id === id)?.text ?? '';

/** From any page of the committee to the page where a new reflection is begun. */
export async function toNewReflection(page: Page) {
	await toPlace(page, m.title);
	await page.getByRole('link', { name: m.empty.start }).click();
	await expect(heading(page, m.start.title)).toBeVisible();
}

export async function goOn(page: Page, to: Phase) {
	await button(page, m.goOn({ phase: m.phases[to] })).click();
}

/** Says who is away today, begins, and goes on to the answers. */
export async function begin(page: Page, { away = [], way }: { away?: string[]; way?: string } = {}) {
	await toNewReflection(page);
	for (const name of away) await page.getByRole('checkbox', { name }).uncheck();
	if (way) await page.getByRole('radio', { name: way }).check();
	await button(page, m.start.begin).click();
	await goOn(page, 'answers');
}

export const expectCover = (page: Page, answered: number, of: number) =>
	expect(page.getByText(m.cover.progress({ answered, of }))).toBeVisible();

const statement = (page: Page, at: number) => page.getByRole('heading', { name: statements[at]?.text ?? '' });

/** Takes the tablet from behind the cover. */
export async function takeTheTablet(page: Page) {
	await button(page, m.cover.ready).click();
	await expect(statement(page, 0)).toBeFocused();
}

/** One statement, by taps. */
export async function mark(page: Page, pair: Marks[number]) {
	if (!pair) return button(page, m.answering.skip).click();
	const [matters, succeeds] = pair;
	await page.getByRole('radio', { name: importance.steps[matters - 1], exact: true }).check();
	await page.getByRole('radio', { name: success.steps[succeeds - 1], exact: true }).check();
	await button(page, m.answering.next).click();
}

/** The first few statements, by taps; the person still sits with the tablet. */
export async function markSome(page: Page, marks: Marks) {
	for (const [at, pair] of marks.entries()) {
		await expect(statement(page, at)).toBeFocused();
		await mark(page, pair);
	}
}

/** The rest by the keys, as somebody with a keyboard would. */
async function markByKeys(page: Page, marks: Marks) {
	for (const [at, pair] of marks.entries()) {
		await expect(statement(page, at)).toBeFocused();
		if (!pair) await button(page, m.answering.skip).click();
		else {
			for (const digit of pair) await page.keyboard.press(String(digit));
			await page.keyboard.press('Enter');
		}
	}
}

export async function handIn(page: Page) {
	await button(page, m.handIn.give).click();
	await expect(heading(page, m.handIn.title)).toBeHidden();
}

/** One person from cover to cover. */
export async function answer(page: Page, marks: Marks) {
	await takeTheTablet(page);
	await markByKeys(page, marks);
	await handIn(page);
}

export async function showThePicture(page: Page) {
	await button(page, m.allAnswered.show).click();
	await expect(page).toHaveURL(/\/billede$/);
	await expect(heading(page, m.picture.title)).toBeVisible();
}

/** The table of the picture says exactly this. */
export async function expectPicture(page: Page, expected: readonly Counted[]) {
	await page.getByRole('radio', { name: picture.views.table }).check();
	const table = page.getByRole('table', { name: m.table.caption });
	await expect(table).toBeVisible();
	const rows = await table
		.locator('tbody tr')
		.evaluateAll((all) =>
			all.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.innerText.trim())),
		);
	const short = { importance: m.picture.importanceShort, success: m.picture.successShort };
	expect(rows.map((cells) => cells.slice(0, cells[0] === short.success ? 5 : 7))).toEqual(
		expected.flatMap((each) => [
			[each.statement, String(each.answers), short.importance, ...each.importance.map(String)],
			[short.success, ...each.success.map(String)],
		]),
	);
	await page.getByRole('radio', { name: picture.views.map }).check();
}

export async function chooseFocus(page: Page, label: string) {
	const text = statements.find((each) => each.label === label)?.text ?? '';
	await page.getByRole('checkbox', { name: text }).check();
	await expect(page.getByRole('link', { name: label, exact: true })).toBeVisible();
}

export async function talkAbout(page: Page, label: string) {
	await page.getByRole('link', { name: label, exact: true }).click();
	await expect(page.getByRole('link', { name: label, exact: true })).toHaveAttribute('aria-current', 'page');
}

export const field = (page: Page, id: string) => page.getByLabel(question(id));

const partOf = (page: Page, id: string): Locator => page.locator('section', { has: field(page, id) }).last();

export const inPlan = (page: Page) => page.getByRole('region', { name: m.writing.inPlan });

export async function makeGoal(page: Page, id: string, words: string) {
	await field(page, id).fill(words);
	await partOf(page, id).getByRole('button', { name: m.writing.toGoal }).click();
	await expect(inPlan(page).getByText(words, { exact: true })).toBeVisible();
}

export async function makeAction(page: Page, id: string, words: string) {
	await field(page, id).fill(words);
	await partOf(page, id).getByRole('button', { name: m.writing.toAction }).click();
	await expect(inPlan(page).getByText(words, { exact: true })).toBeVisible();
}

/** What could be nobody's question: written straight into the plan. */
export async function writeAction(page: Page, words: string) {
	await inPlan(page).getByLabel(steps.straight).fill(words);
	await inPlan(page).getByRole('button', { name: steps.addAction }).click();
	await expect(inPlan(page).getByText(words, { exact: true })).toBeVisible();
}
