import { defineConfig } from 'vitest/config';
import { mutantsPlugin } from './mutants/plugin.ts';
import base from '../vite.config.ts';

/** The same tests' longer sisters: seeded random work that takes minutes. */
export default defineConfig({
	plugins: [base.plugins ?? [], mutantsPlugin()],
	test: {
		// The list of faults runs once more, longer.
		include: ['{src,tests}/**/*.long.test.ts', 'tests/faults/list/**/*.test.ts'],
		testTimeout: 600_000,
	},
});
