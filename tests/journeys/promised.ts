import type { Locator, Page } from '@playwright/test';
import { savedWords } from '../committee.ts';

/**
 * What the screen has called saved of a field, at every frame in which it did so. It is said to the test at once, since
 * the page may be gone the next moment. `enough` settles when so many characters were promised.
 * @returns the last that was promised
 */
export async function promisedWhile(
	page: Page,
	field: Locator,
	act: (enough: (length: number) => Promise<void>) => Promise<void>,
): Promise<string> {
	let promised = '';
	let heard = () => {};
	await page.exposeFunction('promised', (text: string) => {
		promised = text;
		heard();
	});
	await field.evaluate((element, saved) => {
		const words = new RegExp(saved);
		const isSaid = () =>
			[...document.querySelectorAll('span')].some(
				(span) =>
					span.childElementCount === 0 &&
					words.test(span.textContent) &&
					span.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
			);
		let last = '';
		const look = () => {
			const { value } = element as HTMLTextAreaElement;
			if (value !== last && isSaid()) {
				last = value;
				void (window as unknown as { promised(text: string): void }).promised(value);
			}
			requestAnimationFrame(look);
		};
		look();
	}, savedWords.source);
	await act(
		(length) =>
			new Promise((resolve) => {
				heard = () => {
					if (promised.length >= length) resolve();
				};
				heard();
			}),
	);
	return promised;
}
