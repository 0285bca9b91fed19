import type { Page } from '@playwright/test';
import { m as plan } from '#lib/messages/da/plan.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { savedWords } from '../../../committee.ts';

/** The line that a tablet writes in: each has its own, and all see all. */
export const line = (page: Page, at: number) => page.getByLabel(plan.action, { exact: true }).nth(at);

/** What a screen has called saved of its own line, at every frame in which it did. */
export interface Promised {
	/** «Gemt på denne tablet», or more. */
	here: string;
	/** «Gemt på serveren», or more. */
	server: string;
	/** All that was there. */
	typed: string;
}

const heardOf = new WeakMap<Page, Promised>();

/** Looks at the screen all the time, and tells the test at once: the page may be gone the next moment. */
export const lookAt = async (page: Page, at: number): Promise<Promised> => {
	const promised: Promised = { here: '', server: '', typed: '' };
	const isHeard = heardOf.has(page);
	heardOf.set(page, promised);
	if (!isHeard)
		await page.exposeFunction('promised', (what: keyof Promised, text: string) => {
			const of = heardOf.get(page);
			if (of) of[what] = text;
		});
	const onServer = savedWords.source.replace(`${ui.saved.long}|`, '');
	await line(page, at).evaluate(
		(element, { saved, onServer }) => {
			const [words, server] = [new RegExp(saved), new RegExp(onServer)];
			const tell = (what: string, text: string) =>
				void (window as unknown as { promised(what: string, text: string): void }).promised(what, text);
			const isSaid = (sought: RegExp) =>
				[...document.querySelectorAll('span')].some(
					(span) =>
						span.childElementCount === 0 &&
						sought.test(span.textContent) &&
						span.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
				);
			const last = { here: '', server: '', typed: '' };
			const look = () => {
				const { value } = element as HTMLTextAreaElement;
				const say = (what: keyof typeof last, is: boolean) => {
					if (!is || last[what] === value) return;
					last[what] = value;
					tell(what, value);
				};
				say('typed', true);
				say('here', isSaid(words));
				say('server', isSaid(server));
				requestAnimationFrame(look);
			};
			look();
		},
		{ saved: savedWords.source, onServer },
	);
	return promised;
};
