import type { Browser, BrowserContext, Page } from '@playwright/test';
import { m as leading } from '#lib/messages/da/leading.ts';
import { m as overview } from '#lib/messages/da/overview.ts';
import { m as pictures } from '#lib/messages/da/picture.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { m as steps } from '#lib/messages/da/steps.ts';
import { m as tablets } from '#lib/messages/da/tablets.ts';
import { m as words } from '#lib/messages/da/wall.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { button, expectSaved } from './committee.ts';
import { anotherTablet, confirmDigits, foundShared, invite, join } from './joining/tablets.ts';
import { expect, expectAccessible, expectKeyboard, expectReflow, expectSound, sizes, test } from './page.ts';
import { map, openOwn } from './picture.ts';
import { answer, heading } from './round/table.ts';

test.use({ actionTimeout: 15_000 });

const large = { width: 1920, height: 1080 };
const members = ['Karen Kløver', 'Mette Morgenfrue', 'Said Solsikke', 'Åse Anemone'];
const marks = { 'lmu-t1': '34 33 41 13', 'lmu-t3': '41 42 41 32', 'lmu-k1': '41 44 14 22' };

/** A screen on the wall, of the same device as this page. */
async function hang(page: Page, context: BrowserContext) {
	const wall = await context.newPage();
	await wall.setViewportSize(large);
	await wall.goto(`${page.url().replace(/\/[^/]*$/, '')}?view=wall`);
	await expect(wall.getByRole('heading', { level: 1 })).toBeVisible();
	return wall;
}

/** [WA1] [WA3] What must hold of a wall whatever it shows. */
async function expectWall(wall: Page) {
	const found = await wall.evaluate(() => {
		const least = innerHeight / 50;
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const small: string[] = [];
		while (texts.nextNode()) {
			const parent = texts.currentNode.parentElement;
			const box = parent?.getBoundingClientRect();
			if (!parent || !box || box.width <= 1 || !texts.currentNode.nodeValue?.trim()) continue;
			const size = parseFloat(getComputedStyle(parent).fontSize);
			if (parent.checkVisibility({ visibilityProperty: true }) && size < least)
				small.push(`${texts.currentNode.nodeValue}: ${size}`);
		}
		const focusable = 'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]';
		const controls = [...document.querySelectorAll(focusable)].filter((each) => each.checkVisibility());
		const body = document.querySelector('main > .body')?.getBoundingClientRect();
		const over = [...document.querySelectorAll('main > .body *')].filter((each) => {
			const { bottom, right, width } = each.getBoundingClientRect();
			const isSeen = each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && width > 1;
			return isSeen && body && (bottom > body.bottom + 2 || right > body.right + 2);
		});
		const { scrollHeight, scrollWidth, clientHeight, clientWidth } = document.documentElement;
		const overflows = scrollHeight > clientHeight || scrollWidth > clientWidth;
		const named = (all: Element[]) => all.map((each) => each.outerHTML.slice(0, 80));
		return { small, controls: named(controls), over: named(over), overflows };
	});
	expect(found, `the wall at ${wall.url()}`).toEqual({ small: [], controls: [], over: [], overflows: false });
	await expect(wall.getByRole('navigation')).toHaveCount(0);
}

/** A second is what the group should feel, and another one for a machine that does other things too. */
const part = (wall: Page, phase: keyof typeof m.phases) =>
	expect(wall.getByRole('heading', { level: 1, name: m.phases[phase] })).toBeVisible({ timeout: 2000 });

const onward = (page: Page, to: keyof typeof m.phases) =>
	button(page, m.goOn({ phase: m.phases[to] })).click();

