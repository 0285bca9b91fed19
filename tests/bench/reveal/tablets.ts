import type { Browser, Page } from '@playwright/test';
import { m } from '#lib/messages/da/reflections.ts';
import { button } from '../../committee.ts';
import { confirmDigits, enter, foundShared, invite, join } from '../../joining/tablets.ts';
import { answer } from '../../round/table.ts';
import { progress } from '../rig/figures.ts';

/** Milliseconds of one clock for all pages of a browser. */
interface Moments {
	tapped?: number;
	painted?: number;
}

declare global {
	interface Window {
		reveal: Moments;
	}
}

const members = ['Karen Kløver', 'Mette Morgenfrue', 'Said Solsikke', 'Åse Anemone'];

/** A committee with so many tablets, each a browser's storage of its own; the first one leads. */
export async function seated(browser: Browser, baseURL: string, count: number): Promise<Page[]> {
	const tablet = async () => {
		const context = await browser.newContext({
			baseURL,
			viewport: { width: 1180, height: 820 },
			hasTouch: true,
			locale: 'da-DK',
			timezoneId: 'Europe/Copenhagen',
		});
		return context.newPage();
	};
	const leader = await tablet();
	await foundShared(leader, 'LMU Blomsterengen', ...members);
	const tablets = [leader];
	while (tablets.length < count) {
		const link = await invite(leader);
		const page = await tablet();
		await join(page, link);
		await confirmDigits(leader);
		await enter(page);
		tablets.push(page);
		progress(`${tablets.length} of ${count} tablets are in`);
	}
	return tablets;
}

/** Runs in each page before the tap: notes the tap, and when the picture is painted. */
function watch() {
	const moments: Moments = {};
	window.reveal = moments;
	addEventListener('click', (event) => (moments.tapped = performance.timeOrigin + event.timeStamp), {
		capture: true,
	});
	const look = () => {
		if (!document.querySelector('.picture svg')) return void requestAnimationFrame(look);
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => (moments.painted = performance.timeOrigin + performance.now());
		port2.postMessage(0);
	};
	requestAnimationFrame(look);
}

/** From the leader's tap until each tablet has painted the picture, in milliseconds. */
export async function reveals([leader, ...others]: Page[]): Promise<number[]> {
	if (!leader) throw new Error('Nobody leads.');
	const [home] = /^.*\/u\/[^/]+/.exec(leader.url()) ?? [''];
	await leader.goto(`${home}/refleksion/ny`);
	await leader.getByRole('radio', { name: m.ways.round.title }).check();
	await button(leader, m.start.begin).click();
	await button(leader, m.goOn({ phase: m.phases.answers })).click();
	await leader.waitForURL(/\/svar$/);
	for (const page of others) {
		await page.goto(leader.url());
		await page.waitForURL(/\/svar$/);
	}
	for (const marks of ['41', '14', '43', '22']) await answer(leader, marks);
	const show = button(leader, m.allAnswered.show);
	const all = [leader, ...others];
	for (const page of all) await page.evaluate(watch);
	await show.click();
	const painted: number[] = [];
	for (const page of all) {
		const handle = await page.waitForFunction(() => window.reveal?.painted, null, { timeout: 30_000 });
		painted.push(Number(await handle.jsonValue()));
	}
	const tapped = await leader.evaluate(() => window.reveal.tapped ?? Infinity);
	return painted.map((at) => at - tapped);
}
