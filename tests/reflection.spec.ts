import type { Page } from '@playwright/test';
import { m as committees } from '#lib/messages/da/committees.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { expect, expectReflow, expectSound, test } from './page.ts';
import {
	answer,
	begin,
	button,
	counted,
	found,
	heading,
	importance,
	menu,
	people,
	secondTab,
	statement,
	statements,
} from './round/table.ts';

/** How many rounds this device holds. */
const kept = (page: Page) =>
	page.evaluate(async () => {
		const db = await new Promise<IDBDatabase>((resolve) => {
			const asked = indexedDB.open('medspil');
			asked.onsuccess = () => resolve(asked.result);
		});
		const asked = db.transaction('rounds').objectStore('rounds').count();
		await new Promise((resolve) => (asked.onsuccess = resolve));
		db.close();
		return asked.result;
	});

test('three in the room set one common mark for each statement, kept at once', async ({ page }) => {
	await found(page, people.slice(0, 3));
	await page.getByRole('link', { name: m.title, exact: true }).click();
	await page.getByRole('link', { name: m.empty.start }).click();
	await expect(page.getByText(m.start.few)).toBeVisible();
	await expect(page.getByRole('radio', { name: m.ways.round.title })).toHaveCount(0);
	await button(page, m.start.begin).click();
	await button(page, m.goOn({ phase: m.phases.answers })).click();
	await expect(statement(page, 1)).toBeVisible();
	await page.keyboard.press('4');
	await page.keyboard.press('1');
	await expectSound(page);
	await expectReflow(page);
	await expect(page.getByRole('radio', { checked: true })).toHaveCount(2);
	await page.reload();
	await expect(statement(page, 2)).toBeVisible();
	await button(page, m.answering.back).click();
	await expect(page.getByRole('radio', { name: importance.steps[3] })).toBeChecked();
	await button(page, m.common.clear).click();
	await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
	await button(page, 'Fortryd').click();
	await expect(page.getByRole('radio', { checked: true })).toHaveCount(2);
	for (let number = 2; number <= statements.length; number++) await button(page, m.answering.next).click();
	await button(page, m.common.done).click();
	await expect(page).toHaveURL(/\/billede$/);

	// Who looks back comes to the picture by the same button.
	await page.getByRole('link', { name: m.phases.answers }).first().click();
	await expect(statement(page, 2)).toBeVisible();
	for (let number = 3; number <= statements.length; number++) await button(page, m.answering.next).click();
	await button(page, m.common.done).click();
	await expect(page).toHaveURL(/\/billede$/);
});

test('without any common mark there is no picture, and the button says why', async ({ page }) => {
	await begin(page, people.slice(0, 3), 'common');
	for (let number = 1; number < statements.length; number++) await button(page, m.answering.next).click();
	await page.keyboard.press('4');
	await button(page, m.common.done).click();
	await expect(page.getByText(m.common.nothing)).toBeVisible();
	await expectSound(page);
	await page.keyboard.press('1');
	await button(page, m.common.done).click();
	await expect(page).toHaveURL(/\/billede$/);
});

test('where the group goes other tabs follow; who looks back stays', async ({ page, context }) => {
	await begin(page, people, 'paper');
	const other = await secondTab(page, context);
	await other.getByRole('link', { name: m.phases['since-last'] }).first().click();
	await expect(other.getByText(m.lookingBack({ phase: m.phases.answers }))).toBeVisible();
	const third = await secondTab(page, context);
	await page.getByRole('link', { name: m.slips.typeIn }).click();
	for (let slip = 0; slip < 6; slip++) {
		await expect(heading(page, m.slips.number({ number: slip + 1 }))).toBeVisible();
		await page.keyboard.type('4'.repeat(14));
		await page.keyboard.press('Enter');
	}
	await page.getByRole('link', { name: m.slips.stop }).click();
	await button(page, m.allAnswered.show).click();
	await expect(page).toHaveURL(/\/billede$/);
	await expect(third).toHaveURL(/\/billede$/);
	await expect(other).toHaveURL(/\/siden-sidst$/);
	await button(other, m.returnTo({ phase: m.phases.picture }))
		.or(other.getByRole('link', { name: m.returnTo({ phase: m.phases.picture }) }))
		.click();
	await expect(other).toHaveURL(/\/billede$/);
	// A reflection opens where the group is, and a part that it has not come to does not open.
	await other.goto(other.url().replace(/billede$/, 'plan'));
	await expect(other).toHaveURL(/\/billede$/);
});

test('who looks back at the part before the group has one way there, and is told when it is over', async ({
	page,
}) => {
	await begin(page, people, 'paper');
	await page.getByRole('link', { name: m.phases['since-last'] }).first().click();
	await expect(button(page, m.goOn({ phase: m.phases.answers }))).toBeVisible();
	await expect(page.getByRole('link', { name: m.returnTo({ phase: m.phases.answers }) })).toHaveCount(0);

	await page.goto('/');
	await button(page, committees.start.tryExample).click();
	await page.getByRole('link', { name: m.title, exact: true }).click();
	await page.getByRole('link', { name: m.open }).first().click();
	await page.getByRole('link', { name: new RegExp(`^${m.phases.focus}`) }).click();
	await expect(page.getByText(m.lookingBackClosed)).toBeVisible();
});

