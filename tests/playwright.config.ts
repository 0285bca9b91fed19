import { defineConfig } from '@playwright/test';
import { findChromium, launchArguments } from './browser.ts';

const port = process.env['PORT'] ?? '3200';
const executablePath = findChromium();
const long = process.env['LONG'] !== undefined;
const wide = process.env['WIDE'] !== undefined;
const name = wide ? 'wide' : 'e2e';

export default defineConfig({
	testDir: '.',
	// What is rarer runs in `npm run test:wide`, what takes minutes for itself in `npm run test:long`.
	testMatch: wide ? '**/*.wide.spec.ts' : '**/*.spec.ts',
	testIgnore: long ? [] : wide ? ['**/*.long.spec.ts'] : ['**/*.long.spec.ts', '**/*.wide.spec.ts'],
	outputDir: `../test-results/${name}`,
	globalTeardown: './faults/list/browser/search.ts',
	forbidOnly: true,
	fullyParallel: true,
	// In CI one test in a thousand that fails for a moment's load must not hide the rest: it is tried again, and named.
	retries: Number(process.env['RETRIES'] ?? 0),
	workers: 2,
	timeout: 60_000,
	reporter: [['list'], ['json', { outputFile: `../test-results/${name}.json` }]],
	use: {
		baseURL: `http://localhost:${port}`,
		locale: 'da-DK',
		timezoneId: 'Europe/Copenhagen',
		// It fetches the whole app into each test's browser: a sixth of the time. Journeys, and what is about having no net, allow it.
		serviceWorkers: 'block',
		// A trace of every step costs a third of the time; `TRACE=1` asks for it.
		trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
		screenshot: 'only-on-failure',
		launchOptions: { args: launchArguments, ...(executablePath && { executablePath }) },
	},
	projects: [
		// The tablet on the table; a spec that is about another size sets its own viewport (`sizes` in page.ts).
		{ name: 'chromium', use: { viewport: { width: 1180, height: 820 }, hasTouch: true } },
	],
	webServer: {
		command: 'node src/server/main.ts',
		cwd: '..',
		env: { PORT: port, DATA_DIR: 'test-results/data' },
		url: `http://localhost:${port}`,
		reuseExistingServer: false,
	},
});
