import { readFile, writeFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import * as Y from 'yjs';
import { openBackup, sealBackup } from '#lib/device/backup/backup.ts';
import { m } from '#lib/messages/da/committees.ts';
import { m as settings } from '#lib/messages/da/settings.ts';
import { m as tablets } from '#lib/messages/da/tablets.ts';
import { button, expectSaved, toCommittee, tryExample } from './committee.ts';
import { confirmDigits, foundShared, join } from './joining/tablets.ts';
import { expect, expectAccessible, expectSound, test, watchFaults } from './page.ts';

const words = settings.backup;
const { restore } = settings;
const code = 'hest lampe tog grød';

async function openExample(page: Page) {
	await tryExample(page);
	await toCommittee(page);
}

/** Fills in the dialog that is open, and keeps the file that comes of it. */
async function keepFile(page: Page): Promise<string> {
	await page.getByLabel(words.code).fill(code);
	const [download] = await Promise.all([page.waitForEvent('download'), button(page, words.make).click()]);
	expect(download.suggestedFilename()).toMatch(/^medspil-lmu-solsikken-\d{4}-\d{2}-\d{2}\.medspil$/);
	const path = test.info().outputPath(`${Math.random()}-${download.suggestedFilename()}`);
	await download.saveAs(path);
	await button(page, words.done).click();
	return path;
}

async function saveFile(page: Page): Promise<string> {
	await button(page, words.open).click();
	return keepFile(page);
}

const chooseFile = (page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }) =>
	page.locator('input[type=file]').setInputFiles(file);

async function openFile(page: Page, path: string) {
	await page.goto('/hent');
	await chooseFile(page, path);
	await page.getByLabel(restore.code).fill(code);
	await button(page, restore.open).click();
	await expect(page.getByText('LMU Solsikken')).toBeVisible();
}

/** Another tablet: nothing of this one is there. */
async function otherTablet(browser: Browser) {
	const context = await browser.newContext();
	const faults = watchFaults(context);
	const page = await context.newPage();
	return { page, close: () => context.close(), faults };
}

const rename = async (page: Page, label: string, text: string) => {
	await page.getByLabel(label).fill(text);
	await page.getByLabel(label).press('Enter');
	await expect(page.getByText(m.profile.changed)).toBeVisible();
};

test('a committee is taken to another tablet in a file, changed on both, and merged without loss', async ({
	page,
	browser,
}) => {
	await openExample(page);
	const first = await saveFile(page);
	const there = await otherTablet(browser);
	await openFile(there.page, first);
	await expect(there.page.getByText(restore.isNew)).toBeVisible();
	await expectSound(there.page);
	await button(there.page, restore.add).click();
	await expect(there.page.getByText(restore.added({ name: 'LMU Solsikken' }))).toBeVisible();
	await toCommittee(there.page);
	await expect(there.page.getByRole('listitem').filter({ hasText: 'Sanne Syren' })).toBeVisible();
	await expectSaved(there.page);

	await rename(there.page, m.profile.workplace, 'Børnehuset Solsikken, Bakken 7');
	await rename(page, m.profile.levelLabel, 'LokalMED');
	const second = await saveFile(there.page);
	await openFile(page, second);
	await expect(page.getByText(restore.isHere)).toBeVisible();
	await expectAccessible(page);
	await button(page, restore.merge).click();
	await expect(page.getByText(restore.merged({ name: 'LMU Solsikken' }))).toBeVisible();
	await toCommittee(page);
	await expect(page.getByLabel(m.profile.workplace)).toHaveValue('Børnehuset Solsikken, Bakken 7');
	await expect(page.getByLabel(m.profile.levelLabel)).toHaveValue('LokalMED');
	await page.goto('/');
	await expect(page.getByText('LokalMED · Børnehuset Solsikken, Bakken 7')).toBeVisible();
	expect(there.faults).toEqual([]);
	await there.close();
});

