import { m } from '#lib/messages/da/committees.ts';
import { m as overview } from '#lib/messages/da/overview.ts';
import { m as picture } from '#lib/messages/da/picture.ts';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m as places } from '#lib/messages/da/places.ts';
import { m as words } from '#lib/messages/da/reflections.ts';
import { m as steps } from '#lib/messages/da/steps.ts';
import { addMember, button, expectSaved } from '../committee.ts';
import { expect, expectSound, test } from '../page.ts';
import { leaveTheNet, toPlace } from './places.ts';
import { answers, counted, members, names } from './people.ts';
import { action, decide, pagesOf, tick, toThePlan } from './plan.ts';
import {
	answer,
	begin,
	chooseFocus,
	expectCover,
	expectPicture,
	field,
	goOn,
	handIn,
	heading,
	inPlan,
	makeAction,
	makeGoal,
	mark,
	markSome,
	showThePicture,
	takeTheTablet,
	talkAbout,
	writeAction,
} from './reflecting.ts';

test.use({ serviceWorkers: 'allow' });

const talk = steps.talkWith({ level: 'OMU', label: 'Vejen til os' });
const focuses = ['Arbejdsmiljø', 'Orientere kolleger'] as const;

// A tap that finds nothing says so long before the journey is over.
test.use({ actionTimeout: 20_000 });

