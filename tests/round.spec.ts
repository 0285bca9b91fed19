import { m } from '#lib/messages/da/reflections.ts';
import { expect, expectKeyboard, expectReflow, expectSound, sizes, test } from './page.ts';
import {
	answer,
	begin,
	button,
	counted,
	covered,
	found,
	heading,
	importance,
	menu,
	people,
	secondTab,
	statement,
	statements,
	success,
	traces,
} from './round/table.ts';

test('six people pass the tablet round and see the picture together', async ({ page }) => {
	await found(page);
	await page.getByRole('link', { name: m.title, exact: true }).click();
	await page.getByRole('link', { name: m.empty.start }).click();
	await expect(page.getByText(m.start.presentCount({ count: 6 }))).toBeVisible();
	await button(page, m.start.begin).click();
	await expect(page.getByText(m.sinceLast.first)).toBeVisible();
	await button(page, m.goOn({ phase: m.phases.answers })).click();
	await expect(heading(page, m.cover.firstTitle)).toBeVisible();
	await counted(page, 0);

	// The first one skips, goes back, and changes an answer.
	await button(page, m.cover.ready).click();
	await expect(statement(page, 1)).toBeFocused();
	await expect(page.getByRole('navigation')).toHaveCount(0);
	await expect(page.getByText(people[0] ?? '')).toHaveCount(0);
	await page.getByRole('radio', { name: importance.steps[2] }).check();
	await button(page, m.answering.next).click();
	await expect(page.getByText(m.answering.half)).toBeVisible();
	await page.getByRole('radio', { name: success.steps[1] }).check();
	await expect(page.getByText(m.answering.half)).toBeHidden();
	await button(page, m.answering.next).click();
	await button(page, m.answering.next).click();
	await expect(page.getByText(m.answering.none)).toBeVisible();
	await button(page, m.answering.skip).click();
	await button(page, m.answering.back).click();
	await button(page, m.answering.back).click();
	await expect(page.getByRole('radio', { name: importance.steps[2] })).toBeChecked();
	await page.getByRole('radio', { name: importance.steps[3] }).check();
	await button(page, m.answering.next).click();
	for (let left = 2; left <= statements.length; left++) await button(page, m.answering.skip).click();
	await expect(page.getByText(m.handIn.summary({ answered: 1, of: 7 }))).toBeVisible();
	await expectSound(page);
	await button(page, m.handIn.review).click();
	await expect(statement(page, 7)).toBeFocused();
	await button(page, m.answering.skip).click();
	await button(page, m.handIn.give).click();

	// The next one meets the cover, and nothing of the one before.
	await expect(heading(page, m.cover.title)).toBeVisible();
	await expect(page.getByText(m.handIn.given)).toBeVisible();
	await counted(page, 1);
	await expect(page.locator('input')).toHaveCount(0);
	for (const marks of ['41', '42', '43', '44', '11']) await answer(page, marks);

	await expect(heading(page, m.allAnswered.title)).toBeVisible();
	await expectSound(page);
	await button(page, m.allAnswered.show).click();
	await expect(page).toHaveURL(/\/billede$/);
	await page.goBack();
	await expect(page).not.toHaveURL(/\/billede$/);
	await page.goForward();
	await page.getByRole('link', { name: m.phases.answers }).first().click();
	await expect(page.getByText(m.allAnswered.counted({ count: 6 }))).toBeVisible();
});

test('Tab reaches every control of a statement and of the cover', async ({ page }) => {
	await begin(page);
	await covered(page);
	await expectKeyboard(page);
	await button(page, m.cover.ready).click();
	await expect(statement(page, 1)).toBeFocused();
	await expectKeyboard(page);
});

test('digits mark, arrows turn the page and Enter goes on', async ({ page }) => {
	await begin(page);
	await button(page, m.cover.ready).press('Enter');
	await expect(statement(page, 1)).toBeFocused();
	await page.keyboard.press('3');
	await page.keyboard.press('1');
	await expect(page.getByRole('radio', { name: importance.steps[2] })).toBeChecked();
	await expect(page.getByRole('radio', { name: success.steps[0] })).toBeChecked();
	// The arrow keys walk the four steps, as of any radio buttons.
	await page.keyboard.press('ArrowRight');
	await expect(page.getByRole('radio', { name: success.steps[1] })).toBeChecked();
	await page.keyboard.press('Enter');
	await expect(statement(page, 2)).toBeFocused();
	await page.keyboard.press('ArrowRight');
	await expect(page.getByText(m.answering.none)).toBeVisible();
	await page.keyboard.press('ArrowLeft');
	await expect(statement(page, 1)).toBeFocused();
	await expect(page.getByRole('radio', { name: importance.steps[2] })).toBeChecked();
});

test('marks are in no address, no history and no storage while one answers', async ({ page }) => {
	await begin(page);
	await button(page, m.cover.ready).click();
	await expect(statement(page, 1)).toBeFocused();
	// That this tablet takes the answers [RE17] is on its way to the document; the marks come after it is there.
	let before = '';
	await expect(async () => {
		const seen = before;
		before = await traces(page);
		expect(before).toBe(seen);
	}).toPass({ intervals: [1000] });
	await page.keyboard.press('4');
	await page.keyboard.press('1');
	await page.keyboard.press('Enter');
	await expect(statement(page, 2)).toBeFocused();
	expect(await traces(page)).toBe(before);
});