test('[WA1] [WA2] [WA3] a wall follows the group through all parts, with nothing to press and all of it large', async ({
	page,
	context,
}) => {
	test.slow();
	await openOwn(page, marks);
	const wall = await hang(page, context);
	await expect(map(wall)).toBeVisible();
	await expectWall(wall);
	await expectAccessible(wall);
	await onward(page, 'focus');
	await part(wall, 'focus');
	await expect(wall.getByRole('heading', { name: words.wall.chooseFocus })).toBeVisible();
	await expectWall(wall);
	const [first] = lmu.statements;
	await page.getByRole('checkbox', { name: first?.text ?? '' }).check();
	await expect(wall.getByRole('heading', { name: first?.text ?? '' })).toBeVisible();
	await page.getByText(steps.start).click();
	await page.locator('textarea').first().fill('Vi spørger hinanden om morgenen');
	await expect(wall.getByText('Vi spørger hinanden om morgenen')).toBeVisible();
	await button(page, m.writing.toGoal).first().click();
	await expect(wall.getByText(`${words.wall.goal} Vi spørger hinanden om morgenen`)).toBeVisible();
	await expectWall(wall);
	await expectAccessible(wall);
	await onward(page, 'up-and-down');
	await part(wall, 'up-and-down');
	const field = page.locator('textarea').first();
	await field.fill('OMU mangler at høre fra os. '.repeat(60));
	await expect(wall.getByText(/^… .*høre fra os\.$/)).toBeVisible();
	await expectWall(wall);
	await onward(page, 'across');
	await part(wall, 'across');
	await expectWall(wall);
	await onward(page, 'plan');
	await part(wall, 'plan');
	await expect(wall.getByText('Vi spørger hinanden om morgenen')).toBeVisible();
	await expectWall(wall);
	await expectAccessible(wall);
	await onward(page, 'check-out');
	await part(wall, 'check-out');
	await expectWall(wall);
	await page.getByRole('button', { name: m.checkOut.steps[3], exact: true }).click();
	await expect(page.getByText(m.checkOut.counted({ answered: 1, of: 4 }))).toBeVisible();
	await expect(wall.getByText(m.checkOut.question)).toHaveCount(0);
	for (let taps = 0; taps < 3; taps++) {
		// The screen is deaf for a moment after a tap.
		await page.waitForTimeout(800);
		await page.getByRole('button', { name: m.checkOut.steps[2], exact: true }).click();
	}
	await button(page, steps.show).click();
	await expect(wall.getByText(steps.result({ step: m.checkOut.steps[2], count: 3 }))).toBeVisible();
	await expectWall(wall);
	await button(page, m.checkOut.close).click();
	await expect(wall.getByText(steps.result({ step: m.checkOut.steps[2], count: 3 }))).toBeVisible();
});

test('[WA5] the clock and whose turn it is are large on the wall, chips are what is left, and a break fills it', async ({
	page,
	context,
}) => {
	test.slow();
	await openOwn(page, marks);
	const wall = await hang(page, context);
	await page.getByRole('button', { name: /^Ordet rundt/ }).click();
	await page.locator('label', { hasText: words.tools.chips }).click();
	await expectSound(page);
	await button(page, words.chips.deal).click();
	await expect(wall.getByText('Mette Birk: 2 chips tilbage')).toBeAttached();
	for (const viewport of Object.values(sizes)) {
		await page.setViewportSize(viewport);
		await expectSound(page);
	}
	await expectKeyboard(page);
	await page.getByRole('button', { name: /^Mette Birk: 2/ }).click();
	await page.getByRole('button', { name: /^Mette Birk: 1/ }).click();
	await expect(wall.getByText(/Mette Birk/)).toHaveCount(0);
	await page.getByRole('button', { name: 'Fortryd' }).click();
	await expect(wall.getByText('Mette Birk: 1 chip tilbage')).toBeAttached();
	await page.locator('label', { hasText: words.tools.round }).click();
	await button(page, m.clock.begin).click();
	await expect(wall.getByText('Karen Holm har ordet')).toBeVisible();
	for (const viewport of [{ width: 1280, height: 720 }, { width: 3840, height: 2160 }, large]) {
		await wall.setViewportSize(viewport);
		await expectWall(wall);
	}
	await expectAccessible(wall);
	await button(page, m.clock.goOn).click();
	await expect(wall.getByText('Mette Birk har ordet')).toBeVisible();
	await button(page, 'Stop runden').click();
	await expect(wall.getByText('har ordet')).toHaveCount(0);
	await button(page, words.chips.running).click();
	await page.locator('label', { hasText: words.tools.break }).click();
	await button(page, words.break.begin).click();
	await expect(wall.getByRole('heading', { name: words.break.title })).toBeVisible();
	await expect(map(wall)).toHaveCount(0);
	await expectWall(wall);
	for (const colorScheme of ['dark', 'light'] as const) {
		await wall.emulateMedia({ colorScheme });
		await expectAccessible(wall);
	}
	await button(page, words.break.stop).click();
	await expect(map(wall)).toBeVisible();
});

test('[WA1] «Vis på væggen» says how, and a touch or Esc brings one back', async ({ page }) => {
	await openOwn(page, marks);
	await button(page, words.show).click();
	for (const viewport of Object.values(sizes)) {
		await page.setViewportSize(viewport);
		await expectSound(page);
	}
	await expectReflow(page);
	await page.setViewportSize(sizes.tablet);
	await expect(page.getByLabel(words.hint.link)).toHaveValue(/\?view=wall$/);
	await page.getByRole('link', { name: words.hint.here }).click();
	await expect(page.getByRole('navigation')).toHaveCount(0);
	await expect(map(page)).toBeVisible();
	await expect(button(page, words.wall.close)).toHaveCount(0);
	await page.touchscreen.tap(400, 300);
	await button(page, words.wall.close).click();
	await expect(heading(page, m.picture.title)).toBeVisible();
	await page.goto(`${page.url()}?view=wall`);
	await expect(map(page)).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(heading(page, m.picture.title)).toBeVisible();
	await page.goto(`${page.url()}/stort`);
	await expect(page).toHaveURL(/\/billede\?view=wall$/);
	await expect(map(page)).toBeVisible();
});

