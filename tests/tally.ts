import { existsSync, readFileSync } from 'node:fs';

// Adds up what the runners wrote, for the last line of `.ci/run`. The argument is the number of steps that failed:
// a step can fail before any test has run (formatting, types, a build), and that must not read as "0 failed".

const read = (name: string): unknown => {
	const path = `test-results/${name}.json`;
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
};

const count = (report: unknown, ...keys: string[]) =>
	keys.reduce<unknown>(
		(at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : 0),
		report,
	);

const [unit, e2e, engines] = ['unit', 'e2e', 'engines'].map(read);
const sum = (...counts: unknown[]) => counts.reduce<number>((total, each) => total + Number(each ?? 0), 0);

const passed = sum(
	count(unit, 'numPassedTests'),
	count(engines, 'numPassedTests'),
	count(e2e, 'stats', 'expected'),
);
const failed = sum(
	count(unit, 'numFailedTests'),
	count(engines, 'numFailedTests'),
	count(e2e, 'stats', 'unexpected'),
	count(e2e, 'stats', 'flaky'),
);
const failedSteps = Number(process.argv[2] ?? 0);

console.log(`${passed} passed, ${failed || failedSteps} failed`);
process.exitCode = failed || failedSteps ? 1 : 0;
