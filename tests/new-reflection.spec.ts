import { yearDocument } from '#lib/documents/kinds.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { m as committees } from '#lib/messages/da/committees.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import { bring, foundSolsikken } from './bring.ts';
import { expectSaved } from './committee.ts';
import { expect, expectReflow, expectSound, sizes, test } from './page.ts';
import { button, found, heading, people } from './round/table.ts';

// How a reflection begins: who is in the room, and what the last plan has come to.

test('without members one is told where they are written in, and what is missing has the focus', async ({
	page,
}) => {
	await found(page, []);
	await page.getByRole('link', { name: m.title, exact: true }).click();
	await page.getByRole('link', { name: m.empty.start }).click();
	await expect(page.getByText(m.start.noMembers)).toBeVisible();
	await expectSound(page);
	await button(page, m.start.begin).click();
	const someone = page.getByLabel(m.start.someone);
	await expect(page.getByText(m.start.nobodyYet)).toBeInViewport();
	await expect(someone).toBeFocused();
	await expect(someone).toHaveAccessibleDescription(m.start.nobodyYet);
	await someone.fill('Åse');
	await page.keyboard.press('Enter');
	await expect(page.getByText(m.start.presentCount({ count: 1 }))).toBeVisible();
	await page.getByRole('link', { name: m.start.addMembers }).click();
	await expect(page.getByLabel(committees.members.name, { exact: true })).toBeVisible();
});

test('a guest is written in by name, and a reflection needs somebody', async ({ page }) => {
	await found(page, people.slice(0, 4));
	await page.getByRole('link', { name: m.title, exact: true }).click();
	await page.getByRole('link', { name: m.empty.start }).click();
	await expect(page.getByText(m.start.presentCount({ count: 4 }))).toBeVisible();
	await page.getByLabel(m.start.guest).fill('Åse 🌻 fra nabohuset');
	await page.keyboard.press('Enter');
	await expect(page.getByText(m.start.presentCount({ count: 5 }))).toBeVisible();
	await expect(page.getByRole('checkbox', { name: /Åse 🌻/ })).toBeChecked();
	for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
	await button(page, m.start.begin).click();
	await expect(page.getByText(m.start.nobody)).toBeInViewport();
	await expect(page.getByRole('checkbox').first()).toBeFocused();
	await expectSound(page);
});

test('a guest who is typed comes along without «Tilføj», and counts when the ways are offered', async ({
	page,
}) => {
	await found(page, people.slice(0, 3));
	await page.getByRole('link', { name: m.title, exact: true }).click();
	await page.getByRole('link', { name: m.empty.start }).click();
	await expect(page.getByText(m.start.few)).toBeVisible();
	await page.getByLabel(m.start.guest).fill('Åse fra nabohuset');
	await expect(page.getByText(m.start.presentCount({ count: 4 }))).toBeVisible();
	await page.getByRole('radio', { name: m.ways.round.title }).check();
	await button(page, m.start.begin).click();
	await expect(page.getByText(m.sinceLast.first)).toBeVisible();
	await button(page, m.goOn({ phase: m.phases.answers })).click();
	await expect(page.getByText(m.cover.progress({ answered: 0, of: 4 }))).toBeVisible();
});

for (const [size, viewport] of Object.entries(sizes))
	test(`what begins a reflection is in sight however many members there are (${size})`, async ({ page }) => {
		await bring(page, { id: 'solsikken', core: foundSolsikken().core, years: [] });
		await page.setViewportSize(viewport);
		await page.goto('/u/solsikken/refleksion/ny');
		await expect(button(page, m.start.begin)).toBeInViewport({ ratio: 1 });
		await expectSound(page);
		await expectReflow(page);
	});

