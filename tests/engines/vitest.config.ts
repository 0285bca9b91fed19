import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['tests/engines/*.test.ts'],
		testTimeout: 120_000,
		fileParallelism: false,
	},
});
