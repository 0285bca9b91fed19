import type { Page } from '@playwright/test';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import type { Pack, Topic } from '#lib/packs/schema.ts';
import { expect, expectKeyboard, expectReflow, expectSound, sizes, test } from './page.ts';
import { map, openExample, openOwn } from './picture.ts';

const card = (page: Page, label: string) => page.getByRole('button', { name: `Se ${label} på kortet` });
const onScreen = (page: Page, text: RegExp) => page.getByText(text).filter({ visible: true });
const changes = (page: Page) => onScreen(page, /Det lykkes (bedre|mindre godt) end sidst/);
const view = (page: Page, name: string) => page.getByText(name, { exact: true });

test('the group sees every answer on the map, and what to talk about first with the reason in words', async ({
	page,
}) => {
	await openOwn(page, {
		'lmu-t1': '34 33 34 33',
		'lmu-t3': '41 42 41 42',
		'lmu-t7': '41 44 31 44',
	});
	await expect(map(page).getByText('Kvalificere beslutninger')).toBeVisible();
	await expect(map(page).getByText('Styrk')).toBeVisible();
	const list = page.getByRole('article');
	await expect(list.nth(0)).toContainText('Orientere kolleger');
	await expect(list.nth(0)).toContainText('I ser forskelligt på det');
	await expect(list.nth(0)).toContainText('Lykkes: 2 Slet ikke endnu, 2 Rigtig godt');
	await expect(list.nth(1)).toContainText('Arbejdsmiljø');
	await expect(list.nth(1)).toContainText('Det er vigtigt for jer, men det lykkes ikke endnu');
	await page.getByText('Det sidste udsagn').click();
	await expect(card(page, 'Kvalificere beslutninger')).toBeVisible();
});

test('[PI9] the list is put in order by disagreement, by need and by pride', async ({ page }) => {
	await openOwn(page, {
		'lmu-t1': '34 33 34 33',
		'lmu-t3': '41 42 41 42',
		'lmu-t7': '41 44 31 44',
	});
	const first = page.getByRole('article').first();
	for (const [order, label] of [
		['Behov', 'Arbejdsmiljø'],
		['Stolthed', 'Kvalificere beslutninger'],
		['Uenighed', 'Orientere kolleger'],
	] as const) {
		await page.getByRole('radio', { name: order }).check({ force: true });
		await expect(first).toContainText(label);
		await expect(page.getByRole('article')).toHaveCount(3);
	}
	for (const viewport of Object.values(sizes)) {
		await page.setViewportSize(viewport);
		await expectSound(page);
	}
});

test('a statement is brought forward from the list and from the map, and let go again', async ({ page }) => {
	await openExample(page);
	const arbejdsmiljø = card(page, 'Arbejdsmiljø');
	await arbejdsmiljø.focus();
	await page.keyboard.press('Enter');
	await expect(arbejdsmiljø).toHaveAttribute('aria-pressed', 'true');
	// Each of its seven answers has a line to the mean.
	await expect(map(page).locator('line.own')).toHaveCount(7);

	const rollemodel = await map(page).getByText('Rollemodel').boundingBox();
	await page.mouse.click((rollemodel?.x ?? 0) + 5, (rollemodel?.y ?? 0) + 5);
	await expect(card(page, 'Rollemodel')).toHaveAttribute('aria-pressed', 'true');
	await expect(arbejdsmiljø).toHaveAttribute('aria-pressed', 'false');
	await card(page, 'Rollemodel').click();
	await expect(map(page).locator('line.own')).toHaveCount(0);
});

test('the views change by keyboard, and the table says all that the map shows', async ({ page }) => {
	await openExample(page);
	await page.getByRole('radio', { name: 'Kort' }).focus();
	await page.keyboard.press('ArrowRight');
	await expect(page.getByRole('heading', { name: 'Kommunikation og formidling' })).toBeVisible();
	await page.keyboard.press('ArrowRight');
	const table = page.getByRole('table', { name: 'Det fælles billede som tabel' });
	await expect(table.getByRole('rowheader', { name: 'Arbejdsmiljø' })).toBeVisible();
	const row = table.getByRole('row', { name: /^Kvalificere beslutninger/ });
	// 7 people: four said 3 and three said 4, so 3.4 on average.
	await expect(row.getByRole('cell')).toHaveText(['7', '0', '0', '4', '3', '3,4', 'Ens']);
});

