import type { BrowserContext, Request } from '@playwright/test';

/** The JavaScript files of a page by their address: bytes of the bodies, as they went over the network. */
export type Scripts = Map<string, { bytes: number; encoding: string }>;

export const weightOf = (scripts: Scripts) =>
	[...scripts.values()].reduce((sum, { bytes }) => sum + bytes, 0) / 1000;

/** Such as `br`; `as it is` for files that are too small to gain. */
export const encodingsOf = (scripts: Scripts) =>
	[...new Set([...scripts.values()].map(({ encoding }) => encoding))].sort();

/**
 * What a page loads of JavaScript with nothing in the cache, until the network is quiet. The context must block service
 * workers: what they fetch ahead is not what the page needs.
 */
export async function weigh(context: BrowserContext, url: string): Promise<Scripts> {
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.setCacheDisabled', { cacheDisabled: true });
	const scripts: Scripts = new Map();
	const weighing: Promise<void>[] = [];
	const finished = (request: Request) => {
		const look = async () => {
			const headers = (await (await request.response())?.allHeaders()) ?? {};
			if (!headers['content-type']?.includes('javascript')) return;
			const bytes = (await request.sizes()).responseBodySize;
			scripts.set(request.url(), { bytes, encoding: headers['content-encoding'] ?? 'as it is' });
		};
		weighing.push(look());
	};
	page.on('requestfinished', finished);
	await page.goto(url, { waitUntil: 'networkidle' });
	page.off('requestfinished', finished);
	await Promise.all(weighing);
	await page.close();
	return scripts;
}
