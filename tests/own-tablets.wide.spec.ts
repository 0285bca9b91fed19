import { m as anew } from '#lib/messages/da/again.ts';
import { m as own } from '#lib/messages/da/own-tablets.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { button } from './committee.ts';
import { expect, expectKeyboard, expectReflow, expectSound, sizes, test } from './page.ts';
import {
	aase,
	again,
	around,
	choose,
	finish,
	kill,
	karen,
	looksAt,
	mark,
	members,
	mette,
	said,
	send,
	settled,
	takeByMistake,
	type Tablet,
} from './round/own-tablets.ts';
import { heading, statement, statements, traces } from './round/table.ts';

// Each answers on a tablet of their own, and nobody sees anybody's marks.

test.use({ actionTimeout: 20_000 });
test.describe.configure({ timeout: 240_000 });

test('[OW4] [OW10] three tablets, one of them with two people, answer for themselves and see one picture, also when a page is killed', async ({
	page,
	browser,
}) => {
	const tablets = await around(page, browser, 2);
	let [second, third] = tablets.map((tablet) => tablet.page);
	if (!second || !third) throw new Error('too few tablets');

	for (const viewport of Object.values(sizes)) {
		await page.setViewportSize(viewport);
		await expectSound(page);
	}
	// On a phone what is missing is far above the button.
	await button(page, own.who.begin).click();
	await expect(page.getByText(own.who.missing)).toBeInViewport({ ratio: 1 });
	await page.setViewportSize(sizes.tablet);
	await expectReflow(page);
	await expectKeyboard(page);
	await choose(page, karen);
	await takeByMistake(page, second, karen);
	await mark(page, '41');
	await expectSound(page);
	await finish(page);
	await looksAt(page, own.ready.title({ people: 1 }));
	await expect(page.getByText(own.ready.count({ ready: 1, of: 4 }))).toBeVisible();
	await expect(button(page, own.ready.all)).toBeHidden();
	await expect(page.getByText(own.ready.needs)).toBeVisible();
	await expectSound(page);
	await expectKeyboard(page);
	// Others look on when she wants to see her marks again.
	await button(page, own.ready.edit).click();
	await looksAt(page, own.cover.title({ name: karen }));
	await expect(page.getByText(statements[0]?.text ?? '')).toBeHidden();
	await expectSound(page);
	await button(page, own.cover.show).click();
	await expect(statement(page, 1)).toBeVisible();
	await page.getByRole('button', { name: m.answering.stop }).click();
	await looksAt(page, own.ready.title({ people: 1 }));

	// Karen is ready there, and cannot be chosen here.
	await expect(second.getByRole('checkbox', { name: karen })).toBeDisabled();
	await choose(second, mette);
	await mark(second, '42');
	await finish(second);

	await choose(third, said, aase);
	for (const marks of ['33', '34']) {
		await button(third, m.cover.ready).click();
		await mark(third, marks);
		await button(third, own.finishShared.give).click();
	}
	// What the two have handed in outlives their page; only the sending begins anew.
	for (const tablet of [page, second, third]) await looksAt(tablet, own.send.title);
	if (tablets[1]) await kill(tablets[1]);
	third = tablets[1]?.page ?? third;
	await looksAt(third, own.sealed.title);
	await expectSound(third);
	await button(third, own.again.take).click();
	await third.getByRole('dialog').getByRole('button', { name: own.again.take }).click();
	for (const [at, tablet] of [page, second, third].entries()) {
		await looksAt(tablet, own.send.title);
		for (const name of members) await expect(tablet.getByText(name).first()).toBeVisible();
		if (at === 0) {
			for (const viewport of Object.values(sizes)) {
				await tablet.setViewportSize(viewport);
				await expectSound(tablet);
			}
			await tablet.setViewportSize(sizes.tablet);
		}
		await send(tablet, at === 2 ? 2 : 1);
		if (at === 0) {
			await looksAt(tablet, own.given.title({ people: 1 }));
			await expect(tablet.getByText(own.given.count({ given: 1, of: 4 }))).toBeVisible();
			await expectSound(tablet);
		}
	}
	await looksAt(second, own.done.title);
	await expectSound(second);
	await button(second, own.done.show).click();
	for (const tablet of [page, second, third]) await looksAt(tablet, m.picture.title);

	// After the talk they answer one statement once more: the same people at the same tablets.
	await again(page, statements[0]?.label ?? '');
	await expect(second.getByText(anew.underWay({ count: 1 }))).toBeVisible();
	await expectSound(second);
	await second.getByRole('link', { name: anew.go }).click();
	await third.getByRole('link', { name: anew.go }).click();
	for (const [at, tablet] of [page, second].entries()) {
		await expect(tablet.getByText(own.who.same)).toBeVisible();
		if (at === 0) await expectSound(tablet);
		await choose(tablet);
		await mark(tablet, '43', 1);
		await finish(tablet);
	}
	await choose(third);
	for (const marks of ['33', '34']) {
		await button(third, m.cover.ready).click();
		await mark(third, marks, 1);
		await button(third, own.finishShared.give).click();
	}
	for (const [at, tablet] of [page, second, third].entries()) {
		await looksAt(tablet, own.send.title);
		await send(tablet, at === 2 ? 2 : 1);
	}
	await looksAt(third, own.done.title);
	await button(third, own.done.show).click();
	for (const tablet of [page, second, third]) {
		await looksAt(tablet, anew.done.title);
		await tablet.getByRole('link', { name: anew.toPicture }).click();
		await looksAt(tablet, anew.moved.title);
		await expect(tablet.getByText(anew.moved.atLeast({ count: 2 }))).toBeVisible();
	}
	await expectReflow(page);
	for (const { context, faults } of tablets) {
		await context.close();
		expect(faults).toEqual([]);
	}
});

