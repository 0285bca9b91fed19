import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { yearDocument } from '#lib/documents/kinds.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { m as picture } from '#lib/messages/da/picture.ts';
import { m as words } from '#lib/messages/da/reflections.ts';
import { m } from '#lib/messages/da/results.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import type { Pack } from '#lib/packs/schema.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { emptyTally, withAnswers } from '#lib/reflections/rules.ts';
import type { Answers, Way } from '#lib/reflections/schema.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import { bring, foundSolsikken } from './bring.ts';
import { expect, expectKeyboard, expectReflow, expectSound, sizes, test } from './page.ts';
import { readCsv } from './read-csv.ts';

const long = 'Vi vil gerne have mere ro omkring overgangene mellem stuerne. '.repeat(160).trim();
const nasty = '=1+1; "Anna; Bo" 🌻';

const save = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true });

async function saved(page: Page, label: string): Promise<{ name: string; bytes: Buffer }> {
	const [download] = await Promise.all([page.waitForEvent('download'), save(page, label).click()]);
	return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

interface Kept {
	pack?: Pack;
	way?: Way;
	people?: number;
	isEmpty?: boolean;
	/** Besides 2026. */
	before?: number[];
}

/** A committee with a reflection for 2026 that came to something, and one for 2027 with its result. */
async function openResult(page: Page, kept: Kept = {}) {
	const { pack = lmu, way = 'round', people = 5, isEmpty = false, before = [] } = kept;
	const { core, members } = foundSolsikken();
	const answers = (success: 1 | 2 | 3): Answers =>
		new Map(pack.statements.map(({ id }) => [id, { importance: 4, success }]));
	const held = (year: number, success: 1 | 2 | 3) => {
		const shared = new SharedDocument(yearDocument(year));
		const reflections = new Reflections(shared);
		const plan = new YearPlan(shared);
		const present = Object.values(members).map((id) => ({ id, name: 'Karen Holm' }));
		const at = new Date(`${year}-01-14T10:00:00Z`);
		const id = reflections.start({ year, pack, way, present }, `${year}-01-14`, at);
		if (isEmpty) return { shared, id, reflections, plan };
		const tally = Array.from({ length: people }, () => answers(success));
		reflections.reveal(id, tally.reduce(withAnswers, emptyTally(pack.statements)));
		reflections.setFocus(id, 'lmu-t3', true);
		const origin = { direction: 'own' as const, reflection: id, statement: 'lmu-t3', step: 'own' as const };
		const goal = plan.addGoal({ text: `Ro på stuerne i ${year}`, ...origin }, at);
		const action = plan.addAction({ what: 'Tal om det på personalemødet', goal, ...origin }, at);
		plan.setOwner(action, members['Karen'] ?? '', true);
		if (year === 2026) plan.setProgress(action, 'done', '2026-05-03');
		else plan.setDue(action, '2027-03-01');
		reflections.goOn(id, 'check-out');
		reflections.close(id, `${year}-01-14`);
		return { shared, id, reflections, plan };
	};
	const earlier = [2026, ...before].map((year) => held(year, 1).shared);
	const now = held(2027, 3);
	if (!isEmpty) {
		now.reflections.answerText(now.id, 'own-matters', 'lmu-t3').insert(0, nasty);
		now.reflections.answerText(now.id, 'own-strengthen', 'lmu-t3').insert(0, long);
	}
	await bring(page, { id: 'solsikken', core, years: [...earlier, now.shared] });
	const base = `/u/solsikken/refleksion/2027/${now.id}`;
	await page.goto(`${base}/resultat`);
	await expect(page.getByRole('heading', { name: m.title, exact: true })).toBeVisible();
	return base;
}

test('the result stands in one piece, with what was decided the year before and what came of it', async ({
	page,
}) => {
	await openResult(page);
	await expect(page.getByRole('heading', { name: 'Refleksion 2027', exact: true })).toBeVisible();
	await expect(page.getByText(m.sheet.way('round'))).toBeVisible();
	await expect(page.getByText(nasty)).toBeVisible();
	await expect(
		page.getByRole('row', { name: /Tal om det på personalemødet Karen Holm 1\. mar\./ }),
	).toBeVisible();
	await expect(page.getByText('Mål: Ro på stuerne i 2026')).toBeVisible();
	await expect(page.getByText('Færdig 3. maj 2026')).toBeVisible();
});

test('on paper it is A4, all of it, with nothing of the screen', async ({ page }) => {
	await openResult(page);
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('button')).toHaveCount(0);
	await expect(page.getByRole('navigation')).toHaveCount(0);
	await expect(page.getByText(/Printet den \d+\. \p{L}+ \d{4}$/u)).toBeVisible();
	const coloured = await page.evaluate(() =>
		[...document.querySelectorAll('.sheet *')].flatMap((element) => {
			const { color, fill, stroke } = getComputedStyle(element);
			return [color, fill, stroke].filter((each) => {
				const [r, g, b] = /^rgba?\((\d+), (\d+), (\d+)/.exec(each)?.slice(1) ?? [];
				return /^(oklch|oklab|color)/.test(each) || r !== g || g !== b;
			});
		}),
	);
	expect(coloured).toEqual([]);
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
	// The picture and the statements; ten thousand letters alone are two pages.
	const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
	expect(pages).toBeGreaterThanOrEqual(4);
	expect(pages).toBeLessThanOrEqual(7);
	expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
});

test('what was written goes into a spreadsheet and comes out of it as it was', async ({ page }) => {
	await openResult(page);
	const { name, bytes } = await saved(page, m.files.csv.label);
	expect(name).toBe('LMU Solsikken Refleksion 2027.csv');
	const cells = readCsv(bytes.toString('utf8')).flat();
	expect(cells).toContain(`'${nasty}`);
	expect(cells).toContain(long);
	expect(cells).toContain('Tal om det på personalemødet');
	await expect(page.getByText(m.saved({ name }))).toBeVisible();
});

test('the result is saved as data that says what it is, with no name beside a mark', async ({ page }) => {
	await openResult(page);
	const { name, bytes } = await saved(page, m.files.json.label);
	expect(name).toBe('LMU Solsikken Refleksion 2027.json');
	const file: unknown = JSON.parse(bytes.toString('utf8'));
	expect(file).toMatchObject({ medspil: 'resultat', format: 1, year: 2027, way: 'round', answered: 5 });
	expect(file).toMatchObject({
		statements: [{ marks: { answers: 5, success: [0, 0, 5, 0] } }, ...Array.from({ length: 6 }, () => ({}))],
	});
});

test('the picture is saved for a slide without a network: as PNG in full size, and as SVG that stands alone', async ({
	page,
	context,
}) => {
	await openResult(page);
	const png = await saved(page, m.files.png.label);
	expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
	expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual([1920, 1080]);
	await context.setOffline(true);
	const svg = (await saved(page, m.files.svg.label)).bytes.toString('utf8');
	await context.setOffline(false);
	expect(svg).toContain('LMU Solsikken · Refleksion 2027');
	expect(svg.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|var\(|oklch/);
	// The page's own policy would have a word on the style in it; other programs have none.
	const elsewhere = await context.newPage();
	const isWellFormed = await elsewhere.evaluate(
		(text) => !new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror'),
		svg,
	);
	expect(isWellFormed).toBe(true);
});

test('an empty reflection has a calm result, with no picture to save', async ({ page }) => {
	await openResult(page, { isEmpty: true });
	await expect(page.getByText(m.sheet.noPicture)).toBeVisible();
	await expect(page.getByText(m.sheet.noPlan)).toBeVisible();
	await expect(save(page, m.files.png.label)).toHaveCount(0);
	expect(readCsv((await saved(page, m.files.csv.label)).bytes.toString('utf8'))).toHaveLength(1);
	await expectSound(page);
});

test('where fewer than four answered no mark is shown or saved', async ({ page }) => {
	await openResult(page, { people: 3 });
	await expect(page.getByText(m.sheet.noPicture)).toBeVisible();
	const file = (await saved(page, m.files.json.label)).bytes.toString('utf8');
	expect(file).not.toContain('"marks"');
	await expect(page.getByText(m.years.tooFew({ year: 2026 })).first()).toBeVisible();
});

test('the result is reached from the plan and from the check-out, and leads back', async ({ page }) => {
	const base = await openResult(page);
	await page.getByRole('link', { name: m.goBack }).click();
	await page.getByRole('link', { name: m.open }).click();
	await expect(page).toHaveURL(/\/resultat$/);
	await page.goto(`${base}/plan`);
	await page.getByRole('link', { name: m.open }).click();
	await expect(page.getByRole('heading', { name: m.title, exact: true })).toBeVisible();
});

test('[PI10] a statement that is looked at in the picture has its earlier years under it, and all of them when asked', async ({
	page,
}) => {
	const base = await openResult(page, { before: [2025, 2024, 2023, 2022] });
	await page.goto(`${base}/billede`);
	await page.getByText(words.talkFirst.title).first().waitFor();
	await page.getByText('Emner', { exact: true }).click();
	const card = page.getByRole('article').filter({ hasText: 'Mål: Ro på stuerne i 2026' }).first();
	await expect(card).toContainText('Vigtigt 2026: 5 Helt afgørende');
	await expect(card).toContainText('Lykkes 2027: 5 Ret godt');
	await expect(card).toContainText('Færdig 3. maj 2026');
	await expect(card).toContainText('Vigtigt 2024');
	await expect(card).not.toContainText('Vigtigt 2023');
	await expectSound(page);
	await save(page, picture.older({ years: [2023, 2022] })).click();
	await expect(card).toContainText('Vigtigt 2022');
	await expect(save(page, picture.older({ years: [2023, 2022] }))).toHaveCount(0);
});

test.describe('what is not there', () => {
	test.use({ allowedFaults: [/404/] });

	test('a result that is not on this tablet is a calm page', async ({ page }) => {
		const base = await openResult(page);
		await page.goto(`${base.slice(0, -4)}0000/resultat`);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expectSound(page);
	});
});

for (const [name, viewport] of Object.entries(sizes))
	test(`the result is sound, light and dark: ${name}`, async ({ page }) => {
		await page.setViewportSize(viewport);
		await openResult(page);
		await expectSound(page);
		await page.emulateMedia({ colorScheme: 'dark' });
		await expectSound(page);
	});

test('the result is read at 400 % zoom and walked through by keyboard', async ({ page }) => {
	await openResult(page);
	await expectReflow(page);
	await expectKeyboard(page);
});
