import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { playTrace } from './run.ts';
import { shrink } from './shrink.ts';
import { planOf, type Trace } from './trace.ts';

const results = join(import.meta.dirname, '../../test-results/simulation');

/** The oracle that a failure is of. */
const oracleOf = (failure: string | undefined): string => failure?.slice(0, 2) ?? '';

/** The smallest trace that fails as this one does, in a file: a fixture, once the cause is mended. */
const kept = async (trace: Trace, oracle: string): Promise<string> => {
	const fails = async (smaller: Trace) =>
		(await playTrace(smaller)).failures.some((failure) => oracleOf(failure) === oracle);
	const smallest = await shrink(trace, fails, 200);
	mkdirSync(results, { recursive: true });
	const path = join(results, `seed-${trace.seed}.json`);
	writeFileSync(path, `${JSON.stringify(smallest, null, '\t')}\n`);
	return path;
};

/**
 * Plays one seed after the other. The first that fails is made as small as it gets, and kept.
 * @returns what was untrue
 */
export const playSeeds = async (from: number, to: number, steps: number): Promise<string[]> => {
	for (let seed = from; seed <= to; seed++) {
		const trace = planOf(seed, steps);
		// oxlint-disable-next-line no-await-in-loop
		const { failures } = await playTrace(trace);
		if (failures.length === 0) continue;
		// oxlint-disable-next-line no-await-in-loop
		const path = await kept(trace, oracleOf(failures[0]));
		return [`seed ${seed}, see ${path}`, ...failures];
	}
	return [];
};

/** How many seeds it takes until one fails, and what says so. `undefined` when none of so many does. */
export const firstFailing = async (
	most: number,
	steps: number,
): Promise<{ seeds: number; oracle: string; failure: string } | undefined> => {
	for (let seed = 1; seed <= most; seed++) {
		// oxlint-disable-next-line no-await-in-loop
		const { failures } = await playTrace(planOf(seed, steps));
		const [failure] = failures;
		if (failure)
			return { seeds: seed, oracle: [...new Set(failures.map(oracleOf))].sort().join(' '), failure };
	}
	return undefined;
};
