import { defineConfig } from 'vitest/config';
import { mutantsPlugin } from './mutants/plugin.ts';
import base from '../vite.config.ts';

/** The list of faults: real servers, disks and lines. */
export default defineConfig({
	plugins: [base.plugins ?? [], mutantsPlugin()],
	test: { include: ['tests/faults/list/**/*.test.ts'], maxWorkers: 2 },
});
