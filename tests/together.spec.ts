import type { Browser, Page } from '@playwright/test';
import { m as away } from '#lib/messages/da/away.ts';
import { m as committees } from '#lib/messages/da/committees.ts';
import { m as overview } from '#lib/messages/da/overview.ts';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m as reflections } from '#lib/messages/da/reflections.ts';
import { m as saved } from '#lib/messages/da/saved.ts';
import { m as tablets } from '#lib/messages/da/tablets.ts';
import { m } from '#lib/messages/da/together.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { HOLD } from '#lib/together/saved/steady.svelte.ts';
import { button, expectSaved } from './committee.ts';
import { box, decide, tick, writeGoal } from './journeys/plan.ts';
import { anotherTablet, foundShared, invite, join } from './joining/tablets.ts';
import { expect, expectKeyboard, expectSound, sizes, test } from './page.ts';

test.use({ actionTimeout: 15_000 });

const year = new Date().getFullYear();
const karen = 'Karen Kløver';
const mette = 'Mette Morgenfrue';

/** Karen's tablet and Mette's, both on the first page of their committee. */
async function two(page: Page, browser: Browser) {
	await foundShared(page, 'LMU Mælkebøtten', karen, mette, 'Said Solsikke');
	const home = page.url().replace(/\/udvalg.*/, '');
	const link = await invite(page, { member: mette });
	const other = await anotherTablet(browser);
	await join(other.page, link);
	await other.page.getByRole('link', { name: tablets.join.enter }).click();
	await expect(other.page.getByRole('heading', { name: overview.empty.title })).toBeVisible();
	await page.goto(`${home}/udvalg`);
	await page.getByLabel(committees.me.title).selectOption({ label: karen });
	await expectSaved(page);
	await page.goto(home);
	return { ...other, home };
}

const faces = (page: Page, ...names: string[]) => page.getByRole('button', { name: m.here.show({ names }) });
const status = (page: Page) => page.locator('.saved-status .now .long');
const goal = (page: Page) => page.getByLabel(plan.goal, { exact: true }).first();

/** How many documents are remembered as they were when they were last looked at. */
const looked = (page: Page) =>
	page.evaluate(
		() =>
			new Promise<number>((resolve) => {
				const opening = indexedDB.open('medspil');
				opening.onsuccess = () => {
					const counting = opening.result.transaction('seen').objectStore('seen').count();
					counting.onsuccess = () => {
						opening.result.close();
						resolve(counting.result);
					};
				};
			}),
	);

test('two tablets see each other: who is here, where, and a tap goes there; who leaves is gone', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: other, home, context, faults } = await two(page, browser);
	await expect(faces(page, mette)).toBeVisible();
	await expect(faces(other, karen)).toBeVisible();

	await other.goto(`${home}/plan/${year}`);
	await expect(button(other, plan.newGoal).or(button(other, plan.empty.write)).first()).toBeVisible();
	await faces(page, mette).click();
	const dialog = page.getByRole('dialog', { name: m.here.title });
	const there = dialog.getByRole('link', { name: mette });
	await expect(there).toContainText(m.here.where.plan({ year: String(year) }));
	for (const colorScheme of ['light', 'dark'] as const)
		for (const viewport of Object.values(sizes)) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize(viewport);
			await expectSound(page);
		}
	await page.setViewportSize(sizes.tablet);
	await there.click();
	await expect(page).toHaveURL(`${home}/plan/${year}`);
	await expect(dialog).toBeHidden();

	await other.goto('/');
	await expect(faces(page, mette)).toBeHidden({ timeout: 40_000 });
	await context.close();
	expect(faults).toEqual([]);
});