for (const [way, columns] of [
	['round', 9],
	['common', 8],
] as const)
	test(`the table has ${columns} columns in every row (${way}), and no id stands twice`, async ({ page }) => {
		await openOwn(page, { 'lmu-t1': '34 33 34 33', 'lmu-t2': '34' }, way);
		await view(page, 'Tabel').click();
		const rows = page.getByRole('table').locator('tr:has([scope=col], [scope=rowgroup])');
		const widths = await rows.evaluateAll((all) =>
			(all as HTMLTableRowElement[]).map(({ cells }) =>
				[...cells].reduce((sum, cell) => sum + cell.colSpan, 0),
			),
		);
		expect(widths).toEqual(Array(8).fill(columns));
		const twice = await page.evaluate(() => {
			const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
			return ids.filter((id, at) => ids.indexOf(id) !== at);
		});
		expect(twice).toEqual([]);
	});

test('last year stands beside this year: on the map, in words and in the table', async ({ page }) => {
	await openExample(page);
	await expect(changes(page)).toHaveCount(0);
	await page.getByRole('button', { name: /^Vis 20\d\d$/ }).click();
	await expect(map(page).locator('path.before').first()).toBeVisible();
	await expect(changes(page).first()).toBeVisible();
	await view(page, 'Tabel').click();
	await expect(page.getByRole('columnheader', { name: /^Gennemsnit 20\d\d$/ })).toBeVisible();
});

test('a statement that few answered is named with the reason, and is not on the map', async ({ page }) => {
	await openOwn(page, { 'lmu-t1': '34 33 34 33', 'lmu-t6': '34 33 34' });
	await expect(onScreen(page, /Ikke tegnet:.*Rollemodel/)).toBeVisible();
	await expect(onScreen(page, /Færre end fire har svaret/)).toBeVisible();
	await expect(map(page).getByText('Rollemodel')).toHaveCount(0);
	await expectSound(page);
});

test('a picture that too few answered says so instead of drawing', async ({ page }) => {
	await openOwn(page, { 'lmu-t1': '34 33' });
	await expect(onScreen(page, /Gå udsagnene igennem/).first()).toBeVisible();
	await expect(map(page)).toHaveCount(0);
	await expectSound(page);
});

test('common marks are one dot each, with no words about disagreement', async ({ page }) => {
	await openOwn(page, { 'lmu-t1': '33', 'lmu-t2': '33', 'lmu-t3': '42', 'lmu-t6': '41' }, 'common');
	await expect(page.getByText('Prikkerne viser de svar, I har valgt sammen.')).toBeVisible();
	await expect(page.getByRole('article').nth(0)).toContainText('Rollemodel');
	await expect(page.getByRole('article').nth(1)).toContainText('Arbejdsmiljø');
	await expect(page.getByText(/forskelligt/)).toHaveCount(0);
	await view(page, 'Tabel').click();
	await expect(page.getByRole('columnheader', { name: 'Enighed' })).toHaveCount(0);
});

const ownPack: Pack = {
	...lmu,
	id: 'own',
	statements: Array.from({ length: 14 }, (_, at) => ({
		id: `own-${at}`,
		topic: (['task', 'cooperation', 'communication'] satisfies Topic[])[at % 3] ?? 'task',
		label: `WØMWØMWØMWØMWØMWØM nr. ${at + 10}`.slice(0, 24),
		text: `Udsagn nummer ${at + 1}, som udvalget selv har skrevet`,
	})),
};