test('[OW3] one page killed before and one after it is fixed who is in, and one without net: nobody who did not lose their marks marks again', async ({
	page,
	browser,
}) => {
	const [second, third, fourth] = await around(page, browser, 3);
	if (!second || !third || !fourth) throw new Error('too few tablets');
	const first: Tablet = { page, context: page.context(), faults: [] };
	const all = [first, second, third, fourth];

	for (const [at, tablet] of all.entries()) {
		await choose(tablet.page, members[at] ?? '');
		if (at === 0) {
			const before = await settled(tablet.page);
			await mark(tablet.page, '41');
			expect(await traces(tablet.page)).toBe(before);
		} else await mark(tablet.page, '32');
		await finish(tablet.page);
		// After the last of them it goes on by itself.
		if (at < 3) await looksAt(tablet.page, own.ready.title({ people: 1 }));
		if (at !== 1) continue;
		await expect(tablet.page.getByText(own.ready.count({ ready: 2, of: 4 }))).toBeVisible();
		await kill(tablet);
		await expect(tablet.page.getByText(own.who.killed)).toBeVisible();
		await expect(tablet.page.getByRole('checkbox', { name: mette })).toBeChecked();
		await expectSound(tablet.page);
		await choose(tablet.page);
		await mark(tablet.page, '32');
		await finish(tablet.page);
		await looksAt(tablet.page, own.ready.title({ people: 1 }));
	}
	for (const { page: tablet } of all) await looksAt(tablet, own.send.title);

	// Karen sends, Said's page is killed, and Åse has no net when she taps.
	await send(page);
	await looksAt(page, own.given.title({ people: 1 }));
	await kill(third);
	await looksAt(third.page, own.lost.title);
	await expectSound(third.page);
	await fourth.context.setOffline(true);
	await send(fourth.page);
	await looksAt(fourth.page, own.given.sendingTitle);
	await expect(fourth.page.getByText(own.given.sending)).toBeVisible();
	await expectSound(fourth.page);
	await button(page, own.again.take).first().click();
	const question = page.getByRole('dialog');
	await expect(question.getByText(own.again.bound)).toBeVisible();
	await expectSound(page);
	await question.getByRole('button', { name: own.again.take }).click();

	// What Åse had in hand never leaves her tablet; it takes part in the next round by itself.
	await looksAt(page, own.ready.title({ people: 1 }));
	await fourth.context.setOffline(false);
	await looksAt(fourth.page, own.ready.title({ people: 1 }));
	await choose(third.page);
	await mark(third.page, '14');
	await finish(third.page);
	for (const { page: tablet } of all) {
		await looksAt(tablet, own.send.title);
		await send(tablet);
	}
	await looksAt(page, own.done.title);
	await expect(page.getByText(own.seat.given)).toHaveCount(4);
	await button(page, own.done.show).click();
	for (const { page: tablet } of all) await looksAt(tablet, m.picture.title);
	await expect(page.getByText('4 svar', { exact: false }).first()).toBeVisible();
	for (const { context, faults } of all.slice(1)) {
		await context.close();
		expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault))).toEqual([]);
	}
});

test('[OW9] who is late is told in the middle of marking, sees the picture, and is told that it is without them', async ({
	page,
	browser,
}) => {
	const tablets = await around(page, browser, 3);
	const [second, third, late] = tablets.map((tablet) => tablet.page);
	if (!second || !third || !late) throw new Error('too few tablets');
	for (const [at, tablet] of [page, second].entries()) {
		await choose(tablet, members[at] ?? '');
		await mark(tablet, '42');
		await finish(tablet);
	}
	// A guest, whom nobody wrote down when it began, sits with Said.
	await third.getByLabel(own.who.other).fill('Finn Fjer');
	await third.getByRole('checkbox', { name: said }).check({ force: true });
	await choose(third);
	for (const marks of ['33', '34']) {
		await button(third, m.cover.ready).click();
		await mark(third, marks);
		await button(third, own.finishShared.give).click();
	}
	await looksAt(third, own.ready.title({ people: 2 }));
	await choose(late, aase);
	await expect(statement(late, 1)).toBeFocused();
	await late.keyboard.press('4');
	await expect(page.getByText(own.ready.count({ ready: 4, of: 5 }))).toBeVisible();
	await button(page, own.ready.all).click();
	await expect(page.getByText(own.ready.allText({ names: [aase] }))).toBeVisible();
	await expectSound(page);
	await button(page, own.ready.goOn).click();
	await looksAt(late, own.late.title);
	await expect(late.getByText(own.late.text)).toBeVisible();
	await expectSound(late);
	for (const [at, tablet] of [page, second, third].entries()) {
		await looksAt(tablet, own.send.title);
		await send(tablet, at === 2 ? 2 : 1);
	}
	await expect(late.getByText(own.late.over).or(heading(late, own.done.title))).toBeVisible();
	await looksAt(page, own.done.title);
	await button(page, own.done.show).click();
	await looksAt(late, m.picture.title);
	await expect(late.getByText(m.handIn.late)).toBeVisible();
	for (const { context, faults } of tablets) {
		await context.close();
		expect(faults).toEqual([]);
	}
});
