import type { BrowserContext } from '@playwright/test';

/** The JavaScript of one page. */
export interface Weight {
	/** Bytes of the bodies, as they went over the network. */
	bytes: number;
	files: number;
	/** Such as `br`; `none` for files that are too small to gain. */
	encodings: string[];
}

/**
 * What a page loads of JavaScript with nothing in the cache, until the network is quiet. The context must block service
 * workers: what they fetch ahead is not what the page needs.
 */
export async function weigh(context: BrowserContext, url: string): Promise<Weight> {
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.setCacheDisabled', { cacheDisabled: true });
	const weighed: Promise<{ bytes: number; encoding: string } | undefined>[] = [];
	page.on('requestfinished', (request) => {
		const weighing = async () => {
			const response = await request.response();
			const { 'content-type': type = '', 'content-encoding': encoding = 'none' } =
				(await response?.allHeaders()) ?? {};
			return type.includes('javascript')
				? { bytes: (await request.sizes()).responseBodySize, encoding }
				: undefined;
		};
		weighed.push(weighing());
	});
	await page.goto(url, { waitUntil: 'networkidle' });
	const scripts = (await Promise.all(weighed)).filter((script) => script !== undefined);
	await page.close();
	return {
		bytes: scripts.reduce((sum, { bytes }) => sum + bytes, 0),
		files: scripts.length,
		encodings: [...new Set(scripts.map(({ encoding }) => encoding))].sort(),
	};
}
