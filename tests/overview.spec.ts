import type { Page } from '@playwright/test';
import { SharedDocument } from '#lib/documents/shared.ts';
import { m as words } from '#lib/messages/da/committees.ts';
import { m } from '#lib/messages/da/overview.ts';
import { m as planWords } from '#lib/messages/da/plan.ts';
import { m as reflectionWords } from '#lib/messages/da/reflections.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { emptyTally } from '#lib/reflections/rules.ts';
import { phases, type Phase } from '#lib/reflections/schema.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import { bring, foundSolsikken } from './bring.ts';
import { expectSaved } from './committee.ts';
import { expect, expectKeyboard, expectReflow, expectSound, sizes, test } from './page.ts';

const written = new Date('2026-11-02T10:00:00Z');

/** A committee with last year's picture, and a reflection for 2027 that has come to a phase. */
async function start(
	page: Page,
	{ phase = 'plan' as Phase, empty = false, closed = false, knowsMe = false } = {},
) {
	await page.clock.setFixedTime(new Date('2027-02-10T10:00:00'));
	const { core, members } = foundSolsikken();
	const { Karen: karen = '', Mette: mette = '' } = members;
	const last = new Reflections(new SharedDocument('year-2026'));
	const lastYear = last.start(
		{ year: 2026, pack: lmu, way: 'round', present: [] },
		'2025-11-01',
		new Date('2025-11-01T10:00:00Z'),
	);
	last.reveal(lastYear, { ...emptyTally(lmu.statements), answered: 6 });
	last.close(lastYear, '2025-11-01');

	const shared = new SharedDocument('year-2027');
	const reflections = new Reflections(shared);
	const plan = new YearPlan(shared);
	const reflection = reflections.start(
		{ year: 2027, pack: lmu, way: 'common', present: [] },
		'2026-11-02',
		written,
	);
	for (const each of phases.slice(1, phases.indexOf(phase) + 1)) reflections.goOn(reflection, each);
	if (closed) reflections.close(reflection, '2026-11-02');
	const from = { reflection, step: 'own' as const, statement: lmu.statements[0]?.id };
	const goal = plan.addGoal({ text: 'Alle ved, hvad vi drøfter', direction: 'own', ...from }, written);
	for (const what of [
		'Kort nyt',
		'Punkt på mødet',
		'Fælles tavle',
		'Spørg kollegerne',
		'Video',
		'Nyhedsbrev',
	])
		plan.addAction({ what, direction: 'own', goal, ...from }, written);
	plan.describeGoal(goal, { lookOn: '2027-02-28' });
	const [first = '', second = ''] = plan.actions().records.map(({ id }) => id);
	plan.setOwner(first, karen, true);
	plan.setDue(first, '2027-02-01');
	plan.setOwner(second, mette, true);
	plan.setRhythm(second, 'hver måned');
	plan.addAction({ what: 'Ikke fra refleksionen', direction: 'across' }, written);
	const years = empty ? [] : [last.shared, shared];
	await bring(page, { id: 'solsikken', core, years, ...(knowsMe && { me: karen }) });
	return { reflection, lastYear };
}

const region = (page: Page, name: string) =>
	page.locator('section').filter({ has: page.getByRole('heading', { name }) });

test('an empty committee is led to its first reflection, and nothing else is asked of it', async ({
	page,
}) => {
	await start(page, { empty: true });
	await page.goto('/u/solsikken');
	await expect(page.getByRole('link', { name: m.empty.start })).toHaveAttribute('href', /refleksion\/ny$/);
	await expect(page.getByText(words.me.title)).toHaveCount(0);
	await expectSound(page);
	await page.getByRole('link', { name: m.empty.plan }).click();
	await expect(page.getByRole('heading', { name: planWords.empty.title({ year: 2027 }) })).toBeVisible();
});

test('a reflection under way is the one thing to go on with; the plan and the last picture stand quietly by', async ({
	page,
}) => {
	const { lastYear } = await start(page, { phase: 'focus' });
	await page.goto('/u/solsikken');
	const goOn = page.getByRole('link', { name: m.underWay.goOn({ phase: reflectionWords.phases.focus }) });
	await expect(goOn).toBeVisible();
	const plan = region(page, m.plan.title({ year: 2027 }));
	await expect(plan.getByText('1 mål · 7 handlinger · 0 færdige · 1 overskredet')).toBeVisible();
	await expect(plan.getByRole('listitem')).toHaveCount(6);
	const look = plan.getByRole('link', { name: m.plan.lookOn({ day: '28. feb.' }) });
	await expect(look).toHaveAccessibleName(/^Alle ved, hvad vi drøfter/);
	await expect(plan.getByRole('listitem').first()).toHaveText(/Kort nyt.*Overskredet.*1\. feb\..*Karen Holm/);
	await expect(plan.getByText(m.plan.more({ count: 2 }))).toBeVisible();
	await expect(page.getByRole('link', { name: m.picture({ year: 2026 }) })).toHaveAttribute(
		'href',
		`/u/solsikken/refleksion/2026/${lastYear}/billede`,
	);
	await goOn.click();
	await expect(page).toHaveURL(/\/fokus$/);
});

