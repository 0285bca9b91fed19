import { existsSync, readFileSync } from 'node:fs';

// Adds up what the runners wrote, for the last lines of `.ci/run`. The arguments say whether `npm test`,
// `npm run test:wide` and `npm run test:engines` failed (1) or not (0): a step can fail before any test has run
// (formatting, types, a build), and that counts as one failure.

const read = (name: string): unknown => {
	const path = `test-results/${name}.json`;
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
};

const reports = {
	unit: read('unit'),
	e2e: read('e2e'),
	unitWide: read('unit-wide'),
	wide: read('wide'),
	engines: read('engines'),
};

const at = (report: unknown, key: string): unknown =>
	typeof report === 'object' && report !== null ? Reflect.get(report, key) : undefined;

// A report that does not say it must not turn the sum into no number, which no failure is.
const count = (report: unknown, ...keys: string[]): number => Number(keys.reduce(at, report)) || 0;

/** Titles of the tests that passed at the second try. */
function secondTries(report: unknown): string[] {
	const suites = at(report, 'suites');
	const specs = at(report, 'specs');
	return [
		...(Array.isArray(suites) ? suites.flatMap(secondTries) : []),
		...(Array.isArray(specs) ? specs : [])
			.filter((spec) => [at(spec, 'tests')].flat().some((test) => at(test, 'status') === 'flaky'))
			.map((spec) => `${String(at(spec, 'file'))}: ${String(at(spec, 'title'))}`),
	];
}

const [testFailed = 0, wideFailed = 0, enginesFailed = 0] = process.argv.slice(2).map(Number);
const { unit, e2e, unitWide, wide, engines } = reports;

const inBrowser = (key: string) => count(e2e, 'stats', key) + count(wide, 'stats', key);
const passed =
	count(unit, 'numPassedTests') +
	count(unitWide, 'numPassedTests') +
	inBrowser('expected') +
	inBrowser('flaky') +
	count(engines, 'numPassedTests');
const failed =
	Math.max(testFailed, count(unit, 'numFailedTests') + count(e2e, 'stats', 'unexpected')) +
	Math.max(wideFailed, count(unitWide, 'numFailedTests') + count(wide, 'stats', 'unexpected')) +
	Math.max(enginesFailed, count(engines, 'numFailedTests'));

for (const title of [...secondTries(e2e), ...secondTries(wide)]) console.log(`at the second try: ${title}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
