import { existsSync } from 'node:fs';
import { type ElementHandle, launch } from 'puppeteer-core';
import type { Driver, Engine } from './engine.ts';

const binary = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr';

/** Firefox ESR over WebDriver BiDi. */
export const firefox: Engine = {
	name: 'Firefox ESR',
	missing: () => (existsSync(binary) ? [] : ['firefox-esr']),
	start: async ({ refuseStorage }) => {
		const browser = await launch({
			browser: 'firefox',
			executablePath: binary,
			headless: true,
			defaultViewport: { width: 1180, height: 820 },
		});
		const page = await browser.newPage();
		if (refuseStorage)
			await page.evaluateOnNewDocument(() => {
				IDBFactory.prototype.open = () => {
					throw new DOMException('The operation is insecure.', 'SecurityError');
				};
			});

		async function use(
			find: (words: string) => Element | undefined,
			words: string,
			act: (element: ElementHandle) => Promise<void>,
		) {
			const element = (await page.evaluateHandle(find, words)).asElement();
			if (!element) return false;
			await act(element as ElementHandle);
			return true;
		}

		return {
			open: async (url) => void (await page.goto(url)),
			reload: async () => void (await page.reload()),
			evaluate: <T>(inPage: () => T | Promise<T>) => page.evaluate(inPage) as Promise<T>,
			click: (find, words) => use(find, words, (element) => element.click()),
			type: (find, words, text) =>
				use(find, words, async (element) => {
					await element.type(text);
					await element.press('Enter');
				}),
			close: () => browser.close(),
		} satisfies Driver;
	},
};
