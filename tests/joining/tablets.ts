import { chromium, expect, type Browser, type Locator, type Page } from '@playwright/test';
import { decodeQR } from 'qr/decode.js';
import { m as words } from '#lib/messages/da/committees.ts';
import { m } from '#lib/messages/da/tablets.ts';
import { findChromium, launchArguments } from '../browser.ts';
import { button, found, toCommittee } from '../committee.ts';
import { watchFaults } from '../page.ts';

/** Another tablet: a browser's storage of its own. */
export async function anotherTablet(browser: Browser, permissions: string[] = []) {
	const context = await browser.newContext({
		viewport: { width: 1180, height: 820 },
		hasTouch: true,
		locale: 'da-DK',
		timezoneId: 'Europe/Copenhagen',
		permissions,
	});
	return { page: await context.newPage(), context, faults: watchFaults(context) };
}

/** A browser whose camera sees the film. */
export const browserWithCamera = (film: string): Promise<Browser> => {
	const executablePath = findChromium();
	const camera = [
		'--use-fake-ui-for-media-stream',
		'--use-fake-device-for-media-stream',
		`--use-file-for-fake-video-capture=${film}`,
	];
	return chromium.launch({
		...(executablePath && { executablePath }),
		args: [...launchArguments, ...camera],
	});
};

/** Founds a committee and waits until the server has it: before that nobody can come in. */
export async function foundShared(page: Page, name: string, ...members: string[]) {
	await found(page, name);
	for (const member of members) {
		await page.getByLabel(words.members.name, { exact: true }).fill(member);
		await page.getByLabel(words.members.name, { exact: true }).press('Enter');
		await expect(page.getByText(words.members.added({ name: member }))).toBeVisible();
	}
	await toTablets(page);
}

export async function toTablets(page: Page) {
	await toCommittee(page);
	await page.getByRole('link', { name: m.card.open }).click();
	await expect(page.getByRole('heading', { name: m.list.title })).toBeVisible();
}

interface Invitation {
	role?: string;
	member?: string;
}

/** From the page of tablets, makes a link and gives it; it stays on the screen. */
export async function invite(page: Page, { role, member }: Invitation = {}): Promise<string> {
	await page.getByRole('link', { name: m.invite.open }).click();
	if (role) await page.getByLabel(role).check({ force: true });
	if (member) await page.getByLabel(m.edit.who).selectOption({ label: member });
	await button(page, m.invite.make).click();
	await expect(page.getByRole('heading', { name: m.invite.shownTitle })).toBeVisible();
	await expect(page.getByText(m.invite.waiting)).toBeVisible();
	return page.getByLabel(m.invite.link, { exact: true }).inputValue();
}

/** Takes the link that the address bar holds. */
export async function join(page: Page, link: string) {
	await page.goto(link);
	await button(page, m.join.take).click();
	await expect(page.getByRole('link', { name: m.join.enter })).toBeVisible({ timeout: 40_000 });
}

/** From the page of joining into the committee. */
export async function enter(page: Page) {
	await page.getByRole('link', { name: m.join.enter }).click();
	await expect(page.getByRole('link', { name: m.join.enter })).toBeHidden();
}

/** Opens what can be changed of a tablet, from the page of tablets. */
export const edit = (page: Page, name: string) => button(page, m.list.changeOne({ name })).click();

/** The six digits on a screen. */
export const digitsOn = async (page: Page): Promise<string> =>
	(await page.getByText(/^\d{3} ?\d{3} ?$/).innerText()).replace(/\D/g, '');

/** Back to the page of tablets, when both have compared their digits. */
export async function confirmDigits(page: Page) {
	await button(page, m.invite.same).click();
	await expect(page.getByRole('heading', { name: m.list.title })).toBeVisible();
}

/** What a camera would read in a code on the screen, from the pixels that were painted. */
export async function readPainted(code: Locator): Promise<string> {
	const png = (await code.screenshot()).toString('base64');
	const { width, height, pixels } = await code.page().evaluate(async (png) => {
		const image = new Image();
		image.src = `data:image/png;base64,${png}`;
		await image.decode();
		const canvas = document.createElement('canvas');
		Object.assign(canvas, { width: image.width, height: image.height });
		const context = canvas.getContext('2d');
		context?.drawImage(image, 0, 0);
		const data = context?.getImageData(0, 0, image.width, image.height).data ?? [];
		let pixels = '';
		for (const byte of data) pixels += String.fromCharCode(byte);
		return { width: image.width, height: image.height, pixels: btoa(pixels) };
	}, png);
	return decodeQR({ width, height, data: new Uint8ClampedArray(Buffer.from(pixels, 'base64')) });
}

/** Two tablets of one committee, both on the page of tablets. */
export async function two(page: Page, browser: Browser, role?: string) {
	await foundShared(page, 'LMU Mælkebøtten', 'Karen Kløver', 'Mads Mynte');
	const link = await invite(page, { member: 'Mads Mynte', ...(role && { role }) });
	const other = await anotherTablet(browser);
	await join(other.page, link);
	await confirmDigits(page);
	await enter(other.page);
	await toTablets(other.page);
	return other;
}
