import type { Page } from '@playwright/test';
import { Committee } from '#lib/committees/document.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { m as picture } from '#lib/messages/da/picture.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { hmu } from '#lib/packs/texts/med-pipeline/hmu.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { omu } from '#lib/packs/texts/med-pipeline/omu.ts';
import type { Pack } from '#lib/packs/schema.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { bring } from './bring.ts';
import { expect, expectKeyboard, expectReflow, expectSound, sizes, test } from './page.ts';

const people = ['Karla Holm', 'Mads Bøgh', 'Sanne Asp', 'Ida Kvist', 'Jonas Lund', 'Rikke Elm'];

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const slip = (page: Page, number: number) =>
	expect(page.getByRole('heading', { name: m.slips.number({ number }), exact: true })).toBeVisible();
const typed = (page: Page, answered: number) =>
	expect(page.getByText(m.slips.typedOf({ answered, of: people.length }))).toBeVisible();

/** The cells of one line: a statement, and importance (0) or success (1). */
const line = (page: Page, statement: number, question: 0 | 1) =>
	page.getByRole('group').nth((statement - 1) * 2 + question);

/** A reflection that is answered on paper, at the answers. */
async function begin(page: Page, pack: Pack = lmu) {
	const now = new Date('2026-11-14T14:00:00Z');
	const core = new SharedDocument('core');
	const profile = { name: 'LMU Solsikken', workplace: '', level: 'lmu', levelLabel: 'LMU' };
	new Committee(core).found({ ...profile, members: [] }, '2026-11-14', now);
	const year = new SharedDocument('year-2027');
	const reflections = new Reflections(year);
	const present = people.map((name) => ({ name }));
	const id = reflections.start({ year: 2027, pack, way: 'paper', present }, '2026-11-14', now);
	reflections.goOn(id, 'answers');
	await bring(page, { id: 'solsikken', core, years: [year] });
	await page.goto(`/u/solsikken/refleksion/2027/${id}/svar`);
	await expect(page.getByRole('heading', { name: m.slips.title, exact: true })).toBeVisible();
}

const toPrint = (page: Page) => page.getByRole('link', { name: m.slips.print }).click();
const toTyping = (page: Page) => page.getByRole('link', { name: m.slips.typeIn }).click();

const pagesOf = async (page: Page) => {
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
	return pdf.match(/\/Type\s*\/Page\b/g)?.length;
};

test('there is one slip for each in the room, four to a page of A4, or as many as one asks for', async ({
	page,
}) => {
	await begin(page);
	await toPrint(page);
	const howMany = page.getByLabel(m.slips.howMany);
	await expect(howMany).toHaveValue('6');
	expect(await pagesOf(page)).toBe(2);
	await howMany.fill('4');
	expect(await pagesOf(page)).toBe(1);
	await howMany.fill('13');
	await expect(page.getByText(m.slips.pages({ count: 4 }))).toBeVisible();
	expect(await pagesOf(page)).toBe(4);
	await howMany.fill('');
	expect(await pagesOf(page)).toBe(1);
});

test('a slip has every statement, two rows of four boxes for each, no colour and no name', async ({
	page,
}) => {
	await begin(page);
	await toPrint(page);
	await page.emulateMedia({ media: 'print' });
	const slips = page.locator('.sheet article');
	await expect(slips).toHaveCount(6);
	for (const { text } of lmu.statements) await expect(slips.first().getByText(text)).toBeVisible();
	await expect(slips.first().locator('.box')).toHaveCount(lmu.statements.length * 8);
	await expect(page.getByText(people[0] ?? '')).toHaveCount(0);
	const colours = await page.evaluate(() => {
		const seen = new Set<string>();
		for (const element of document.querySelectorAll('.sheet *')) {
			const { color, backgroundColor, borderTopColor } = getComputedStyle(element);
			for (const colour of [color, backgroundColor, borderTopColor]) seen.add(colour);
		}
		return [...seen].map((colour) => colour.match(/\d+/g)?.slice(0, 3) ?? []);
	});
	expect(colours.filter((parts) => new Set(parts).size > 1)).toEqual([]);
});

