import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { m as again } from '#lib/messages/da/again.ts';
import { m as cards } from '#lib/messages/da/cards.ts';
import { m as lead } from '#lib/messages/da/leading.ts';
import { m as own } from '#lib/messages/da/own-tablets.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { m as walls } from '#lib/messages/da/wall.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { button, expectSaved } from '../committee.ts';
import { anotherTablet, confirmDigits, enter, foundShared, invite, join } from '../joining/tablets.ts';
import { expect, expectSound, sizes, test } from '../page.ts';
import { choose, finish, looksAt, mark, send } from '../round/own-tablets.ts';
import { expectKnownWords } from '../vocabulary/shown.ts';
import { chooseFocus, field, goOn, inPlan, makeGoal, talkAbout } from './reflecting.ts';

// Six people, five tablets and a wall go through the whole exercise; `SHOTS` names a folder for pictures of every part.

test.use({ actionTimeout: 20_000 });
test.describe.configure({ timeout: 600_000 });

const people = [
	'Karen Kløver',
	'Mette Morgenfrue',
	'Said Solsikke',
	'Åse Anemone',
	'Bo Birk',
	'Ditte Dagkærte',
];
const [karen = '', mette = '', said = '', aase = '', bo = '', ditte = ''] = people;
const { label: focus = '', text = '' } = lmu.statements.find(({ id }) => id === 'lmu-t3') ?? {};
const folder = process.env['SHOTS'];

interface Tablet {
	page: Page;
	context: BrowserContext;
}

/** A part as it is on a tablet in three sizes, and on the wall. */
async function look(page: Page, name: string, wall?: Page) {
	await expectKnownWords(page, ...people, 'LMU Mælkebøtten', 'Tablet', words);
	if (wall) await expectKnownWords(wall, ...people, 'LMU Mælkebøtten', words);
	if (!folder) return;
	mkdirSync(folder, { recursive: true });
	for (const [size, viewport] of Object.entries(sizes)) {
		await page.setViewportSize(viewport);
		await page.screenshot({ path: `${folder}/${name}-${size}.png` });
	}
	await page.setViewportSize(sizes.tablet);
	await wall?.screenshot({ path: `${folder}/${name}-wall.png` });
}

/** What the group writes. */
const words =
	'Vi fortæller altid hvorfor når nogen bestemmer noget Et kort referat samme dag Spørg i personalerummet Alle kender beslutninger';

async function comeIn(leader: Page, browser: Browser, member?: string): Promise<Tablet> {
	const link = await invite(leader, member ? { member } : {});
	const tablet = await anotherTablet(browser);
	await join(tablet.page, link);
	await confirmDigits(leader);
	await enter(tablet.page);
	return tablet;
}

const open = async (page: Page, home: string) => {
	await page.goto(`${home}/refleksion`);
	await page.getByRole('link', { name: /Refleksion 20/ }).click();
};

const reopen = async (tablet: Tablet) => {
	const url = tablet.page.url();
	await tablet.page.close();
	tablet.page = await tablet.context.newPage();
	await tablet.page.goto(url);
};

/** Answers the one statement that is asked about again. */
async function markAgain(page: Page, marks: string) {
	await expect(page.getByRole('heading', { name: text })).toBeFocused();
	for (const digit of marks) await page.keyboard.press(digit);
	await page.keyboard.press('Enter');
}

const at = (page: Page, part: string) =>
	expect(page).toHaveURL(new RegExp(`/${part}(\\?.*)?$`), { timeout: 20_000 });

/** [WA9] They send one after the other, the two at one tablet last, and the wall says how many have. */
async function sendAll(all: { page: Page }[], wall: Page) {
	for (const [number, { page }] of all.entries()) {
		await send(page, number === 4 ? 2 : 1);
		if (number === 3) await expect(wall.getByText(own.given.count({ given: 4, of: 6 }))).toBeVisible();
	}
}

