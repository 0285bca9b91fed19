import type { Page } from '@playwright/test';
import { yearDocument } from '#lib/documents/kinds.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import type { Pack } from '#lib/packs/schema.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { emptyTally, withAnswers } from '#lib/reflections/rules.ts';
import type { Marks, Way } from '#lib/reflections/schema.ts';
import { bring, foundSolsikken } from './bring.ts';
import { expect } from './page.ts';

/** The finished reflection of the example committee, at its picture. */
export async function openExample(page: Page) {
	await page.goto('/');
	await page.getByRole('button', { name: 'Prøv med et eksempel' }).click();
	await page.getByRole('link', { name: 'Refleksion', exact: true }).click();
	await page.locator('a[href*="/refleksion/20"]').first().click();
	await page.getByRole('link', { name: /^Det fælles billede/ }).click();
	await expect(map(page)).toBeVisible();
}

const names = ['Karen Holm', 'Mette Birk', 'Sara Dam', 'Ali Noor'];

/** A picture of one's own: the marks of each person, `34` for importance 3 and success 4, by statement. */
export async function openOwn(
	page: Page,
	marks: Record<string, string>,
	way: Way = 'round',
	pack: Pack = lmu,
) {
	const { core } = foundSolsikken();
	const year = new SharedDocument(yearDocument(2027));
	const reflections = new Reflections(year);
	const present = names.map((name) => ({ name }));
	const started = new Date('2027-01-14T10:00:00Z');
	const id = reflections.start({ year: 2027, pack, way, present }, '2027-01-14', started);
	const answers = (person: number) =>
		new Map(
			Object.entries(marks).flatMap(([statement, all]): [string, Marks][] => {
				const [importance, success] = [...(all.split(' ')[person] ?? '')].map(Number);
				return importance && success ? [[statement, { importance, success } as Marks]] : [];
			}),
		);
	if (way === 'common') {
		for (const [statement, { importance, success }] of answers(0)) {
			reflections.setCommon(id, statement, 'importance', importance);
			reflections.setCommon(id, statement, 'success', success);
		}
		reflections.goOn(id, 'picture');
	} else
		reflections.reveal(
			id,
			names.map((_, at) => answers(at)).reduce(withAnswers, emptyTally(pack.statements)),
		);
	await bring(page, { id: 'solsikken', core, years: [year] });
	await page.goto(`/u/solsikken/refleksion/2027/${id}/billede`);
	await expect(page.getByRole('heading', { name: 'Sådan ser I det' })).toBeVisible();
}

export const map = (page: Page) => page.getByRole('img', { name: /^Kort over udsagnene/ });
