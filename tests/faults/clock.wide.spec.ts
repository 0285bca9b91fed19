import type { Page } from '@playwright/test';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m as words } from '#lib/messages/da/reflections.ts';
import { expectSaved } from '../committee.ts';
import { answers, counted } from '../journeys/people.ts';
import { comeBack, sitDown, toPlace } from '../journeys/places.ts';
import { toThePlan } from '../journeys/plan.ts';
import {
	answer,
	begin,
	expectPicture,
	goOn,
	heading,
	makeAction,
	makeGoal,
	showThePicture,
	chooseFocus,
	talkAbout,
} from '../journeys/reflecting.ts';
import { expect, expectSound, test } from '../page.ts';

test.use({ actionTimeout: 20_000 });

const right = new Date('2027-03-10T14:00:00');

/** From now on every page of the tablet believes that it is this day; time goes on from there. */
const setClock = (page: Page, to: Date) => page.context().clock.install({ time: to });

for (const [wrong, year] of [
	['a year behind', 2026],
	['a year ahead', 2028],
] as const)
	test(`a tablet whose clock is ${wrong} for a whole reflection hides nothing when the clock is right again`, async ({
		page,
		browser,
	}) => {
		test.setTimeout(120_000);
		await setClock(page, new Date(`${year}-03-10T14:00:00`));
		await sitDown(page);
		await begin(page);
		for (const marks of answers) await answer(page, marks);
		await showThePicture(page);
		await goOn(page, 'focus');
		await chooseFocus(page, 'Rollemodel');
		await talkAbout(page, 'Rollemodel');
		await makeGoal(page, 'own-goals', 'Skrevet med et forkert ur');
		await makeAction(page, 'own-strengthen', 'Stil uret');
		await expectSaved(page);

		// The same storage, with the clock put right while the app is closed.
		const state = await page.context().storageState({ indexedDB: true });
		await page.close();
		const context = await browser.newContext({ ...test.info().project.use, storageState: state });
		const later = await context.newPage();
		await later.clock.install({ time: right });
		await comeBack(later, 'focus');
		await expect(heading(later, words.focus.title)).toBeVisible();
		await toPlace(later, words.title);
		await expect(later.getByRole('link', { name: words.titleOf({ year: year }) })).toBeVisible();
		await toThePlan(later);
		await later.goto(`/u/solsikken/plan/${year}`);
		await expect(later.getByLabel(plan.goal, { exact: true })).toHaveValue('Skrevet med et forkert ur');
		await expect(later.getByLabel(plan.action, { exact: true })).toHaveValue('Stil uret');
		await expectSound(later);
		await comeBack(later, 'focus');
		await later.getByRole('link', { name: words.phases.picture }).first().click();
		await expectPicture(later, counted(answers));
		await context.close();
	});

test('a clock that jumps while the page is open takes nothing back and stops nothing', async ({ page }) => {
	await setClock(page, right);
	await sitDown(page);
	await begin(page);
	const [one = [], two = [], ...rest] = answers;
	await answer(page, one);
	await page.clock.setSystemTime(new Date('2026-03-10T14:00:00'));
	await answer(page, two);
	await page.clock.setSystemTime(new Date('2028-03-10T14:00:00'));
	for (const marks of rest) await answer(page, marks);
	await showThePicture(page);
	await expectPicture(page, counted(answers));
	await goOn(page, 'focus');
	await chooseFocus(page, 'Rollemodel');
	await talkAbout(page, 'Rollemodel');
	await makeGoal(page, 'own-goals', 'Skrevet i 2028');
	await page.clock.setSystemTime(right);
	await makeGoal(page, 'own-goals', 'Skrevet i 2027');
	await expectSaved(page);
	await page.goto('/u/solsikken/plan/2027');
	await expect(page.getByLabel(plan.goal, { exact: true })).toHaveCount(2);
});
