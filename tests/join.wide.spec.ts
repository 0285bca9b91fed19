import { m as committees } from '#lib/messages/da/committees.ts';
import { m } from '#lib/messages/da/tablets.ts';
import { toText } from '#lib/sealed-log/bytes.ts';
import { LETTERS } from '#lib/sealed-log/engine/members/letters.ts';
import { writeTicket } from '#lib/sealed-log/engine/members/links.ts';
import { button } from './committee.ts';
import { filmCode, filmDark } from './joining/film.ts';
import {
	anotherTablet,
	browserWithCamera,
	digitsOn,
	enter,
	foundShared,
	invite,
	join,
	toTablets,
} from './joining/tablets.ts';
import { expect, expectKeyboard, expectSound, sizes, test } from './page.ts';

/** Whole as a link can be, of a committee that is nowhere. */
const NOWHERE = writeTicket({ kind: 'link', log: toText(new Uint8Array(16)), secret: new Uint8Array(16) });

test.describe('the page', () => {
	for (const [size, viewport] of Object.entries(sizes))
		for (const colorScheme of ['light', 'dark'] as const)
			test(`it is sound on a ${size} in ${colorScheme}`, async ({ page }) => {
				await page.setViewportSize(viewport);
				await page.emulateMedia({ colorScheme });
				await page.goto('/join');
				await expect(page.getByRole('heading', { name: m.join.scan })).toBeVisible();
				await expectSound(page);
			});

	test('every way in is reached by the keyboard', async ({ page }) => {
		await page.goto('/join');
		await expect(page.getByRole('heading', { name: m.join.scan })).toBeVisible();
		await expectKeyboard(page);
	});

	test('one comes to it from the start page, the settings and the help', async ({ page }) => {
		for (const from of ['/', '/indstillinger', '/hjaelp']) {
			await page.goto(from);
			await page.getByRole('link', { name: committees.start.join }).first().click();
			await expect(page.getByRole('heading', { level: 1, name: m.join.title })).toBeVisible();
		}
	});

	test('nothing, or something that was cut off, is answered beside the field', async ({ page }) => {
		await page.goto('/join');
		const [paste, type] = [
			page.getByLabel(m.join.link, { exact: true }),
			page.getByLabel(m.join.letters, { exact: true }),
		];
		await button(page, m.join.goOn).first().click();
		await expect(page.getByText(m.join.empty)).toBeVisible();
		await paste.fill('http://localhost/join#AQIDBA');
		await paste.press('Enter');
		await expect(page.getByText(m.join.elsewhere({ host: 'localhost' }))).toBeHidden();
		await expect(page.getByText(m.join.mangledLink)).toBeVisible();
		await expect(paste).toBeFocused();
		await type.fill('AQID BAUG');
		await expect(page.getByText(m.join.count({ count: 8, of: LETTERS }))).toBeVisible();
		await type.press('Enter');
		await expect(page.getByText(m.join.mangledLetters)).toBeVisible();
		await expectSound(page);
		await paste.fill(`Hej Mette, her er linket: ${new URL(page.url()).origin}/join#${NOWHERE} mvh Karen`);
		await paste.press('Enter');
		await expect(page.getByRole('heading', { name: m.join.invited })).toBeVisible();
	});

	test('a link whose end is missing says so, and leaves nothing in the address', async ({ page }) => {
		await page.goto('/join#AQIDBAUGBwgJ');
		await expect(page.getByRole('heading', { name: m.join.refused.mangled.title })).toBeVisible();
		await expect(page).toHaveURL('/join');
		await expectSound(page);
		await button(page, m.join.otherWay).click();
		await expect(page.getByRole('heading', { name: m.join.scan })).toBeVisible();
	});
});

