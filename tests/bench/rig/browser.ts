import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { findChromium, launchArguments } from '../../browser.ts';

/** How much slower than this machine: a tablet from the municipality, roughly. */
export const slowdown = 4;

interface Options {
	/** Chromium listens here for another tool. */
	debuggingPort?: number;
	/** Without, every request of a page is seen as it goes over the network. */
	serviceWorkers?: 'allow' | 'block';
}

/** Chromium with a profile on the disk: a profile in memory would store for free. */
export function openBrowser(profile: string, options: Options = {}): Promise<BrowserContext> {
	const { debuggingPort, serviceWorkers = 'allow' } = options;
	const executablePath = findChromium();
	const listen = debuggingPort ? [`--remote-debugging-port=${debuggingPort}`] : [];
	return chromium.launchPersistentContext(profile, {
		args: [...launchArguments, ...listen],
		...(executablePath && { executablePath }),
		viewport: { width: 1180, height: 820 },
		hasTouch: true,
		locale: 'da-DK',
		timezoneId: 'Europe/Copenhagen',
		serviceWorkers,
	});
}

/** A new tab whose processor is slowed down, from its first page on. */
export async function openTab(context: BrowserContext, rate = slowdown): Promise<Page> {
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate });
	return page;
}

/** Settles when the service worker has everything and answers for this page. */
export const keptForOffline = (page: Page) =>
	page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', null, {
		timeout: 120_000,
	});
