import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { m as committees } from '#lib/messages/da/committees.ts';
import { m as help } from '#lib/messages/da/help.ts';
import { m as packs } from '#lib/messages/da/packs.ts';
import { m as picture } from '#lib/messages/da/picture.ts';
import { m as places } from '#lib/messages/da/places.ts';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m as words } from '#lib/messages/da/reflections.ts';
import { m as settings } from '#lib/messages/da/settings.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { addMember, button, found, toCommittee, tryExample } from '../committee.ts';
import { expect, expectAccessible, expectKeyboard, expectSound, sizes, test } from '../page.ts';
import { answers, names } from './people.ts';
import { sitDown, toPlace } from './places.ts';
import { toThePlan } from './plan.ts';
import {
	answer,
	begin,
	chooseFocus,
	goOn,
	heading,
	mark,
	markSome,
	showThePicture,
	takeTheTablet,
	talkAbout,
	toNewReflection,
} from './reflecting.ts';

test.use({ serviceWorkers: 'allow' });

// Every page of the app in three sizes, light and dark. `TOUR=folder` keeps a picture of each.

test.use({ actionTimeout: 20_000, reducedMotion: 'reduce' });
test.setTimeout(180_000);

const folder = process.env['TOUR'];
if (folder) mkdirSync(folder, { recursive: true });

/** Looks at the page that is open. Colours depend on the theme and not on the size, so axe looks at dark once. */
async function look(page: Page, name: string) {
	for (const scheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme: scheme });
		if (scheme === 'dark') await expectAccessible(page);
		for (const [size, viewport] of Object.entries(sizes)) {
			if (scheme === 'dark' && !folder) continue;
			await page.setViewportSize(viewport);
			if (scheme === 'light') await expectSound(page);
			if (folder)
				await page.screenshot({ path: join(folder, `${name}-${size}-${scheme}.png`), fullPage: true });
		}
		await page.setViewportSize(sizes.tablet);
	}
	await page.emulateMedia({ colorScheme: 'light' });
}

const title = (page: Page, name: string) =>
	expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

test('before there is a committee', async ({ page }) => {
	await page.goto('/');
	await expect(page.getByRole('link', { name: committees.start.create })).toBeVisible();
	await look(page, '01-start-empty');
	await page.goto('/nyt-udvalg');
	await button(page, committees.create.submit).click();
	await look(page, '02-new-committee');
	await page.goto('/hent');
	await title(page, settings.restore.title);
	await look(page, '03-from-a-file');
	await page.goto('/indstillinger');
	await title(page, settings.title);
	await look(page, '04-settings');
	await page.goto('/hjaelp');
	await title(page, help.title);
	await look(page, '05-help');
	await page.goto('/nowhere');
	await title(page, ui.missingTitle);
	await look(page, '06-missing');
});

test('a committee that has just been founded', async ({ page }) => {
	await found(page, 'LMU Æblegården');
	await look(page, '10-members-none');
	for (const name of names) await addMember(page, name, committees.members.role.employeeRep);
	await look(page, '11-members');
	await toPlace(page, places.overview);
	await look(page, '12-overview-empty');
	// An undo that goes while Tab is on its way would count as not reached.
	await expect(page.locator('.toast')).toHaveCount(0, { timeout: 15_000 });
	await expectKeyboard(page);
	await toPlace(page, places.reflection);
	await look(page, '13-reflections-none');
	await toPlace(page, places.plan);
	await look(page, '14-plan-empty');
	await toNewReflection(page);
	await look(page, '15-new-reflection');
	await expectKeyboard(page);
	await page.goto('/');
	await expect(page.getByRole('link', { name: 'LMU Æblegården' })).toBeVisible();
	await look(page, '16-start-with-committee');
});

test('the tablet goes round', async ({ page }) => {
	await sitDown(page);
	await begin(page, { away: ['Bo', 'Ali Noor'] });
	await look(page, '20-cover-first');
	const [one = [], two = [], ...rest] = answers;
	await takeTheTablet(page);
	await look(page, '21-own-marks');
	await markSome(page, one.slice(0, 2));
	await button(page, words.answering.next).click();
	await look(page, '22-own-marks-told');
	await button(page, words.answering.stop).click();
	await look(page, '23-stop');
	await button(page, words.answering.stopCancel).click();
	for (const pair of one.slice(2)) await mark(page, pair);
	await look(page, '24-hand-in');
	await button(page, words.handIn.give).click();
	await expect(heading(page, words.cover.title)).toBeVisible();
	await look(page, '25-cover');
	await button(page, words.cover.more).click();
	await look(page, '26-round-menu');
	await page.keyboard.press('Escape');
	for (const marks of [two, ...rest.slice(0, 2)]) await answer(page, marks);
	await look(page, '27-all-answered');
	await showThePicture(page);
	await goOn(page, 'focus');
	await look(page, '28-focus-choose');
	await chooseFocus(page, 'Arbejdsmiljø');
	await talkAbout(page, 'Arbejdsmiljø');
	await look(page, '29-focus-talk-empty');
	await toPlace(page, places.overview);
	await look(page, '30-overview-under-way');
	await toPlace(page, places.reflection);
	await look(page, '31-reflections-under-way');
});

