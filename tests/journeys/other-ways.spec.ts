import { m as words } from '#lib/messages/da/reflections.ts';
import { button } from '../committee.ts';
import { expect, test } from '../page.ts';
import { answers, counted, type Marks } from './people.ts';
import { leaveTheNet, sitDown } from './places.ts';
import { pagesOf } from './plan.ts';
import { begin, chooseFocus, expectPicture, goOn, heading, mark, talkAbout } from './reflecting.ts';

test.use({ serviceWorkers: 'allow' });

test.use({ actionTimeout: 20_000 });

test('a reflection on paper: the slips are printed, typed in by one person, and become the picture', async ({
	page,
}) => {
	await sitDown(page);
	await leaveTheNet(page);
	await begin(page, { way: words.ways.paper.title });
	await page.getByRole('link', { name: words.slips.print }).click();
	await page.getByLabel(words.slips.howMany).fill('7');
	await expect(page.getByText(words.slips.pages({ count: 2 }))).toBeVisible();
	expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBe(2);
	await page.goBack();

	await page.getByRole('link', { name: words.slips.typeIn }).click();
	for (const [at, slip] of answers.entries()) {
		await expect(heading(page, words.slips.number({ number: at + 1 }))).toBeVisible();
		for (const pair of slip) await page.keyboard.type(pair ? pair.join('') : '00');
		await page.keyboard.press('Enter');
		await expect(page.getByText(words.slips.typedOf({ answered: at + 1, of: 6 }))).toBeVisible();
	}
	await page.getByRole('link', { name: words.slips.stop }).click();
	await button(page, words.allAnswered.show).click();
	await expect(heading(page, words.picture.title)).toBeVisible();
	await expectPicture(page, counted(answers));
});

test('three people talk their way to one mark each, and go on to a focus', async ({ page }) => {
	await sitDown(page);
	await leaveTheNet(page);
	await begin(page, { away: ['Sara Dam', 'Ali Noor', 'Bo'] });
	const agreed: Marks = [
		[4, 2],
		[3, 3],
		[4, 1],
		[1, 1],
		[2, 4],
		[3, 2],
		[4, 4],
	];
	for (const pair of agreed.slice(0, -1)) await mark(page, pair);
	const [matters = 1, succeeds = 1] = agreed.at(-1) ?? [];
	await page.keyboard.press(String(matters));
	await page.keyboard.press(String(succeeds));
	await button(page, words.common.done).click();
	await expect(page.getByText(words.picture.introCommon)).toBeVisible();
	await expectPicture(page, counted([agreed]));
	await goOn(page, 'focus');
	await expect(page.getByText(words.talkFirst.reasons['important-not-succeeding'])).toHaveCount(3);
	await chooseFocus(page, 'Arbejdsmiljø');
	await talkAbout(page, 'Arbejdsmiljø');
});