test.describe('a link', () => {
	test('it is gone from the address and the history at once, and spent by a tap only', async ({
		page,
		browser,
	}) => {
		await foundShared(page, 'LMU Mælkebøtten');
		const link = await invite(page);
		const scanner = await anotherTablet(browser);
		await scanner.page.goto(link);
		await expect(scanner.page.getByRole('heading', { name: m.join.invited })).toBeVisible();
		await expect(scanner.page).toHaveURL('/join');
		await expectSound(scanner.page);
		await scanner.page.goto('/hjaelp');
		await scanner.page.goBack();
		await expect(scanner.page.getByRole('heading', { name: m.join.scan })).toBeVisible();
		await expect(scanner.page).toHaveURL('/join');
		await scanner.context.close();

		const { page: other, context, faults } = await anotherTablet(browser);
		await join(other, link);
		await expectSound(other);
		// Nobody is a member yet: all has come, and nothing is called on its way.
		await expect(other.getByText(m.join.fetching)).toBeHidden();
		expect(await digitsOn(other)).toBe(await digitsOn(page));
		await enter(other);
		await expect(other.getByRole('heading', { level: 1, name: 'LMU Mælkebøtten' })).toBeVisible();
		expect(faults).toEqual([]);
		await context.close();
	});

	test('a second tablet is told that it is over, and the first that it is in', async ({ page, browser }) => {
		await foundShared(page, 'LMU Mælkebøtten');
		const link = await invite(page);
		const [first, second] = [await anotherTablet(browser), await anotherTablet(browser)];
		await join(first.page, link);
		await second.page.goto(link);
		await button(second.page, m.join.take).click();
		await expect(second.page.getByRole('heading', { name: m.join.refused.spent.title })).toBeVisible();
		await expectSound(second.page);

		await first.page.goto(link);
		await button(first.page, m.join.take).click();
		await expect(first.page.getByText(m.join.refused.ownLink.text)).toBeVisible();

		await button(page, m.invite.same).click();
		const next = await invite(page);
		await first.page.goto(next);
		await button(first.page, m.join.take).click();
		await expect(first.page.getByText(m.join.refused.known.text)).toBeVisible();
		await first.page.getByRole('link', { name: m.join.goThere }).click();
		await expect(first.page.getByRole('heading', { level: 1, name: 'LMU Mælkebøtten' })).toBeVisible();
		// It was not spent by the one that was in.
		await join(second.page, next);
		await first.context.close();
		await second.context.close();
	});

	test('one that was withdrawn lets nobody in', async ({ page, browser }) => {
		await foundShared(page, 'LMU Mælkebøtten');
		const link = await invite(page);
		await page.getByRole('link', { name: m.invite.done }).click();
		await button(page, m.links.withdrawOne({ name: m.links.toSomebody })).click();
		await expect(page.getByText(m.links.withdrawn)).toBeVisible();
		await expect(page.getByRole('heading', { name: m.links.title })).toBeHidden();
		const { page: other, context } = await anotherTablet(browser);
		await other.goto(link);
		await button(other, m.join.take).click();
		await expect(other.getByRole('heading', { name: m.join.refused.withdrawn.title })).toBeVisible();
		await context.close();
	});

	test('a committee that is on no server here is said to be elsewhere', async ({ page }) => {
		await page.goto(`/join#${NOWHERE}`);
		await button(page, m.join.take).click();
		await expect(page.getByRole('heading', { name: m.join.refused['other-server'].title })).toBeVisible();
		await expectSound(page);
	});

	test('one to another address is not tried here, and leads there', async ({ page }) => {
		await page.goto('/join');
		await page.getByLabel(m.join.link, { exact: true }).fill(`https://other.example/join#${NOWHERE}`);
		await page.getByLabel(m.join.link, { exact: true }).press('Enter');
		await expect(
			page.getByRole('heading', { name: m.join.elsewhere({ host: 'other.example' }) }),
		).toBeVisible();
		const there = page.getByRole('link', { name: m.join.elsewhereGo({ host: 'other.example' }) });
		await expect(there).toHaveAttribute('href', `https://other.example/join#${NOWHERE}`);
		await expectSound(page);
	});

	test.describe('without a network', () => {
		test.use({ serviceWorkers: 'block' });

		test('it is not spent, and one tap tries it again', async ({ page, browser }) => {
			test.slow();
			await foundShared(page, 'LMU Mælkebøtten');
			const link = await invite(page);
			const { page: other, context } = await anotherTablet(browser);
			await other.goto(link);
			await expect(button(other, m.join.take)).toBeVisible();
			await context.setOffline(true);
			await button(other, m.join.take).click();
			const refused = other.getByRole('heading', { name: m.join.refused.offline.title });
			await expect(refused).toBeVisible({ timeout: 40_000 });
			await expectSound(other);
			await context.setOffline(false);
			await button(other, m.join.tryAgain).click();
			await expect(other.getByRole('link', { name: m.join.enter })).toBeVisible({ timeout: 40_000 });
			await context.close();
		});
	});

	test('whom it was for is who uses the tablet, unless they say otherwise', async ({ page, browser }) => {
		await foundShared(page, 'LMU Mælkebøtten', 'Karen Kløver', 'Mads Mynte');
		const link = await invite(page, { member: 'Mads Mynte' });
		const { page: other, context } = await anotherTablet(browser);
		await join(other, link);
		await expect(
			page.getByRole('heading', { name: m.invite.arrived({ name: 'Mads’ tablet' }) }),
		).toBeVisible();
		const who = other.getByLabel(committees.me.title);
		await expect(who.locator('option:checked')).toHaveText('Mads Mynte');
		await enter(other);
		await toTablets(other);
		await expect(other.getByText('Mads’ tablet', { exact: true })).toBeVisible();
		await other.goBack();
		await other.getByLabel(committees.me.title).selectOption({ label: 'Karen Kløver' });
		await button(page, m.invite.same).click();
		await expect(page.getByText('Karens tablet', { exact: true })).toBeVisible();
		await context.close();
	});
});

