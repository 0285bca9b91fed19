import { expect, test } from 'vitest';
import { killAgainAndAgain } from '#tests/log/killing.ts';

test(
	'R1: a server that is killed twenty times has lost nothing it had answered',
	{ timeout: 120_000 },
	async () => {
		const { lost, twice, answered, backAfter } = await killAgainAndAgain(20);
		expect({ lost, twice }).toEqual({ lost: 0, twice: 0 });
		expect(answered).toBeGreaterThan(200);
		// The machine may be busy with other tests.
		expect(backAfter.median).toBeLessThan(2000);
	},
);
