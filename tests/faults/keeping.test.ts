import { expect, test } from 'vitest';
import { live } from './keeping.ts';

test(
	'what was ever called saved is found again, whatever happened in between (60 seeds)',
	{ timeout: 60_000 },
	async () => {
		let saved = 0;
		for (let seed = 1; seed <= 60; seed++) {
			const { calledSaved, found } = await live(seed, 60);
			saved += calledSaved.length;
			expect(
				calledSaved.filter((name) => !found.includes(name)),
				`seed ${seed}`,
			).toEqual([]);
		}
		// The run sees something: hundreds of writes were called saved.
		expect(saved).toBeGreaterThan(300);
	},
);
