import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m as words } from '#lib/messages/da/reflections.ts';
import { m as saved } from '#lib/messages/da/saved.ts';
import { m as tablets } from '#lib/messages/da/tablets.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { button } from '../committee.ts';
import {
	confirmDigits,
	digitsOn,
	foundShared,
	invite,
	join as comeIn,
	readPainted,
	toTablets,
} from '../joining/tablets.ts';
import { expect, test, watchFaults } from '../page.ts';
import { serve, thisEdition } from './edition.ts';
import type { Marks } from './people.ts';
import { action, box, tick, toThePlan, writeGoal } from './plan.ts';
import {
	begin,
	chooseFocus,
	field,
	goOn,
	inPlan,
	makeAction,
	makeGoal,
	mark,
	talkAbout,
} from './reflecting.ts';

test.use({ serviceWorkers: 'allow' });

const members = ['Karla Holm', 'Anders Lund', 'Mette Bæk'];
const agreed: Marks = [
	[4, 2],
	[3, 3],
	[4, 1],
	[1, 1],
	[2, 4],
	[3, 2],
	[4, 4],
];

/** What whoever runs the server types. */
const run = (script: 'backup' | 'restore', file: string) =>
	promisify(execFile)(process.execPath, [join(import.meta.dirname, `../../src/server/${script}.ts`), file], {
		env: { ...process.env, DATA_DIR: test.info().outputPath('data') },
	});

/** A tablet with a storage of its own on the disk, so that it can be killed and started again. */
async function take(name: string, baseURL: string) {
	const { launchOptions, viewport, locale, timezoneId } = test.info().project.use;
	const options = { ...launchOptions, viewport, locale, timezoneId, baseURL, hasTouch: true };
	const context = await chromium.launchPersistentContext(test.info().outputPath(name), options);
	const faults = watchFaults(context);
	const [page = await context.newPage()] = context.pages();
	page.setDefaultTimeout(30_000);
	return { page, context, faults };
}

/** As the system kills it: no page hears of it. */
async function kill({ context, page }: Awaited<ReturnType<typeof take>>) {
	const session = await context.newCDPSession(page);
	session.send('Browser.crash').catch(() => undefined);
	await new Promise((resolve) => context.once('close', resolve));
}

const pathOf = (page: Page) => new URL(page.url()).pathname;

/** All that the plan says: goals, actions, and what is done. */
async function planOf(page: Page) {
	await page.reload();
	await expect(page.getByLabel(plan.goal, { exact: true }).first()).toBeVisible();
	const said = (label: string) =>
		page
			.getByLabel(label, { exact: true })
			.evaluateAll((fields) => fields.map((each) => (each as HTMLTextAreaElement).value));
	return {
		goals: await said(plan.goal),
		actions: await said(plan.action),
		done: await page
			.getByRole('checkbox', { checked: true })
			.evaluateAll((all) => all.map((each) => each.ariaLabel)),
	};
}

/** The screen says that so many others have everything. */
const expectReached = (page: Page, others: number) =>
	expect(page.getByText(ui.reached({ others }).long).filter({ visible: true }).first()).toBeVisible({
		timeout: 40_000,
	});

const writeOn = async (page: Page, what: string, more: string) => {
	const line = action(page, what).getByLabel(plan.action, { exact: true });
	await line.focus();
	await page.keyboard.press('End');
	await page.keyboard.type(more);
	await line.blur();
};

