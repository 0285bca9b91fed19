import { existsSync, readFileSync } from 'node:fs';

// Adds up what the runners wrote, for the last line of `.ci/run`. The arguments say whether `npm test` and
// `npm run test:engines` failed (1) or not (0): a step can fail before any test has run (formatting, types,
// a build), and that counts as one failure.

function count(name: string, ...keys: string[]): number {
	const path = `test-results/${name}.json`;
	if (!existsSync(path)) return 0;
	const report: unknown = JSON.parse(readFileSync(path, 'utf8'));
	const found = keys.reduce(
		(at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : 0),
		report,
	);
	// A report that does not say it must not turn the sum into no number, which no failure is.
	return Number(found) || 0;
}

const [testFailed = 0, enginesFailed = 0] = process.argv.slice(2).map(Number);

const passed =
	count('unit', 'numPassedTests') + count('e2e', 'stats', 'expected') + count('engines', 'numPassedTests');
const failedTests =
	count('unit', 'numFailedTests') + count('e2e', 'stats', 'unexpected') + count('e2e', 'stats', 'flaky');
const failed =
	Math.max(testFailed, failedTests) + Math.max(enginesFailed, count('engines', 'numFailedTests'));

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