test.describe('the camera', () => {
	test('it reads the code that another tablet shows', async ({ page, baseURL }, info) => {
		await foundShared(page, 'LMU Mælkebøtten');
		const film = info.outputPath('code.y4m');
		await filmCode(film, await invite(page));
		const browser = await browserWithCamera(film);
		const { page: other, faults } = await anotherTablet(browser);
		await other.goto(`${baseURL}/join`);
		await button(other, m.join.startCamera).click();
		await expect(other.getByRole('heading', { name: m.join.invited })).toBeVisible({ timeout: 20_000 });
		expect(await camerasOn(other)).toBe(0);
		await button(other, m.join.take).click();
		await expect(other.getByRole('link', { name: m.join.enter })).toBeVisible({ timeout: 40_000 });
		expect(await digitsOn(other)).toBe(await digitsOn(page));
		expect(faults).toEqual([]);
		await browser.close();
	});

	test('a code of something else is told from ours, and it is off when one leaves', async ({
		baseURL,
	}, info) => {
		const film = info.outputPath('code.y4m');
		await filmCode(film, 'https://another.example/menu');
		const browser = await browserWithCamera(film);
		const { page, faults } = await anotherTablet(browser);
		await countCameras(page);
		await page.goto(`${baseURL}/join`);
		await button(page, m.join.startCamera).click();
		await expect(page.getByText(m.join.notOurs)).toBeVisible({ timeout: 20_000 });
		expect(await camerasOn(page)).toBe(1);
		await expectSound(page);
		await page.getByRole('link', { name: 'Tilbage' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Medspil' })).toBeVisible();
		expect(await camerasOn(page)).toBe(0);
		expect(faults).toEqual([]);
		await browser.close();
	});

	test('in the dark it says that it needs light', async ({ baseURL }, info) => {
		const film = info.outputPath('dark.y4m');
		await filmDark(film);
		const browser = await browserWithCamera(film);
		const { page } = await anotherTablet(browser);
		await page.goto(`${baseURL}/join`);
		await button(page, m.join.startCamera).click();
		await expect(page.getByText(m.join.dark)).toBeVisible({ timeout: 20_000 });
		await browser.close();
	});

	for (const [name, problem] of [
		['NotAllowedError', 'refused'],
		['NotFoundError', 'none'],
		['NotReadableError', 'busy'],
	] as const)
		test(`when the browser says ${name}, the other ways are pointed to`, async ({ page }) => {
			await page.addInitScript((name) => {
				MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException('', name));
			}, name);
			await page.goto('/join');
			await button(page, m.join.startCamera).click();
			await expect(page.getByText(m.join.camera[problem].title)).toBeVisible();
			await expect(button(page, m.join.tryCamera)).toBeVisible();
			await expectSound(page);
		});
});

type Page = Parameters<typeof button>[0];

/** Counts the cameras that are on, from before the page begins. */
const countCameras = (page: Page) =>
	page.addInitScript(() => {
		const { getUserMedia } = MediaDevices.prototype;
		const tracks: MediaStreamTrack[] = [];
		Object.assign(window, { tracks });
		MediaDevices.prototype.getUserMedia = async function (...given) {
			const stream = await getUserMedia.apply(this, given);
			tracks.push(...stream.getTracks());
			return stream;
		};
	});

const camerasOn = (page: Page) =>
	page.evaluate(() => {
		const tracks: MediaStreamTrack[] = Reflect.get(window, 'tracks') ?? [];
		return tracks.filter(({ readyState }) => readyState === 'live').length;
	});
