import type { Locator, Page } from '@playwright/test';
import { m } from '#lib/messages/da/settings.ts';
import { phaseSlugs } from '#lib/reflections/rules.ts';
import { phases } from '#lib/reflections/schema.ts';
import { expect, expectSound, test } from '../page.ts';
import { MadeUp } from './made-up.ts';

test.use({ actionTimeout: 20_000 });

/** What every page of a committee says when a newer Medspil has written in what it shows. */
const expectReadOnly = (page: Page) => expect(page.getByText(m.readOnly.title)).toBeVisible();

/** Presses everything on the page that can be pressed. Nothing may throw: the test's own watch sees to that. */
async function pressEverything(page: Page, address: string) {
	const pressable = ':is(button, input, select, textarea):enabled, summary';
	const controls = page.getByRole('main').locator(pressable);
	const dialogs = page.locator(`dialog:modal :is(${pressable})`);
	const press = (control: Locator) => control.evaluate((element: HTMLElement) => element.click());
	for (let at = 0; at < (await controls.count()); at++) {
		await press(controls.nth(at));
		for (let inside = 0; inside < (await dialogs.count()); inside++) await press(dialogs.nth(inside));
		await page.keyboard.press('Escape');
		if (new URL(page.url()).pathname === address.split('?')[0]) continue;
		await page.goto(address);
		await expect(page.getByRole('heading').first()).toBeVisible();
	}
}

test('a year that a newer Medspil has written in opens read-only on every page, says so, and nothing throws', async ({
	page,
}) => {
	test.setTimeout(180_000);
	const made = new MadeUp();
	const reflection = made.reflect('check-out');
	made.action('Puslebordene hæves', made.goal('Ingen løfter alene'));
	made.year.act(() => made.year.doc.getMap('meta').set('schema', 2));
	await made.takeIn(page);
	await page.addInitScript(() => (window.print = () => {}));

	const at = `${made.address}/refleksion`;
	const pages = [
		made.address,
		at,
		...phases.map((phase) => `${at}/2027/${reflection}/${phaseSlugs[phase]}`),
		`${at}/2027/${reflection}/fokus?udsagn=lmu-t1`,
		`${made.address}/plan/2027`,
	];
	for (const address of pages) {
		await page.goto(address);
		await expect(page.getByRole('heading').first()).toBeVisible();
		await expectReadOnly(page);
		for (const text of await page.getByRole('textbox').all()) await expect(text).not.toBeEditable();
		await pressEverything(page, address);
	}
	await page.goto(`${made.address}/plan/2027`);
	await expectReadOnly(page);
	await expectSound(page);
	await expect(page.getByLabel('Handling', { exact: true })).toHaveValue('Puslebordene hæves');
	await expect(page.getByRole('checkbox')).toBeDisabled();
});

for (const way of ['round', 'paper', 'common'] as const)
	test(`a reflection that a newer Medspil has begun (${way}) cannot be answered here, and nothing throws`, async ({
		page,
	}) => {
		const made = new MadeUp();
		const reflection = made.reflect('answers', way);
		made.year.act(() => made.year.doc.getMap('meta').set('schema', 2));
		await made.takeIn(page);
		await page.addInitScript(() => (window.print = () => {}));
		const address = `${made.address}/refleksion/2027/${reflection}/svar`;
		await page.goto(address);
		await expectReadOnly(page);
		await pressEverything(page, address);
	});

test('a new reflection cannot be begun in a year that a newer Medspil has written in, and that is said', async ({
	page,
}) => {
	const made = new MadeUp();
	made.goal('Et mål');
	made.year.act(() => made.year.doc.getMap('meta').set('schema', 2));
	await made.takeIn(page);
	await page.goto(`${made.address}/refleksion/ny`);
	await page.getByRole('radio', { name: '2027' }).check({ force: true });
	await page.getByRole('button', { name: 'Begynd' }).click();
	await expect(page.getByRole('status').getByText(m.readOnly.title)).toBeVisible();
});
