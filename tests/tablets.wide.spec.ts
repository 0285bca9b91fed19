import { m as committees } from '#lib/messages/da/committees.ts';
import { m } from '#lib/messages/da/tablets.ts';
import { button, toCommittee, tryExample } from './committee.ts';
import { serve, thisEdition } from './journeys/edition.ts';
import {
	anotherTablet,
	digitsOn,
	edit,
	enter,
	foundShared,
	invite,
	join,
	readPainted,
	toTablets,
	two,
} from './joining/tablets.ts';
import {
	expect,
	expectKeyboard,
	expectReflow,
	expectSound,
	expectTouchTargets,
	sizes,
	test,
} from './page.ts';

test('the pages are sound in every size and colour, and by the keyboard', async ({ page }) => {
	test.setTimeout(300_000);
	await foundShared(page, 'LMU Mælkebøtten', 'Karen Kløver');
	const everywhere = async () => {
		for (const colorScheme of ['light', 'dark'] as const)
			for (const viewport of Object.values(sizes)) {
				await page.emulateMedia({ colorScheme });
				await page.setViewportSize(viewport);
				await expectSound(page);
				await expectTouchTargets(page, 48);
			}
		await expectReflow(page);
		await page.setViewportSize(sizes.tablet);
		await page.emulateMedia({ colorScheme: 'light' });
	};
	await everywhere();
	await expectKeyboard(page);
	await edit(page, 'Tablet 1');
	await everywhere();
	await page.keyboard.press('Escape');
	await page.getByRole('link', { name: m.invite.open }).click();
	await expect(button(page, m.invite.make)).toBeVisible();
	await everywhere();
	await expectKeyboard(page);
	await button(page, m.invite.make).click();
	await expect(page.getByRole('img', { name: m.invite.code })).toBeVisible();
	await everywhere();
	await page.getByRole('link', { name: m.invite.done }).click();
	await expect(page.getByRole('heading', { name: m.links.title })).toBeVisible();
	await everywhere();
	await page.getByRole('link', { name: m.sheet.open }).click();
	await everywhere();
	await button(page, m.sheet.make).click();
	await expect(page.getByRole('img', { name: m.sheet.paper.code })).toBeVisible();
	await everywhere();
});

test('the code on the screen is the link, dark on white in either theme, and large enough', async ({
	page,
}) => {
	await foundShared(page, 'LMU Mælkebøtten');
	const link = await invite(page);
	expect(page.url()).not.toContain('#');
	const code = page.getByRole('img', { name: m.invite.code });
	for (const colorScheme of ['light', 'dark'] as const)
		for (const viewport of Object.values(sizes)) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize(viewport);
			expect((await code.boundingBox())?.width).toBeGreaterThanOrEqual(240);
			expect(await readPainted(code)).toBe(link);
		}
});

test('the link is copied, and stands nowhere when one comes back', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await foundShared(page, 'LMU Mælkebøtten');
	const link = await invite(page);
	await button(page, m.invite.copy).click();
	await expect(page.getByText(m.invite.copied)).toBeVisible();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
	await page.getByRole('link', { name: m.invite.done }).click();
	await expect(page.getByText(m.links.hoursLeft({ count: 47 }))).toBeVisible();
	await page.goBack();
	await expect(button(page, m.invite.make)).toBeVisible();
	await expect(page.getByLabel(m.invite.link, { exact: true })).toBeHidden();
});

test('both screens show the same six digits; other digits take the new tablet out when somebody says so', async ({
	page,
	browser,
}) => {
	await foundShared(page, 'LMU Mælkebøtten');
	const link = await invite(page);
	const { page: other, context } = await anotherTablet(browser);
	await join(other, link);
	await expect(page.getByRole('heading', { name: m.invite.arrived({ name: 'Tablet 2' }) })).toBeVisible();
	await expectSound(page);
	expect(await digitsOn(page)).toBe(await digitsOn(other));
	await button(page, m.invite.different).click();
	await expect(page.getByText(m.invite.askOut.possible)).toBeVisible();
	await expectSound(page);
	// Nothing has happened yet.
	await button(page, m.invite.askOut.keep).click();
	await expect(button(page, m.invite.same)).toBeVisible();
	await button(page, m.invite.different).click();
	await button(page, m.invite.askOut.confirm).click();
	await expect(page.getByText(m.invite.thrownOut)).toBeVisible();
	await expectSound(page);
	await enter(other);
	await toCommittee(other);
	await other.getByRole('link', { name: m.card.open }).click();
	await expect(other.getByText(m.removed.title)).toBeVisible();
	await context.close();
});

test('digits that nobody has compared stand on the row, with the way to them, until another tablet says they are the same', async ({
	page,
	browser,
}) => {
	await foundShared(page, 'LMU Mælkebøtten');
	const link = await invite(page);
	const { page: other, context } = await anotherTablet(browser);
	await join(other, link);
	const digits = await digitsOn(other);
	await enter(other);
	await toTablets(other);
	await toTablets(page);
	const unchecked = (on: typeof page) => on.getByText(m.list.unchecked);
	await expect(unchecked(page)).toHaveCount(1);
	await expect(unchecked(other)).toHaveCount(1);
	await expectSound(page);
	// Of itself a tablet says nothing.
	await button(other, m.list.checkOne({ name: 'Tablet 2' })).click();
	await expect(other.getByText(m.edit.uncheckedText)).toBeVisible();
	await expect(button(other, m.invite.same)).toBeHidden();
	await button(page, m.list.checkOne({ name: 'Tablet 2' })).click();
	expect(await digitsOn(page)).toBe(digits);
	await expectSound(page);
	await button(page, m.invite.same).click();
	await expect(unchecked(page)).toHaveCount(0);
	await other.keyboard.press('Escape');
	await expect(unchecked(other)).toHaveCount(0);
	await button(page, 'Fortryd').click();
	await expect(unchecked(other)).toHaveCount(1);
	await context.close();
});