/** Karen's tablet and Mette's at the answers of one reflection, and a wall of a third device. */
async function three(page: Page, browser: Browser) {
	await foundShared(page, 'LMU Mælkebøtten', ...members);
	const home = page.url().replace(/\/udvalg.*/, '');
	const joined = async (member: string) => {
		await page.goto(`${home}/udvalg/tablets`);
		const link = await invite(page, { member });
		const other = await anotherTablet(browser);
		await join(other.page, link);
		await confirmDigits(page);
		await other.page.getByRole('link', { name: tablets.join.enter }).click();
		await expect(other.page.getByRole('heading', { name: overview.empty.title })).toBeVisible();
		return other;
	};
	const other = await joined(members[1] ?? '');
	const wall = await joined(members[2] ?? '');
	await page.goto(`${home}/refleksion/ny`);
	await button(page, m.start.begin).click();
	await expect(page.getByText(m.sinceLast.first)).toBeVisible();
	await expectSaved(page);
	for (const { page: each } of [other, wall]) {
		await each.goto(`${home}/refleksion`);
		await each.getByRole('link', { name: /Refleksion 20/ }).click();
		await expect(each.getByText(m.sinceLast.first)).toBeVisible();
	}
	await wall.page.setViewportSize(large);
	await wall.page.goto(`${wall.page.url()}?view=wall`);
	await part(wall.page, 'since-last');
	return { other, wall };
}

test('[WA2] [WA4] [WA7] [RC10] a wall beside two tablets: nothing of who marked what, the clock of either, and calm without a line', async ({
	page,
	browser,
}) => {
	test.setTimeout(240_000);
	const { other, wall } = await three(page, browser);
	await expectWall(wall.page);
	await onward(page, 'answers');
	await part(wall.page, 'answers');
	await expectWall(wall.page);
	for (const each of ['41', '41', '42', '14']) {
		await answer(page, each);
		for (const name of members) await expect(wall.page.getByText(name)).toHaveCount(0);
		await expect(map(wall.page)).toHaveCount(0);
	}
	await button(page, m.allAnswered.show).click();
	await expect(heading(page, m.picture.title)).toBeVisible();
	await part(wall.page, 'picture');
	await expect(map(wall.page)).toBeVisible();
	await expectWall(wall.page);
	await expect(heading(other.page, m.picture.title)).toBeVisible();

	const [first] = lmu.statements;
	const { label = '', text = '' } = first ?? {};
	await page.getByRole('button', { name: pictures.look({ label }) }).click();
	await button(page, leading.table.layOne({ label })).click();
	await expect(wall.page.getByRole('heading', { name: words.wall.onTable })).toBeVisible();
	await expect(wall.page.getByText(text)).toBeVisible();
	await expectWall(wall.page);
	await expectAccessible(wall.page);
	await button(page, leading.table.clear).click();
	await expect(wall.page.getByRole('heading', { name: words.wall.onTable })).toHaveCount(0);

	await page.getByRole('button', { name: /^Ordet rundt/ }).click();
	await button(page, m.clock.begin).click();
	await expect(wall.page.getByText(m.clock.turn({ name: members[0] ?? '' }))).toBeVisible();
	await other.page.getByRole('button', { name: `Ordet rundt · ${members[0]}` }).click();
	await other.page.waitForTimeout(800);
	await button(other.page, m.clock.goOn).click();
	await expect(wall.page.getByText(m.clock.turn({ name: members[1] ?? '' }))).toBeVisible();
	await expect(page.getByText(m.clock.turn({ name: members[1] ?? '' }))).toBeVisible();

	await wall.context.setOffline(true);
	await expect(wall.page.getByText(words.wall.cut)).toBeVisible({ timeout: 20_000 });
	await expect(map(wall.page)).toBeVisible();
	await expectAccessible(wall.page);
	await page.waitForTimeout(800);
	await button(page, m.clock.goOn).click();
	await wall.context.setOffline(false);
	await expect(wall.page.getByText(m.clock.turn({ name: members[2] ?? '' }))).toBeVisible({
		timeout: 40_000,
	});
	await expect(wall.page.getByText(words.wall.cut)).toHaveCount(0);
	for (const { context, faults } of [other, wall]) {
		await context.close();
		expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault))).toEqual([]);
	}
});
