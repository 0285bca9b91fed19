import type { Page } from '@playwright/test';
import { yearDocument } from '#lib/documents/kinds.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { m as words } from '#lib/messages/da/reflections.ts';
import { m } from '#lib/messages/da/steps.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { emptyTally } from '#lib/reflections/rules.ts';
import { bring, foundSolsikken } from './bring.ts';
import { button, expectSaved } from './committee.ts';
import { expect, expectReflow, expectSound, sizes, test } from './page.ts';

/** The finished reflection of the example committee, opened at one of its parts. */
async function openExample(page: Page, part: string) {
	await page.goto('/');
	await page.getByRole('button', { name: 'Prøv med et eksempel' }).click();
	await page.getByRole('link', { name: 'Refleksion', exact: true }).click();
	await page
		.getByRole('link', { name: /Se den igen/ })
		.first()
		.click();
	// The part that the group is in says so as well.
	await page.getByRole('link', { name: new RegExp(`^${part}`) }).click();
}

/** As long as the page is: what is half under the bar at the foot counts as too small to hit, until one scrolls. */
async function showWhole(page: Page) {
	const height = await page.evaluate(() => document.documentElement.scrollHeight);
	await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height: height + 100 });
}

const plan = (page: Page) => page.getByRole('region', { name: 'Står i planen' });

test('a focus is chosen by a tap, talked about, and its words become a goal and an action', async ({
	page,
}) => {
	await openExample(page, 'Fokus');
	const choice = page.getByRole('checkbox', { name: /Vi er selv et godt eksempel/ });
	await choice.check();
	await page.getByRole('link', { name: 'Rollemodel' }).click();
	await page.getByLabel('Hvad vil I have nået om et år?').fill('Vi siger til, når noget er svært 🌻');
	await page
		.locator('section', { has: page.getByLabel('Hvad vil I have nået om et år?') })
		.getByRole('button', { name: 'Gør til mål' })
		.last()
		.click();
	await expect(plan(page).getByText('Vi siger til, når noget er svært 🌻')).toBeVisible();
	await plan(page).getByLabel('Skriv direkte til planen').fill('Fem minutter på hvert møde');
	await plan(page).getByRole('button', { name: 'Ny handling' }).click();
	await expect(plan(page).getByText('Fem minutter på hvert møde')).toBeVisible();

	await page.getByRole('button', { name: 'Fortryd' }).click();
	await expect(plan(page).getByText('Fem minutter på hvert møde')).toBeHidden();

	await expectSaved(page);
	await page.reload();
	await expect(page.getByLabel('Hvad vil I have nået om et år?')).toHaveValue(
		'Vi siger til, når noget er svært 🌻',
	);
});

test('nothing written gives nothing, and says so', async ({ page }) => {
	await openExample(page, 'Fokus');
	await page.getByRole('checkbox', { name: /Vi er selv et godt eksempel/ }).check();
	await page.getByRole('link', { name: 'Rollemodel' }).click();
	await page.getByRole('button', { name: 'Gør til mål' }).first().click();
	await expect(page.getByText('Skriv noget først.')).toBeVisible();
});

test("a neighbour level's statement becomes an action or a goal, in words that say what to do", async ({
	page,
}) => {
	await openExample(page, 'Op og ned');
	const about = page.getByRole('button', { name: m.writeAbout({ label: 'Vejen til os' }) });
	await about.click();
	const field = page.getByRole('dialog').getByRole('textbox');
	await expect(field).toHaveValue('Tal med OMU om: Vejen til os');
	await settled(page);
	await expectSound(page);
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('button', { name: words.writing.toAction }).click();
	await expect(plan(page).getByText('Tal med OMU om: Vejen til os')).toBeVisible();

	await about.click();
	await field.fill('');
	await dialog.getByRole('button', { name: words.writing.toGoal }).click();
	await expect(page.getByText(words.writing.nothing)).toBeVisible();
	await field.fill('Vi ved, hvem i OMU vi ringer til 🌻');
	// Put aside and opened again, what was written is still there.
	await page.keyboard.press('Escape');
	await about.click();
	await dialog.getByRole('button', { name: words.writing.toGoal }).click();
	await expect(plan(page).getByText('Vi ved, hvem i OMU vi ringer til 🌻')).toBeVisible();
	await button(page, 'Fortryd').click();
	await expect(plan(page).getByText('Vi ved, hvem i OMU vi ringer til 🌻')).toBeHidden();
});

test('a reflection is opened again and closed with a tap each', async ({ page }) => {
	await openExample(page, 'Tjek-ud');
	await page.getByRole('button', { name: 'Åbn refleksionen igen' }).click();
	await page.getByRole('button', { name: 'Afslut refleksionen' }).click();
	await expect(page.getByRole('link', { name: 'Se planen' })).toBeVisible();
	await page.getByRole('button', { name: 'Fortryd' }).click();
	await expect(page.getByRole('button', { name: 'Afslut refleksionen' })).toBeVisible();
});

