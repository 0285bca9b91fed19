import { entries } from './entries.ts';
import { frames } from './frames.ts';
import { membership } from './membership.ts';
import type { Mistake } from './mistake.ts';
import { server } from './server.ts';
import { claims, database, store } from './device.ts';
import { sums } from './sums.ts';

const inFolder = (folder: string, mistakes: Mistake[]) =>
	mistakes.map(([name, file, from, to]) => ({ name, file: `${folder}/${file}`, from, to }));

/** Mistakes that the tests of a rule have to notice: `tests/mutants.test.ts` makes them one by one. */
export const mutants = [
	...inFolder('src/lib/sealed-log', [...entries, ...frames, ...membership, ...sums]),
	...inFolder('src/lib/sealed-log/engine', [...store, ...claims]),
	...inFolder('src/lib/device', database),
	...inFolder('src/server/log', server),
];
