import { appendFileSync } from 'node:fs';
import { m } from '#lib/messages/da/tablets.ts';
import { button, expectSaved } from '../../../committee.ts';
import {
	anotherTablet,
	confirmDigits,
	foundShared,
	invite,
	join,
	toTablets,
} from '../../../joining/tablets.ts';
import { toThePlan, writeGoal } from '../../../journeys/plan.ts';
import { filesIn, findCanaries, recordFrames } from '../../../log/canary.ts';
import { expect, test, watchFaults } from '../../../page.ts';
import { MadeUp } from '../../made-up.ts';
import { record } from '../rig/record.ts';
import { Site } from './site.ts';

test('R25: a link that scanners open twice without a tap still lets its tablet in', async ({
	page,
	browser,
}) => {
	test.setTimeout(180_000);
	await foundShared(page, 'LMU Mælkebøtten');
	const link = await invite(page);
	for (let time = 0; time < 2; time++) {
		const scanner = await anotherTablet(browser);
		await scanner.page.goto(link);
		await expect(button(scanner.page, m.join.take)).toBeVisible();
		await scanner.page.waitForLoadState('networkidle');
		await scanner.context.close();
	}
	const ali = await anotherTablet(browser);
	await join(ali.page, link);
	await confirmDigits(page);
	expect(ali.faults).toEqual([]);
	await ali.context.close();
	const done = 'headless Chromium opens a link twice and waits until nothing moves; then a tablet takes it';
	expect(record('R25', done, 0, 'invitations spent', { most: 0 })).toBe(true);
});

test('R30: what two tablets write is in no database, write-ahead log, journal or frame', async ({
	browser,
}) => {
	test.setTimeout(240_000);
	const site = new Site(test.info().outputPath('site'));
	await site.open();
	const frames = test.info().outputPath('site/frames');
	appendFileSync(frames, '');
	const context = await browser.newContext({ baseURL: site.origin, viewport: { width: 1180, height: 820 } });
	const faults = watchFaults(context);
	recordFrames(context, frames);
	const page = await context.newPage();
	const made = new MadeUp(['Kanarina Gulfjer', 'Fuglbert Burhøj'], 'LMU Kanariehuset');
	made.action('kanariesang i garderoben', made.goal('mindre kanariestøj'));
	await made.takeIn(page, site.origin);
	await toThePlan(page);
	await writeGoal(page, 'kanariefugle til alle');
	await expectSaved(page);
	await toTablets(page);
	const link = await invite(page);
	const ali = await anotherTablet(browser);
	recordFrames(ali.context, frames);
	await join(ali.page, link);
	await confirmDigits(page);
	await ali.page.goto(`${site.origin}${made.address}/plan/2027`);
	await expect(ali.page.getByText('kanariefugle til alle').first()).toBeVisible();
	await expect(ali.page.getByText('mindre kanariestøj').first()).toBeVisible();
	expect(faults).toEqual([]);
	await context.close();
	await ali.context.close();
	await site.kill();
	const canaries = [
		'Kanarina Gulfjer',
		'Fuglbert Burhøj',
		'LMU Kanariehuset',
		'kanariesang i garderoben',
		'mindre kanariestøj',
		'kanariefugle til alle',
	];
	const places = (await filesIn(site.folder)).filter(({ name }) => !name.includes('/build/'));
	expect(places.map(({ name }) => name).join()).toContain('log.db');
	expect(places.find(({ name }) => name.endsWith('frames'))?.bytes.length).toBeGreaterThan(10_000);
	const found = findCanaries(canaries, places);
	record(
		'R30',
		'two tablets write, join and read; database, write-ahead log, journal and all frames are searched',
		found.length,
		'places with plain text',
		{ most: 0 },
	);
	expect(found).toEqual([]);
});
