import { m as committees } from '#lib/messages/da/committees.ts';
import { m as words } from '#lib/messages/da/reflections.ts';
import { m as settings } from '#lib/messages/da/settings.ts';
import { phaseSlugs } from '#lib/reflections/rules.ts';
import { phases } from '#lib/reflections/schema.ts';
import { button, expectSaved } from '../committee.ts';
import { expect, expectSound, test } from '../page.ts';
import { MadeUp } from './made-up.ts';

test.use({ actionTimeout: 20_000 });

const image = '<img src=x onerror="window.pwned=1">';
const script = '</textarea></script><script>window.pwned=1</script>';
const name = `${image} & "LMU"`;

test('markup in names and texts is shown as it is written, on every page, and runs nowhere', async ({
	page,
}) => {
	test.setTimeout(120_000);
	const made = new MadeUp(
		[`${image} Karla`, `${script} Mads`, "'; DROP TABLE updates; --", '{@html pwned} Ida'],
		name,
	);
	const reflection = made.reflect('check-out');
	made.reflections.setFocus(reflection, 'lmu-t1', true);
	made.year.type(() =>
		made.reflections.answerText(reflection, 'own-matters', 'lmu-t1').insert(0, `${script}${image}`),
	);
	const goal = made.goal(`${image} mål`);
	const action = made.action(`${script} handling`, goal);
	made.plan.setPartners(action, image);
	made.plan.setRhythm(action, `javascript:window.pwned=1 ${image}`);
	await made.takeIn(page);
	await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
	await expect(page).toHaveTitle(new RegExp('<img src=x'));

	const at = `${made.address}/refleksion`;
	for (const address of [
		'/',
		'/indstillinger',
		made.address,
		at,
		`${at}/ny`,
		...phases.map((phase) => `${at}/2027/${reflection}/${phaseSlugs[phase]}`),
		`${at}/2027/${reflection}/billede/stort`,
		`${at}/2027/${reflection}/fokus?udsagn=lmu-t1`,
		`${made.address}/plan/2027`,
		`${made.address}/udvalg`,
		`${made.address}/udvalg/medlemmer`,
	]) {
		await page.goto(address);
		await expect(page.getByRole('heading').first()).toBeVisible();
		await expect(page.locator('img')).toHaveCount(0);
	}
	await expect(page.getByText(`${image} Karla`).first()).toBeVisible();
	await expectSound(page);

	// What is said of them in passing: toasts, dialogs, choices.
	await page.getByLabel(committees.members.name, { exact: true }).fill(`${image} ny`);
	await page.getByLabel(committees.members.name, { exact: true }).press('Enter');
	await expect(page.getByText(committees.members.added({ name: `${image} ny` }))).toBeVisible();
	await expectSaved(page);
	await page.goto(`${made.address}/udvalg`);
	await button(page, committees.erase.button).click();
	await expect(page.getByRole('dialog').getByText(name).first()).toBeVisible();
	await page.keyboard.press('Escape');
	await button(page, settings.backup.open).click();
	await page.keyboard.press('Escape');
	await page.goto(`${at}/2027/${reflection}/billede`);
	await page.getByRole('button', { name: /^Ordet rundt/ }).click();
	await button(page, words.clock.begin).click();
	await expect(page.getByText(words.clock.turn({ name: 'Karla Holm' })).first()).toBeVisible();
	await page.emulateMedia({ media: 'print' });
	await expect(page.locator('img')).toHaveCount(0);
	expect(await page.evaluate(() => Reflect.get(window, 'pwned'))).toBeUndefined();
});
