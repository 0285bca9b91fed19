import { m as reflections } from '#lib/messages/da/reflections.ts';
import { m } from '#lib/messages/da/settings.ts';
import { lmu } from '#lib/packs/texts/med-pipeline/lmu.ts';
import { Packs } from '#lib/packs/document.ts';
import { button, expectSaved } from '../committee.ts';
import { expect, expectSound, sizes, test } from '../page.ts';
import { MadeUp } from './made-up.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('what is too long to be stored is said, and its words are handed back; nothing of it stays, and all else is as it was', async ({
	page,
}) => {
	const made = new MadeUp();
	const packs = new Packs(made.core);
	const title = 'Hele referatet';
	const { id } = packs.copy(lmu, { title, on: '2027-01-14' });
	// What a reflection asks about is stored with it in one piece.
	const words = `Referat fra mødet. ${'Vi drøftede støj og æbler. '.repeat(11_000)}`.trim();
	const first = packs.packs().find((pack) => pack.id === id)?.statements[0];
	const text = packs.text(id, first?.id ?? '');
	made.core.doc.transact(() => text?.insert(0, words));
	const [whole = ''] = packs.packs().flatMap((pack) => (pack.id === id ? [pack.statements[0]?.text] : []));
	await made.takeIn(page);
	await expectSaved(page);

	await page.goto(`${made.address}/refleksion/ny`);
	await page.getByRole('radio', { name: title }).check({ force: true });
	await button(page, reflections.start.begin).click();
	const told = page.getByText(m.tooLong.title);
	await expect(told).toBeVisible();
	await expect(page.getByText('Det begynder med »Referat fra mødet. Vi drøftede')).toBeVisible();
	for (const colorScheme of ['light', 'dark'] as const)
		for (const viewport of Object.values(sizes)) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize(viewport);
			await expectSound(page);
		}
	await page.setViewportSize(sizes.tablet);
	await button(page, m.tooLong.copy).click();
	await expect(page.getByText(m.tooLong.copied)).toBeVisible();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(whole.replace(/\s+/gu, ' ').trim());
	await button(page, m.tooLong.done).click();
	await expect(told).toBeHidden();

	await page.goto(`${made.address}/refleksion`);
	await expect(page.getByRole('link', { name: reflections.empty.start })).toBeVisible();
	await expectSaved(page);
	await expect(page.getByText(m.unreadable({ count: 1 }))).toBeHidden();
});
