import type { Page } from '@playwright/test';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m as words } from '#lib/messages/da/reflections.ts';
import { m as settings } from '#lib/messages/da/settings.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { expectSaved, tryExample } from '../committee.ts';
import { expect, expectAccessible, test } from '../page.ts';
import { answers, counted } from '../journeys/people.ts';
import { toPlace } from '../journeys/places.ts';
import { toThePlan, writeGoal } from '../journeys/plan.ts';
import {
	answer,
	begin,
	chooseFocus,
	expectCover,
	expectPicture,
	field,
	goOn,
	showThePicture,
	talkAbout,
} from '../journeys/reflecting.ts';
import { breakable, breakNow, expectMended, expectTrouble, mend } from './breaking.ts';

test.use({ actionTimeout: 20_000 });

const action = (page: Page) => page.getByLabel(plan.action, { exact: true }).first();

/** To a text of the example's closed reflection. */
async function toAText(page: Page) {
	await toPlace(page, words.title);
	await page
		.getByRole('link', { name: /^Afsluttet/ })
		.first()
		.click();
	await page
		.getByRole('navigation', { name: words.phasesLabel })
		.getByRole('link', { name: words.phases.focus })
		.first()
		.click();
	await talkAbout(page, 'Arbejdsmiljø');
	return field(page, 'own-succeeds');
}

/** Whether these words lie in the warm replica of a year. */
const inReplica = (page: Page, words: string) =>
	page.evaluate(async (words) => {
		const done = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
		for (const { name = '' } of await indexedDB.databases()) {
			if (!/^medspil-replica.*year/.test(name)) continue;
			const db = await done(indexedDB.open(name));
			const updates: Uint8Array[] = await done(db.transaction('updates').objectStore('updates').getAll());
			db.close();
			if (updates.some((bytes) => new TextDecoder().decode(bytes).includes(words))) return true;
		}
		return false;
	}, words);

for (const opening of ['throws', 'fails'] as const)
	test(`a database that ${opening} from the start: a whole round is held in memory, which is said on the cover`, async ({
		page,
	}) => {
		await breakable(page, { which: 'all', opening });
		await tryExample(page);
		await expectTrouble(page, 'refused');
		await begin(page);
		await expect(page.getByText(words.cover.inMemory)).toBeVisible();
		for (const marks of answers.slice(0, 5)) await answer(page, marks);
		await expectCover(page, 5, 7);
		await expectAccessible(page);
		await page.getByRole('button', { name: words.cover.more }).click();
		await page.getByRole('button', { name: words.allAnswered.showNow }).click();
		await page.getByRole('dialog').getByRole('button', { name: words.allAnswered.showNow }).click();
		await expectPicture(page, counted(answers.slice(0, 5)));
		await goOn(page, 'focus');
		await chooseFocus(page, 'Arbejdsmiljø');
		await expectTrouble(page, 'refused');
	});

test('a database that is there again takes in what was written without it', async ({ page, context }) => {
	await breakable(page, { which: 'all', opening: 'fails' });
	await tryExample(page);
	await toThePlan(page);
	await writeGoal(page, 'Skrevet uden lager');
	await mend(page);
	await expectMended(page);
	const later = await context.newPage();
	await later.goto('/');
	await later.getByRole('link', { name: 'LMU Solsikken' }).click();
	await toThePlan(later);
	await expect(later.getByRole('heading', { name: 'Skrevet uden lager' })).toBeAttached();
});

test('a committee that cannot be read right now is not called deleted', async ({ page, context }) => {
	await tryExample(page);
	await expectSaved(page);
	const later = await context.newPage();
	await breakable(later, { which: 'all', opening: 'fails' });
	await later.goto(page.url());
	await expect(later.getByRole('heading', { name: ui.failedTitle })).toBeVisible();
	await expectAccessible(later);
	await mend(later);
	await later.goto('/');
	await expect(later.getByText(settings.trouble.refused.title)).toBeVisible();
});

test('a tablet that fills up in the middle says so, keeps the words, and stores them when there is room', async ({
	page,
}) => {
	await breakable(page);
	await tryExample(page);
	const text = await toAText(page);
	await breakNow(page, { which: 'all', full: true });
	await text.fill('Skrevet, da der ikke var plads');
	await expectTrouble(page, 'full');
	await toThePlan(page);
	await action(page).fill('Også i planen');
	await writeGoal(page, 'Et mål uden plads');
	await expectTrouble(page, 'full');
	await expectAccessible(page);
	await mend(page);
	await expectMended(page);
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Et mål uden plads' })).toBeAttached();
	await expect(page.getByLabel(plan.action, { exact: true }).first()).toBeVisible();
	expect(
		await page
			.getByLabel(plan.action, { exact: true })
			.evaluateAll((fields) => fields.map((each) => (each as HTMLTextAreaElement).value)),
	).toContain('Også i planen');
	await expect(await toAText(page)).toHaveValue('Skrevet, da der ikke var plads');
});