test('what a tablet may do is not lost when one closes, and can be taken back', async ({ page, browser }) => {
	const { page: other, context } = await two(page, browser);
	await expect(page.getByText(m.list.unchecked)).toHaveCount(0);
	await edit(page, 'Mads’ tablet');
	await page.getByLabel(m.role.read.label).check({ force: true });
	await button(page, 'Luk').click();
	await expect(page.getByText(m.edit.given({ name: 'Mads’ tablet', role: 'read' }))).toBeVisible();
	await expect(other.getByText(m.readsOnly.title, { exact: true })).toBeVisible();
	await button(page, 'Fortryd').click();
	await expect(page.getByText(m.edit.given({ name: 'Mads’ tablet', role: 'write' }))).toBeVisible();
	await expect(other.getByText(m.readsOnly.title, { exact: true })).toBeHidden();
	await context.close();
});

test('a tablet is renamed, and the other reads it; it can be undone', async ({ page, browser }) => {
	const { page: other, context, faults } = await two(page, browser);
	await expect(page.getByText('Mads’ tablet', { exact: true })).toBeVisible();
	await edit(page, 'Tablet 1');
	await page.getByLabel(m.edit.label).fill('Stuens tablet');
	await button(page, m.edit.save).click();
	await expect(page.getByText(m.edit.renamed({ name: 'Stuens tablet' }))).toBeVisible();
	await expect(other.getByText('Stuens tablet', { exact: true })).toBeVisible();
	await button(page, 'Fortryd').click();
	await expect(other.getByText('Tablet 1', { exact: true })).toBeVisible();
	await edit(other, 'Mads’ tablet');
	await other.getByLabel(m.edit.who).selectOption({ label: 'Karen Kløver' });
	await button(other, m.edit.save).click();
	await expect(page.getByText('Karens tablet', { exact: true })).toBeVisible();
	expect(faults).toEqual([]);
	await context.close();
});

test('«Hvem er du?» gives the tablet its name, here and on the others', async ({ page, browser }) => {
	const { page: other, context } = await two(page, browser);
	await toCommittee(page);
	await page.getByLabel(committees.me.title).selectOption({ label: 'Karen Kløver' });
	await expect(other.getByText('Karens tablet', { exact: true })).toBeVisible();
	await button(page, 'Fortryd').click();
	await expect(other.getByText('Tablet 1', { exact: true })).toBeVisible();
	await context.close();
});

test('the example says why it is on this tablet only', async ({ page }) => {
	await tryExample(page);
	await toCommittee(page);
	await page.getByRole('link', { name: m.card.why }).click();
	await expect(page.getByRole('heading', { name: m.alone.title })).toBeVisible();
	await expect(page.getByText(m.alone.example)).toBeVisible();
	await expectSound(page);
});

test('where the server asks for a word, the committee works here, and is shared when the word is typed', async ({
	page,
}) => {
	const server = await serve(thisEdition, 0, { FOUNDING: 'token', FOUNDING_TOKEN: 'solsikke-2027' });
	await page.goto(`${server.address}/nyt-udvalg`);
	await page.getByLabel(committees.profile.name).fill('LMU Mælkebøtten');
	await button(page, committees.create.submit).click();
	await toCommittee(page);
	await page.getByRole('link', { name: m.card.why }).click();
	await expect(page.getByText(m.alone.asksWord)).toBeVisible();
	await expectSound(page);
	await button(page, m.founding.save).click();
	await expect(page.getByText(m.founding.empty)).toBeVisible();
	await page.getByLabel(m.founding.word).fill('tulipan');
	await button(page, m.founding.save).click();
	await expect(page.getByLabel(m.founding.word)).toHaveValue('');
	await page.getByLabel(m.founding.word).fill('solsikke-2027');
	await button(page, m.founding.save).click();
	await expect(page.getByRole('heading', { name: m.list.title })).toBeVisible();
	await server.stop();
});

test.describe('without a network', () => {
	test.use({ serviceWorkers: 'allow' });

	test('it is said after a while, with what works; names can be given', async ({ page, context }) => {
		test.slow();
		await foundShared(page, 'LMU Mælkebøtten');
		await context.setOffline(true);
		await expect(page.getByText(m.away.title)).toBeVisible({ timeout: 30_000 });
		await expectSound(page);
		await edit(page, 'Tablet 1');
		await page.getByLabel(m.edit.label).fill('Stuens tablet');
		await button(page, m.edit.save).click();
		await expect(page.getByRole('listitem').getByText('Stuens tablet', { exact: true })).toBeVisible();
		await context.setOffline(false);
	});
});