test('what comes next leads to its place in the plan', async ({ page }) => {
	await start(page, { closed: true });
	await page.goto('/u/solsikken');
	await page.getByRole('link', { name: /Punkt på mødet/ }).click();
	await expect(page).toHaveURL(/plan\/2027#/);
	await expect(
		page.getByRole('checkbox', { name: planWords.tick({ what: 'Punkt på mødet' }) }),
	).toBeInViewport();
});

test('who I am is asked once, and then my own actions are there', async ({ page }) => {
	await start(page);
	await page.goto('/u/solsikken');
	await page.getByLabel(words.me.title).selectOption('Karen Holm');
	await expect(region(page, m.mine.title).getByRole('listitem')).toHaveText(/Kort nyt/);
	await page.getByRole('button', { name: ui.undo }).click();
	await page.getByRole('button', { name: m.me.later }).click();
	await expect(page.getByLabel(words.me.title)).toHaveCount(0);
	await expectSaved(page);
	await page.reload();
	await expect(region(page, m.plan.title({ year: 2027 }))).toBeVisible();
	await expect(page.getByLabel(words.me.title)).toHaveCount(0);
	await expect(region(page, m.mine.title)).toHaveCount(0);
});

test('when the one who used this device is taken off, it asks again who one is', async ({ page }) => {
	await start(page, { knowsMe: true });
	await page.goto('/u/solsikken');
	await expect(region(page, m.mine.title)).toBeVisible();
	await page.goto('/u/solsikken/udvalg');
	await page.getByRole('button', { name: words.members.editOne({ name: 'Karen Holm' }) }).click();
	await page.getByRole('button', { name: words.members.remove }).click();
	await page.getByRole('link', { name: m.title, exact: true }).click();
	await expect(page.getByLabel(words.me.title)).toBeVisible();
	await expect(region(page, m.mine.title)).toHaveCount(0);
	await page.getByRole('link', { name: 'Plan', exact: true }).click();
	await expect(page.getByRole('checkbox').first()).toBeVisible();
	await expect(page.getByRole('button', { name: planWords.mine, exact: true })).toHaveCount(0);
});

test("a reflection's plan shows what was made in it and what lacks a who or a when, and goes on", async ({
	page,
}) => {
	const { reflection } = await start(page);
	await page.goto(`/u/solsikken/refleksion/2027/${reflection}/plan`);
	const p = reflectionWords.plan;
	await expect(page.getByRole('heading', { name: p.title })).toBeVisible();
	await expect(page.getByText('Ikke fra refleksionen')).toHaveCount(0);
	await expect(page.getByText(p.missing({ count: 4 }))).toBeVisible();
	await page.getByRole('button', { name: planWords.reflection.onlyMissing }).click();
	await expect(page.getByRole('checkbox')).toHaveCount(4);

	// The one that is being filled in stays until it is left.
	await page.getByRole('button', { name: planWords.details({ what: 'Fælles tavle' }) }).click();
	await page.getByRole('checkbox', { name: 'Mette Birk' }).check();
	await page.getByRole('button', { name: planWords.quick.summer }).click();
	await expect(page.getByText(p.missing({ count: 3 }))).toBeVisible();
	await page.getByRole('button', { name: planWords.close, exact: true }).click();
	await expect(page.getByRole('checkbox')).toHaveCount(3);
	await expectSound(page);

	await page.getByRole('button', { name: planWords.reflection.onlyMissing }).click();
	await page.getByRole('button', { name: 'Nyt mål: På tværs' }).click();
	await page.keyboard.type('Vi mødes med Månehuset');
	await page.keyboard.press('Enter');
	await expect(page.getByText(/^\s*2 mål · 6 handlinger/)).toBeVisible();
	await page.getByRole('button', { name: reflectionWords.goOn({ phase: 'Tjek-ud' }) }).click();
	await expect(page).toHaveURL(/tjek-ud$/);
});

for (const [name, size] of Object.entries(sizes))
	test(`the overview is sound, light and dark: ${name}`, async ({ page }) => {
		await page.setViewportSize(size);
		await start(page, { knowsMe: true });
		await page.goto('/u/solsikken');
		await expect(region(page, m.mine.title)).toBeVisible();
		await expectSound(page);
		await page.emulateMedia({ colorScheme: 'dark' });
		await expectSound(page);
		if (name === 'tablet') await expectKeyboard(page);
		await expectReflow(page);
	});
