import { m as words } from '#lib/messages/da/reflections.ts';
import { m as steps } from '#lib/messages/da/steps.ts';
import { button, expectSaved } from '../committee.ts';
import { expect, test } from '../page.ts';
import { answers, counted } from './people.ts';
import { comeBack, leaveTheNet, sitDown } from './places.ts';
import { promisedWhile } from './promised.ts';
import {
	answer,
	begin,
	chooseFocus,
	expectCover,
	expectPicture,
	field,
	goOn,
	inPlan,
	makeGoal,
	markSome,
	showThePicture,
	takeTheTablet,
	talkAbout,
} from './reflecting.ts';

test.use({ serviceWorkers: 'allow' });

test.use({ actionTimeout: 20_000 });

test('a reflection goes on where it was after its page was killed in the middle of an answer, and of a text', async ({
	page: first,
	context,
}) => {
	test.setTimeout(180_000);
	await sitDown(first);
	await leaveTheNet(first);

	// Killed while the third one answers.
	await begin(first);
	const [one = [], two = [], ...rest] = answers;
	await answer(first, one);
	await answer(first, two);
	await takeTheTablet(first);
	await markSome(first, [[4, 4], [1, 1], undefined]);
	await first.close({ runBeforeUnload: false });

	const second = await context.newPage();
	await comeBack(second, 'answers');
	await expectCover(second, 2, 6);
	await expect(second.getByRole('radio')).toHaveCount(0);
	await takeTheTablet(second);
	await expect(second.getByRole('radio', { checked: true })).toHaveCount(0);
	await second.reload();
	await expectCover(second, 2, 6);
	for (const marks of rest) await answer(second, marks);
	await showThePicture(second);
	await expectPicture(second, counted(answers));

	// Killed while somebody writes.
	await goOn(second, 'focus');
	await chooseFocus(second, 'Arbejdsmiljø');
	await talkAbout(second, 'Arbejdsmiljø');
	await makeGoal(second, 'own-goals', 'Ingen løfter alene');
	await expectSaved(second);
	const written =
		'Vi taler om ryggen, om støjen i garderoben, om æbler og pærer 🍐 og om pauserne, der forsvinder.';
	const promised = await promisedWhile(second, field(second, 'own-matters'), async (enough) => {
		void field(second, 'own-matters')
			.pressSequentially(written, { delay: 15 })
			.catch(() => undefined);
		await enough(40);
		const browser = await context.newCDPSession(second);
		void browser.send('Page.crash').catch(() => undefined);
		await second.waitForEvent('crash');
	});
	expect(promised.length).toBeGreaterThanOrEqual(40);

	const third = await context.newPage();
	await second.close();
	await comeBack(third, 'focus');
	await talkAbout(third, 'Arbejdsmiljø');
	await expect(field(third, 'own-matters')).not.toHaveValue('');
	const kept = await field(third, 'own-matters').inputValue();
	expect(written.startsWith(kept)).toBe(true);
	expect(kept.length).toBeGreaterThanOrEqual(promised.length);
	await expect(inPlan(third).getByText('Ingen løfter alene')).toBeVisible();

	// And on to the end.
	for (const phase of ['up-and-down', 'across', 'plan', 'check-out'] as const) await goOn(third, phase);
	await button(third, words.checkOut.close).click();
	await expect(third.getByRole('link', { name: steps.seePlan })).toBeVisible();
	await third.getByRole('link', { name: steps.seePlan }).click();
	await expect(third.getByLabel('Mål', { exact: true })).toHaveValue('Ingen løfter alene');
});
