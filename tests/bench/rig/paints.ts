import type { Page } from '@playwright/test';

/** When something was on the screen for the first time, in milliseconds since the navigation began. */
export interface Painted {
	at: number;
	/** The middle of it, where a finger would land. */
	x: number;
	y: number;
	words: string;
}

export const controls =
	':is(a[href], button, input:not([type=hidden]), select, textarea, summary):not(:disabled, [inert] *)';

/** What is looked for: the first visible match, once there are so many matches in the page. */
export interface Wanted {
	selector: string;
	count?: number;
}

type Watched = { painted: Record<string, Painted>; reaction: number | undefined };

/** Runs in the page, before its own scripts: looks in each frame for what is wanted. */
function watch(wanted: [name: string, Wanted][]) {
	const painted: Record<string, Painted> = {};
	Object.assign(window, { painted });

	const visible = ({ selector, count = 1 }: Wanted) => {
		const matches = document.querySelectorAll<HTMLElement>(selector);
		for (const element of matches.length >= count ? matches : []) {
			const box = element.getBoundingClientRect();
			const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
			const isOnTop = element.contains(document.elementFromPoint(x, y));
			if (isOnTop && element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
				return { x, y, words: (element.innerText || element.ariaLabel || element.localName).trim() };
		}
		return undefined;
	};
	let missing = wanted;
	const look = () => {
		for (const [name, sought] of missing) {
			const found = visible(sought);
			if (!found) continue;
			missing = missing.filter(([each]) => each !== name);
			// A task that is posted from a frame runs when the frame has been painted.
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => (painted[name] = { at: performance.now(), ...found });
			port2.postMessage(0);
		}
		if (missing.length > 0) requestAnimationFrame(look);
	};
	requestAnimationFrame(look);
}

/** From the next navigation on the page notes when each of these is first painted. Call once for a page. */
export const watchPaints = (page: Page, wanted: Record<string, Wanted>) =>
	page.addInitScript(watch, Object.entries(wanted));

/** When it was painted. Waits for it. */
export async function paintOf(page: Page, name: string): Promise<Painted> {
	const handle = await page.waitForFunction((name) => (window as unknown as Watched).painted?.[name], name, {
		timeout: 60_000,
		polling: 100,
	});
	const painted = await handle.jsonValue();
	if (!painted) throw new Error(`${name} was never painted.`);
	return painted;
}

/**
 * Touches a place and says how long the page took to react: to change what it shows or where it is.
 * @throws when it does not react within the patience, in milliseconds
 */
export async function reactionTo(page: Page, { x, y, words }: Painted, patience = 20_000): Promise<number> {
	await page.evaluate(() => {
		let tapped: number | undefined;
		const react = () => {
			if (tapped !== undefined) Object.assign(window, { reaction: performance.now() - tapped });
		};
		addEventListener('click', (event) => (tapped ??= event.timeStamp), { capture: true });
		new MutationObserver(react).observe(document.body, {
			subtree: true,
			childList: true,
			attributes: true,
			characterData: true,
		});
	});
	await page.mouse.click(x, y);
	const handle = await page
		.waitForFunction(() => (window as unknown as Watched).reaction, null, { timeout: patience })
		.catch(() => {
			throw new Error(`"${words}" on ${page.url()} does not react.`);
		});
	return Number(await handle.jsonValue());
}