/** A reflection of six at its check-out. */
async function openCheckOut(page: Page) {
	const { core } = foundSolsikken();
	const year = new SharedDocument(yearDocument(2027));
	const reflections = new Reflections(year);
	const present = ['Karen', 'Mette', 'Sara', 'Ali', 'Bo', 'Ditte'].map((name) => ({ name }));
	const started = new Date('2027-01-14T10:00:00Z');
	const id = reflections.start({ year: 2027, pack: lmu, way: 'paper', present }, '2027-01-14', started);
	reflections.reveal(id, { ...emptyTally(lmu.statements), answered: 6 });
	reflections.goOn(id, 'check-out');
	await bring(page, { id: 'solsikken', core, years: [year] });
	await page.goto(`/u/solsikken/refleksion/2027/${id}/tjek-ud`);
	await tapped(page, 0);
}

/** A colour on its way to another is none that anybody reads. */
const settled = (page: Page) =>
	expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);

const tapped = (page: Page, answered: number) =>
	expect(page.getByText(words.checkOut.counted({ answered, of: 6 }))).toBeVisible();
const result = (page: Page, at: 0 | 1 | 2 | 3, count: number) =>
	expect(page.getByText(m.result({ step: words.checkOut.steps[at], count }), { exact: true })).toBeVisible();

async function tap(page: Page, ...steps: (0 | 1 | 2 | 3)[]) {
	for (const at of steps) await button(page, words.checkOut.steps[at]).click();
}

test('[ST3] the taps of a check-out are hidden until four have tapped, asked for, and shown together', async ({
	page,
}) => {
	await openCheckOut(page);
	await expectSound(page);
	await tap(page, 3, 3, 0);
	await tapped(page, 3);
	await expect(page.getByText(m.hiddenUntil({ least: 4, of: 6 }))).toBeVisible();
	await expect(button(page, m.show)).toHaveCount(0);
	await expect(page.getByText(m.result({ step: words.checkOut.steps[3], count: 2 }))).toHaveCount(0);
	await tap(page, 3);
	await settled(page);
	await expectSound(page);

	// Some are missing, so it is asked first; and what was tapped is there when one has looked elsewhere.
	await button(page, m.show).click();
	await expect(page.getByText(m.missing({ count: 2 }))).toBeVisible();
	await settled(page);
	await expectSound(page);
	await button(page, words.allAnswered.wait).click();
	await page.getByRole('link', { name: words.goBack, exact: true }).click();
	await expect(page.getByRole('heading', { name: words.plan.title })).toBeVisible();
	await button(page, words.goOn({ phase: words.phases['check-out'] })).click();
	await tap(page, 2, 2);
	await tapped(page, 6);
	await expect(page.getByText(m.lastThanks)).toBeVisible();
	await button(page, m.show).click();
	await result(page, 3, 3);
	await result(page, 2, 2);
	await result(page, 0, 1);
	await expect(button(page, words.checkOut.steps[3])).toHaveCount(0);
	await expectSaved(page);
	await page.reload();
	await result(page, 3, 3);
});

test('[ST3] a tap counts once, however often the finger comes down, and is taken back', async ({ page }) => {
	await openCheckOut(page);
	await button(page, words.checkOut.steps[3]).dblclick();
	await tapped(page, 1);
	await tap(page, 0);
	await tapped(page, 2);
	await button(page, 'Fortryd').click();
	await tapped(page, 1);
});

test('[ST3] who closes before the taps are shown keeps them, or is told that they are too few', async ({
	page,
}) => {
	await openCheckOut(page);
	await tap(page, 3, 3, 3);
	await button(page, words.checkOut.close).click();
	await expect(page.getByText(m.tooFew)).toBeVisible();
	await settled(page);
	await expectSound(page);
	await button(page, words.allAnswered.wait).click();
	await tap(page, 2);
	await button(page, words.checkOut.close).click();
	await result(page, 3, 3);
	await result(page, 2, 1);
	await button(page, 'Fortryd').click();
	await tapped(page, 4);
	await button(page, words.checkOut.close).click();
	await result(page, 3, 3);
	await expectSaved(page);
	await page.reload();
	await result(page, 3, 3);
});

for (const [size, viewport] of Object.entries(sizes))
	test(`the check-out is sound on ${size}, before and after the taps are shown`, async ({ page }) => {
		await openCheckOut(page);
		await page.setViewportSize(viewport);
		await tap(page, 3, 3, 1, 2, 3, 2);
		await showWhole(page);
		await settled(page);
		await expectSound(page);
		await expectReflow(page);
		await button(page, m.show).click();
		await settled(page);
		await expectSound(page);
		await expectReflow(page);
	});

for (const [size, viewport] of Object.entries(sizes))
	test(`the steps are sound on ${size}`, async ({ page }) => {
		await page.setViewportSize(sizes.tablet);
		await openExample(page, 'Fokus');
		await page.setViewportSize(viewport);
		await showWhole(page);
		await expectSound(page);
		await page.getByRole('link', { name: 'Arbejdsmiljø' }).click();
		await expectSound(page);
		for (const part of ['op-og-ned', 'paa-tvaers', 'tjek-ud']) {
			await page.goto(page.url().replace(/[^/]+$/, part));
			await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
			await showWhole(page);
			await expectSound(page);
		}
	});
