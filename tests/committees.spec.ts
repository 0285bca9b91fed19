import type { Locator, Page } from '@playwright/test';
import { m } from '#lib/messages/da/committees.ts';
import { m as app } from '#lib/messages/da/device.ts';
import { m as help } from '#lib/messages/da/help.ts';
import { m as packs } from '#lib/messages/da/packs.ts';
import { m as settings } from '#lib/messages/da/settings.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import {
	expect,
	expectAccessible,
	expectKeyboard,
	expectReflow,
	expectSound,
	expectTouchTargets,
	sizes,
	test,
} from './page.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const saved = (page: Page) => expect(page.getByText(ui.saved.long).first()).toBeVisible();

/** Founds a committee as somebody in a hurry would, and arrives where its members are written in. */
async function found(page: Page, name: string) {
	await page.goto('/nyt-udvalg');
	await page.getByLabel(m.profile.name).fill(name);
	await button(page, m.create.submit).click();
	await expect(page.getByRole('heading', { name: m.members.new })).toBeVisible();
}

async function addMember(page: Page, name: string, ...roles: string[]) {
	await page.getByLabel(m.members.name, { exact: true }).fill(name);
	for (const role of roles) await page.getByLabel(role, { exact: true }).check();
	await page.getByLabel(m.members.name, { exact: true }).press('Enter');
	await expect(page.getByText(m.members.added({ name }))).toBeVisible();
}

/** To the committee's own page, from any of its pages. */
const toCommittee = (page: Page) => page.getByRole('link', { name: 'Udvalget' }).click();

async function tryExample(page: Page) {
	await page.goto('/');
	await button(page, m.start.tryExample).click();
	await expect(page.getByRole('heading', { level: 1, name: 'LMU Solsikken' })).toBeVisible();
}

async function tabTo(page: Page, target: Locator) {
	await expect(target).toBeVisible();
	const isThere = () => target.evaluate((element) => element === document.activeElement);
	for (let presses = 0; presses < 40 && !(await isThere()); presses++) await page.keyboard.press('Tab');
	await expect(target).toBeFocused();
}

test('a committee and its members are written in with the keyboard alone', async ({ page }) => {
	await page.goto('/');
	await tabTo(page, page.getByRole('link', { name: m.start.create }));
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByLabel(m.profile.name));
	await page.keyboard.type('LMU Mælkebøtten');
	await page.keyboard.press('Tab');
	await page.keyboard.type('Børnehuset Mælkebøtten');
	await tabTo(page, page.getByRole('radio', { name: /^LMU/ }));
	await page.keyboard.press('ArrowRight');
	await expect(page.getByLabel(m.profile.levelLabel)).toHaveValue('OMU');
	await page.keyboard.press('Tab');
	await page.keyboard.type('AfdelingsMED');
	await page.keyboard.press('Enter');

	const name = page.getByLabel(m.members.name, { exact: true });
	await tabTo(page, name);
	await page.keyboard.type('Karen Kløver');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Space');
	await expect(page.getByLabel(m.members.role.chair, { exact: true })).toBeChecked();
	await expect(page.getByRole('radio', { name: m.members.side.management })).toBeChecked();
	await page.keyboard.press('Enter');
	await expect(name).toBeFocused();
	await expect(name).toHaveValue('');
	await page.keyboard.type('Bo Birk');
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByRole('link', { name: m.members.done }));
	await page.keyboard.press('Enter');

	await expect(page.getByLabel(m.profile.workplace)).toHaveValue('Børnehuset Mælkebøtten');
	await expect(page.getByLabel(m.profile.levelLabel)).toHaveValue('AfdelingsMED');
	await expect(page.getByRole('listitem').filter({ hasText: 'Karen Kløver' })).toContainText(
		`${m.members.role.chair} · ${m.members.side.management}`,
	);
	await saved(page);
	await page.reload();
	await expect(page.getByText('Bo Birk').first()).toBeVisible();
});

