import type { Page } from '@playwright/test';
import { m as settings } from '#lib/messages/da/settings.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { expectSaved } from '../committee.ts';
import { expect } from '../page.ts';

/** Which databases go wrong: all, the one that holds the truth, or the warm replicas. */
export type Which = 'all' | 'truth' | 'replicas';

/** What a browser does that breaks: refuses to open, opens never to answer, or has no room. */
export interface Break {
	which: Which;
	/** `throws` at once, `fails` a moment later, or `never` answers. */
	opening?: 'throws' | 'fails' | 'never';
	/** What is put or added is refused for want of room. */
	full?: boolean;
}

declare global {
	interface Window {
		broken?: Break | undefined;
	}
}

/** Makes the databases of every page of the context break as `window.broken` says: from the start, or when it is set. */
export async function breakable(page: Page, fromTheStart?: Break) {
	await page.addInitScript((start) => {
		window.broken = start;
		const concerns = (name: string) =>
			window.broken &&
			(window.broken.which === 'all' || (window.broken.which === 'truth') === (name === 'medspil'));

		const { open } = IDBFactory.prototype;
		open.call(indexedDB, 'refusing', 2);
		IDBFactory.prototype.open = function (name, version) {
			const opening = concerns(name) ? window.broken?.opening : undefined;
			if (opening === 'throws') throw new DOMException('not here', 'SecurityError');
			// A version lower than the one that is there is refused, a moment later.
			if (opening === 'fails') return open.call(this, 'refusing', 1);
			if (opening === 'never') return new EventTarget() as IDBOpenDBRequest;
			return open.call(this, name, version);
		};

		for (const verb of ['add', 'put'] as const) {
			const store = IDBObjectStore.prototype[verb];
			IDBObjectStore.prototype[verb] = function (...given) {
				if (window.broken?.full && concerns(this.transaction.db.name))
					throw new DOMException('no room', 'QuotaExceededError');
				return store.apply(this, given);
			};
		}
	}, fromTheStart);
}

export const breakNow = (page: Page, broken: Break) => page.evaluate((now) => (window.broken = now), broken);

export const mend = (page: Page) => page.evaluate(() => (window.broken = undefined));

/** The screen says plainly that it does not store, why, and what to do. */
export async function expectTrouble(page: Page, trouble: keyof typeof settings.trouble) {
	await expect(page.getByText(settings.trouble[trouble].title)).toBeVisible();
	await expect(page.getByText(settings.trouble[trouble].text)).toBeVisible();
	await expect(page.getByText(ui.notSaved.long).first()).toBeVisible();
	await expect(page.getByRole('button', { name: settings.getFile })).toBeVisible();
}

export async function expectMended(page: Page) {
	for (const { title } of Object.values(settings.trouble)) await expect(page.getByText(title)).toHaveCount(0);
	await expectSaved(page);
}