test('only the first reflection is called so; two of one year are told apart by the day, and else by the time', async ({
	page,
}) => {
	const year = new SharedDocument(yearDocument(2027));
	const reflections = new Reflections(year);
	const present = people.map((name) => ({ name }));
	const begin = (day: string, at = '10:00') =>
		reflections.start({ year: 2027, pack: lmu, way: 'paper', present }, day, new Date(`${day}T${at}:00Z`));
	const first = begin('2026-11-14');
	const second = begin('2026-12-02');
	begin('2026-12-02', '12:30');
	await bring(page, { id: 'solsikken', core: foundSolsikken().core, years: [year] });
	for (const id of [first, second]) {
		await page.goto(`/u/solsikken/refleksion/2027/${id}/siden-sidst`);
		await expect(page.getByText(m.sinceLast.nothingBefore)).toBeVisible();
		await expect(page.getByText(m.sinceLast.first)).toHaveCount(0);
	}
	await page.goto('/u/solsikken/refleksion');
	const day = '2. december 2026';
	await expect(page.getByText(m.begunAt({ day, at: '11.00' }))).toBeVisible();
	await expect(page.getByText(m.begunAt({ day, at: '13.30' }))).toBeVisible();
	await expect(page.getByText(m.begunOn({ day: '14. november 2026' }), { exact: true })).toBeVisible();
	await button(page, m.removeShort).last().click();
	await expect(page.getByRole('dialog').getByText('14. november 2026')).toBeVisible();
	await expectSound(page);
	await page.keyboard.press('Escape');
	await page.getByRole('link', { name: m.empty.start }).click();
	await expect(page.getByText(m.start.already({ year: 2027, pack: lmu.title }))).toBeVisible();
	await expectSound(page);
	await page.getByRole('link', { name: m.start.goOn }).click();
	await expect(page).toHaveURL(/siden-sidst/);
});

test('open actions of the last plan are done, taken along or dropped by one tap, and taken back', async ({
	page,
}) => {
	await page.goto('/');
	await button(page, committees.start.tryExample).click();
	await page.getByRole('link', { name: m.title, exact: true }).click();
	await expectSound(page);
	await page.getByRole('link', { name: m.empty.start }).click();
	await expect(button(page, m.start.begin)).toBeVisible();
	await expectSound(page);
	await expectReflow(page);
	await button(page, m.start.begin).click();
	const actions = page
		.getByRole('main')
		.getByRole('listitem')
		.filter({ has: button(page, m.sinceLast.done) });
	await expect(actions.first()).toBeVisible();
	const open = await actions.count();
	expect(open).toBeGreaterThan(3);
	await expectSound(page);
	await expectReflow(page);
	for (const [at, choice] of [m.sinceLast.done, m.sinceLast.keep, m.sinceLast.drop].entries())
		await actions.nth(at).getByRole('button', { name: choice }).click();
	await expect(page.getByText(m.sinceLast.open({ count: open - 3 }))).toBeVisible();
	await button(page, 'Fortryd').click();
	await expect(page.getByText(m.sinceLast.open({ count: open - 2 }))).toBeVisible();
	await expectSaved(page);
	await page.reload();
	await expect(actions).toHaveCount(open);
	await expect(actions.nth(0).getByRole('button', { name: m.sinceLast.done })).toHaveAttribute(
		'aria-pressed',
		'true',
	);
	await expect(actions.nth(1).getByRole('button', { name: m.sinceLast.keep })).toHaveAttribute(
		'aria-pressed',
		'true',
	);
	await actions.nth(1).getByRole('button', { name: m.sinceLast.keep }).click();
	await expect(page.getByText(m.sinceLast.open({ count: open - 1 }))).toBeVisible();
});

test('[RE10] a year that was only looked at is none of the plans that are looked back on', async ({
	page,
}) => {
	await page.clock.setFixedTime(new Date('2027-10-04T10:00:00'));
	const written = new Date('2024-11-02T10:00:00Z');
	const [first, ...between] = [2024, 2025, 2026].map((year) => {
		const plan = new YearPlan(new SharedDocument(yearDocument(year)));
		plan.addAction({ what: `Aftalt i ${year}`, direction: 'own' }, written);
		return plan;
	});
	first?.carry([first.addAction({ what: 'Taget med i tre år', direction: 'own' }, written)], 2026);
	const now = new SharedDocument(yearDocument(2028));
	const reflections = new Reflections(now);
	const present = people.map((name) => ({ name }));
	const id = reflections.start({ year: 2028, pack: lmu, way: 'paper', present }, '2027-10-04', written);
	const lookedAt = new SharedDocument(yearDocument(2027));
	const years = [...(first ? [first] : []), ...between].map(({ shared }) => shared);
	await bring(page, { id: 'solsikken', core: foundSolsikken().core, years: [...years, lookedAt, now] });
	await page.goto(`/u/solsikken/refleksion/2028/${id}/siden-sidst`);
	await expect(heading(page, 'Aftalt i 2026')).toBeVisible();
	await expect(heading(page, 'Taget med i tre år')).toBeVisible();
});
