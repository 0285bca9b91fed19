import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { openBrowser } from '../rig/browser.ts';
import { progress } from '../rig/figures.ts';
import { Luck } from '../rig/luck.ts';
import type { Machine } from '../rig/machine.ts';
import { does } from './pages.ts';
import { medspil } from './programs.ts';
import { type RivalName, rivalNames, type Rivals } from './rivals.ts';

export type Side = RivalName | 'medspil';
export const sides: Side[] = [...rivalNames, 'medspil'];

/** Two tablets that have the same text open. */
interface Pair {
	writer: Page;
	reader: Page;
	close(): Promise<void>;
}

/** From a key that goes down on one tablet until the letter is painted on the other, in milliseconds. */
async function delays({ writer, reader }: Pair, letters: string): Promise<number[]> {
	const before = (await writer.evaluate(() => window.screenOf.typed)).length;
	await writer.locator('textarea').focus();
	const luck = new Luck(letters.length);
	// People do not type in step with anybody's timers.
	for (const letter of letters) await writer.keyboard.type(letter, { delay: 40 + luck.below(120) });
	const count = before + letters.length;
	await reader.waitForFunction((all) => window.screenOf.shown.length >= all, count, { timeout: 20_000 });
	const typed = await writer.evaluate(() => window.screenOf.typed);
	const shown = await reader.evaluate(() => window.screenOf.shown);
	return typed.slice(before).map((at, index) => (shown[before + index] ?? Infinity) - at);
}

async function openPair(
	side: Side,
	[one, two]: [BrowserContext, BrowserContext],
	origin: string,
	port: number,
): Promise<Pair> {
	const [writer, reader] = [await one.newPage(), await two.newPage()];
	if (side === 'medspil') {
		for (const tab of [writer, reader]) await tab.goto(`${origin}/medspil.html`);
		const ticket = await does(writer, 'found');
		await does(reader, 'enter', ticket);
	} else {
		const asked = new URLSearchParams({ side, url: `ws://127.0.0.1:${port}`, room: 'typing' });
		for (const tab of [writer, reader]) {
			await tab.goto(`${origin}/rival.html?${asked}`);
			await does(tab, 'open');
		}
	}
	await reader.waitForFunction(() => window.screenOf.isReady);
	return {
		writer,
		reader,
		async close() {
			await writer.close();
			await reader.close();
		},
	};
}

/** All of them in turn, several times, so that a busy minute of the machine is everybody's. */
export async function keystrokes(
	folder: string,
	built: string,
	rivals: Rivals,
	machine: Machine,
	{ rounds, letters }: { rounds: number; letters: number },
): Promise<Map<Side, number[]>> {
	await using after = new AsyncDisposableStack();
	const server = await medspil(join(folder, 'typed'), built);
	after.defer(() => server.stop());
	const origin = `http://localhost:${server.port}`;
	const contexts: [BrowserContext, BrowserContext] = [
		await openBrowser(join(folder, 'tablet-1')),
		await openBrowser(join(folder, 'tablet-2')),
	];
	for (const context of contexts) after.defer(() => context.close());
	const pairs = new Map<Side, Pair>();
	for (const side of sides) {
		const rival = side === 'medspil' ? undefined : await rivals.serve(side);
		if (rival) after.defer(() => rival.stop());
		pairs.set(side, await openPair(side, contexts, origin, rival?.port ?? server.port));
	}
	const luck = new Luck(11);
	const found = new Map<Side, number[]>(sides.map((side) => [side, []]));
	// The first letters are for whatever is done only once.
	for (const pair of pairs.values()) await delays(pair, 'en to tre ');
	await machine.calm();
	for (let round = 0; round < rounds; round++) {
		for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
			progress(`keystroke: ${side}, round ${round + 1} of ${rounds}`);
			const pair = pairs.get(side);
			// Of the letters that an American keyboard has: the others come without a key.
			const text = luck
				.words(letters)
				.replace(/[^a-z ]/g, 'e')
				.slice(0, letters);
			// Whose page is in the background is not painted as often.
			await pair?.writer.bringToFront();
			await pair?.reader.bringToFront();
			if (pair) found.get(side)?.push(...(await delays(pair, text)));
		}
	}
	for (const pair of pairs.values()) await pair.close();
	return found;
}
