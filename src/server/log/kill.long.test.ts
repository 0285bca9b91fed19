import { expect, test } from 'vitest';
import { killAgainAndAgain } from '#tests/log/killing.ts';

test('R1: a server that is killed two hundred times has lost nothing it had answered', async () => {
	const found = await killAgainAndAgain(200);
	console.log(found);
	expect(found).toMatchObject({ lost: 0, twice: 0 });
	expect(found.backAfter.median).toBeLessThan(2000);
});
