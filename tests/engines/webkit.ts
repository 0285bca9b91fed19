import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { Builder, Key, type WebDriver, WebElement } from 'selenium-webdriver';
import type { Driver, Engine } from './engine.ts';

const driverBinary = '/usr/bin/WebKitWebDriver';
const screenBinary = '/usr/bin/Xvfb';

/** WebKit, which iPads run: Debian's MiniBrowser on a screen of its own, over classic WebDriver. */
export const webkit: Engine = {
	name: 'WebKit',
	missing: () => [
		...(existsSync(driverBinary) ? [] : ['webkit2gtk-driver']),
		...(existsSync(screenBinary) ? [] : ['xvfb']),
	],
	start: async ({ refuseStorage }) => {
		const screen = await startScreen();
		const port = await freePort();
		const driver = spawn(driverBinary, [`--port=${port}`], {
			env: { ...process.env, DISPLAY: screen.display },
			stdio: 'ignore',
		});
		const stop = () => {
			driver.kill();
			screen.stop();
		};
		const browser = await connect(port, refuseStorage).catch((error: unknown) => {
			stop();
			throw error;
		});

		async function use(
			find: (words: string) => Element | undefined,
			words: string,
			act: (element: WebElement) => Promise<void>,
		) {
			const element = await browser.executeScript(find, words);
			if (!(element instanceof WebElement)) return false;
			await act(element);
			return true;
		}

		return {
			open: (url) => browser.get(url),
			reload: () => browser.navigate().refresh(),
			evaluate: (inPage) => browser.executeScript(inPage),
			click: (find, words) => use(find, words, (element) => element.click()),
			type: (find, words, text) => use(find, words, (element) => element.sendKeys(text, Key.ENTER)),
			close: async () => {
				await browser.quit();
				stop();
			},
		} satisfies Driver;
	},
};

async function startScreen() {
	// Xvfb chooses a free display and writes its number to the descriptor.
	const screen = spawn(
		screenBinary,
		['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
		{
			stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
		},
	);
	const [number] = await once(screen.stdio[3] as Readable, 'data');
	return { display: `:${String(number).trim()}`, stop: () => screen.kill() };
}

async function freePort() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	if (!address || typeof address === 'string') throw new Error('No free port on this machine.');
	return address.port;
}

async function connect(port: number, refuseStorage: boolean): Promise<WebDriver> {
	// Classic WebDriver has no script before load: WebKit itself is told to have no IndexedDB.
	const storage = refuseStorage ? ['--enable-html5-database=false'] : [];
	const end = Date.now() + 20_000;
	for (;;) {
		try {
			return await new Builder()
				.disableEnvironmentOverrides()
				.usingServer(`http://127.0.0.1:${port}`)
				.withCapabilities({
					browserName: 'MiniBrowser',
					'webkitgtk:browserOptions': { args: ['--automation', '--geometry=1180x910', ...storage] },
				})
				.build();
		} catch (error) {
			if (Date.now() > end) throw error;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}
}