test('six people on five tablets answer for themselves before a wall; one is killed, one is offline, one comes late, and who leads is gone', async ({
	page,
	context,
	browser,
}) => {
	await foundShared(page, 'LMU Mælkebøtten', ...people);
	const home = page.url().replace(/\/udvalg.*/, '');
	const first: Tablet = { page, context };
	const second = await comeIn(page, browser, mette);
	const third = await comeIn(page, browser, said);
	const fourth = await comeIn(page, browser, aase);
	const fifth = await comeIn(page, browser);
	const all = [first, second, third, fourth, fifth];

	await page.goto(`${home}/refleksion/ny`);
	await page.getByRole('radio', { name: m.ways.own.title }).check({ force: true });
	await look(page, '00-begin');
	await button(page, m.start.begin).click();
	await expect(page.getByText(m.sinceLast.first)).toBeVisible();
	await expectSaved(page);
	await page.getByRole('radio', { name: lead.time.choice({ count: 60 }) }).check({ force: true });
	const wall = await context.newPage();
	await wall.setViewportSize({ width: 1920, height: 1080 });
	await wall.goto(`${page.url().replace(/\/[^/]*$/, '')}?view=wall`);
	await look(page, '01-since-last', wall);
	for (const { page: other } of all.slice(1, 4)) await open(other, home);

	await goOn(page, 'answers');
	for (const { page: other } of all.slice(0, 4)) await at(other, 'svar');
	await choose(page, karen);
	await look(page, '02-answer', wall);
	await mark(page, '41');
	await finish(page);

	// Mette's page is killed when she is half way: she begins again. Her tablet knows that it is hers.
	await expect(second.page.getByRole('checkbox', { checked: true })).toHaveCount(1);
	await choose(second.page);
	await mark(second.page, '42', 3);
	await reopen(second);
	await choose(second.page, mette);
	await mark(second.page, '42');
	await finish(second.page);

	// Said's tablet loses the net while he marks, and has it again when he is done.
	await choose(third.page, said);
	await third.context.setOffline(true);
	await mark(third.page, '43');
	await finish(third.page);
	await expect(third.page.getByText(own.ready.offline)).toBeVisible({ timeout: 30_000 });
	await look(third.page, '03-offline');
	await third.context.setOffline(false);

	await choose(fourth.page, aase);
	await mark(fourth.page, '14');
	await finish(fourth.page);
	await look(page, '04-waiting', wall);

	// Bo and Ditte come late, and share a tablet.
	await open(fifth.page, home);
	await at(fifth.page, 'svar');
	await choose(fifth.page, bo, ditte);
	for (const marks of ['31', '44']) {
		await button(fifth.page, m.cover.ready).click();
		await mark(fifth.page, marks);
		await button(fifth.page, own.finishShared.give).click();
	}
	for (const { page: each } of all) await looksAt(each, own.send.title);
	await look(page, '05-send', wall);
	await sendAll(all, wall);
	await looksAt(page, own.done.title);
	await look(page, '06-all-sent', wall);
	await button(page, own.done.show).click();
	for (const { page: each } of all) await looksAt(each, m.picture.title);
	await expect(wall.getByRole('heading', { level: 1, name: m.phases.picture })).toBeVisible();
	await wall.waitForTimeout(1000);
	await look(page, '07-picture', wall);

	// One statement lies on the table for all.
	await page.getByRole('button', { name: focus }).first().click();
	await button(page, lead.table.layOne({ label: focus })).click();
	await expect(wall.getByText(walls.wall.onTable)).toBeVisible();
	await expect(third.page.getByText(text).first()).toBeVisible();
	await look(page, '08-on-the-table', wall);

	// After the talk the very same people answer that one again.
	await button(page, again.open).click();
	await page.getByRole('dialog').getByRole('checkbox', { name: focus }).check({ force: true });
	await button(page, again.take).click();
	for (const { page: each } of all.slice(1)) await each.getByRole('link', { name: again.go }).click();
	for (const [number, { page: each }] of all.entries()) {
		await choose(each);
		if (number < 4) {
			await markAgain(each, '43');
			await finish(each);
			continue;
		}
		for (const marks of ['42', '44']) {
			await button(each, m.cover.ready).click();
			await markAgain(each, marks);
			await button(each, own.finishShared.give).click();
		}
	}
	for (const { page: each } of all) await looksAt(each, own.send.title);
	await expect(wall.getByRole('heading', { name: walls.wall.correcting })).toBeVisible();
	await sendAll(all, wall);
	await looksAt(page, own.done.title);
	await button(page, own.done.show).click();
	for (const { page: each } of all) {
		await looksAt(each, again.done.title);
		await each.getByRole('link', { name: again.toPicture }).click();
		await looksAt(each, again.moved.title);
	}
	await expect(wall.getByRole('heading', { name: again.moved.after })).toBeVisible();
	await look(page, '09-moved', wall);

	// The tablet that leads is gone; Mette's takes over.
	await page.goto('about:blank');
	await wall.close();
	await expect(button(second.page, lead.lead.take)).toBeVisible({ timeout: 60_000 });
	await look(second.page, '10-leader-gone');
	await button(second.page, lead.lead.take).click();
	await goOn(second.page, 'focus');
	for (const { page: each } of all.slice(1)) await at(each, 'fokus');
	await chooseFocus(second.page, focus);
	await talkAbout(second.page, focus);
	await expect(third.page.getByText(cards.title)).toBeVisible();

	// Two write in the same text, and three lay out suggestions.
	await field(second.page, 'own-goals').fill('Vi fortæller altid hvorfor ');
	await expect(field(third.page, 'own-goals')).toHaveValue(/hvorfor/);
	await field(third.page, 'own-goals').press('Control+End');
	await field(third.page, 'own-goals').pressSequentially('når nogen bestemmer noget');
	await expect(field(fourth.page, 'own-goals')).toHaveValue(/hvorfor .*noget/);
	for (const [each, suggestion] of [
		[third, 'Et kort referat samme dag'],
		[fifth, 'Spørg i personalerummet'],
	] as const) {
		await each.page.getByLabel(cards.field).fill(suggestion);
		await button(each.page, cards.add).click();
		await expect(second.page.getByText(suggestion)).toBeVisible();
	}
	await look(second.page, '11-focus');
	await makeGoal(second.page, 'own-goals', 'Alle kender beslutninger');
	for (const { page: each } of all.slice(1))
		await expect(inPlan(each).getByText('Alle kender beslutninger', { exact: true })).toBeVisible();

	// The tablet that led comes back, with the wall, where the others are.
	await open(page, home);
	await at(page, 'fokus');
	const hung = await context.newPage();
	await hung.setViewportSize({ width: 1920, height: 1080 });
	await hung.goto(`${page.url().replace(/\/[^/]*$/, '')}?view=wall`);
	await look(page, '12-back', hung);

	for (const [number, part, slug] of [
		[13, 'up-and-down', 'op-og-ned'],
		[14, 'across', 'paa-tvaers'],
		[15, 'plan', 'plan'],
		[16, 'check-out', 'tjek-ud'],
	] as const) {
		await goOn(second.page, part);
		for (const { page: each } of all) await at(each, slug);
		await expect(hung.getByRole('heading', { level: 1, name: m.phases[part] })).toBeVisible();
		await look(second.page, `${number}-${slug}`, hung);
		await expectSound(second.page);
	}
	for (const { context: each } of all.slice(1)) await each.close();
});
