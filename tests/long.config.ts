import { configDefaults, defineConfig } from 'vitest/config';
import base from '../vite.config.ts';

/** The same tests' longer sisters: seeded random work that takes minutes. */
export default defineConfig({
	...base,
	test: {
		...base.test,
		include: ['{src,tests}/**/*.long.test.ts'],
		exclude: configDefaults.exclude,
		testTimeout: 600_000,
	},
});