test('where names have no room the dots are numbered, and the names stand below', async ({ page }) => {
	const marks = Object.fromEntries(ownPack.statements.map(({ id }) => [id, '33 33 34 43']));
	await openOwn(page, marks, 'round', ownPack);
	const list = page.getByRole('list', { name: 'Tallene på kortet' });
	await expect(list.getByRole('listitem')).toHaveCount(14);
	await expect(map(page).getByText('14', { exact: true })).toBeVisible();
	await list.getByRole('button').nth(13).click();
	await expect(map(page).locator('line.own')).toHaveCount(4);
	for (const viewport of Object.values(sizes)) {
		await page.setViewportSize(viewport);
		await expectSound(page);
	}
	// However long the list beside it is, the names come out from under the bar as soon as one scrolls to them.
	await page.setViewportSize(sizes.tablet);
	await list.evaluate((names) => names.scrollIntoView({ block: 'end' }));
	const covered = await list
		.getByRole('button')
		.last()
		.evaluate((name) => {
			const { left, top, height } = name.getBoundingClientRect();
			return !name.contains(document.elementFromPoint(left + 20, top + height / 2));
		});
	expect(covered).toBe(false);
});

test('the picture prints in black and white with whose it is and when', async ({ page }) => {
	await openExample(page);
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByText(/^Sådan ser I det · Printet den \d+\. \p{L}+ \d{4}$/u)).toBeVisible();
	await expect(page.getByRole('heading', { level: 1 })).toContainText(/ · Refleksion \d{4}/);
	await expect(map(page)).toHaveCount(1);
	await expect(page.getByRole('table')).toBeVisible();
	const coloured = await page.evaluate(() =>
		[...document.querySelectorAll('.sheet *')].flatMap((element) => {
			const { color, fill, stroke, borderTopColor } = getComputedStyle(element);
			return [color, fill, stroke, borderTopColor].filter((each) => {
				const [r, g, b] = /^rgba?\((\d+), (\d+), (\d+)/.exec(each)?.slice(1) ?? [];
				return /^(oklch|oklab|color)/.test(each) || r !== g || g !== b;
			});
		}),
	);
	expect(coloured).toEqual([]);
	const pdf = await page.pdf({ format: 'A4' });
	expect(pdf.byteLength).toBeGreaterThan(10_000);
});

test.describe('with reduced motion', () => {
	test.use({ contextOptions: { reducedMotion: 'reduce' } });

	test('the picture is there at once', async ({ page }) => {
		await openExample(page);
		const lengths = await page.evaluate(() =>
			document.getAnimations().map(({ effect }) => effect?.getComputedTiming().endTime),
		);
		expect(lengths.every((length) => length === 0)).toBe(true);
	});
});

test('the picture arrives within 600 ms', async ({ page }) => {
	await page.addInitScript(() => {
		const ends: number[] = [];
		addEventListener('animationstart', ({ target }) => {
			if (!(target instanceof Element) || !target.closest('svg.reveal')) return;
			const { animationDelay, animationDuration } = getComputedStyle(target);
			ends.push((parseFloat(animationDelay) + parseFloat(animationDuration)) * 1000);
		});
		Object.assign(window, { ends });
	});
	const ends = () => page.evaluate(() => (window as unknown as { ends: number[] }).ends);
	await openExample(page);
	// The answers, and a dot and a name for each of seven statements.
	await expect.poll(async () => (await ends()).length).toBeGreaterThanOrEqual(15);
	expect(Math.max(...(await ends()))).toBeLessThanOrEqual(600);
});

for (const [size, viewport] of Object.entries(sizes))
	test(`the picture is sound on ${size}, in every view, light and dark`, async ({ page }) => {
		await openExample(page);
		await page.setViewportSize(viewport);
		await page.getByRole('button', { name: /^Vis 20\d\d$/ }).click();
		for (const name of ['Kort', 'Emner', 'Tabel']) {
			await view(page, name).click();
			await expectSound(page);
			await expectReflow(page);
		}
		await page.emulateMedia({ colorScheme: 'dark' });
		for (const name of ['Emner', 'Kort']) {
			await view(page, name).click();
			await card(page, 'Arbejdsmiljø').click();
			await expectSound(page);
		}
	});

test('everything on the picture is reached by keyboard, the clock too', async ({ page }) => {
	await openExample(page);
	await expectKeyboard(page);
	await page.getByRole('button', { name: /^Ordet rundt/ }).click();
	await expectKeyboard(page);
	await page.getByRole('button', { name: 'Start runden' }).click();
	await expectKeyboard(page);
});
