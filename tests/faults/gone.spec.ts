import { m as plan } from '#lib/messages/da/plan.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { phaseSlugs } from '#lib/reflections/rules.ts';
import { expect, expectSound, test } from '../page.ts';
import { MadeUp } from './made-up.ts';

test.use({ actionTimeout: 20_000 });

test('an address of something that is deleted, or never was, says so calmly and leads on', async ({
	page,
}) => {
	const made = new MadeUp();
	const day = '2027-01-14';
	const kept = made.reflect('focus');
	const reflection = made.reflect('plan');
	made.reflections.remove(reflection, day);
	const goal = made.goal('Slettet mål');
	const action = made.action('Slettet handling', goal);
	const other = made.action('Bevaret handling');
	made.plan.removeGoal(goal, day);
	made.plan.removeAction(action, day);
	await made.takeIn(page);
	const at = made.address;

	const missing = [
		'/u/never-was',
		'/u/never-was/plan/2027',
		`${at}/nowhere`,
		`${at}/plan/1999`,
		`${at}/plan/next-year`,
		`${at}/udsagn/no-such-pack`,
		`${at}/refleksion/2027/${reflection}`,
		`${at}/refleksion/2027/${reflection}/svar`,
		`${at}/refleksion/2027/no-such-reflection/billede`,
		`${at}/refleksion/1999/${kept}`,
		`${at}/refleksion/2027/${kept}/no-such-part`,
		'/%F0%9F%8C%BB/æøå',
	];
	for (const [index, address] of missing.entries()) {
		await page.goto(address);
		await expect(page.getByRole('heading', { name: ui.missingTitle }), address).toBeVisible();
		if (index === 0) await expectSound(page);
		await expect(page.getByRole('link', { name: ui.toStart })).toBeVisible();
	}

	// A part that the group has not come to opens where the group is.
	await page.goto(`${at}/refleksion/2027/${kept}/${phaseSlugs['check-out']}`);
	await expect(page).toHaveURL(new RegExp(`/${phaseSlugs.focus}$`));
	// A focus that is none, or not any more.
	await page.goto(`${at}/refleksion/2027/${kept}/fokus?udsagn=gone`);
	await expect(page.getByRole('checkbox')).toHaveCount(7);

	for (const id of [action, goal, crypto.randomUUID()]) {
		await page.goto(`${at}/plan/2027#${id}`);
		await page.reload();
		await expect(page.getByText(plan.gone)).toBeVisible();
	}
	await expectSound(page);
	await page.goto(`${at}/plan/2027#${other}`);
	await page.reload();
	await expect(page.getByLabel(plan.action, { exact: true })).toHaveValue('Bevaret handling');
	await expect(page.getByText(plan.gone)).toHaveCount(0);
});
