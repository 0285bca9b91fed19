import { chromium, type Page } from '@playwright/test';
import { m as committees } from '#lib/messages/da/committees.ts';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m } from '#lib/messages/da/settings.ts';
import { button, expectSaved, toCommittee, tryExample } from '../committee.ts';
import { expect, test, watchFaults } from '../page.ts';
import { action, tick, toThePlan, writeGoal } from './plan.ts';
import { leaveTheNet } from './places.ts';

test.use({ serviceWorkers: 'allow' });

test.use({ actionTimeout: 20_000 });

const code = 'æble støvle kat ø';

/** A tablet of its own: a profile on the disk. */
async function takeTablet(name: string) {
	const { launchOptions, viewport, locale, timezoneId, baseURL } = test.info().project.use;
	const options = { ...launchOptions, viewport, locale, timezoneId, baseURL };
	const context = await chromium.launchPersistentContext(test.info().outputPath(name), options);
	const faults = watchFaults(context);
	const [page = await context.newPage()] = context.pages();
	page.setDefaultTimeout(20_000);
	await page.goto('/');
	await leaveTheNet(page);
	return { page, faults, close: () => context.close() };
}

async function keepCopy(page: Page) {
	await toCommittee(page);
	await button(page, m.backup.open).click();
	await page.getByLabel(m.backup.code).fill(code);
	const [download] = await Promise.all([page.waitForEvent('download'), button(page, m.backup.make).click()]);
	const path = test.info().outputPath(`${Date.now()}-${download.suggestedFilename()}`);
	await download.saveAs(path);
	await button(page, m.backup.done).click();
	return path;
}

async function takeIn(page: Page, path: string, verb: string) {
	await page.goto('/hent');
	await page.locator('input[type=file]').setInputFiles(path);
	await page.getByLabel(m.restore.code).fill(code);
	await button(page, m.restore.open).click();
	await button(page, verb).click();
	await expect(page.getByRole('heading', { level: 1, name: 'LMU Solsikken' })).toBeVisible();
	await expectSaved(page);
}

/** All that a plan says: its goals, and each action with its box. */
async function planOf(page: Page) {
	await toThePlan(page);
	const goals = page.getByLabel(plan.goal, { exact: true });
	await expect(goals.first()).toBeVisible();
	return {
		goals: await goals.evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value)),
		actions: await page
			.getByLabel(plan.action, { exact: true })
			.evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value)),
		ticked: await page
			.getByRole('checkbox', { checked: true })
			.evaluateAll((boxes) => boxes.map((box) => box.ariaLabel)),
	};
}

const writeOn = async (page: Page, what: string, more: string) => {
	const line = action(page, what).getByLabel(plan.action, { exact: true });
	await line.focus();
	await page.keyboard.press('End');
	await page.keyboard.type(more);
	await line.blur();
};

test('two tablets change the same plan without a network, and a file each way makes them say the same', async () => {
	test.setTimeout(150_000);
	const here = await takeTablet('here');
	await tryExample(here.page);
	await expectSaved(here.page);
	const there = await takeTablet('there');
	await takeIn(there.page, await keepCopy(here.page), m.restore.add);

	await toThePlan(here.page);
	await toThePlan(there.page);
	const open = here.page.getByRole('checkbox', { checked: false, name: plan.tick({ what: '' }) }).first();
	const what = (await open.getAttribute('aria-label'))?.replace(plan.tick({ what: '' }), '') ?? '';
	expect(what).not.toBe('');

	await tick(here.page, what);
	await writeGoal(here.page, 'Skrevet her, med æ, ø og å');
	await writeOn(here.page, what, ' (her)');
	await writeOn(there.page, what, ' (der)');
	await writeGoal(there.page, 'Skrevet der 🌻');
	await expectSaved(there.page);
	await there.page.goto(there.page.url().replace(/plan.*/, 'udvalg'));
	await there.page.getByLabel(committees.profile.workplace).fill('Børnehuset på den anden tablet');
	await there.page.getByLabel(committees.profile.workplace).press('Enter');
	await expectSaved(there.page);

	await takeIn(here.page, await keepCopy(there.page), m.restore.merge);
	await takeIn(there.page, await keepCopy(here.page), m.restore.merge);
	const merged = await planOf(here.page);
	expect(merged.goals).toContain('Skrevet her, med æ, ø og å');
	expect(merged.goals).toContain('Skrevet der 🌻');
	const line = merged.actions.find((each) => each.startsWith(what)) ?? '';
	expect(line).toContain('(her)');
	expect(line).toContain('(der)');
	expect(merged.ticked.join()).toContain(what);
	expect(await planOf(there.page)).toEqual(merged);
	await toCommittee(here.page);
	await expect(here.page.getByLabel(committees.profile.workplace)).toHaveValue(
		'Børnehuset på den anden tablet',
	);

	expect([...here.faults, ...there.faults]).toEqual([]);
	await here.close();
	await there.close();
});
