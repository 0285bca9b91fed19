import type { Browser, Page } from '@playwright/test';
import { m } from '#lib/messages/da/leading.ts';
import { m as picture } from '#lib/messages/da/picture.ts';
import { m as words } from '#lib/messages/da/reflections.ts';
import { m as tablets } from '#lib/messages/da/tablets.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import type { Phase } from '#lib/reflections/schema.ts';
import { button, expectSaved } from './committee.ts';
import {
	anotherTablet,
	confirmDigits,
	enter,
	foundShared,
	invite,
	join,
	toTablets,
} from './joining/tablets.ts';
import { mark } from './journeys/reflecting.ts';
import { expect, expectKeyboard, expectReflow, expectSound, sizes, test } from './page.ts';

// A reflection that one tablet leads and the others follow.

test.use({ actionTimeout: 15_000 });

const karen = 'Karen Kløver';
const mette = 'Mette Morgenfrue';
const [first, second] = lmu.statements;
const label = { first: first?.label ?? '', second: second?.label ?? '' };

const goOn = (to: Phase) => words.goOn({ phase: words.phases[to] });
const onward = (page: Page, to: Phase) => button(page, goOn(to)).click();
const at = (page: Page, slug: string) => expect(page).toHaveURL(new RegExp(`/${slug}(\\?.*)?$`));
const meeting = (page: Page) => page.locator('.bar').getByRole('button');
const dialog = (page: Page) => page.getByRole('dialog', { name: m.title });

/** A tablet that comes in by a link, at a reflection that has begun or is about to. */
async function comeIn(page: Page, browser: Browser, how: { role?: string; member?: string } = {}) {
	const link = await invite(page, how);
	const other = await anotherTablet(browser);
	await join(other.page, link);
	await confirmDigits(page);
	await enter(other.page);
	return other;
}

const open = async (page: Page, home: string) => {
	await page.goto(`${home}/refleksion`);
	await page.getByRole('link', { name: /Refleksion 20/ }).click();
};

/** Karen's tablet, which begins a reflection, and another that is in, if there is one. */
async function begin(page: Page, browser: Browser, how: { role?: string; member?: string }) {
	await foundShared(page, 'LMU Mælkebøtten', karen, mette, 'Said Solsikke');
	const home = page.url().replace(/\/udvalg.*/, '');
	const other = await comeIn(page, browser, how);
	await start(page, home);
	await open(other.page, home);
	await expect(other.page.getByText(words.sinceLast.first)).toBeVisible();
	return { ...other, home };
}

async function start(page: Page, home: string) {
	await page.goto(`${home}/refleksion/ny`);
	await page.getByRole('radio', { name: words.ways.common.title }).check({ force: true });
	await button(page, words.start.begin).click();
	await expect(page.getByText(words.sinceLast.first)).toBeVisible();
	await expectSaved(page);
}

/** A common mark for every statement, and on to the picture. */
async function toPicture(page: Page) {
	await onward(page, 'answers');
	for (let count = 1; count < lmu.statements.length; count++) await mark(page, [4, 1]);
	for (const digit of '41') await page.keyboard.press(digit);
	await button(page, words.common.done).click();
	await at(page, 'billede');
}

test('[LE2] [LE4] one leads and the others follow; leading is handed to somebody who is here', async ({
	page,
	browser,
}) => {
	test.slow();
	const { page: other, home, context, faults } = await begin(page, browser, { member: mette });
	await expect(other.getByText(m.lead.follows({ name: 'Tablet 1' }))).toBeVisible();
	await expect(button(other, goOn('answers'))).toBeHidden();
	for (const colorScheme of ['light', 'dark'] as const)
		for (const viewport of Object.values(sizes)) {
			await other.emulateMedia({ colorScheme });
			await other.setViewportSize(viewport);
			await expectSound(other);
		}
	await other.setViewportSize(sizes.tablet);

	await meeting(page).click();
	await expectSound(page);
	await dialog(page).getByRole('button', { name: mette }).click();
	await expect(page.getByText(m.lead.now({ name: 'Mette' }))).toBeVisible();
	await expect(page.getByText(m.lead.follows({ name: 'Mette' }))).toBeVisible();
	await expect(button(other, goOn('answers'))).toBeVisible();
	await onward(other, 'answers');
	await at(page, 'svar');

	// A third tablet comes late: it is where the group is, and told who leads.
	await toTablets(page);
	const late = await comeIn(page, browser);
	await open(late.page, home);
	await at(late.page, 'svar');
	await expect(meeting(late.page)).toContainText(m.lead.theirs({ name: 'Mette' }));
	await expectSound(late.page);
	await late.context.close();
	await context.close();
	expect([...faults, ...late.faults]).toEqual([]);
});

test('[LE3] the browser of whoever leads is killed: another takes over with one tap, and goes on with all that was there', async ({
	page,
	browser,
}) => {
	test.slow();
	test.setTimeout(180_000);
	const { page: other, home, context, faults } = await begin(page, browser, { member: mette });
	await toPicture(page);
	await at(other, 'billede');
	// Nobody waits: while Karen is somewhere else, Mette takes over. Karen comes back, and follows.
	await page.goto('about:blank');
	await meeting(other).click();
	await dialog(other).getByRole('button', { name: m.lead.take }).click();
	await onward(other, 'focus');
	await at(other, 'fokus');
	await open(page, home);
	await at(page, 'fokus');
	await expect(page.getByText(m.lead.follows({ name: mette }))).toBeVisible();
	await page.getByRole('checkbox', { name: first?.text ?? '' }).check();

	await context.close();
	await expect(page.getByText(m.lead.missing({ name: mette }))).toBeVisible({ timeout: 60_000 });
	await expectSound(page);
	await button(page, m.lead.take).click();
	await onward(page, 'up-and-down');
	await at(page, 'op-og-ned');
	await expect(page.getByText(first?.text ?? '')).toBeVisible();
	expect(faults).toEqual([]);
});