test('three tablets reflect and plan together; one is away for a while, one is killed, one is taken out, and the server is set back', async () => {
	test.setTimeout(400_000);
	const first = await serve(thisEdition);
	const { address, port } = first;
	const karla = await take('karlas', address);
	const anders = await take('anders', address);
	let mette = await take('mettes', address);
	const goal = 'Alle ved, hvad vi har talt om 🌻';
	const doing = 'Hilse på alle hver morgen';
	let home = '';

	await test.step('one founds; the others come in by a link, and by the code on the screen', async () => {
		await foundShared(karla.page, 'LMU Solsikken', ...members);
		home = pathOf(karla.page).split('/').slice(0, 3).join('/');
		await comeIn(anders.page, await invite(karla.page, { member: 'Anders Lund' }));
		expect(await digitsOn(anders.page)).toBe(await digitsOn(karla.page));
		await confirmDigits(karla.page);
		await invite(karla.page, { member: 'Mette Bæk' });
		const code = karla.page.getByRole('img', { name: tablets.invite.code });
		await comeIn(mette.page, await readPainted(code));
		await confirmDigits(karla.page);
		for (const { page } of [anders, mette]) {
			await page.getByRole('link', { name: tablets.join.enter }).click();
			await expect(page).toHaveURL(new RegExp(`${home}$`));
		}
	});

	await test.step('the shared parts of the reflection are on all three while they happen', async () => {
		await begin(karla.page, { way: words.ways.common.title });
		await anders.page.goto(pathOf(karla.page));
		for (const pair of agreed.slice(0, -1)) await mark(karla.page, pair);
		for (const step of agreed.at(-1) ?? []) await karla.page.keyboard.press(String(step));
		await button(karla.page, words.common.done).click();
		await goOn(karla.page, 'focus');
		await chooseFocus(karla.page, 'Arbejdsmiljø');
		const focus = pathOf(karla.page);
		await anders.page.goto(focus);
		await mette.page.goto(focus);
		for (const { page } of [karla, anders, mette]) await talkAbout(page, 'Arbejdsmiljø');
		const [one, other] = [field(karla.page, 'own-matters'), field(anders.page, 'own-matters')];
		// Two people type in the same text at the same time.
		await one.click();
		await other.click();
		await Promise.all([
			one.pressSequentially('At ingen går hjem med ondt i ryggen. '),
			other.pressSequentially('Og at vi siger det højt. '),
		]);
		const letters = (text: string) => [...text].toSorted().join('');
		const typed = 'At ingen går hjem med ondt i ryggen. Og at vi siger det højt. ';
		await expect(async () => {
			const both = await one.inputValue();
			expect(letters(both)).toBe(letters(typed));
			expect(await other.inputValue()).toBe(both);
			expect(await field(mette.page, 'own-matters').inputValue()).toBe(both);
		}).toPass({ timeout: 20_000 });
		await makeGoal(mette.page, 'own-goals', goal);
		await makeAction(anders.page, 'own-strengthen', doing);
		await expect(inPlan(karla.page).getByText(goal, { exact: true })).toBeVisible();
		await expect(inPlan(karla.page).getByText(doing, { exact: true })).toBeVisible();
	});

	await test.step('one writes without a network, and both sides have it all afterwards', async () => {
		for (const { page } of [karla, anders, mette]) await toThePlan(page);
		await anders.context.setOffline(true);
		await tick(karla.page, doing);
		await writeOn(anders.page, doing, ' (uden net)');
		await writeGoal(anders.page, 'Skrevet uden net');
		await expect(anders.page.getByText(ui.saved.long).filter({ visible: true }).first()).toBeVisible();
		await expect(karla.page.getByText('Skrevet uden net')).toHaveCount(0);
		await anders.context.setOffline(false);
		await expect(box(anders.page, `${doing} (uden net)`)).toBeChecked();
		await expect(box(karla.page, `${doing} (uden net)`)).toBeChecked();
		await expectReached(anders.page, 2);
	});

	await test.step('one is killed in the middle of a word: what it called saved is there, here and there', async () => {
		await writeOn(mette.page, `${doing} (uden net)`, ' og sige farvel');
		await expectReached(mette.page, 2);
		await kill(mette);
		mette = await take('mettes', address);
		await mette.page.goto(home);
		await toThePlan(mette.page);
		await expect(box(mette.page, `${doing} (uden net) og sige farvel`)).toBeChecked();
		await expect(box(karla.page, `${doing} (uden net) og sige farvel`)).toBeChecked();
	});

	const file = test.info().outputPath('backup.db');
	await test.step('one is taken out: it hears it, and nothing new comes to it', async () => {
		await run('backup', file);
		await toTablets(karla.page);
		await button(karla.page, tablets.list.changeOne({ name: 'Mettes tablet' })).click();
		await button(karla.page, tablets.edit.remove).click();
		await button(karla.page, tablets.remove.confirm).click();
		await expect(mette.page.getByText(tablets.removed.title)).toBeVisible();
		await toThePlan(karla.page);
		await writeGoal(karla.page, 'Kun for dem, der er med');
		await expectReached(karla.page, 1);
		await expect(mette.page.getByText('Kun for dem, der er med')).toHaveCount(0);
	});

	await test.step('the server is set back to before that, and gets back what it has forgotten', async () => {
		await first.stop();
		await run('restore', file);
		const second = await serve(thisEdition, port);
		await anders.page.reload();
		await writeGoal(anders.page, 'Efter genskabelsen');
		await expectReached(anders.page, 1);
		// Whoever comes first gives it back, says so, and puts that away.
		const back = (page: Page) => page.getByText(saved.worries.forgot.back);
		await expect
			.poll(async () => (await back(karla.page).count()) + (await back(anders.page).count()))
			.toBeGreaterThan(0);
		for (const { page } of [karla, anders]) {
			if ((await back(page).count()) === 0) continue;
			await button(page, saved.seen).click();
			await expect(page.getByText(saved.worries.forgot.title)).toBeHidden();
		}
		const said = await planOf(karla.page);
		expect(said.goals).toEqual(
			expect.arrayContaining([goal, 'Skrevet uden net', 'Kun for dem, der er med', 'Efter genskabelsen']),
		);
		expect(await planOf(anders.page)).toEqual(said);
		// Taken out stays taken out, whatever the server remembers.
		await mette.page.reload();
		await expect(mette.page.getByText(tablets.removed.title)).toBeVisible();
		await expect(mette.page.getByText('Efter genskabelsen')).toHaveCount(0);

		// Nobody but the server has it for a newcomer.
		await toTablets(karla.page);
		const link = await invite(karla.page);
		await anders.context.close();
		const next = await take('ny', address);
		await comeIn(next.page, link);
		await confirmDigits(karla.page);
		await karla.context.close();
		await next.page.getByRole('link', { name: tablets.join.enter }).click();
		await toThePlan(next.page);
		expect(await planOf(next.page)).toEqual(said);
		expect([...karla.faults, ...anders.faults, ...mette.faults, ...next.faults]).toEqual([]);
		await next.context.close();
		await mette.context.close();
		await second.stop();
	});
});
