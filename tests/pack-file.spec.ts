import { m as packs } from '#lib/messages/da/packs.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { m as steps } from '#lib/messages/da/steps.ts';
import { effortsFor } from '#lib/packs/rules.ts';
import { attractive } from '#lib/packs/texts/attractive/pack.ts';
import { button, expectSaved, found, toCommittee, tryExample } from './committee.ts';
import { expect, expectSound, sizes, test } from './page.ts';
import { openOwn } from './picture.ts';

// Statements go from one committee to another as a file.

const title = 'Attraktive arbejdspladser';

test('a committee shares statements as a file, and another takes them in and reflects on them', async ({
	page,
}) => {
	await tryExample(page);
	await toCommittee(page);
	await page.getByRole('link', { name: title }).click();
	const download = page.waitForEvent('download');
	await button(page, packs.file.save).click();
	const file = await download;
	expect(file.suggestedFilename()).toBe(`${title}.medspil-udsagn.json`);

	await found(page, 'LMU Mælkebøtten');
	await toCommittee(page);
	await page.locator('input[type=file]').setInputFiles(await file.path());
	await expect(page.getByRole('dialog').getByText(packs.statements({ count: 21 }))).toBeVisible();
	await page.getByText(packs.file.see).click();
	await expectSound(page);
	await button(page, packs.file.add).click();
	await expect(page.getByText(packs.file.taken)).toBeVisible();
	await expect(page.getByRole('heading', { name: packs.own })).toBeVisible();
	await expectSaved(page);
	await page.reload();
	await expect(page.getByRole('link', { name: title })).toHaveCount(2);
});

test('a file that holds no statements, or holds them in part, is refused with what to do', async ({
	page,
}) => {
	await tryExample(page);
	await toCommittee(page);
	const give = (text: string) =>
		page
			.locator('input[type=file]')
			.setInputFiles({ name: 'x.json', mimeType: '', buffer: Buffer.from(text) });
	await give('{"a":1}');
	await expect(page.getByText(packs.file.refused['not-statements'])).toBeVisible();
	await expectSound(page);
	await give('{"medspil":"udsagn","format":1,"pack":{"title":"<img src=x onerror=alert(1)>"}}');
	await expect(page.getByText(packs.file.refused.damaged)).toBeVisible();
	await give('{"medspil":"udsagn","format":9,"pack":{}}');
	await expect(page.getByText(packs.file.refused.newer)).toBeVisible();
	await give('æ'.repeat(600_000));
	await expect(page.getByText(packs.file.refused['too-large'])).toBeVisible();
	await expect(page.getByRole('heading', { name: packs.own })).toHaveCount(0);
});

test('a reflection on attractive workplaces stays in the house, and shows what others do beside a focus', async ({
	page,
}) => {
	const [first] = attractive.statements;
	const [effort] = effortsFor(attractive, first?.id ?? '');
	await openOwn(page, { [first?.id ?? '']: '41 41 41 41' }, 'round', attractive);
	await expect(page.getByText(m.phases['up-and-down'])).toHaveCount(0);
	await button(page, m.goOn({ phase: m.phases.focus })).click();
	await page.getByRole('checkbox', { name: first?.text ?? '' }).check();
	await button(page, steps.start)
		.or(page.getByRole('link', { name: steps.start }))
		.click();
	const text = effort?.text ?? '';
	await button(page, steps.efforts.take({ text, isThere: false })).click();
	await expect(button(page, steps.efforts.take({ text, isThere: true }))).toHaveAttribute(
		'aria-disabled',
		'true',
	);
	for (const viewport of Object.values(sizes)) {
		await page.setViewportSize(viewport);
		await expectSound(page);
	}
	await button(page, m.goOn({ phase: m.phases.plan })).click();
	await expect(page.getByText(text)).toBeVisible();
});
