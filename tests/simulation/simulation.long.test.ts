import { expect, test } from 'vitest';
import { playSeeds } from './many.ts';

const EACH = 100;
const parts = Array.from({ length: 20 }, (_, part) => 1000 + part * EACH);

test.each(parts)('a hundred seeds from %i on: nothing that was said was untrue', async (from) => {
	expect(await playSeeds(from, from + EACH - 1, 200)).toEqual([]);
});