test('a reflection that another tab deletes says so calmly; its address is a calm page', async ({
	page,
	context,
}) => {
	await begin(page, people, 'paper');
	const other = await secondTab(page, context);
	await other.getByRole('link', { name: m.title, exact: true }).click();
	await button(other, m.removeShort).click();
	await button(other, m.remove).click();
	await expect(page.getByText(m.gone)).toBeVisible();
	await expectSound(page);
	await button(other, 'Fortryd').click();
	await expect(page.getByText(m.gone)).toBeHidden();
});

test('[RO9] a reflection that is deleted takes its answers along, and brings them back', async ({ page }) => {
	await begin(page);
	await answer(page);
	await answer(page);
	await button(page, m.cover.more).click();
	await page.getByRole('link', { name: m.cover.leave }).click();
	const interrupted = page.getByText(m.resume.round({ answered: 2, of: 6 }));
	await expect(interrupted).toBeVisible();
	await button(page, m.removeShort).click();
	await button(page, m.remove).click();
	await expect.poll(() => kept(page)).toBe(0);
	await page.getByRole('link', { name: 'Udvalget' }).click();
	await expect(page.getByRole('heading', { name: committees.profile.title })).toBeVisible();
	await page.getByRole('link', { name: m.title, exact: true }).click();
	await expect(page.getByText(m.empty.title)).toBeVisible();
	await button(page, 'Fortryd').click();
	await expect(interrupted).toBeVisible();
	await page.getByRole('link', { name: m.titleOf({ year: 2027 }) }).click();
	await counted(page, 2);
});

test('all answers can be deleted to begin again, or to answer another way', async ({ page }) => {
	await begin(page);
	await answer(page);
	await menu(page, m.resume.again);
	await button(page, m.resume.keep).click();
	await counted(page, 1);
	await menu(page, m.resume.again);
	await button(page, m.resume.again).click();
	await counted(page, 0);
	await answer(page);
	await menu(page, m.changeWay);
	await page.getByRole('radio', { name: m.ways.paper.title }).check();
	await expect(page.getByText(m.changeWayText)).toBeVisible();
	await expectSound(page);
	await button(page, m.changeWayTake).click();
	await expect(page.getByText(m.slips.typedOf({ answered: 0, of: 6 }))).toBeVisible();
});

test.describe('on a tablet that does not store what it should', () => {
	/** Writing to the rounds fails from now on, or deleting from them; until the page is loaded again. */
	const refuse = (page: Page, what: 'put' | 'delete') =>
		page.evaluate((method) => {
			const original = IDBObjectStore.prototype[method];
			Object.assign(IDBObjectStore.prototype, {
				[method](this: IDBObjectStore, ...given: unknown[]) {
					if (this.name === 'rounds') throw new DOMException('', 'QuotaExceededError');
					return Reflect.apply(original, this, given);
				},
			});
		}, what);

	test('the round goes on in memory, the cover says so, and the picture is shown', async ({ page }) => {
		await begin(page, people.slice(0, 4));
		await answer(page);
		await refuse(page, 'put');
		await answer(page);
		await expect(page.getByText(m.cover.inMemory)).toBeVisible();
		await counted(page, 2, 4);
		await expectSound(page);
		await answer(page);
		await answer(page);
		await button(page, m.allAnswered.show).click();
		await expect(page).toHaveURL(/\/billede$/);
		await page.getByRole('link', { name: m.phases.answers }).first().click();
		await expect(page.getByText(m.allAnswered.counted({ count: 4 }))).toBeVisible();
	});

	test('[RO7] a round that could not be deleted at the reveal is deleted the next time', async ({ page }) => {
		await begin(page, people.slice(0, 4));
		for (let person = 0; person < 4; person++) await answer(page);
		await refuse(page, 'delete');
		await button(page, m.allAnswered.show).click();
		await expect(page).toHaveURL(/\/billede$/);
		expect(await kept(page)).toBe(1);
		await page.reload();
		await expect.poll(() => kept(page)).toBe(0);
		await page.getByRole('link', { name: m.phases.answers }).first().click();
		await expect(page.getByText(m.allAnswered.counted({ count: 4 }))).toBeVisible();
	});
});

test('a round that was interrupted says in the list how far it came', async ({ page }) => {
	await begin(page);
	await answer(page);
	await answer(page);
	await button(page, m.cover.more).click();
	await page.getByRole('link', { name: m.cover.leave }).click();
	await expect(page.getByText(m.resume.round({ answered: 2, of: 6 }))).toBeVisible();
	await page.getByRole('link', { name: m.titleOf({ year: 2027 }) }).click();
	await counted(page, 2);
});