const own = (count: number, length: number): Pack => ({
	...lmu,
	statements: Array.from({ length: count }, (_, at) => ({
		id: `own-${at}`,
		topic: 'task',
		label: `Vores eget ${at}`,
		text: 'Medarbejderrepræsentanterne drøfter arbejdstilrettelæggelsen '.repeat(9).slice(0, length).trim(),
	})),
});

for (const [name, pack, perPage] of [
	['LMU', lmu, 4],
	['OMU', omu, 4],
	['HMU', hmu, 4],
	['a short pack', own(3, 40), 4],
	['a pack of long statements', own(7, 300), 2],
	['a pack of many statements', own(13, 90), 1],
	['a pack of many long statements', own(12, 300), 1],
] as const) {
	test(`all of ${name} is legible on its slip`, async ({ page }) => {
		await begin(page, pack);
		await toPrint(page);
		await expect(page.getByLabel(m.slips.howMany)).toHaveValue('6');
		// A4 at 96 px to the inch, less 8 mm at each edge.
		await page.setViewportSize({
			width: Math.round((194 / 25.4) * 96),
			height: Math.round((281 / 25.4) * 96),
		});
		await page.emulateMedia({ media: 'print' });
		const sheets = await page.locator('.sheet').evaluateAll((all) =>
			all.map((sheet) => {
				const edge = sheet.getBoundingClientRect();
				const slips = [...sheet.querySelectorAll('article')];
				const cut = slips.filter(
					(each) =>
						each.scrollHeight > each.clientHeight + 1 ||
						each.getBoundingClientRect().bottom > edge.bottom + 1,
				);
				return { slips: slips.length, cut: cut.length };
			}),
		);
		expect(sheets).toEqual(
			Array.from({ length: Math.ceil(6 / perPage) }, (_, at) => ({
				slips: Math.min(perPage, 6 - at * perPage),
				cut: 0,
			})),
		);
		await page.emulateMedia({ media: null });
		expect(await pagesOf(page)).toBe(Math.ceil(6 / perPage));
	});
}

test('six slips are typed in by digits and Enter alone, and the picture is shown', async ({ page }) => {
	await begin(page);
	await toTyping(page);
	await slip(page, 1);
	// Nobody waits for the screen: the next digit comes at once.
	for (const _ of people) {
		await page.keyboard.type('4132231441'.padEnd(14, '2'));
		await page.keyboard.press('Enter');
	}
	await typed(page, 6);
	await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
	await page.getByRole('link', { name: m.slips.stop }).click();
	await button(page, m.allAnswered.show).click();
	await expect(page).toHaveURL(/\/billede$/);
	// Every digit arrived: all six have answered every statement.
	await page.getByText(picture.views.table, { exact: true }).click();
	const answered = page.locator('tbody:visible');
	await expect(answered).toHaveCount(lmu.statements.length);
	for (const row of await answered.all()) await expect(row.getByRole('cell').first()).toHaveText('6');
});

test('before all slips are typed in it is asked whether to show the picture all the same', async ({
	page,
}) => {
	await begin(page);
	await toTyping(page);
	await slip(page, 1);
	for (let number = 1; number <= 5; number++) {
		await page.keyboard.type('4'.repeat(14));
		await page.keyboard.press('Enter');
	}
	await typed(page, 5);
	await page.getByRole('link', { name: m.slips.stop }).click();
	await button(page, m.allAnswered.show).click();
	const dialog = page.getByRole('dialog', { name: m.slips.early({ answered: 5, of: 6 }) });
	await expect(dialog.getByText(m.allAnswered.earlyText({ count: 1 }))).toBeVisible();
	await expectSound(page);
	await dialog.getByRole('button', { name: m.allAnswered.wait }).click();
	await typed(page, 5);
	await button(page, m.allAnswered.show).click();
	await dialog.getByRole('button', { name: m.allAnswered.showNow }).click();
	await expect(page).toHaveURL(/\/billede$/);
});