test('who writes in a text is named beside it, nothing moves, and two who write keep every letter and their caret', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: other, home, context } = await two(page, browser);
	for (const each of [page, other]) await each.goto(`${home}/plan/${year}`);
	await button(page, plan.empty.write).click();
	await page.getByLabel(plan.goalWords).fill('Først. Sidst.');
	await button(page, plan.add).click();
	await expect(goal(other)).toHaveValue('Først. Sidst.');

	const before = await goal(page).boundingBox();
	await goal(other).focus();
	const named = page.getByText(m.writes({ names: ['Mette'] }));
	await expect(named).toBeVisible();
	expect(await goal(page).boundingBox()).toEqual(before);
	await expectSound(page);

	await goal(page).focus();
	await page.keyboard.press('ControlOrMeta+End');
	await other.keyboard.press('ControlOrMeta+Home');
	const letters = 'abcdefghijklmnopqrstuvwxyzæøå';
	await Promise.all([
		page.keyboard.type(letters, { delay: 20 }),
		other.keyboard.type(letters.toUpperCase(), { delay: 20 }),
	]);
	const both = `${letters.toUpperCase()}Først. Sidst.${letters}`;
	await expect(goal(page)).toHaveValue(both);
	await expect(goal(other)).toHaveValue(both);
	const caret = (of: Page) => goal(of).evaluate((field: HTMLTextAreaElement) => field.selectionEnd);
	expect(await caret(page)).toBe(both.length);
	expect(await caret(other)).toBe(letters.length);

	await other.keyboard.press('Escape');
	await expect(named).toBeHidden();
	await context.close();
});

test.describe('without a network', () => {
	test.use({ serviceWorkers: 'allow', allowedFaults: [/ERR_INTERNET_DISCONNECTED|WebSocket/] });

	test('the quiet place says how far it has come, offline and back, and tells why on a tap', async ({
		page,
		browser,
	}) => {
		test.slow();
		const { page: other, home, context } = await two(page, browser);
		const reached = ui.reached({ others: 1 }).long;
		await expect(status(page)).toHaveText(reached);
		await page.goto(`${home}/plan/${year}`);
		await button(page, plan.empty.write).click();

		await page.context().setOffline(true);
		await page.getByLabel(plan.goalWords).fill('Skrevet uden net');
		await button(page, plan.add).click();
		await expect(status(page)).toHaveText(ui.saved.long);
		await button(page, plan.close).click();
		await page.locator('.saved-status').click();
		const dialog = page.getByRole('dialog', { name: m.savedTitle });
		await expect(dialog.getByText(saved.tablet.here)).toBeVisible();
		await expect(dialog.getByText(saved.server.again)).toBeVisible();
		await expect(dialog.getByText('Mettes tablet')).toBeVisible();
		for (const colorScheme of ['light', 'dark'] as const)
			for (const viewport of Object.values(sizes)) {
				await page.emulateMedia({ colorScheme });
				await page.setViewportSize(viewport);
				await expectSound(page);
			}
		await page.keyboard.press('Escape');
		await expect(page.locator('.saved-status')).toBeFocused();

		await page.context().setOffline(false);
		await expect(status(page)).toHaveText(reached, { timeout: 40_000 });
		await other.goto(`${home}/plan/${year}`);
		await expect(goal(other)).toHaveValue('Skrevet uden net');
		await context.close();
	});
});

test('while somebody types the quiet place does not blink, and never says more than is so', async ({
	page,
	browser,
}) => {
	const { home, context } = await two(page, browser);
	await page.goto(`${home}/plan/${year}`);
	await button(page, plan.empty.write).click();
	await page.getByLabel(plan.goalWords).fill('Ro');
	await button(page, plan.add).click();
	await button(page, plan.close).click();
	await expect(status(page)).toHaveText(ui.reached({ others: 1 }).long);
	await goal(page).focus();
	const seen = await page.evaluateHandle(() => {
		const shown = () => document.querySelector('.saved-status .now .long')?.textContent ?? '';
		const said = [shown()];
		const written: number[] = [];
		document.addEventListener('input', () => written.push(performance.now()));
		new MutationObserver(() => {
			const now = shown();
			if (said.at(-1) !== now) said.push(now);
		}).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
		return { said, written };
	});
	await page.keyboard.type(' ved bordet', { delay: 40 });
	await expect(status(page)).toHaveText(ui.reached({ others: 1 }).long);
	const { said: words, written } = await seen.jsonValue();
	const rises = words.filter((word, at) => word !== ui.saving.long && words[at + 1] === ui.saving.long);
	expect(words[1]).toBe(ui.saving.long);
	// Between letters that a busy machine has held back longer than a moment it may rise, and once when all is written.
	const pauses = written.filter((at, letter) => at - (written[letter - 1] ?? at) > HOLD).length;
	expect(rises.length, words.join(' → ')).toBeLessThanOrEqual(1 + pauses);
	await context.close();
});

