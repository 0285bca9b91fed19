import type { Page } from '@playwright/test';
import { m } from '#lib/messages/da/device.ts';
import { m as overview } from '#lib/messages/da/overview.ts';
import { expectSaved } from '../committee.ts';
import { expect, test } from '../page.ts';
import { buildNextEdition, serve, thisEdition } from './edition.ts';
import { answers, counted } from './people.ts';
import { readyWithoutNet, sitDown } from './places.ts';
import {
	answer,
	begin,
	chooseFocus,
	expectCover,
	expectPicture,
	field,
	goOn,
	handIn,
	mark,
	markSome,
	showThePicture,
	takeTheTablet,
	talkAbout,
} from './reflecting.ts';

test.use({ serviceWorkers: 'allow' });

test.use({ actionTimeout: 20_000 });

let next: Awaited<ReturnType<typeof buildNextEdition>>;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	next = await buildNextEdition('next');
});

test.afterAll(() => next.remove());

const isEdition = (page: Page, name: string | null) =>
	expect
		.poll(() =>
			page
				.locator('meta[name=edition]')
				.evaluateAll((metas) => metas.map((meta) => meta.getAttribute('content'))[0] ?? null)
				// The page is just being loaded again.
				.catch(() => undefined),
		)
		.toBe(name);

test('a new version in the middle of a reflection is announced, waits while somebody answers, and loses nothing', async ({
	browser,
}) => {
	test.setTimeout(180_000);
	const first = await serve(thisEdition);
	const { viewport, locale, timezoneId } = test.info().project.use;
	const context = await browser.newContext({ baseURL: first.address, viewport, locale, timezoneId });
	const table = await context.newPage();
	await sitDown(table);
	await readyWithoutNet(table);
	const other = await context.newPage();
	await other.goto('/u/solsikken');

	await begin(table);
	const [one = [], two = [], three = [], ...rest] = answers;
	await answer(table, one);
	await answer(table, two);
	await takeTheTablet(table);
	await markSome(table, three.slice(0, 2));

	await first.stop();
	const second = await serve(next.build, first.port);
	// What the browser does when somebody comes back to the tab.
	await other.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
	for (const tab of [table, other])
		await expect(tab.getByRole('status').getByText(m.updateReady)).toBeVisible();
	await other.getByRole('button', { name: m.updateTake }).click();
	await expect(other.getByText(m.updateWaiting)).toBeVisible();
	await isEdition(table, null);
	await isEdition(other, null);

	// The third one notices nothing, and hands in.
	for (const pair of three.slice(2)) await mark(table, pair);
	await handIn(table);
	await isEdition(table, 'next');
	await isEdition(other, 'next');
	for (const tab of [table, other]) await expect(tab.getByText(m.updateReady)).toHaveCount(0);
	await expectCover(table, 3, 6);
	await expect(
		other.getByRole('link', { name: overview.underWay.goOn({ phase: 'Jeres svar' }) }),
	).toBeVisible();

	for (const marks of rest) await answer(table, marks);
	await showThePicture(table);
	await expectPicture(table, counted(answers));
	await goOn(table, 'focus');
	await chooseFocus(table, 'Arbejdsmiljø');
	await talkAbout(table, 'Arbejdsmiljø');
	await field(table, 'own-matters').fill('Skrevet i den nye version');
	await expectSaved(table);
	await second.stop();
	await table.reload();
	await expect(field(table, 'own-matters')).toHaveValue('Skrevet i den nye version');
	await isEdition(table, 'next');
	await context.close();
});
