import type { BrowserContext, Page } from '@playwright/test';
import { Committee } from '#lib/committees/document.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { m as committees } from '#lib/messages/da/committees.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { Reflections } from '#lib/reflections/document.ts';
import type { Way } from '#lib/reflections/schema.ts';
import { bring } from '../bring.ts';
import { expect } from '../page.ts';

export const people = ['Karla Holm', 'Mads Bøgh', 'Sanne Asp', 'Ida Kvist', 'Jonas Lund', 'Rikke Elm'];
export const { importance, success, statements } = lmu;

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
export const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
export const covered = (page: Page) => expect(button(page, m.cover.ready)).toBeVisible();
export const counted = (page: Page, answered: number, of = people.length) =>
	expect(page.getByText(m.cover.progress({ answered, of }))).toBeVisible();
export const statement = (page: Page, number: number) =>
	page.getByRole('heading', { name: statements[number - 1]?.text ?? '' });

/** Founds a committee with these members. */
export async function found(page: Page, members = people) {
	await page.goto('/nyt-udvalg');
	await page.getByLabel(committees.profile.name).fill('LMU Solsikken');
	await button(page, committees.create.submit).click();
	for (const name of members) {
		await page.getByLabel(committees.members.name, { exact: true }).fill(name);
		await page.keyboard.press('Enter');
		await expect(page.getByText(committees.members.added({ name }))).toBeVisible();
	}
}

/** A reflection of these members, at the answers. */
export async function begin(page: Page, members = people, way: Way = 'round') {
	const core = new SharedDocument('core');
	const profile = { name: 'LMU Solsikken', workplace: '', level: 'lmu', levelLabel: 'LMU' };
	const now = new Date('2026-11-14T14:00:00Z');
	new Committee(core).found(
		{ ...profile, members: members.map((name) => ({ name, roles: [] })) },
		'2026-11-14',
		now,
	);
	const year = new SharedDocument('year-2027');
	const reflections = new Reflections(year);
	const present = members.map((name) => ({ name }));
	const id = reflections.start({ year: 2027, pack: lmu, way, present }, '2026-11-14', now);
	reflections.goOn(id, 'answers');
	await bring(page, { id: 'solsikken', core, years: [year] });
	await page.goto('/u/solsikken/refleksion');
	await page.getByRole('link', { name: m.titleOf({ year: 2027 }) }).click();
	await page.waitForURL(/\/svar$/);
}

/** One person answers all statements with these two marks, as `42`, and hands in. */
export async function answer(page: Page, marks = '32') {
	await button(page, m.cover.ready).click();
	for (let number = 1; number <= statements.length; number++) {
		await expect(statement(page, number)).toBeFocused();
		for (const digit of marks) await page.keyboard.press(digit);
		await page.keyboard.press('Enter');
	}
	await button(page, m.handIn.give).click();
	await expect(heading(page, m.handIn.title)).toBeHidden();
}

export const menu = async (page: Page, choice: string) => {
	await button(page, m.cover.more).click();
	await button(page, choice).click();
};

/** Another tab of the same tablet, at the same place. */
export async function secondTab(page: Page, context: BrowserContext) {
	const other = await context.newPage();
	await other.goto(page.url());
	return other;
}

/** Everything that this browser keeps for the page: rows, what is stored beside them, the address and its history. */
export const traces = (page: Page): Promise<string> =>
	page.evaluate(async () => {
		const rows: unknown[] = [];
		for (const { name = '' } of await indexedDB.databases()) {
			const db = await new Promise<IDBDatabase>((resolve) => {
				const asked = indexedDB.open(name);
				asked.onsuccess = () => resolve(asked.result);
			});
			for (const table of db.objectStoreNames) {
				const asked = db.transaction(table).objectStore(table).getAll();
				await new Promise((resolve) => (asked.onsuccess = resolve));
				rows.push([name, table, asked.result]);
			}
			db.close();
		}
		const kept = [{ ...localStorage }, { ...sessionStorage }, history.length, history.state, location.href];
		return JSON.stringify([kept, rows, document.title]);
	});
