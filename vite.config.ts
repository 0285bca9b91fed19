import { sveltekit } from '@sveltejs/kit/vite';
import { configDefaults, defineConfig } from 'vitest/config';
import { mutantsPlugin } from './tests/mutants/plugin.ts';

// What takes minutes, and the list of faults with real disks and lines, run by themselves (`test:long`, `test:wide`).
const exclude = [...configDefaults.exclude, '**/*.long.test.ts', 'tests/faults/list/**'];

/**
 * What every page needs, what every page of a committee needs, and Yjs, in a file each instead of some sixty: each file
 * is a round trip on a slow link, and work for the page without one (.github/decisions/0006).
 */
const groups = [
	{ name: 'yjs', priority: 3, test: /node_modules\/(yjs|lib0|y-indexeddb)\// },
	{
		name: 'frame',
		priority: 2,
		test: /node_modules\/(svelte|@sveltejs|esm-env|clsx|dexie|workbox-window|@lucide)\/|src\/lib\/(ui|device\/(app|device|here|database)|messages\/da\/(ui|device|places|settings|committees))/,
	},
	{
		name: 'committee',
		priority: 1,
		test: /node_modules\/valibot\/|src\/lib\/(documents|device\/keeping|(committees|packs|reflections|year-plan)\/(document|rules|schema))/,
	},
];

export default defineConfig({
	plugins: [sveltekit()],
	build: { target: 'es2022' },
	// Where the app is hosted apart from its sync server; svelte.config.js judges it, and puts it into the policy.
	define: {
		'import.meta.env.PUBLIC_SYNC_URL': JSON.stringify(
			(process.env['PUBLIC_SYNC_URL'] ?? '').replace(/\/$/, ''),
		),
	},
	// `npm run dev` serves the app only: a server beside it has the log (CONTRIBUTING says how it is started).
	server: { proxy: { '/log': { target: `http://localhost:${process.env['LOG_PORT'] ?? 3000}`, ws: true } } },
	environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } } },
	test: {
		// Tests of the log wait for clocks, disks and lines: one worker, the default on two cores, idles half its time.
		maxWorkers: 2,
		projects: [
			{
				extends: true,
				plugins: [mutantsPlugin()],
				test: {
					name: 'node',
					include: ['src/**/*.test.ts', 'tests/*.test.ts', 'tests/{faults,log,simulation}/**/*.test.ts'],
					exclude: [...exclude, '**/*.svelte.test.ts'],
				},
			},
			{
				extends: true,
				test: {
					// Modules compiled as for the browser, so that runes react.
					name: 'runes',
					include: ['src/**/*.svelte.test.ts'],
					exclude,
					environment: './tests/client-environment.ts',
				},
				resolve: { conditions: ['browser'] },
			},
		],
	},
});
