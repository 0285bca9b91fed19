import { expect, test } from 'vitest';
import { planted } from '../mutants/planted.ts';
import { drill, writeDown } from './drill.ts';

test('every mistake that is planted is found', async () => {
	const names = planted.map(({ name }) => name);
	const found = await drill(names, 100, 120);
	writeDown(found, 120);
	expect(found.filter(({ seeds }) => seeds === undefined)).toEqual([]);
}, 3_600_000);