test('a committee goes from its founding to a year plan on one tablet, and no network from the first load on', async ({
	page,
}) => {
	test.setTimeout(180_000);
	await page.goto('/');
	await leaveTheNet(page);

	await test.step('founded by the form, with seven members', async () => {
		await page.getByRole('link', { name: m.start.create }).click();
		await page.getByLabel(m.profile.name).fill('LMU Æblegården 🍎');
		await page.getByLabel(m.profile.workplace).fill('Børnehuset Æblegården');
		await page.getByRole('radio', { name: /^LMU/ }).check();
		await button(page, m.create.submit).click();
		for (const { name, roles } of members) await addMember(page, name, ...roles);
		await expect(page.getByText(names[6] ?? '').first()).toBeVisible();
		await page.getByRole('link', { name: m.members.done }).click();
		await expectSaved(page);
	});

	await test.step('six of them pass the tablet', async () => {
		await begin(page);
		await expectCover(page, 0, 6);

		// The first one changes an answer that was given already.
		const [first = [], second = [], ...others] = answers;
		await takeTheTablet(page);
		await markSome(page, [[1, 1], ...first.slice(1, 3)]);
		for (let back = 0; back < 3; back++) await button(page, words.answering.back).click();
		for (const pair of first) await mark(page, pair);
		await expect(page.getByText(words.handIn.summary({ answered: 7, of: 7 }))).toBeVisible();
		await handIn(page);
		await expectCover(page, 1, 6);
		for (const marks of [second, ...others]) await answer(page, marks);
		await expect(heading(page, words.allAnswered.title)).toBeVisible();
		for (const name of names) await expect(page.getByText(name)).toHaveCount(0);
	});

	await test.step('the picture is the sum of what they marked', async () => {
		await showThePicture(page);
		await expectPicture(page, counted(answers));
		const first = page
			.getByRole('main')
			.getByRole('button', { name: picture.look({ label: '' }).slice(0, 3) })
			.first();
		await expect(first).toHaveAccessibleName(picture.look({ label: focuses[0] }));
	});

	await test.step('two focuses, with texts, goals and actions', async () => {
		await goOn(page, 'focus');
		for (const focus of focuses) await chooseFocus(page, focus);
		await talkAbout(page, focuses[0]);
		await field(page, 'own-matters').fill('At ingen går hjem med ondt i ryggen.\nOg at vi siger det højt 🌻');
		await field(page, 'own-succeeds').fill('Vi hjælper hinanden ved puslebordet');
		await makeGoal(page, 'own-goals', 'Ingen løfter alene');
		await makeAction(page, 'own-strengthen', 'Puslebordene bliver hævet');
		await talkAbout(page, focuses[1]);
		await expect(field(page, 'own-matters')).toHaveValue('');
		await makeGoal(page, 'own-goals', 'Alle ved inden for en uge, hvad vi har drøftet');
		await writeAction(page, 'Kort nyt på tavlen efter hvert møde');
	});

	await test.step('up and down, and across', async () => {
		await goOn(page, 'up-and-down');
		const own = page.getByRole('main').locator('section', { has: heading(page, steps.ownFocus) });
		await expect(own.getByRole('listitem')).toHaveCount(2);
		await button(page, steps.writeAbout({ label: 'Vejen til os' })).click();
		await page.getByRole('dialog').getByRole('button', { name: words.writing.toAction }).click();
		await expect(inPlan(page).getByText(talk)).toBeVisible();
		await makeGoal(page, 'up-how', 'OMU hører fra os før budgettet');
		await makeAction(page, 'up-do', 'Vi sender tre linjer til OMU');
		await goOn(page, 'across');
		await makeGoal(page, 'across-how', 'Vi deler vikarer med nabohuset');
		await makeAction(page, 'across-do', 'Kaffe med nabohusets LMU');
	});

	const year = Number(/refleksion\/(\d{4})\//.exec(page.url())?.[1]);
	await test.step('a plan of five actions with who and when', async () => {
		await goOn(page, 'plan');
		await expect(page.getByText(words.plan.missing({ count: 5 }))).toBeVisible();
		await decide(page, 'Puslebordene bliver hævet', [names[2] ?? ''], `${year}-03-01`);
		await decide(
			page,
			'Kort nyt på tavlen efter hvert møde',
			[names[0] ?? '', names[1] ?? ''],
			`${year}-01-20`,
		);
		await decide(page, talk, [names[0] ?? ''], `${year}-05-05`);
		await decide(page, 'Vi sender tre linjer til OMU', [names[4] ?? ''], `${year}-02-01`);
		await decide(page, 'Kaffe med nabohusets LMU', [names[5] ?? ''], `${year}-06-15`);
		await expect(page.getByText(words.plan.complete)).toBeVisible();
	});

	await test.step('checked out and closed', async () => {
		await goOn(page, 'check-out');
		await page.getByLabel(steps.takeaway).fill('Mere kaffe, kortere indlæg');
		for (let tap = 0; tap < 5; tap++) await button(page, words.checkOut.steps[3]).click();
		await button(page, words.checkOut.steps[2]).click();
		await expect(page.getByText(words.checkOut.counted({ answered: 6, of: 6 }))).toBeVisible();
		await button(page, steps.show).click();
		await expect(page.getByText(steps.result({ step: words.checkOut.steps[3], count: 5 }))).toBeVisible();
		await button(page, words.checkOut.close).click();
		await expect(page.getByText(words.checkOut.closed)).toBeVisible();
		await expectSaved(page);
	});

	await test.step('the plan is ticked, and goes on the wall', async () => {
		await page.getByRole('link', { name: steps.seePlan }).click();
		await tick(page, 'Kaffe med nabohusets LMU');
		await expect(page.getByText(plan.done({ count: 1 })).first()).toBeVisible();
		await page.emulateMedia({ media: 'print' });
		const sheet = page.locator('body');
		for (const said of [
			'LMU Æblegården 🍎 · Børnehuset Æblegården',
			'Ingen løfter alene',
			'Alle ved inden for en uge, hvad vi har drøftet',
			'OMU hører fra os før budgettet',
			'Vi deler vikarer med nabohuset',
			'Puslebordene bliver hævet',
			`${names[0]} og ${names[1]}`,
		])
			await expect(sheet.getByText(said).filter({ visible: true }).first()).toBeVisible();
		await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
		await page.emulateMedia({ media: null });
		const pdf = await page.pdf({ preferCSSPageSize: true });
		expect(pdf.byteLength).toBeGreaterThan(10_000);
		expect(pagesOf(pdf)).toBe(1);
	});

	await test.step('everything is there after a cold start without a network', async () => {
		await page.reload();
		await expect(action(page, 'Kaffe med nabohusets LMU').getByRole('checkbox').first()).toBeChecked();
		for (const name of names.slice(0, 3)) await expect(page.getByText(name).first()).toBeAttached();
		await toPlace(page, places.overview);
		await expect(page.getByText(overview.picture({ year }))).toBeVisible();
		await expectSound(page);
		await page.getByRole('link', { name: overview.picture({ year }) }).click();
		await expectPicture(page, counted(answers));
		await toThePlan(page);
	});
});
