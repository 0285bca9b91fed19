import { expect, test } from 'vitest';
import type { Status } from '#lib/sealed-log/status.ts';
import { atMost, claimsMore, savedAs, worries, type Saved } from './rules.ts';

const claims: Saved[] = [
	{ state: 'failed' },
	{ state: 'saving' },
	{ state: 'here', waiting: 1, why: 'line' },
	{ state: 'server' },
	{ state: 'reached', others: 1, of: 2 },
	{ state: 'reached', others: 2, of: 2 },
];

test('[TO5] neither the tablet nor the log is claimed for more than they say', () => {
	const server: Status = { state: 'server' };
	expect(savedAs('saved', server)).toEqual(server);
	expect(savedAs('saving', server)).toEqual({ state: 'saving' });
	expect(savedAs('failed', server)).toEqual({ state: 'failed' });
	expect(savedAs('saved', { state: 'saving' })).toEqual({ state: 'saving' });
	expect(savedAs('saved', undefined)).toEqual({ state: 'here', waiting: 0, why: 'alone' });
});

test('[TO6] of two claims the lesser is shown, whichever came first', () => {
	claims.forEach((one, at) =>
		claims.forEach((other, beside) => {
			expect(claimsMore(one, other)).toBe(at > beside);
			expect(atMost(one, other)).toEqual(at > beside ? other : at < beside ? one : other);
		}),
	);
});

test('[TO7] the gravest worry is said first, and each once', () => {
	expect(worries(['snapshot', 'server-refuses', 'split'])).toEqual(['split', 'server-refuses', 'snapshot']);
	expect(worries([])).toEqual([]);
});