test('[LE6] [LE9] what is laid on the table opens for all, also for who comes late; who looks elsewhere is back with a tap', async ({
	page,
	browser,
}) => {
	test.slow();
	test.setTimeout(180_000);
	const { page: other, home, context, faults } = await begin(page, browser, { member: mette });
	await toPicture(page);
	await at(other, 'billede');
	const card = (of: Page, name: string) => of.getByRole('button', { name: picture.look({ label: name }) });
	await card(page, label.first).click();
	await button(page, m.table.layOne({ label: label.first })).click();
	await expect(card(other, label.first)).toHaveAttribute('aria-pressed', 'true');
	await expect(other.getByText(m.table.lies({ label: label.first }))).toBeVisible();
	for (const viewport of Object.values(sizes)) {
		await other.setViewportSize(viewport);
		await expectSound(other);
	}
	await other.setViewportSize(sizes.tablet);
	await expectReflow(other);
	await card(other, label.second).click();
	await button(other, m.table.go({ label: label.first })).click();
	await expect(card(other, label.first)).toHaveAttribute('aria-pressed', 'true');
	await other.reload();
	await expect(card(other, label.first)).toHaveAttribute('aria-pressed', 'true');

	// The part about focuses begins with an empty table; what the leader opens there is on it.
	await onward(page, 'focus');
	await at(other, 'fokus');
	await expect(other.getByText(m.table.lies({ label: label.first }))).toBeHidden();
	for (const { text } of [first, second].filter((each) => each !== undefined))
		await page.getByRole('checkbox', { name: text }).check();
	const tab = (of: Page, name: string) => of.getByRole('link', { name, exact: true });
	await tab(page, label.first).click();
	await expect(other).toHaveURL(new RegExp(`udsagn=${first?.id}`));
	await open(other, home);
	await expect(other).toHaveURL(new RegExp(`udsagn=${first?.id}`));

	// Who is writing is told, and not taken along.
	const field = other.locator('textarea').first();
	await field.pressSequentially('Vi spørger ');
	await tab(page, label.second).click();
	await expect(button(other, m.table.go({ label: label.second }))).toBeVisible();
	await field.pressSequentially('dem selv');
	await expect(field).toHaveValue('Vi spørger dem selv');
	await button(other, m.table.go({ label: label.second })).click();
	await expect(other).toHaveURL(new RegExp(`udsagn=${second?.id}`));
	await context.close();
	expect(faults).toEqual([]);
});

test('[LE4] a tablet that only reads follows, and is not asked to lead', async ({ page, browser }) => {
	test.slow();
	const { page: reader, context, faults } = await begin(page, browser, { role: tablets.role.read.label });
	await expect(reader.getByText(m.lead.follows({ name: 'Tablet 1' }))).toBeVisible();
	await meeting(reader).click();
	await expect(dialog(reader).getByText(m.lead.reads)).toBeVisible();
	await expect(dialog(reader).getByRole('button', { name: m.lead.take })).toBeHidden();
	await expectSound(reader);
	await reader.keyboard.press('Escape');
	await meeting(page).click();
	await expect(dialog(page).getByText(m.lead.nobody)).toBeVisible();
	await page.keyboard.press('Escape');
	await toPicture(page);
	await at(reader, 'billede');
	await context.close();
	expect(faults).toEqual([]);
});

test('[OR1] [OR7] a tablet alone shows nothing of leading, and can divide its time', async ({ page }) => {
	await foundShared(page, 'LMU Mælkebøtten', karen, mette, 'Said Solsikke');
	await start(page, page.url().replace(/\/udvalg.*/, ''));
	await expect(page.getByText(/leder/)).toBeHidden();
	await page.getByRole('radio', { name: m.time.choice({ count: 60 }) }).check({ force: true });
	await expect(meeting(page)).toContainText(/min\. tilbage.*Slut ca\. /s);
	for (const colorScheme of ['light', 'dark'] as const)
		for (const viewport of Object.values(sizes)) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize(viewport);
			await expectSound(page);
		}
	await expectReflow(page);
	await page.setViewportSize(sizes.tablet);
	await expectKeyboard(page);
	await meeting(page).click();
	await expect(dialog(page).getByText(m.lead.title)).toBeHidden();
	const line = dialog(page).getByRole('listitem').filter({ hasText: words.phases.focus });
	const before = Number.parseInt(await line.locator('.minutes').innerText());
	await line.getByRole('button', { name: m.time.more({ part: words.phases.focus }) }).click();
	await expect(line.locator('.minutes')).toHaveText(m.time.short({ count: before + 5 }));
	await expectSound(page);
	await expectKeyboard(page);
	await page.keyboard.press('Escape');
	await onward(page, 'answers');
	await expect(meeting(page)).toContainText(/Slut ca\. /);
});