test('0 and the space bar leave a line empty, Backspace goes back, and the last slip is gone', async ({
	page,
}) => {
	await begin(page);
	await toTyping(page);
	await slip(page, 1);
	await page.keyboard.type('40');
	await page.keyboard.press('Space');
	await page.keyboard.type('3');
	await expect(line(page, 1, 0).getByRole('radio', { checked: true })).toHaveValue('4');
	await expect(line(page, 1, 1).getByRole('radio', { checked: true })).toHaveCount(0);
	await expect(line(page, 2, 0).getByRole('radio', { checked: true })).toHaveCount(0);
	await expect(line(page, 2, 1).getByRole('radio', { checked: true })).toHaveValue('3');
	await expect(page.getByText(m.slips.half)).toHaveCount(2);
	await page.keyboard.press('Backspace');
	await page.keyboard.press('Backspace');
	await page.keyboard.type('21');
	await expect(line(page, 2, 0).getByRole('radio', { checked: true })).toHaveValue('2');
	await expect(line(page, 2, 1).getByRole('radio', { checked: true })).toHaveValue('1');
	// Enter leaves the rest as it is, line by line, and at the end it hands in.
	for (let left = 4; left < 14; left++) await page.keyboard.press('Enter');
	await expect(button(page, m.slips.next)).toBeFocused();
	await page.keyboard.press('Enter');
	await slip(page, 2);
	await typed(page, 1);
	await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
	await page.goBack();
	await page.goForward();
	await slip(page, 2);
	await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
});

test('a tap marks and goes on, the arrow keys mark and stay', async ({ page }) => {
	await begin(page);
	await toTyping(page);
	await slip(page, 1);
	await line(page, 1, 0).getByRole('radio', { name: /^3/ }).tap();
	await line(page, 1, 1).getByRole('radio', { name: /^2/ }).tap();
	await expect(line(page, 2, 0).getByRole('radio').first()).toBeFocused();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowRight');
	await expect(line(page, 2, 0).getByRole('radio', { checked: true })).toHaveValue('3');
	await expect(line(page, 2, 0).getByRole('radio', { checked: true })).toBeFocused();
	await expect(page.getByRole('radio', { checked: true })).toHaveCount(3);
});

test('[RO11] a double tap hands in one slip, and a slip with nothing on it only when it is said to be blank', async ({
	page,
}) => {
	await begin(page);
	await toTyping(page);
	await slip(page, 1);
	await page.keyboard.type('4'.repeat(14));
	await button(page, m.slips.next).dblclick();
	await slip(page, 2);
	await typed(page, 1);

	// A digit that nobody meant to leave out must not make a slip of nothing.
	await page.keyboard.type('0'.repeat(14));
	await page.keyboard.press('Enter');
	await expect(page.getByText(m.slips.nothing)).toBeVisible();
	await slip(page, 2);
	await button(page, m.slips.blank).dblclick();
	await slip(page, 2);
	await button(page, m.slips.blank).click();
	await expect(page.getByText(m.slips.isBlank)).toBeVisible();
	await expectSound(page);
	await button(page, m.slips.next).dblclick();
	await slip(page, 3);
	await typed(page, 2);
});

test('a slip that is not handed in is not left without asking', async ({ page }) => {
	await begin(page);
	await toTyping(page);
	await slip(page, 1);
	await page.keyboard.type('42');
	await page.getByRole('link', { name: m.slips.stop }).click();
	await expect(page.getByText(m.slips.leaveText)).toBeVisible();
	await expectSound(page);
	await button(page, m.slips.leaveStay).click();
	await expect(page.getByRole('radio', { checked: true })).toHaveCount(2);
	await page.getByRole('link', { name: m.slips.stop }).click();
	await button(page, m.slips.leaveTake).click();
	await expect(page).toHaveURL(/\/svar$/);
	await typed(page, 0);
});

for (const [name, viewport] of Object.entries(sizes)) {
	test(`slips are printed and typed in on any screen (${name})`, async ({ page }) => {
		await begin(page);
		await page.setViewportSize(viewport);
		await expectSound(page);
		await expectReflow(page);
		await toPrint(page);
		await expect(page.getByLabel(m.slips.howMany)).toBeVisible();
		await expectSound(page);
		await expectReflow(page);
		await page.getByRole('link', { name: m.answering.back, exact: true }).first().click();
		await toTyping(page);
		await slip(page, 1);
		await page.keyboard.type('4'.repeat(14));
		await expect(button(page, m.slips.next)).toBeInViewport({ ratio: 1 });
		await expectSound(page);
		await expectReflow(page);
	});
}

test('Tab reaches every line of a slip', async ({ page }) => {
	await begin(page);
	await toTyping(page);
	await slip(page, 1);
	await expectKeyboard(page);
});
