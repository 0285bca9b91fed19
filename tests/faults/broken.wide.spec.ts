import { readFile } from 'node:fs/promises';
import * as Y from 'yjs';
import { openBackup } from '#lib/device/backup/backup.ts';
import { m } from '#lib/messages/da/settings.ts';
import { phaseSlugs } from '#lib/reflections/rules.ts';
import { phases } from '#lib/reflections/schema.ts';
import { button, toCommittee } from '../committee.ts';
import { expect, expectSound, test } from '../page.ts';
import { MadeUp } from './made-up.ts';

test.use({ actionTimeout: 20_000 });

test('records that nobody can read are counted and said on the pages that miss them, and go along in the copy', async ({
	page,
}) => {
	const made = new MadeUp();
	const reflection = made.reflect('check-out');
	made.action('Puslebordene hæves', made.goal('Ingen løfter alene'));
	const { doc } = made.year;
	made.year.add(() => {
		doc.getMap('goals').set('broken-goal', new Y.Map([['text', 7]]));
		doc.getMap('actions').set('broken-action', 'not an action');
		doc.getMap('actions').set(
			'other-action',
			new Y.Map([
				['what', new Y.Text('Sidelæns')],
				['direction', 'sideways'],
			]),
		);
		doc.getMap('reflections').set('broken-reflection', new Y.Map([['year', 'next']]));
	});
	made.core.add(() => made.core.doc.getMap('members').set('broken-member', new Y.Array()));
	await made.takeIn(page);

	const at = `${made.address}/refleksion`;
	for (const address of [
		`${made.address}/plan/2027`,
		at,
		...phases.map((phase) => `${at}/2027/${reflection}/${phaseSlugs[phase]}`),
	]) {
		await page.goto(address);
		await expect(page.getByText(m.unreadable({ count: 5 }))).toBeVisible();
	}
	await page.goto(`${made.address}/plan/2027`);
	await expect(page.getByLabel('Handling', { exact: true })).toHaveValue('Puslebordene hæves');
	await expect(page.getByText('Sidelæns')).toHaveCount(0);
	await expectSound(page);
	await page.goto(`${at}/2027/broken-reflection`);
	await expect(page.getByRole('heading', { name: 'Siden findes ikke' })).toBeVisible();

	// Written in, and taken along in a copy, with what cannot be shown.
	await page.goto(made.address);
	await toCommittee(page);
	await expect(page.getByText(m.unreadable({ count: 5 }))).toBeVisible();
	await button(page, m.backup.open).click();
	await page.getByLabel(m.backup.code).fill('hest lampe tog grød');
	const [download] = await Promise.all([page.waitForEvent('download'), button(page, m.backup.make).click()]);
	const path = test.info().outputPath('copy.medspil');
	await download.saveAs(path);
	const opened = await openBackup(new Uint8Array(await readFile(path)), 'hest lampe tog grød');
	if (!opened.ok) throw new Error(opened.reason);
	const year = new Y.Doc();
	for (const { document, update } of opened.backup.documents)
		if (document === 'year-2027') Y.applyUpdate(year, update);
	expect(year.getMap('actions').get('broken-action')).toBe('not an action');
	expect(year.getMap('goals').has('broken-goal')).toBe(true);
	expect(year.getMap('reflections').has('broken-reflection')).toBe(true);
});

test('a file whose documents are of other shapes altogether is taken in, counted, and breaks no page', async ({
	page,
}) => {
	const made = new MadeUp();
	const reflection = made.reflect('focus');
	const { doc } = made.year;
	const record = doc.getMap('reflections').get(reflection);
	made.year.add(() => {
		doc.getMap('focus').set(`${reflection}/lmu-t1`, 'perhaps');
		doc.getMap('focus').set(`${reflection}/no-such-statement`, true);
		doc.getMap('commonMarks').set(`${reflection}/lmu-t1/importance`, 'often');
		if (record instanceof Y.Map) {
			record.set('reached:the-moon', true);
			record.set('present', [{ name: 'Kun et navn' }]);
			record.set('tally', {
				answered: 4,
				counts: {
					'lmu-t1': Array.from({ length: 16 }, () => 1),
					elsewhere: Array.from({ length: 16 }, () => 9),
				},
			});
		}
		doc.getMap('actions').set(
			'later',
			new Y.Map<unknown>([
				['what', 'Bare tekst'],
				['direction', 'own'],
				['goal', 'no-such-goal'],
				['owner:nobody', true],
				['carriedTo', 2031],
				['due', '2027-02-28'],
			]),
		);
	});
	await made.takeIn(page);
	const at = `${made.address}/refleksion`;
	for (const address of [
		made.address,
		at,
		`${at}/2027/${reflection}/billede`,
		`${at}/2027/${reflection}/fokus`,
		`${made.address}/plan/2027`,
	]) {
		await page.goto(address);
		await expect(page.getByRole('heading', { level: 1 })).toContainText('LMU Månehuset');
		await expectSound(page);
	}
});