test('what cannot be a name is refused beside the field, and what was written stays', async ({ page }) => {
	await page.goto('/nyt-udvalg');
	const name = page.getByLabel(m.profile.name);
	await page.getByLabel(m.profile.workplace).fill('Børnehuset Mælkebøtten');
	await button(page, m.create.submit).click();
	await expect(name).toBeFocused();
	await expect(name).toHaveAccessibleDescription(new RegExp(m.problem['name-empty']));
	await expect(page.getByLabel(m.profile.workplace)).toHaveValue('Børnehuset Mælkebøtten');
	await name.fill('🌻æøå '.repeat(10_000));
	await button(page, m.create.submit).click();
	await expect(name).toHaveAccessibleDescription(new RegExp(m.problem['name-too-long']));
	await name.fill('LMU 🌻 Æblehaven');
	await button(page, m.create.submit).click();
	await expect(page.getByRole('heading', { level: 1, name: 'LMU 🌻 Æblehaven' })).toBeVisible();

	await button(page, m.members.addThis).click();
	const member = page.getByLabel(m.members.name, { exact: true });
	await expect(member).toHaveAccessibleDescription(m.problem['name-empty']);
	await toCommittee(page);
	await name.fill(' ');
	await name.blur();
	await expect(name).toHaveAccessibleDescription(m.problem['name-empty']);
	await page.reload();
	await expect(name).toHaveValue('LMU 🌻 Æblehaven');
});

test('members are changed and taken off, and either can be undone', async ({ page }) => {
	await found(page, 'LMU Mælkebøtten');
	await addMember(page, 'Karen Kløver', m.members.role.chair);
	await addMember(page, 'Bo Birk', m.members.role.shopSteward, m.members.role.viceChair);
	await page.getByRole('link', { name: m.members.done }).click();
	await expect(page.getByRole('heading', { name: m.profile.title })).toBeVisible();
	const bo = page.getByRole('listitem').filter({ hasText: 'Bo B' });

	await button(page, m.members.editOne({ name: 'Bo Birk' })).click();
	const dialog = page.getByRole('dialog');
	await expectAccessible(page);
	await dialog.getByLabel(m.members.name, { exact: true }).fill('Bo Bøg');
	await dialog.getByLabel(m.members.role.shopSteward).uncheck();
	await dialog.getByLabel(m.members.termEnd).fill('2020-03-31');
	await dialog.getByRole('button', { name: m.members.save }).click();
	await expect(bo).toContainText('Bo Bøg');
	await expect(bo).toContainText(`${m.members.role.viceChair} · ${m.members.side.employees}`);
	await expect(bo).toContainText(m.members.termOver({ day: '31. marts 2020' }));

	await button(page, ui.undo).click();
	await expect(bo).toContainText('Bo Birk');
	await expect(bo).not.toContainText('2020');
	await button(page, m.members.editOne({ name: 'Bo Birk' })).click();
	await dialog.getByRole('button', { name: m.members.remove }).click();
	await expect(bo).toHaveCount(0);
	await button(page, ui.undo).click();
	await expect(bo).toHaveCount(1);
});

test('one device has many committees: switched, renamed, put away, and deleted by typing the name', async ({
	page,
}) => {
	await found(page, 'LMU Mælkebøtten');
	await found(page, 'LMU Æblehaven');
	await toCommittee(page);
	await page.getByRole('link', { name: m.allCommittees }).click();
	await page.getByRole('link', { name: 'LMU Mælkebøtten' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'LMU Mælkebøtten' })).toBeVisible();

	await toCommittee(page);
	await page.getByLabel(m.profile.name).fill('LMU Løvetanden');
	await page.getByLabel(m.profile.name).press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'LMU Løvetanden' })).toBeVisible();
	await button(page, ui.undo).click();
	await expect(page.getByLabel(m.profile.name)).toHaveValue('LMU Mælkebøtten');
	await page.getByLabel(m.profile.name).fill('LMU Løvetanden');
	await page.getByLabel(m.profile.name).press('Enter');

	await button(page, m.archive.put).click();
	await expect(page.getByText(m.archive.isAway)).toBeVisible();
	await page.goto('/');
	const link = page.getByRole('link', { name: 'LMU Løvetanden' });
	await expect(link).toBeHidden();
	await page.getByText(m.start.archived({ count: 1 })).click();
	await link.click();
	await toCommittee(page);
	await button(page, m.archive.back).click();
	await page.goto('/');
	await expect(link).toBeVisible();

	await link.click();
	await toCommittee(page);
	await button(page, m.erase.button).click();
	const dialog = page.getByRole('dialog');
	await expectAccessible(page);
	const typed = dialog.getByLabel(m.erase.type({ name: 'LMU Løvetanden' }));
	await typed.fill('LMU');
	await typed.press('Enter');
	await expect(typed).toHaveAccessibleDescription(m.erase.mismatch({ name: 'LMU Løvetanden' }));
	await typed.fill('lmu løvetanden');
	const address = page.url();
	await dialog.getByRole('button', { name: m.erase.confirm }).click();
	await expect(page.getByText(m.erase.done({ name: 'LMU Løvetanden' }))).toBeVisible();
	await expect(page.getByRole('link', { name: 'LMU Æblehaven' })).toBeVisible();
	await expect(link).toHaveCount(0);
	await page.goto(address);
	await expect(page.getByRole('heading', { name: ui.missingTitle })).toBeVisible();
});

