import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planted } from '../mutants/planted.ts';
import type * as Many from './many.ts';

export interface Found {
	what: string;
	/** Seeds that it took; `undefined` when none of them noticed. */
	seeds: number | undefined;
	oracles: string;
}

/** Plants each mistake in the code, and plays until the simulation notices. */
export const drill = async (names: readonly string[], most: number, steps: number): Promise<Found[]> => {
	const found: Found[] = [];
	for (const { name, what } of planted.filter((each) => names.includes(each.name))) {
		// oxlint-disable-next-line no-await-in-loop
		const many: typeof Many = await import(/* @vite-ignore */ `/tests/simulation/many.ts?mutant=${name}`);
		// oxlint-disable-next-line no-await-in-loop
		const failing = await many.firstFailing(most, steps);
		found.push({ what, seeds: failing?.seeds, oracles: failing?.oracle ?? '' });
	}
	return found;
};

/** Writes down what was found. */
export const writeDown = (found: readonly Found[], steps: number): void => {
	const rows = found.map(({ what, seeds, oracles }) => `| ${what} | ${seeds ?? 'not found'} | ${oracles} |`);
	const text = `# The drill

Mistakes that somebody could make, planted one at a time, and after how many seeds of ${steps} steps the simulation noticed
(\`npm run test:long\` writes this). O0 is an error that nobody caught; the others are the oracles of \`oracles.ts\`.

| planted | seeds | noticed by |
| --- | --- | --- |
${rows.join('\n')}
`;
	writeFileSync(join(import.meta.dirname, 'DRILL.md'), text);
	console.log(text);
};