test('a committee that came in a file says that it goes on by itself, until a link joins the two', async ({
	page,
	browser,
}) => {
	test.slow();
	await foundShared(page, 'LMU Solsikken', 'Karen Kløver');
	await toCommittee(page);
	const path = await saveFile(page);
	const there = await otherTablet(browser);
	await openFile(there.page, path);
	await expect(there.page.getByText(restore.apart)).toBeVisible();
	await expectSound(there.page);
	await button(there.page, restore.add).click();
	const apart = there.page.getByText(tablets.apart.title);
	await expect(apart).toBeVisible();
	await expectSound(there.page);
	await there.page.getByRole('link', { name: tablets.invite.open }).click();
	await button(there.page, tablets.invite.make).click();
	await join(page, await there.page.getByLabel(tablets.invite.link, { exact: true }).inputValue());
	await confirmDigits(there.page);
	await expect(button(there.page, tablets.list.changeOne({ name: 'Tablet 2' }))).toBeVisible();
	await there.page.getByRole('link', { name: 'Overblik' }).click();
	await expect(there.page.getByRole('heading', { level: 1, name: 'LMU Solsikken' })).toBeVisible();
	await expect(apart).toBeHidden();
	expect(there.faults).toEqual([]);
	await there.close();
});

test('the same file taken in twice changes nothing the second time', async ({ page }) => {
	await openExample(page);
	const path = await saveFile(page);
	for (const _ of ['once', 'twice']) {
		await openFile(page, path);
		await button(page, restore.merge).click();
		await expect(page.getByText(restore.merged({ name: 'LMU Solsikken' }))).toBeVisible();
	}
	await toCommittee(page);
	await expect(page.getByRole('listitem').filter({ hasText: 'Sanne Syren' })).toHaveCount(1);
});

test('a code that is too short is refused, and the file says nothing without it', async ({ page }) => {
	await openExample(page);
	await button(page, words.open).click();
	await expectAccessible(page);
	const field = page.getByLabel(words.code);
	await field.fill('solsik ');
	await field.press('Enter');
	await expect(field).toBeFocused();
	await expect(field).toHaveAccessibleDescription(new RegExp(words.tooShort({ least: 8 })));
	const bytes = await readFile(await keepFile(page));
	expect(bytes.includes('Solsikken')).toBe(false);
	expect((await openBackup(new Uint8Array(bytes), 'hest lampe tog')).ok).toBe(false);
});

test('each file that cannot be taken in is refused with its own reason, and nothing is changed', async ({
	page,
}) => {
	await openExample(page);
	const bytes = await readFile(await saveFile(page));
	const changed = (at: number, to: number) => {
		const copy = Buffer.from(bytes);
		copy[at] = to;
		return copy;
	};
	const refusals = [
		['not-a-backup', Buffer.from('Kære LMU. Her er referatet fra mødet.')],
		['not-a-backup', Buffer.alloc(0)],
		['newer', changed(8, 2)],
		['damaged', changed(bytes.length - 100, (bytes.at(-100) ?? 0) ^ 1)],
		['damaged', bytes.subarray(0, bytes.length / 2)],
	] as const;
	await page.goto('/hent');
	for (const [reason, buffer] of refusals) {
		await chooseFile(page, { name: 'kopi.medspil', mimeType: 'application/octet-stream', buffer });
		await expect(page.getByText(restore.refused[reason].title)).toBeVisible();
		await expect(page.getByText(restore.refused[reason].text)).toBeVisible();
		await expect(page.getByLabel(restore.code)).toHaveCount(0);
	}
	await expectSound(page);

	await chooseFile(page, { name: 'kopi.medspil', mimeType: 'application/octet-stream', buffer: bytes });
	const field = page.getByLabel(restore.code);
	await expect(field).toBeFocused();
	await field.press('Enter');
	await expect(field).toHaveAccessibleDescription(new RegExp(restore.noCode));
	await field.fill('hest lampe tog gryn');
	await field.press('Enter');
	await expect(page.getByText(restore.refused['wrong-passphrase'].title)).toBeVisible();
	await expect(field).toHaveValue('hest lampe tog gryn');
	await field.fill(` ${code} `);
	await field.press('Enter');
	await expect(page.getByText(restore.isHere)).toBeVisible();
	await button(page, restore.cancel).click();
	await expect(button(page, restore.choose)).toBeVisible();
});