test('«Mens du var væk» tells what others did, each with its way, and nothing of one’s own; «Set» puts it away', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: other, home, context } = await two(page, browser);
	await page.goto(`${home}/plan/${year}`);
	await button(page, plan.empty.write).click();
	await page.getByLabel(plan.goalWords).fill('Karens eget mål');
	await button(page, plan.add).click();
	await other.goto(`${home}/plan/${year}`);
	await expect(goal(other)).toHaveValue('Karens eget mål');
	// Karen puts her tablet away, in a way that leaves it no time to say so.
	await expect.poll(() => looked(page)).toBe(2);
	await page.goto('about:blank');

	await writeGoal(other, 'Mettes mål');
	await other
		.getByRole('button', { name: new RegExp(`^${plan.newAction}`) })
		.first()
		.click();
	await other.getByPlaceholder(plan.actionWords).fill('Fælles morgenmøde');
	await other.keyboard.press('Enter');
	await other.keyboard.press('Escape');
	await tick(other, 'Fælles morgenmøde');
	await decide(other, 'Fælles morgenmøde', [karen], `${year}-12-01`);
	await expect(status(other)).not.toHaveText(ui.saving.long);

	await page.goto(home);
	const card = page.getByRole('heading', { name: away.title });
	await expect(card).toBeVisible();
	await expect(page.getByRole('link', { name: away.youOn({ title: 'Fælles morgenmøde' }) })).toBeVisible();
	await expect(page.getByRole('link', { name: away.goalNew({ title: 'Mettes mål' }) })).toBeVisible();
	await expect(page.getByText('Karens eget mål')).toBeHidden();
	for (const colorScheme of ['light', 'dark'] as const)
		for (const viewport of Object.values(sizes)) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize(viewport);
			await expectSound(page);
		}
	await page.setViewportSize(sizes.tablet);
	await expectKeyboard(page);

	await page.getByRole('link', { name: away.youOn({ title: 'Fælles morgenmøde' }) }).click();
	await expect(box(page, 'Fælles morgenmøde')).toBeVisible();
	await page.goBack();
	await button(page, away.done).click();
	await expect(card).toBeHidden();
	await page.reload();
	await expect(page.getByRole('heading', { name: overview.plan.title({ year }) })).toBeVisible();
	await expect(card).toBeHidden();
	await context.close();
});

test('«Mens du var væk» tells nothing of what another tab of the same tablet writes', async ({ page }) => {
	await foundShared(page, 'LMU Mælkebøtten', karen);
	const home = page.url().replace(/\/udvalg.*/, '');
	await page.goto(`${home}/plan/${year}`);
	await button(page, plan.empty.write).click();
	await page.getByLabel(plan.goalWords).fill('Fra den ene fane');
	await button(page, plan.add).click();
	await expect.poll(() => looked(page)).toBe(2);
	await page.goto(home);
	await expect(page.getByText('1 mål')).toBeVisible();
	const beside = await page.context().newPage();
	await beside.goto(`${home}/plan/${year}`);
	await writeGoal(beside, 'Fra den anden fane');
	await expect(page.getByText('2 mål')).toBeVisible();
	// What others do is gathered for a moment before it is told.
	await page.waitForTimeout(1500);
	await expect(page.getByRole('heading', { name: away.title })).toBeHidden();
});

test('of a tablet where people answer, the others see that it is there, and no more', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: other, home, context } = await two(page, browser);
	await other.goto(`${home}/refleksion/ny`);
	await expect(faces(page, mette)).toBeVisible();
	await button(other, reflections.start.begin).click();
	await expect(other).toHaveURL(/siden-sidst|svar/);
	if (other.url().includes('siden-sidst'))
		await button(other, reflections.goOn({ phase: reflections.phases.answers })).click();
	await expect(other).toHaveURL(/svar/);
	await faces(page, mette).click();
	const dialog = page.getByRole('dialog', { name: m.here.title });
	await expect(dialog.getByRole('link')).toHaveText(
		new RegExp(`${mette}\\s*${m.here.where.answers()}\\s*${m.here.go}`),
	);
	await context.close();
});
