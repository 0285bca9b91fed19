import type { Page } from '@playwright/test';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m as reflections } from '#lib/messages/da/reflections.ts';
import { m as saved } from '#lib/messages/da/saved.ts';
import { m as settings } from '#lib/messages/da/settings.ts';
import { m as tablets } from '#lib/messages/da/tablets.ts';
import { m } from '#lib/messages/da/together.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { HOLD } from '#lib/together/saved/steady.svelte.ts';
import { button } from './committee.ts';
import { karen, mette, twoAtHome } from './joining/at-home.ts';
import { toTablets } from './joining/tablets.ts';
import { expect, expectSound, sizes, test } from './page.ts';

test.use({ actionTimeout: 15_000 });

const year = new Date().getFullYear();

const faces = (page: Page, ...names: string[]) => page.getByRole('button', { name: m.here.show({ names }) });
const status = (page: Page) => page.locator('.saved-status .now .long');
const goal = (page: Page) => page.getByLabel(plan.goal, { exact: true }).first();

test('two tablets see each other: who is here, where, and a tap goes there; who leaves is gone', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: other, home, context, faults } = await twoAtHome(page, browser);
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

	await toTablets(page);
	await expect(page.getByText(tablets.list.nowHere)).toBeVisible();
	await other.goto('/');
	await expect(faces(page, mette)).toBeHidden({ timeout: 40_000 });
	await expect(page.getByText(tablets.list.nowHere)).toBeHidden();
	await context.close();
	expect(faults).toEqual([]);
});

test('who writes in a text is named beside it, nothing moves, and two who write keep every letter and their caret', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: other, home, context } = await twoAtHome(page, browser);
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
	// Over nothing that is asked above the field.
	expect((await named.boundingBox())?.y).toBeGreaterThan(before?.y ?? Infinity);
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

	// Who only stands there does not write.
	await expect(named).toBeHidden({ timeout: 15_000 });
	await expect(goal(other)).toBeFocused();
	await other.keyboard.type('!');
	await expect(named).toBeVisible();
	await other.keyboard.press('Escape');
	await expect(named).toBeHidden();
	await context.close();
});

test('whoever writes in a goal that is removed on another tablet has the words, and goes on where they are', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: other, home, context, faults } = await twoAtHome(page, browser);
	for (const each of [page, other]) await each.goto(`${home}/plan/${year}`);
	await button(page, plan.empty.write).click();
	await page.getByLabel(plan.goalWords).fill('Ro');
	await button(page, plan.add).click();
	await button(page, plan.close).click();
	await expect(goal(other)).toHaveValue('Ro');
	await goal(other).focus();
	await other.keyboard.press('ControlOrMeta+End');
	await other.keyboard.type(' ved bor');
	await expect(goal(page)).toHaveValue('Ro ved bor');

	await page.getByRole('button', { name: plan.goalDetails({ goal: 'Ro ved bor' }) }).click();
	await button(page, plan.removeGoal).click();
	await expect(other.getByText(settings.taken.title({ from: 'goals' }))).toBeVisible();
	const back = other.getByLabel(settings.taken.words);
	await expect(back).toBeFocused();
	await other.keyboard.type('det');
	await expect(back).toHaveValue('Ro ved bordet');
	for (const colorScheme of ['light', 'dark'] as const)
		for (const viewport of Object.values(sizes)) {
			await other.emulateMedia({ colorScheme });
			await other.setViewportSize(viewport);
			await expectSound(other);
		}
	await button(other, settings.tooLong.done).click();
	await expect(back).toBeHidden();
	await expect(page.getByText(settings.taken.title({ from: 'goals' }))).toBeHidden();
	await context.close();
	expect(faults).toEqual([]);
});

test.describe('without a network', () => {
	test.use({ serviceWorkers: 'allow', allowedFaults: [/ERR_INTERNET_DISCONNECTED|WebSocket/] });

	test('the quiet place says how far it has come, offline and back, and tells why on a tap', async ({
		page,
		browser,
	}) => {
		test.slow();
		const { page: other, home, context } = await twoAtHome(page, browser);
		const reached = ui.reached({ others: 1 }).long;
		await expect(status(page)).toHaveText(reached);
		await page.goto(`${home}/plan/${year}`);
		await button(page, plan.empty.write).click();

		await page.context().setOffline(true);
		await page.getByLabel(plan.goalWords).fill('Skrevet uden net');
		// What is said of saving is not said of this yet.
		await expect(page.getByText(plan.notYet)).toBeVisible();
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
	const { home, context } = await twoAtHome(page, browser);
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

test('of a tablet where people answer, the others see that it is there, and no more', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: other, home, context } = await twoAtHome(page, browser);
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