test('what a refusing browser holds in memory is saved by the file that it offers', async ({
	page,
	browser,
}) => {
	await page.addInitScript(() => {
		IDBFactory.prototype.open = () => {
			throw new DOMException('not here', 'SecurityError');
		};
	});
	await openExample(page);
	await rename(page, m.profile.workplace, 'Børnehuset i hukommelsen');
	await button(page, settings.getFile).click();
	const path = await keepFile(page);
	const there = await otherTablet(browser);
	await openFile(there.page, path);
	await button(there.page, restore.add).click();
	await toCommittee(there.page);
	await expect(there.page.getByLabel(m.profile.workplace)).toHaveValue('Børnehuset i hukommelsen');
	await there.close();
});

test('a file that was closed before it was ready is not handed over later as a new one', async ({ page }) => {
	await page.addInitScript(() => {
		const { deriveKey } = SubtleCrypto.prototype;
		SubtleCrypto.prototype.deriveKey = async function (...given: Parameters<typeof deriveKey>) {
			await new Promise((resolve) => setTimeout(resolve, 500));
			return deriveKey.apply(this, given);
		};
	});
	let downloads = 0;
	page.on('download', () => downloads++);
	await openExample(page);
	await button(page, words.open).click();
	await page.getByLabel(words.code).fill(code);
	await button(page, words.make).click();
	await expect(button(page, words.making)).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByLabel(words.code)).toHaveCount(0);
	await page.waitForTimeout(1500);
	await button(page, words.open).click();
	await expect(page.getByLabel(words.code)).toHaveValue('');
	await expect(page.getByText(words.ready)).toHaveCount(0);
	expect(downloads).toBe(0);
});

/** A file as a later, or a confused, Medspil would have made it. */
async function madeUp(change: (doc: Y.Doc) => void) {
	const doc = new Y.Doc();
	const profile = doc.getMap('profile');
	for (const [key, value] of Object.entries({ name: 'LMU Solsikken', level: 'lmu' })) profile.set(key, value);
	change(doc);
	const documents = [{ document: 'core' as const, update: Y.encodeStateAsUpdate(doc) }];
	const savedAt = new Date('2027-01-14T10:00:00Z').toISOString();
	const backup = { committee: crypto.randomUUID(), name: 'LMU Solsikken', savedAt, documents };
	const path = test.info().outputPath('made-up.medspil');
	await writeFile(path, await sealBackup(backup, code));
	return path;
}

test('a copy that is taken in while the browser refuses is not said to be on the tablet', async ({
	page,
}) => {
	await page.addInitScript(() => {
		IDBFactory.prototype.open = () => {
			throw new DOMException('not here', 'SecurityError');
		};
	});
	await openFile(page, await madeUp(() => undefined));
	await button(page, restore.add).click();
	await expect(page.getByText(restore.unsaved({ name: 'LMU Solsikken' }))).toBeVisible();
	await expect(page.getByText(restore.added({ name: 'LMU Solsikken' }), { exact: true })).toHaveCount(0);
});

test('a committee that a newer Medspil has changed is shown, says so, and cannot be changed', async ({
	page,
}) => {
	await openFile(page, await madeUp((doc) => doc.getMap('meta').set('schema', 99)));
	await button(page, restore.add).click();
	await toCommittee(page);
	await expect(page.getByText(settings.readOnly.title)).toBeVisible();
	await expect(page.getByLabel(m.profile.name)).not.toBeEditable();
	await expect(page.getByRole('link', { name: m.members.add })).toHaveCount(0);
	await expectSound(page);
});

test('what cannot be shown is counted and said, and the rest is there', async ({ page }) => {
	const path = await madeUp((doc) => {
		const members = doc.getMap('members');
		members.set('a', new Y.Map([['name', 'Karen Kløver']]));
		members.set('b', new Y.Map([['name', 42]]));
		members.set('c', 'not a member');
	});
	await openFile(page, path);
	await button(page, restore.add).click();
	await toCommittee(page);
	await expect(page.getByText(settings.unreadable({ count: 2 }))).toBeVisible();
	await expect(page.getByRole('listitem').filter({ hasText: 'Karen Kløver' })).toBeVisible();
	await expectSound(page);
});
