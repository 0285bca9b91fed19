import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** What Playwright switches off. Chromium minds the last list only, so it stands here whole, with ours behind it. */
const off = [
	'AvoidUnnecessaryBeforeUnloadCheckSync',
	'DestroyProfileOnBrowserClose',
	'HttpsUpgrades',
	'HttpsFirstBalancedModeAutoEnable',
	'LensOverlay',
	'MediaRouter',
	'PaintHolding',
	'ThirdPartyStoragePartitioning',
	'AvoidCorsURLLoaderRestartOnRedirect',
	'TcpPortRandomizationWin',
	'OptimizationHints',
	'NetworkTimeServiceQuerying',
	'AimEnabled',
	'PreconnectToSearch',
	// Two pages for the address bar's suggestions, made anew for each tablet: more work than a page of ours.
	'WebUIOmniboxPopup',
	'WebUIOmniboxAimPopup',
];

/** How every test and benchmark starts Chromium: no sandbox (containers have none), and no traffic of its own. */
export const launchArguments = [
	`--disable-features=${off.join(',')}`,
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];

function candidates() {
	const named = process.env['CHROMIUM'];
	if (named) return [named];
	return [
		chromium.executablePath(),
		'/usr/bin/chromium',
		'/usr/bin/chromium-browser',
		'/usr/bin/google-chrome',
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		'/Applications/Chromium.app/Contents/MacOS/Chromium',
	].filter((path) => existsSync(path));
}

/** The first Chromium on this machine (`CHROMIUM` names one by hand), untried; undefined when there is none. */
export const findChromium = () => candidates()[0];

// A browser can be there and still lack the libraries it needs (Playwright's own, on a bare machine).
const starts = (path: string) =>
	spawnSync(path, [...launchArguments, '--headless', '--dump-dom', 'about:blank'], { timeout: 60_000 })
		.status === 0;

// Standard output is for the path alone, so what the installers say goes to standard error.
const run = (command: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
	spawnSync(command, args, {
		stdio: ['ignore', 2, 2],
		timeout: 600_000,
		env: { ...process.env, ...env },
	}).status === 0;

const isRootOnDebian = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

function installByPlaywright() {
	console.error('No Chromium that starts on this machine. Playwright installs one ...');
	run('npx', ['playwright', 'install', '--no-shell', 'chromium'], {
		PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000',
	});
}

function installByDebian() {
	if (!isRootOnDebian) return;
	console.error("Still none. Installing Debian's ...");
	if (run('apt-get', ['update', '-qq']))
		run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
			DEBIAN_FRONTEND: 'noninteractive',
		});
}

function ensureChromium(): string | undefined {
	const found = candidates().find(starts);
	if (found || process.env['CHROMIUM']) return found;
	for (const install of [installByPlaywright, installByDebian]) {
		install();
		const installed = candidates().find(starts);
		if (installed) return installed;
	}
	return undefined;
}

// Run as a program, it prints the path of a Chromium that starts, installing one when there is none.
if (import.meta.main) {
	const path = ensureChromium();
	if (path) console.log(path);
	else {
		console.error(
			process.env['CHROMIUM']
				? `CHROMIUM=${process.env['CHROMIUM']} does not start. Name another Chromium, or leave CHROMIUM unset.`
				: 'The browser tests need Chromium: none was found, and none could be installed. ' +
						'Install Chromium, or name one: CHROMIUM=/path/to/chromium npm test',
		);
		process.exitCode = 1;
	}
}
