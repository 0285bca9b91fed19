import { expect, test } from 'vitest';
import { drill } from './drill.ts';

test('mistakes that are planted are found', async () => {
	const found = await drill(['D2', 'D4', 'D8', 'D18'], 20, 60);
	expect(found.filter(({ seeds }) => seeds === undefined)).toEqual([]);
	expect(found).toHaveLength(4);
}, 600_000);
