import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'medspil-tally-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The last line of a run with these reports, and how it ends. */
const tally = (reports: Record<string, object>, ...failed: number[]) => {
	mkdirSync(join(folder, 'test-results'), { recursive: true });
	for (const [name, report] of Object.entries(reports))
		writeFileSync(join(folder, 'test-results', `${name}.json`), JSON.stringify(report));
	const script = join(import.meta.dirname, 'tally.ts');
	const { stdout, status } = spawnSync(process.execPath, [script, ...failed.map(String)], { cwd: folder });
	return [stdout.toString().trim(), status];
};

const unit = { numPassedTests: 3, numFailedTests: 0 };

const stats = { expected: 4, unexpected: 0, flaky: 0 };

test('what passed and failed is added up, and one failure is enough', () => {
	const e2e = { stats };
	expect(tally({ unit, e2e }, 0, 0, 0)).toEqual(['7 passed, 0 failed', 0]);
	expect(tally({ unit, e2e }, 1, 0, 0)).toEqual(['7 passed, 1 failed', 1]);
	expect(tally({ unit, e2e }, 0, 1, 0)).toEqual(['7 passed, 1 failed', 1]);
	expect(tally({ unit, e2e, wide: { stats } }, 0, 0, 0)).toEqual(['11 passed, 0 failed', 0]);
	const failing = { stats: { ...stats, unexpected: 2 } };
	expect(tally({ unit, e2e: failing, wide: failing }, 1, 1, 0)).toEqual(['11 passed, 4 failed', 1]);
});

test('what passed at the second try is named', () => {
	const specs = [
		{ title: 'steady', file: 'a.spec.ts', tests: [{ status: 'expected' }] },
		{ title: 'shaky', file: 'b.spec.ts', tests: [{ status: 'flaky' }] },
	];
	const e2e = { stats: { ...stats, flaky: 1 }, suites: [{ suites: [{ specs }] }] };
	expect(tally({ unit, e2e }, 0, 0, 0)).toEqual([
		'at the second try: b.spec.ts: shaky\n8 passed, 0 failed',
		0,
	]);
});

test('a report that does not say what it should never makes a failure green', () => {
	const failing = { ...unit, numFailedTests: 2 };
	for (const broken of [{}, { stats: {} }, { stats: { unexpected: 'many' } }])
		expect(tally({ unit: failing, e2e: broken }, 1, 0, 0)).toEqual(['3 passed, 2 failed', 1]);
});