test('a tablet that fills up in the middle of a round loses no answer', async ({ page }) => {
	await breakable(page);
	await tryExample(page);
	await begin(page);
	const [one = [], two = [], three = [], ...rest] = answers;
	await answer(page, one);
	await breakNow(page, { which: 'all', full: true });
	await answer(page, two);
	await expect(page.getByText(words.cover.inMemory)).toBeVisible();
	await expectCover(page, 2, 7);
	await mend(page);
	await answer(page, three);
	await expectCover(page, 3, 7);
	await expect(page.getByText(words.cover.inMemory)).toHaveCount(0);
	await page.reload();
	await expectCover(page, 3, 7);
	for (const marks of rest) await answer(page, marks);
	await answer(page, one);
	await showThePicture(page);
	await expectPicture(page, counted([...answers, one]));
});

test('the browser’s own word that there is no room is understood', async ({ page, context }) => {
	const browser = await context.newCDPSession(page);
	const { origin } = new URL(test.info().project.use.baseURL ?? '');
	// Before the first use: the browser asks how much room there is only now and then.
	await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_200_000 });
	await tryExample(page);
	await toThePlan(page);
	await expectSaved(page);
	await action(page).fill('Æ'.repeat(1_000_000));
	await expectTrouble(page, 'full');
	await browser.send('Storage.overrideQuotaForOrigin', { origin });
	await expectMended(page);
	await page.reload();
	// A million letters take their time to be laid out.
	await expect(action(page)).toHaveValue(/^Æ{100}/, { timeout: 20_000 });
});

test('the warm replicas fail and nobody notices; what was stored is there', async ({ page }) => {
	await breakable(page);
	await tryExample(page);
	await toThePlan(page);
	await breakNow(page, { which: 'replicas', opening: 'throws', full: true });
	await action(page).fill('Uden kopi ved siden af');
	await expectMended(page);
	await page.addInitScript(() => (window.broken = { which: 'replicas', opening: 'throws' }));
	await page.reload();
	await expect(action(page)).toHaveValue('Uden kopi ved siden af');
	await writeGoal(page, 'Heller ikke her');
	await expectMended(page);
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Heller ikke her' })).toBeAttached();
});

test('only the warm replicas work: it is not called saved, and is mended at the next opening', async ({
	page,
}) => {
	await breakable(page);
	await tryExample(page);
	await toThePlan(page);
	await expectSaved(page);
	await breakNow(page, { which: 'truth', full: true });
	await action(page).fill('Kun i kopien ved siden af');
	await expectTrouble(page, 'full');
	// The replica writes without telling when.
	await expect.poll(() => inReplica(page, 'Kun i kopien ved siden af')).toBe(true);
	await page.reload();
	await expect(action(page)).toHaveValue('Kun i kopien ved siden af');
	await expectMended(page);
});

test('a database that is deleted under the open page is written again, and the committee stays', async ({
	page,
	context,
}) => {
	await tryExample(page);
	await toThePlan(page);
	await action(page).fill('Skrevet før');
	await expectSaved(page);
	const other = await context.newPage();
	await other.goto('/hjaelp');
	await other.evaluate(
		() =>
			new Promise((resolve) => {
				const request = indexedDB.deleteDatabase('medspil');
				request.onsuccess = request.onerror = resolve;
			}),
	);
	await other.close();
	await action(page).fill('Skrevet efter');
	await expectMended(page);
	await page.reload();
	await expect(action(page)).toHaveValue('Skrevet efter');
	await page.goto('/');
	await expect(page.getByRole('link', { name: 'LMU Solsikken' })).toBeVisible();
});

test('a browser that clears everything while the page is open takes nothing of what is on the screen', async ({
	page,
	context,
}) => {
	await tryExample(page);
	await toThePlan(page);
	await expectSaved(page);
	const browser = await context.newCDPSession(page);
	await browser.send('Storage.clearDataForOrigin', {
		origin: new URL(page.url()).origin,
		storageTypes: 'indexeddb',
	});
	await action(page).fill('Skrevet efter oprydningen');
	await expectMended(page);
	await page.reload();
	await expect(action(page)).toHaveValue('Skrevet efter oprydningen');
	await page.goto('/');
	await page.getByRole('link', { name: 'LMU Solsikken' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'LMU Solsikken' })).toBeVisible();
	await expect(page.getByText(settings.trouble.lost.title)).toHaveCount(0);
});
