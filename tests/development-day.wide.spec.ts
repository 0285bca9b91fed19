import type { Page } from '@playwright/test';
import { yearDocument } from '#lib/documents/kinds.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { m as overview } from '#lib/messages/da/overview.ts';
import { m as reflections } from '#lib/messages/da/reflections.ts';
import { m } from '#lib/messages/da/results.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { developmentDay } from '#lib/packs/texts/development-day/pack.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { bring, foundSolsikken } from './bring.ts';
import { expect, expectKeyboard, expectReflow, expectSound, sizes, test } from './page.ts';

const words = m.takeaways;
const first = developmentDay.statements[0]?.text ?? '';

/** A development day that has just begun. */
async function open(page: Page): Promise<string> {
	const { core, members } = foundSolsikken();
	const year = new SharedDocument(yearDocument(2027));
	const present = Object.entries(members).map(([name, id]) => ({ id, name }));
	const id = new Reflections(year).start(
		{ year: 2027, pack: developmentDay, way: 'round', present },
		'2027-01-14',
		new Date('2027-01-14T10:00:00Z'),
	);
	await bring(page, { id: 'solsikken', core, years: [year] });
	const base = `/u/solsikken/refleksion/2027/${id}`;
	await page.goto(base);
	await expect(page.getByRole('heading', { name: reflections.sinceLast.title })).toBeVisible();
	return base;
}

const goOn = (page: Page, phase: 'focus' | 'plan' | 'check-out') =>
	page.getByRole('button', { name: reflections.goOn({ phase: reflections.phases[phase] }) }).click();

async function gather(page: Page, text: string) {
	await page.getByLabel(words.label).fill(text);
	await page.getByRole('button', { name: words.add }).click();
	await expect(page.getByText(text, { exact: true })).toBeVisible();
}

test('the cards are chosen at the start like other statements, and nobody is asked how to answer', async ({
	page,
}) => {
	const { core } = foundSolsikken();
	await bring(page, { id: 'solsikken', core, years: [] });
	await page.goto('/u/solsikken/refleksion/ny');
	await expect(page.getByText(reflections.start.way)).toBeVisible();
	await page.getByRole('radio', { name: developmentDay.title }).check({ force: true });
	await expect(page.getByText(reflections.start.way)).toHaveCount(0);
	await expectSound(page);
});

test('[RE19] a development day goes from the cards to goals, to guldkorn and to the committee page', async ({
	page,
}) => {
	const base = await open(page);
	await goOn(page, 'focus');
	for (const { title } of developmentDay.topics)
		await expect(page.getByText(title, { exact: true })).toBeVisible();
	await expectSound(page);
	await page.getByRole('checkbox', { name: first }).check({ force: true });
	await page.goto(`${base}/billede`);
	await expect(page).toHaveURL(/\/fokus$/);
	await page.goto(`${base}/fokus?udsagn=day-before-1`);
	await expect(page.getByLabel('Hvad gør I allerede, som virker?')).toBeVisible();
	await goOn(page, 'plan');
	await goOn(page, 'check-out');
	await page.getByRole('button', { name: words.add }).click();
	await expect(page.getByText(words.missing)).toBeVisible();
	await gather(page, 'Vi begyndte med en runde');
	await gather(page, 'Små grupper gav mod');
	await page.getByRole('button', { name: words.removeThis({ text: 'Små grupper gav mod' }) }).click();
	await page.getByRole('button', { name: ui.undo }).click();
	await expect(page.getByText('Små grupper gav mod', { exact: true })).toBeVisible();
	await expectSound(page);

	await page.goto(`${base}/resultat`);
	await expect(page.getByRole('heading', { name: m.sheet.takeaways })).toBeVisible();
	await expect(page.getByRole('heading', { name: m.sheet.picture })).toHaveCount(0);

	await page.goto('/u/solsikken');
	await expect(page.getByRole('link', { name: overview.picture({ year: 2027 }) })).toHaveCount(0);
	await page.getByRole('link', { name: words.all({ count: 2 }) }).click();
	await expect(page.getByRole('heading', { name: words.pageTitle })).toBeVisible();
	await page
		.getByRole('button', { name: words.tellThis({ text: 'Vi begyndte med en runde', day: undefined }) })
		.click();
	await expect(page.getByRole('button', { pressed: true })).toHaveCount(1);
	await page.reload();
	await expect(page.getByRole('button', { pressed: true })).toHaveCount(1);
	for (const viewport of Object.values(sizes)) {
		await page.setViewportSize(viewport);
		await expectSound(page);
	}
	await expectReflow(page);
	await expectKeyboard(page);
});

test('guldkorn print on one sheet for the notice board, with nothing of the screen', async ({ page }) => {
	const base = await open(page);
	await goOn(page, 'focus');
	await goOn(page, 'plan');
	await goOn(page, 'check-out');
	await gather(page, 'Vi begyndte med en runde');
	await page.goto(`${base.slice(0, '/u/solsikken'.length)}/guldkorn`);
	await expect(page.getByRole('heading', { name: words.pageTitle })).toBeVisible();
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('button')).toHaveCount(0);
	await expect(page.getByText(/^LMU Solsikken · Printet den/)).toBeVisible();
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
	expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

test('a committee with no guldkorn is told where they come from', async ({ page }) => {
	await open(page);
	await page.goto('/u/solsikken/guldkorn');
	await expect(page.getByText(words.noneText)).toBeVisible();
	await expectSound(page);
});
