import type { Environment } from 'vitest/runtime';

/** Node as it is, with modules compiled as for the browser, so that runes react: for `*.svelte.test.ts`. */
export default {
	name: 'client',
	viteEnvironment: 'client',
	setup: () => ({ teardown: () => undefined }),
} satisfies Environment;
