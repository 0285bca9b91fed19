import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';

/** The three screens every page is made for. */
export const sizes = {
	tablet: { width: 1180, height: 820 },
	upright: { width: 820, height: 1180 },
	phone: { width: 390, height: 844 },
};

/**
 * Collects what must not happen on any page of the context: errors in the console (Chromium reports
 * violations of the content security policy there too) and uncaught errors.
 * For contexts that a test opens itself; the `test` below watches its own.
 */
export function watchFaults(context: BrowserContext): string[] {
	const faults: string[] = [];
	context.on('console', (message) => {
		const { url } = message.location();
		// No line to the server is no fault of a page: the screen says what it means.
		const isLine =
			url.endsWith('/log/frames') || /^WebSocket connection to '[^']*\/log' failed/.test(message.text());
		if (message.type() === 'error' && !isLine) faults.push(`${message.text()} (${url})`);
	});
	context.on('weberror', (error) => faults.push(String(error.error())));
	return faults;
}

/**
 * Playwright's test, failing when the page had a fault. A test that provokes one names it:
 * `test.use({ allowedFaults: [/net::ERR_INTERNET_DISCONNECTED/] })`.
 */
export const test = base.extend<{ allowedFaults: RegExp[]; faultless: undefined }>({
	allowedFaults: [[], { option: true }],
	faultless: [
		async ({ context, allowedFaults }, use) => {
			const faults = watchFaults(context);
			await use(undefined);
			expect(
				faults.filter((fault) => !allowedFaults.some((allowed) => allowed.test(fault))),
				'errors in the page',
			).toEqual([]);
		},
		{ auto: true },
	],
});

export { expect };

/** WCAG 2.2 A and AA as far as axe can tell: no violation. */
export async function expectAccessible(page: Page) {
	// A colour half way from light to dark is nobody's choice, whether it moves already or begins to while axe looks.
	const wasStill = await page.evaluate(() => matchMedia('(prefers-reduced-motion: reduce)').matches);
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await page.evaluate(() => document.getAnimations().forEach((move) => move.finish()));
	const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
	// In the page itself, and without a second page for frames, which the app has none of: half the time.
	const axe = new AxeBuilder({ page })
		.options({ resultTypes: ['violations'], ancestry: true })
		.setLegacyMode();
	const { violations } = await axe.withTags(tags).analyze();
	if (!wasStill) await page.emulateMedia({ reducedMotion: 'no-preference' });
	// The whole way down from <html>: a short name of the control may mean two a moment later.
	const found = violations.flatMap(({ id, help, nodes }) =>
		nodes.map((node) => ({ id, help, target: node.ancestry?.join(' ') ?? node.target.join(' ') })),
	);
	const real: string[] = [];
	for (const { id, help, target } of found)
		if (id !== 'target-size' || !(await isLargeEnoughInSight(page, target)))
			real.push(`${id}: ${help}, ${target}`);
	expect(real, `accessibility of ${page.url()}`).toEqual([]);
}

/** A control that lies half under a bar is small only until the page is scrolled a little. */
async function isLargeEnoughInSight(page: Page, target: string) {
	await page.locator(target).evaluate((control) => control.scrollIntoView({ block: 'center' }));
	const axe = new AxeBuilder({ page }).setLegacyMode();
	const { violations } = await axe.include(target).withRules('target-size').analyze();
	return violations.length === 0;
}

/**
 * Every control that a finger must hit is at least `least` CSS pixels in both directions, its label counted in.
 * Links inside a sentence are free, as in WCAG 2.5.8; what is moved out of sight until it has focus, too.
 */