test('a page that is closed in the middle begins that person again behind the cover', async ({
	page,
	context,
}) => {
	await begin(page);
	await answer(page);
	await answer(page);
	await button(page, m.cover.ready).click();
	await page.keyboard.press('4');
	await page.keyboard.press('4');
	await page.keyboard.press('Enter');
	await expect(statement(page, 2)).toBeFocused();
	const address = page.url();
	await page.close({ runBeforeUnload: false });

	const again = await context.newPage();
	await again.goto(address);
	await counted(again, 2);
	await button(again, m.cover.ready).click();
	await expect(statement(again, 1)).toBeFocused();
	await expect(again.getByRole('radio', { checked: true })).toHaveCount(0);
});

test('«back» asks while one answers, and from the cover never shows what was marked', async ({ page }) => {
	await begin(page);
	await button(page, m.cover.ready).click();
	await page.keyboard.press('4');
	await page.goBack();
	await expect(heading(page, m.answering.stopTitle)).toBeVisible();
	await expectSound(page);
	await button(page, m.answering.stopCancel).click();
	await expect(page.getByRole('radio', { name: importance.steps[3] })).toBeChecked();
	await button(page, m.answering.stop).click();
	await button(page, m.answering.stopConfirm).click();
	await counted(page, 0);

	await answer(page, '41');
	await counted(page, 1);
	await page.goBack();
	await page.goForward();
	await counted(page, 1);
	await expect(page.locator('input')).toHaveCount(0);
});

test('a page that is put aside comes back as the cover', async ({ page }) => {
	await begin(page);
	await button(page, m.cover.ready).click();
	await page.keyboard.press('4');
	await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
	await covered(page);
	await expect(page.locator('input')).toHaveCount(0);
});

test('two tabs that hand in at once lose no answer, and each hears of the other', async ({
	page,
	context,
}) => {
	await begin(page);
	const other = await secondTab(page, context);
	for (const tab of [page, other]) {
		await button(tab, m.cover.ready).click();
		for (const each of statements) {
			await expect(heading(tab, each.text)).toBeFocused();
			await button(tab, m.answering.skip).click();
		}
	}
	await Promise.all([page, other].map((tab) => button(tab, m.handIn.give).click()));
	await counted(page, 2);
	await counted(other, 2);
});

test('no tab takes a new version while one answers in any of them', async ({ page, context }) => {
	await begin(page);
	const other = await secondTab(page, context);
	const held = () =>
		other.evaluate(async () =>
			((await navigator.locks.query()).held ?? [])
				.filter(({ name }) => name === 'medspil-answering')
				.map(({ name, mode }) => `${name} ${mode}`),
		);
	await covered(page);
	expect(await held()).toEqual([]);
	await button(page, m.cover.ready).click();
	await expect.poll(held).toEqual(['medspil-answering shared']);
	await button(page, m.answering.stop).click();
	await button(page, m.answering.stopConfirm).click();
	await expect.poll(held).toEqual([]);
});

test('fewer than four can show nothing; before all have answered one is asked once', async ({ page }) => {
	await begin(page);
	for (let person = 0; person < 3; person++) await answer(page);
	await button(page, m.cover.more).click();
	await expect(page.getByText(m.allAnswered.few({ count: 3 }))).toBeVisible();
	await expect(button(page, m.allAnswered.showNow)).toHaveCount(0);
	await expectSound(page);
	await page.keyboard.press('Escape');
	await answer(page);
	await menu(page, m.allAnswered.showNow);
	await expect(page.getByText(m.allAnswered.earlyText({ count: 2 }))).toBeVisible();
	await button(page, m.allAnswered.wait).click();
	await counted(page, 4);
	await menu(page, m.allAnswered.showNow);
	await button(page, m.allAnswered.showNow).click();
	await expect(page).toHaveURL(/\/billede$/);
});

test('who answers in another tab when the picture is shown is told, and not counted', async ({
	page,
	context,
}) => {
	await begin(page);
	const other = await secondTab(page, context);
	for (let person = 0; person < 5; person++) await answer(page);
	await button(other, m.cover.ready).click();
	await other.keyboard.press('4');
	await menu(page, m.allAnswered.showNow);
	await button(page, m.allAnswered.showNow).click();
	await expect(page).toHaveURL(/\/billede$/);
	await expect(other).toHaveURL(/\/billede$/);
	await expect(other.getByText(m.handIn.late)).toBeVisible();
	await expect(other.getByRole('radio', { name: importance.steps[3] })).toHaveCount(0);
});

test('one more than expected may answer before the picture is shown', async ({ page }) => {
	await begin(page, people.slice(0, 4));
	for (let person = 0; person < 4; person++) await answer(page);
	await button(page, m.cover.oneMore).click();
	await covered(page);
	await answer(page);
	await expect(page.getByText(m.allAnswered.counted({ count: 5 }))).toBeVisible();
});

for (const [name, viewport] of Object.entries(sizes)) {
	test(`on a screen of ${viewport.width} × ${viewport.height} all that one needs is in sight (${name})`, async ({
		page,
	}) => {
		await begin(page);
		await page.setViewportSize(viewport);
		await expect(button(page, m.cover.ready)).toBeInViewport({ ratio: 1 });
		await expectSound(page);
		await button(page, m.cover.ready).click();
		await expect(statement(page, 1)).toBeFocused();
		for (const shown of [m.answering.skip, m.answering.next, m.answering.stop])
			await expect(button(page, shown)).toBeInViewport({ ratio: 1 });
		for (const radio of await page.getByRole('radio').all()) await expect(radio).toBeInViewport({ ratio: 1 });
		const scrolls = await page.evaluate(() => document.documentElement.scrollHeight > innerHeight);
		expect(scrolls).toBe(false);
		await expectSound(page);
		await expectReflow(page);
	});
}
