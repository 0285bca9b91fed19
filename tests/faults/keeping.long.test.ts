import { expect, test } from 'vitest';
import { live } from './keeping.ts';

const seeds = Number(process.env['SEEDS'] ?? 2000);

test(`what was ever called saved is found again (${seeds} seeds)`, { timeout: 1_800_000 }, async () => {
	for (let seed = 1001; seed <= 1000 + seeds; seed++) {
		const { calledSaved, found } = await live(seed, 120);
		expect(
			calledSaved.filter((name) => !found.includes(name)),
			`seed ${seed}`,
		).toEqual([]);
	}
});
