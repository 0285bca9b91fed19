import { m as plan } from '#lib/messages/da/plan.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { button, expectSaved, tryExample } from '../committee.ts';
import { expect, test } from '../page.ts';
import { box, tick, toThePlan, writeGoal } from './plan.ts';
import { leaveTheNet, toPlace } from './places.ts';
import { field, talkAbout } from './reflecting.ts';

test.use({ serviceWorkers: 'allow' });

test.use({ actionTimeout: 20_000 });

test('two tabs on the same plan show each other’s changes at once, without a network, and undo only their own', async ({
	page: one,
	context,
}) => {
	await tryExample(one);
	await leaveTheNet(one);
	await toThePlan(one);
	const two = await context.newPage();
	await two.goto(one.url());

	const action = (page: typeof one) => page.getByLabel(plan.action, { exact: true }).first();
	await action(one).fill('Skrevet i den ene fane 🌻');
	await expect(action(two)).toHaveValue('Skrevet i den ene fane 🌻');
	await writeGoal(two, 'Et mål fra den anden');
	await expect(one.getByRole('heading', { name: 'Et mål fra den anden' })).toBeAttached();

	const was = await box(one, 'Skrevet i den ene fane 🌻').isChecked();
	await tick(one, 'Skrevet i den ene fane 🌻', !was);
	await expect(box(two, 'Skrevet i den ene fane 🌻')).toBeChecked({ checked: !was });
	await action(two).fill('Rettet i den anden fane');
	await button(one, ui.undo).click();
	await expect(box(two, 'Rettet i den anden fane')).toBeChecked({ checked: was });
	await expect(action(one)).toHaveValue('Rettet i den anden fane');

	await expectSaved(one);
	await expectSaved(two);
	await two.reload();
	await expect(action(two)).toHaveValue('Rettet i den anden fane');
});

test('two tabs that write in the same text at the same time keep every letter, and end up the same', async ({
	page: one,
	context,
}) => {
	await tryExample(one);
	await leaveTheNet(one);
	await toPlace(one, 'Refleksion');
	await one
		.getByRole('link', { name: /^Afsluttet/ })
		.first()
		.click();
	await one
		.getByRole('navigation', { name: 'Refleksionens dele' })
		.getByRole('link', { name: 'Fokus' })
		.first()
		.click();
	await talkAbout(one, 'Arbejdsmiljø');
	const two = await context.newPage();
	await two.goto(one.url());
	const text = (page: typeof one) => field(page, 'own-succeeds');

	await text(one).fill('Først. Sidst.');
	await expect(text(two)).toHaveValue('Først. Sidst.');
	await text(one).focus();
	await one.keyboard.press('ControlOrMeta+Home');
	await text(two).focus();
	await two.keyboard.press('ControlOrMeta+End');
	const letters = 'abcdefghijklmnopqrstuvwxyzæøå'.repeat(2);
	await Promise.all([
		text(one).pressSequentially(letters),
		text(two).pressSequentially(letters.toUpperCase()),
	]);
	const both = `${letters}Først. Sidst.${letters.toUpperCase()}`;
	await expect(text(one)).toHaveValue(both);
	await expect(text(two)).toHaveValue(both);
	await expectSaved(one);
	await expectSaved(two);
	await one.reload();
	await expect(text(one)).toHaveValue(both);
});