test('a committee deleted in another window is gone here too, and says so', async ({ page, context }) => {
	await tryExample(page);
	const other = await context.newPage();
	await other.goto('/');
	await button(other, m.removeExample).click();
	await expect(page.getByRole('heading', { name: m.gone.title })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('link', { name: ui.toStart }).click();
	await expect(page.getByRole('link', { name: m.start.create })).toBeVisible();
});

test('«Hvem er du?» is chosen on this device, kept, and changed again', async ({ page }) => {
	await tryExample(page);
	await toCommittee(page);
	const me = page.getByLabel(m.me.title);
	await expect(me).toHaveValue('');
	await me.selectOption('Sanne Syren');
	await expect(page.getByText(m.me.chosen({ name: 'Sanne Syren' }))).toBeVisible();
	await page.reload();
	await expect(me.locator('option:checked')).toHaveText('Sanne Syren');
	await me.selectOption(m.me.nobody);
	await page.reload();
	await expect(me).toHaveValue('');
});

test('the example comes in one tap, is marked wherever it is named, and goes in one tap', async ({
	page,
}) => {
	await page.goto('/');
	await button(page, m.start.tryExample).click();
	await expect(page.getByRole('heading', { level: 1, name: 'LMU Solsikken' })).toBeVisible();
	await expect(page.getByText(m.example, { exact: true })).toBeVisible();
	await saved(page);
	await page.goto('/indstillinger');
	await expect(page.getByText(m.example, { exact: true })).toBeVisible();
	await page.goto('/');
	await expect(page.getByText(m.example, { exact: true })).toBeVisible();
	await expect(button(page, m.start.tryExample)).toHaveCount(0);

	await page.getByRole('link', { name: 'LMU Solsikken' }).click();
	await toCommittee(page);
	await expect(page.getByRole('listitem').filter({ hasText: 'Sanne Syren' })).toBeVisible();
	await button(page, m.removeExample).click();
	await expect(page.getByText(m.exampleRemoved)).toBeVisible();
	await page.reload();
	await expect(page.getByRole('link', { name: m.start.create })).toBeVisible();
	await button(page, m.start.tryExample).click();
	await expect(page.getByRole('heading', { level: 1, name: 'LMU Solsikken' })).toBeVisible();
});

test('a committee copies a pack and puts its own words, order, topics and statements in', async ({
	page,
}) => {
	await tryExample(page);
	await toCommittee(page);
	await page.getByRole('link', { name: 'MED-pipeline for LMU' }).click();
	await expect(page.getByText(packs.topicUnconfirmedWhy)).toBeVisible();
	await button(page, packs.copy).click();
	const title = packs.copyTitle({ title: 'MED-pipeline for LMU' });
	await expect(page.getByLabel(packs.name)).toHaveValue(title);
	const statements = page.getByRole('main').locator('ol > li');
	await expect(statements).toHaveCount(7);

	const first = statements.first();
	await first.getByRole('button', { name: packs.edit }).click();
	await first.getByLabel(packs.text).fill('Vi hjælper lederen med at tænke hele vejen rundt');
	await first.getByLabel(packs.label).fill('');
	await expect(first.getByLabel(packs.label)).toHaveAccessibleDescription(
		new RegExp(packs.problem['label-empty']),
	);
	await first.getByLabel(packs.label).fill('arbejdsmiljø');
	await expect(first.getByText(packs.problem['label-taken'])).toBeVisible();
	await first.getByLabel(packs.label).fill('Hele vejen rundt');
	await first.getByRole('radio', { name: 'Samarbejde' }).check({ force: true });
	await expectAccessible(page);
	await first.getByRole('button', { name: packs.done }).click();
	await expect(first).toContainText('Vi hjælper lederen');
	await expect(first).toContainText('Samarbejde');

	const down = first.getByRole('button', { name: packs.moveDown });
	await down.focus();
	await page.keyboard.press('Enter');
	await expect(statements.nth(1)).toContainText('Hele vejen rundt');
	await expect(statements.nth(1).getByRole('button', { name: packs.moveDown })).toBeFocused();
	await button(page, ui.undo).click();
	await expect(first).toContainText('Hele vejen rundt');
	await expect(first.getByRole('button', { name: packs.moveUp })).toBeDisabled();

	await first.getByRole('button', { name: packs.hide }).click();
	await expect(first.getByText(packs.hidden, { exact: true })).toBeVisible();
	await first.getByRole('button', { name: packs.show }).click();
	await expect(first.getByText(packs.hidden, { exact: true })).toHaveCount(0);

	await button(page, packs.add).click();
	await expect(statements).toHaveCount(8);
	await expect(statements.last().getByRole('textbox', { name: packs.text })).toBeFocused();
	await page.keyboard.type('Vi holder en pause sammen');
	await statements.last().getByLabel(packs.label).fill('Pause');
	await statements.last().getByRole('button', { name: packs.done }).click();
	await page.getByLabel(packs.name).fill('Vores egne ord');
	await page.getByLabel(packs.name).press('Enter');
	await saved(page);
	await page.reload();
	await expect(page.getByLabel(packs.name)).toHaveValue('Vores egne ord');
	await expect(statements.last()).toContainText('Vi holder en pause sammen');
	await statements.last().getByRole('button', { name: packs.removeStatement }).click();
	await expect(statements).toHaveCount(7);

	const address = page.url();
	await button(page, packs.remove).click();
	await page.getByRole('dialog').getByRole('button', { name: packs.remove }).click();
	await expect(page.getByText(packs.removed)).toBeVisible();
	await button(page, ui.undo).click();
	await page.getByRole('link', { name: 'Vores egne ord' }).click();
	await button(page, packs.remove).click();
	await page.getByRole('dialog').getByRole('button', { name: packs.remove }).click();
	await expect(page.getByRole('link', { name: 'Vores egne ord' })).toHaveCount(0);
	await page.goto(address);
	await expect(page.getByRole('heading', { name: ui.missingTitle })).toBeVisible();
});

test.describe('the colours', () => {
	// A worker would answer for the files that are held back here.
	test.use({ serviceWorkers: 'block' });

	test('they are chosen, kept, and on the page before anything is painted', async ({ page }) => {
		const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
		await page.goto('/indstillinger');
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		const light = await ground();
		await page.getByLabel(settings.theme.options.dark).check({ force: true });
		const dark = await ground();
		expect(dark).not.toBe(light);
		await page.reload();
		await expect.poll(ground).toBe(dark);
		await expectAccessible(page);

		// With all of the program held back, only the page itself can know.
		await page.route('**/_app/**', () => undefined);
		await page.goto('/', { waitUntil: 'commit' });
		await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
		expect(await page.locator('meta[name="color-scheme"]').getAttribute('content')).toBe('dark');
		await page.unrouteAll({ behavior: 'ignoreErrors' });
		await page.goto('/indstillinger');
		await page.getByLabel(settings.theme.options.auto).check({ force: true });
		await expect.poll(ground).toBe(light);
	});
});

test('settings say what is kept, and that the app is ready without a network when it is', async ({
	page,
}) => {
	await found(page, 'LMU Mælkebøtten');
	await page.goto('/indstillinger');
	const said = [app.kept, app.mayBeCleared, app.keepingUnknown].map((text) => page.getByText(text));
	await expect(said.reduce((one, other) => one.or(other))).toBeVisible();
	await expect(page.getByText(app.space({ used: 0, allowed: 0 }).slice(0, 14))).toBeVisible();
	await expect(page.getByText(app.offlineReady, { exact: true })).toBeVisible();
	await expect(page.getByRole('link', { name: 'LMU Mælkebøtten' })).toBeVisible();
});

test.describe('a browser that refuses to store', () => {
	test.beforeEach(({ page }) =>
		page.addInitScript(() => {
			IDBFactory.prototype.open = () => {
				throw new DOMException('not here', 'SecurityError');
			};
		}),
	);

	test('it is said on the start page, and everything works as long as the page is open', async ({ page }) => {
		await page.goto('/');
		await expect(page.getByText(settings.trouble.refused.title)).toBeVisible();
		await expectSound(page);
		await page.getByRole('link', { name: m.start.create }).click();
		await page.getByLabel(m.profile.name).fill('LMU Mælkebøtten');
		await button(page, m.create.submit).click();
		await addMember(page, 'Karen Kløver', m.members.role.chair);
		await expect(page.getByText(ui.notSaved.long).first()).toBeVisible();
		await page.getByRole('link', { name: m.members.done }).click();
		await expect(page.getByText('Karen Kløver').first()).toBeVisible();
		await page.getByRole('link', { name: m.allCommittees }).click();
		await expect(page.getByRole('link', { name: 'LMU Mælkebøtten' })).toBeVisible();
		await button(page, m.start.tryExample).click();
		await expect(page.getByText(settings.trouble.refused.title)).toBeVisible();
		await expectSound(page);
	});
});

test('a full tablet is said at once, with the file offered, and is over when there is room again', async ({
	page,
}) => {
	await page.addInitScript(() => {
		const { add } = IDBObjectStore.prototype;
		IDBObjectStore.prototype.add = function (...given) {
			if (Reflect.get(window, 'isFull')) throw new DOMException('no room', 'QuotaExceededError');
			return add.apply(this, given);
		};
	});
	const setFull = (full: boolean) => page.evaluate((full) => Reflect.set(window, 'isFull', full), full);
	await tryExample(page);
	await toCommittee(page);
	await setFull(true);
	await page.getByLabel(m.profile.workplace).fill('Børnehuset uden plads');
	await page.getByLabel(m.profile.workplace).press('Enter');
	await expect(page.getByText(settings.trouble.full.title)).toBeVisible();
	await expect(page.getByText(ui.notSaved.long).first()).toBeVisible();
	await button(page, settings.getFile).click();
	await expect(page.getByRole('dialog')).toBeVisible();
	await expectAccessible(page);
	await page.keyboard.press('Escape');
	await setFull(false);
	await expect(page.getByText(settings.trouble.full.title)).toBeHidden();
	await saved(page);
	await page.reload();
	await expect(page.getByLabel(m.profile.workplace)).toHaveValue('Børnehuset uden plads');
});

test('every page passes at the three sizes', async ({ page }) => {
	test.setTimeout(180_000);
	const sound = async () => {
		for (const size of Object.values(sizes)) {
			await page.setViewportSize(size);
			await expectSound(page);
			await expectTouchTargets(page, 48);
		}
		await expectReflow(page);
		await page.setViewportSize(sizes.tablet);
	};
	await page.goto('/');
	await expect(page.getByText(m.start.what)).toBeVisible();
	await sound();
	await page.goto('/nyt-udvalg');
	await button(page, m.create.submit).click();
	await sound();
	await found(page, 'LMU Mælkebøtten');
	await addMember(page, 'Karen Kløver', m.members.role.chair);
	await sound();
	await tryExample(page);
	await page.goto('/');
	await sound();
	await expectKeyboard(page);
	await page.getByRole('link', { name: 'LMU Solsikken' }).click();
	await toCommittee(page);
	await expect(page.getByRole('heading', { name: m.members.title })).toBeVisible();
	await sound();
	await expectKeyboard(page);
	await page.getByRole('link', { name: 'MED-pipeline for LMU' }).click();
	await expect(button(page, packs.copy)).toBeVisible();
	await sound();
	await button(page, packs.copy).click();
	await page.getByRole('button', { name: packs.edit }).first().click();
	await expect(page.getByLabel(packs.text)).toBeVisible();
	await sound();
	for (const [address, title] of [
		['/hent', settings.restore.title],
		['/indstillinger', settings.title],
		['/hjaelp', help.title],
	] as const) {
		await page.goto(address);
		await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
		await sound();
		await expectKeyboard(page);
	}
});
