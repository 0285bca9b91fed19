import { sveltekit } from '@sveltejs/kit/vite';
import { configDefaults, defineConfig } from 'vitest/config';
import { mutantsPlugin } from './tests/mutants/plugin.ts';

const exclude = [...configDefaults.exclude, '**/*.long.test.ts'];

export default defineConfig({
	plugins: [sveltekit()],
	build: { target: 'es2022' },
	test: {
		projects: [
			{
				extends: true,
				plugins: [mutantsPlugin()],
				test: {
					name: 'node',
					include: ['src/**/*.test.ts', 'tests/*.test.ts', 'tests/{faults,simulation}/**/*.test.ts'],
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