export async function expectTouchTargets(page: Page, least = 44) {
	const small = await page.evaluate((least) => {
		const controls =
			'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], ' +
			'[role=checkbox], [role=radio], [role=switch], [role=option], [role^=menuitem], [contenteditable=true]';
		const inSentence = (element: Element) =>
			element.matches('a') &&
			getComputedStyle(element).display === 'inline' &&
			[...(element.parentNode?.childNodes ?? [])].some(
				(node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
			);

		return [...document.querySelectorAll<HTMLElement>(controls)].flatMap((element) => {
			if (!element.checkVisibility({ visibilityProperty: true }) || inSentence(element)) return [];
			const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
			const boxes = [element, ...labels].map((part) => part.getBoundingClientRect());
			const width = Math.max(...boxes.map((box) => box.width));
			const height = Math.max(...boxes.map((box) => box.height));
			const outOfSight =
				boxes.every((box) => box.right <= 0 || box.bottom <= 0) || (width <= 1 && height <= 1);
			// Half a pixel: layout rounds.
			if (outOfSight || (width >= least - 0.5 && height >= least - 0.5)) return [];
			const words = element.innerText.trim() || labels[0]?.innerText.trim() || element.id;
			const name = element.getAttribute('aria-label') ?? words.slice(0, 40);
			return [`<${element.localName}> "${name}" is ${Math.round(width)} x ${Math.round(height)}`];
		});
	}, least);
	expect(small, `controls under ${least} px on ${page.url()}`).toEqual([]);
}

/** Nothing makes the page itself scroll sideways. A box that scrolls by itself may be wider than the screen. */
export async function expectNoSidewaysScroll(page: Page) {
	const wide = await page.evaluate(() => {
		const root = document.documentElement;
		if (root.scrollWidth <= root.clientWidth) return [];
		const sticksOut = [...document.body.querySelectorAll('*')].filter(
			(element) => element.getBoundingClientRect().right > root.clientWidth + 1,
		);
		return [
			`the page is ${root.scrollWidth} px wide in ${root.clientWidth}`,
			...sticksOut.slice(0, 8).map((element) => `<${element.localName} class="${element.className}">`),
		];
	});
	expect(wide, `sideways scroll on ${page.url()}`).toEqual([]);
}

/** The page at 400 % zoom on a 1280 px screen, which is 320 px wide (WCAG 1.4.10); the size is put back after. */
export async function expectReflow(page: Page) {
	const before = page.viewportSize();
	await page.setViewportSize({ width: 320, height: 640 });
	try {
		await expectNoSidewaysScroll(page);
	} finally {
		if (before) await page.setViewportSize(before);
	}
}

/** Tab alone reaches every control that is in use, each shows that it has focus, and none holds on to it. */
export async function expectKeyboard(page: Page) {
	const waiting = await page.evaluate(() => {
		const focusable =
			'a[href], button, input:not([type=hidden]), select, textarea, summary, [contenteditable=true], [tabindex]';
		const dialog = [...document.querySelectorAll('dialog:modal')].at(-1);
		const looks = (element: Element) =>
			[element, element.parentElement, element.closest('label'), element.nextElementSibling]
				.flatMap((part) => {
					if (!part) return [];
					const style = getComputedStyle(part);
					return [style.outline, style.boxShadow, style.borderColor, style.backgroundColor];
				})
				.join();
		// Of a group of radio buttons Tab reaches one, the arrow keys the rest.
		const isSpareRadio = (element: Element) => {
			if (!(element instanceof HTMLInputElement) || element.type !== 'radio' || !element.name) return false;
			const group = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(
				(other) => other.name === element.name && other.form === element.form,
			);
			return (group.find((other) => other.checked) ?? group[0]) !== element;
		};

		(document.activeElement as HTMLElement | null)?.blur?.();
		const before = new Map<Element, string>();
		for (const element of (dialog ?? document).querySelectorAll<HTMLElement>(focusable)) {
			const inUse = !element.matches(':disabled') && !element.closest('[inert]') && element.tabIndex >= 0;
			if (inUse && element.checkVisibility({ visibilityProperty: true }) && !isSpareRadio(element))
				before.set(element, looks(element));
		}
		const name = (element: Element) => {
			const words = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40);
			return `<${element.localName}${element.id && `#${element.id}`}> "${words}"`;
		};
		const seen = { reached: new Set<Element>(), unmarked: new Set<string>() };
		document.addEventListener('focusin', ({ target }) => {
			if (!(target instanceof Element)) return;
			seen.reached.add(target);
			if (before.get(target) === looks(target)) seen.unmarked.add(name(target));
		});
		Object.assign(window, {
			keyboardReach: () => ({
				// What has gone meanwhile, as a toast does, is nothing to be reached.
				unreached: [...before.keys()]
					.filter((element) => element.isConnected && !seen.reached.has(element))
					.map(name),
				unmarked: [...seen.unmarked],
			}),
		});
		return before.size;
	});

	type Reach = { unreached: string[]; unmarked: string[] };
	const reach = () => page.evaluate(() => (window as unknown as { keyboardReach(): Reach }).keyboardReach());
	// Twice round: the walk may begin in the middle, where the last tap was.
	for (let press = 0; press < 2 * waiting + 4; press++) {
		await page.keyboard.press('Tab');
		if (press >= waiting - 1 && (await reach()).unreached.length === 0) break;
	}
	expect(await reach(), `keyboard on ${page.url()}`).toEqual({ unreached: [], unmarked: [] });
}

/** All of the above that hold for any page in any state: call it wherever a journey arrives. */
export async function expectSound(page: Page) {
	await expectAccessible(page);
	await expectTouchTargets(page);
	await expectNoSidewaysScroll(page);
}
