import type { Page } from '@playwright/test';
import { SharedDocument } from '#lib/documents/shared.ts';
import { m } from '#lib/messages/da/plan.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import { bring, foundSolsikken } from './bring.ts';
import { expect } from './page.ts';

// A plan as a test finds it, and what a person sees of it.

export const base = '/u/solsikken/plan';
const written = new Date('2026-11-02T10:00:00Z');

/** Sets the clock of the page, and brings a committee with its plan for 2027 and what 2026 left, or also 2025. */
export async function start(
	page: Page,
	{ on = '2027-02-10', empty = false, newer = false, older = false } = {},
) {
	await page.clock.setFixedTime(new Date(`${on}T10:00:00`));
	const { core, members } = foundSolsikken();
	const karen = members['Karen'] ?? '';
	const old = new YearPlan(new SharedDocument('year-2026'));
	const plan = new YearPlan(new SharedDocument('year-2027'));
	const ids = { goal: '', apv: '' };
	if (!empty) {
		const taken = old.addAction({ what: 'Runde om bordet', direction: 'own' }, written);
		old.carry([taken], 2027);
		old.addAction({ what: 'Besøg Månehuset', direction: 'across' }, written);
		ids.goal = plan.addGoal(
			{ text: 'Vi følger op på arbejdsmiljøet', direction: 'own', topic: 'task' },
			written,
		);
		ids.apv = plan.addAction({ what: 'Vis status på APV', direction: 'own', goal: ids.goal }, written);
		plan.setOwner(ids.apv, karen, true);
		plan.setDue(ids.apv, '2027-02-01');
		plan.addAction({ what: 'Mød naboerne', direction: 'across' }, written);
	}
	if (newer) plan.shared.act(() => plan.shared.doc.getMap('meta').set('schema', 2));
	const oldest = new YearPlan(new SharedDocument('year-2025'));
	if (older) oldest.carry([oldest.addAction({ what: 'Fælles kalender', direction: 'own' }, written)], 2026);
	const years = empty ? [] : [old.shared, plan.shared, ...(older ? [oldest.shared] : [])];
	await bring(page, { id: 'solsikken', core, years, me: karen });
	return ids;
}

export const named = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
export const tickOf = (page: Page, what: string) => page.getByRole('checkbox', { name: m.tick({ what }) });
export const factsOf = (page: Page, what: string) => named(page, m.details({ what }));
export const words = (page: Page, of: string) => page.getByRole('textbox', { name: of, exact: true });
export const toast = (page: Page, text: string) =>
	expect(page.getByRole('status').getByText(text)).toBeVisible();
export const undo = (page: Page) => named(page, ui.undo);
