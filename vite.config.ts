import { sveltekit } from '@sveltejs/kit/vite';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [sveltekit()],
	build: { target: 'es2022' },
	test: {
		include: ['src/**/*.test.ts', 'tests/*.test.ts', 'tests/faults/**/*.test.ts'],
		exclude: [...configDefaults.exclude, '**/*.long.test.ts'],
		environment: 'node',
		// Svelte's client build, so that runes react outside the browser too.
		server: { deps: { inline: [/svelte/] } },
	},
	resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
});
