import type { Page } from '@playwright/test';
import { m as plan } from '#lib/messages/da/plan.ts';
import { button } from './committee.ts';
import { twoAtHome } from './joining/at-home.ts';
import { expect, expectReflow, expectSound, sizes, test } from './page.ts';

test.use({ actionTimeout: 15_000 });

const year = new Date().getFullYear();
const goal = (page: Page) => page.getByLabel(plan.goal, { exact: true }).first();
const name = (page: Page) => page.locator('.carets .name');

/** How many letters stand before the caret that is drawn. */
const drawnAt = (page: Page) =>
	page.locator('.carets .mirror').evaluate((mirror) => {
		const range = document.createRange();
		const caret = mirror.querySelector('.caret');
		if (!caret) return -1;
		range.selectNodeContents(mirror);
		range.setEndBefore(caret);
		return range.toString().length;
	});

/** Where the caret is drawn, and where the letter that it stands before is in the field: both from the edge of the field. */
const distance = (page: Page) =>
	page.locator('.carets').evaluate((layer) => {
		const field = layer.parentElement?.querySelector('textarea');
		const caret = layer.querySelector('.caret')?.getBoundingClientRect();
		const mirror = layer.querySelector('.mirror');
		if (!field || !caret || !mirror) return undefined;
		return {
			// The words that are unseen are drawn as high as those in the field.
			heights: Math.abs(
				Math.round(mirror.getBoundingClientRect().height - field.getBoundingClientRect().height),
			),
			inside:
				caret.left >= field.getBoundingClientRect().left &&
				caret.right <= field.getBoundingClientRect().right,
		};
	});

test('[TO14] [TO15] where the other writes is seen at the right letter, moves with the words, and is gone when they leave', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: other, home, context, faults } = await twoAtHome(page, browser);
	for (const each of [page, other]) await each.goto(`${home}/plan/${year}`);
	await button(page, plan.empty.write).click();
	const words = 'Vi siger til, når noget er svært, og vi siger fra, når det er for meget for os';
	await page.getByLabel(plan.goalWords).fill(words);
	await button(page, plan.add).click();
	await button(page, plan.close).click();
	await expect(goal(other)).toHaveValue(words);

	const before = await goal(page).boundingBox();
	await goal(other).focus();
	await goal(other).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(13, 13));
	await expect(name(page)).toHaveText('Mette');
	await expect.poll(() => drawnAt(page)).toBe(13);
	expect(await goal(page).boundingBox()).toEqual(before);
	expect(await distance(page)).toEqual({ heights: 0, inside: true });
	await expect(name(page)).toBeVisible();

	// It moves when words are put in before it, with nothing said.
	await goal(page).focus();
	await page.keyboard.press('ControlOrMeta+Home');
	await page.keyboard.type('Altså: ');
	await expect.poll(() => drawnAt(page)).toBe(20);
	await other.keyboard.type(' altid');
	await expect(goal(page)).toHaveValue(`Altså: Vi siger til, altid${words.slice(13)}`);
	await expect.poll(() => drawnAt(page)).toBe(26);

	// On every screen, where the lines break elsewhere, it covers no words.
	for (const colorScheme of ['light', 'dark'] as const)
		for (const viewport of Object.values(sizes)) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize(viewport);
			await other.keyboard.type('!');
			await expect(name(page)).toBeVisible();
			expect(await distance(page)).toEqual({ heights: 0, inside: true });
			const covered = await page.locator('.carets').evaluate((layer) => {
				const range = document.createRange();
				range.selectNodeContents(layer.querySelector('.mirror') ?? layer);
				const label = layer.querySelector('.name')?.getBoundingClientRect();
				const air = 1;
				const lines = [...range.getClientRects()].filter(
					(line) =>
						line.width > 1 &&
						label &&
						label.left < line.right &&
						label.right > line.left &&
						label.top < line.bottom - air &&
						label.bottom > line.top + air,
				);
				return lines.map((line) => ({ line: line.toJSON() as unknown, label: label?.toJSON() as unknown }));
			});
			expect(covered).toEqual([]);
			await expectSound(page);
		}
	await expectReflow(page);
	await page.setViewportSize(sizes.tablet);

	await other.keyboard.type('?');
	await expect(name(page)).toBeVisible();
	await other.keyboard.press('Escape');
	await expect(page.locator('.carets')).toHaveCount(0);
	await context.close();
	expect(faults).toEqual([]);
});