test('on paper', async ({ page }) => {
	await sitDown(page);
	await begin(page, { way: words.ways.paper.title });
	await look(page, '40-paper');
	await page.getByRole('link', { name: words.slips.print }).click();
	await expect(page.getByLabel(words.slips.howMany)).toBeVisible();
	await look(page, '41-slips-print');
	if (folder) await page.pdf({ path: join(folder, '41-slips.pdf'), preferCSSPageSize: true });
	await page.goBack();
	await page.getByRole('link', { name: words.slips.typeIn }).click();
	await expect(heading(page, words.slips.number({ number: 1 }))).toBeVisible();
	await page.keyboard.type('4132');
	await look(page, '42-slips-type-in');
	await page.getByRole('link', { name: words.slips.stop }).click();
	await look(page, '43-slips-leave');
});

test('one common mark', async ({ page }) => {
	await sitDown(page);
	await begin(page, { away: ['Bo', 'Ali Noor', 'Sara Dam'] });
	await page.keyboard.type('42');
	await look(page, '44-common');
	await expectKeyboard(page);
});

test('a reflection from its picture to its end', async ({ page }) => {
	await tryExample(page);
	await toNewReflection(page);
	await button(page, words.start.begin).click();
	await expect(heading(page, words.sinceLast.title)).toBeVisible();
	await look(page, '50-since-last');
	await expectKeyboard(page);

	await toPlace(page, places.reflection);
	await page
		.getByRole('link', { name: words.closedOn({ day: '' }) })
		.first()
		.click();
	const phase = async (name: string) => {
		const nav = page.getByRole('navigation', { name: words.phasesLabel });
		await nav.getByRole('link', { name }).first().click();
		await expect(nav.getByRole('link', { name }).first()).toHaveAttribute('aria-current', 'page');
	};
	await phase(words.phases.picture);
	for (const [view, name] of Object.entries(picture.views)) {
		await page.getByRole('radio', { name }).check();
		await look(page, `51-picture-${view}`);
	}
	if (folder) await page.pdf({ path: join(folder, '51-picture.pdf'), preferCSSPageSize: true });
	await page.getByRole('radio', { name: picture.views.map }).check();
	await page.getByRole('button', { name: /^Ordet rundt/ }).click();
	await look(page, '52-clock');
	await button(page, words.clock.begin).click();
	await look(page, '53-clock-running');
	await page.keyboard.press('Escape');
	await page.goto(`${page.url()}/stort`);
	await expect(page).toHaveURL(/view=wall/);
	await look(page, '54-picture-large');
	await page.keyboard.press('Escape');

	await phase(words.phases.focus);
	await look(page, '55-focus');
	await talkAbout(page, 'Arbejdsmiljø');
	await look(page, '56-focus-talk');
	await expectKeyboard(page);
	await phase(words.phases['up-and-down']);
	await look(page, '57-up-and-down');
	await expectKeyboard(page);
	await phase(words.phases.across);
	await look(page, '58-across');
	await phase(words.phases.plan);
	await look(page, '59-plan-of-the-reflection');
	await phase(words.phases['check-out']);
	await look(page, '60-check-out');
	await expectKeyboard(page);
	await phase(words.phases.answers);
	await look(page, '61-answers-shown');
});

test('the plan', async ({ page }) => {
	await tryExample(page);
	await look(page, '70-overview');
	await expectKeyboard(page);
	await toPlace(page, places.reflection);
	await look(page, '71-reflections');
	await toThePlan(page);
	await expect(page.getByLabel(plan.action, { exact: true }).first()).toBeVisible();
	await look(page, '72-plan');
	if (folder) await page.pdf({ path: join(folder, '72-plan.pdf'), preferCSSPageSize: true });
	await page
		.getByRole('button', { name: plan.details({ what: '' }) })
		.nth(1)
		.click();
	await look(page, '73-plan-action');
	await page.keyboard.press('Escape');
	await page
		.getByRole('button', { name: plan.goalDetails({ goal: '' }) })
		.first()
		.click();
	await look(page, '74-plan-goal');
});

test('the committee', async ({ page }) => {
	await tryExample(page);
	await toCommittee(page);
	await look(page, '80-committee');
	await page
		.getByRole('button', { name: committees.members.editOne({ name: '' }) })
		.first()
		.click();
	await look(page, '81-member');
	await page.keyboard.press('Escape');
	await button(page, settings.backup.open).click();
	await look(page, '82-copy');
	await page.keyboard.press('Escape');
	await page.getByRole('link', { name: 'MED-pipeline for LMU' }).click();
	await expect(button(page, packs.copy)).toBeVisible();
	await look(page, '83-statements');
	await button(page, packs.copy).click();
	await page.getByRole('button', { name: packs.edit }).first().click();
	await expect(page.getByLabel(packs.text)).toBeVisible();
	await look(page, '84-own-statements');
	await page.goto('/');
	await expect(page.getByRole('link', { name: 'LMU Solsikken' })).toBeVisible();
	await look(page, '85-start-example');
});
