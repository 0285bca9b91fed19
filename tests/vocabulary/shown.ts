import type { Page } from '@playwright/test';
import { expect } from '../page.ts';
import { vocabulary, wordsIn } from './words.ts';

const days = Array.from({ length: 12 }, (_, month) => new Date(2026, month, 7 + (month % 7)));
const dated = days.flatMap((day) =>
	(['long', 'short'] as const).flatMap((style) =>
		wordsIn(day.toLocaleDateString('da-DK', { weekday: style, month: style })),
	),
);
const known = new Set([...vocabulary(), ...dated]);

/** Everything that a page says: what is seen, what a screen reader says, and what stands in empty fields. */
export const saidOn = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const said = [document.title, document.body.innerText];
		for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
			for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
				said.push(element.getAttribute(name) ?? '');
		return said;
	});

/** Nothing on the page is a word that nobody has read, but for those of the test itself. */
export async function expectKnownWords(page: Page, ...own: string[]) {
	const mine = new Set(own.flatMap(wordsIn));
	const shown = new Set((await saidOn(page)).flatMap(wordsIn));
	// Shorter ones are units and initials.
	const words = [...shown].filter((word) => word.length > 2);
	const unknown = words.filter((word) => !known.has(word) && !mine.has(word));
	expect(unknown, `words on ${page.url()}`).toEqual([]);
}
