import { m } from '#lib/messages/da/reflections.ts';
import { m as steps } from '#lib/messages/da/steps.ts';
import { expect, sizes, test } from './page.ts';
import { openOwn } from './picture.ts';
import { answer, begin, button, counted, covered, heading, statement, statements } from './round/table.ts';

// A finger that comes down twice means one tap.

for (const [size, viewport] of Object.entries(sizes))
	test(`[RO12] a double tap that hands in does not take the tablet for the next, nor show the picture (${size})`, async ({
		page,
	}) => {
		await begin(page, ['Karla Holm', 'Mads Bøgh', 'Sanne Asp', 'Ida Kvist']);
		await page.setViewportSize(viewport);
		for (let person = 1; person <= 4; person++) {
			await button(page, m.cover.ready).click();
			for (const _ of statements) await button(page, m.answering.skip).click();
			await button(page, m.handIn.give).click();
			// Wherever the second tap lands: all that can be done there is deaf to it.
			const next = button(page, person < 4 ? m.cover.ready : m.allAnswered.show);
			await next.dispatchEvent('click');
			await button(page, person < 4 ? m.cover.more : m.cover.oneMore).dispatchEvent('click');
			if (person < 4) await counted(page, person, 4);
			else await expect(heading(page, m.allAnswered.title)).toBeVisible();
			await expect(page.locator('dialog:modal')).toHaveCount(0);
		}
		await button(page, m.allAnswered.show).click();
		await expect(page).toHaveURL(/\/billede$/);
	});

test('[RO12] the cover can be used at once when nobody has just handed in', async ({ page }) => {
	await begin(page);
	await covered(page);
	await button(page, m.cover.ready).press('Enter');
	await expect(statement(page, 1)).toBeFocused();
});

test('whoever was answering when the page was loaded again is told to begin again', async ({ page }) => {
	await begin(page);
	await answer(page);
	await expect(page.getByText(m.cover.again)).toHaveCount(0);
	await button(page, m.cover.ready).click();
	await page.keyboard.press('4');
	page.on('dialog', (dialog) => void dialog.accept());
	await page.reload();
	await counted(page, 1);
	await expect(page.getByText(m.cover.again)).toBeVisible();
	await answer(page);
	await expect(page.getByText(m.cover.again)).toHaveCount(0);
});

test('[ST4] the same words become one goal and one action, however often it is tapped', async ({ page }) => {
	await openOwn(page, { 'lmu-t1': '41 41 41 41' });
	await button(page, m.goOn({ phase: m.phases.focus })).click();
	await page.getByRole('checkbox').first().check();
	await page.getByRole('link', { name: steps.start }).click();
	const question = page.locator('section.question').first();
	await question.getByRole('textbox').fill('Vi holder pauser 🌻');
	await question.getByRole('button', { name: m.writing.toGoal }).dblclick({ delay: 20 });
	const plan = page.getByRole('region', { name: m.writing.inPlan });
	await expect(plan.getByText('Vi holder pauser 🌻')).toHaveCount(1);
	await expect(question.getByRole('button', { name: m.writing.inPlan })).toBeInViewport();
	await question.getByRole('button', { name: m.writing.toAction }).dblclick({ delay: 20 });
	await expect(plan.getByText('Vi holder pauser 🌻')).toHaveCount(2);
	await expect(question.getByRole('button', { name: m.writing.inPlan })).toHaveCount(2);
	// Other words are something new; and what is taken back can be made again.
	await question.getByRole('textbox').fill('Vi holder pauser sammen');
	await expect(question.getByRole('button', { name: m.writing.toGoal })).toBeVisible();
	await question.getByRole('button', { name: m.writing.toGoal }).click();
	await expect(plan.getByText('Vi holder pauser sammen')).toBeVisible();
	await button(page, 'Fortryd').click();
	await expect(plan.getByText('Vi holder pauser sammen')).toBeHidden();
	await expect(question.getByRole('button', { name: m.writing.toGoal })).toBeVisible();
});
