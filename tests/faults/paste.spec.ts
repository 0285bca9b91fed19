import { m as plan } from '#lib/messages/da/plan.ts';
import { m as words } from '#lib/messages/da/reflections.ts';
import { m as steps } from '#lib/messages/da/steps.ts';
import { button, expectSaved } from '../committee.ts';
import { field, inPlan } from '../journeys/reflecting.ts';
import { expect, expectNoSidewaysScroll, expectSound, sizes, test } from '../page.ts';
import { MadeUp } from './made-up.ts';

test.use({ actionTimeout: 30_000 });

const line = 'Referat fra mødet 🌻: vi drøftede støj, æbler og ærter på Ærø, og hvem der gør hvad hvornår. ';
const paste = line.repeat(Math.ceil(50_000 / Buffer.byteLength(line)));
// No blanks to break at, as when somebody pastes an address.
const unbroken = `https://example.org/${'a'.repeat(3000)}`;

test('50 kB pasted into a text and into an action are kept, saved in time, and break no page', async ({
	page,
}) => {
	test.setTimeout(120_000);
	const made = new MadeUp();
	const reflection = made.reflect('focus');
	made.reflections.setFocus(reflection, 'lmu-t1', true);
	made.action('Kort', made.goal('Et mål'));
	await made.takeIn(page);

	await page.goto(`${made.address}/refleksion/2027/${reflection}/fokus?udsagn=lmu-t1`);
	const text = field(page, 'own-matters');
	await text.fill('Før');
	await text.press('End');
	await page.keyboard.insertText(paste);
	await expect(text).toHaveValue(`Før${paste}`);
	await expectSaved(page);
	// Still a text to write in.
	await page.keyboard.type(' og efter');
	await expect(text).toHaveValue(`Før${paste} og efter`);
	await page
		.locator('section', { has: text })
		.last()
		.getByRole('button', { name: words.writing.toGoal })
		.click();
	await expect(inPlan(page).getByRole('listitem')).toHaveCount(1);
	await inPlan(page).getByLabel(steps.straight).fill(unbroken);
	await inPlan(page).getByRole('button', { name: steps.addAction }).click();
	await expect(inPlan(page).getByRole('listitem')).toHaveCount(2);
	await expectSound(page);
	await page.setViewportSize(sizes.phone);
	await expectNoSidewaysScroll(page);
	await page.setViewportSize(sizes.tablet);
	await expectSaved(page);
	await page.reload();
	await expect(text).toHaveValue(`Før${paste} og efter`);

	await page.goto(`${made.address}/plan/2027`);
	const action = page.getByLabel(plan.action, { exact: true }).filter({ hasNotText: 'example' }).first();
	await action.focus();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText(`${paste}\n${unbroken}`);
	await expectSaved(page);
	await expectSound(page);
	await page.setViewportSize(sizes.phone);
	await expectNoSidewaysScroll(page);
	const pdf = await page.pdf({ preferCSSPageSize: true });
	expect(pdf.byteLength).toBeGreaterThan(10_000);
	await page.goto(made.address);
	await expect(button(page, 'Se planen').or(page.getByRole('link', { name: 'Se planen' }))).toBeVisible();
	await expectNoSidewaysScroll(page);
});
