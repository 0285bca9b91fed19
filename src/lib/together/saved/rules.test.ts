import { expect, test } from 'vitest';
import type { Status } from '#lib/sealed-log/status.ts';
import { atMost, claimsMore, grave, isBack, onServer, savedAs, worries, type Saved } from './rules.ts';

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
	expect(savedAs('saved', server, true)).toEqual(server);
	expect(savedAs('saving', server, true)).toEqual({ state: 'saving' });
	expect(savedAs('failed', server, true)).toEqual({ state: 'failed' });
	expect(savedAs('saved', { state: 'saving' }, true)).toEqual({ state: 'saving' });
	expect(savedAs('saved', undefined, true)).toEqual({ state: 'here', waiting: 0, why: 'alone' });
});

test('[TO5] nothing is on its way from a tablet without a network', () => {
	const sending: Status = { state: 'here', waiting: 2, why: 'sending' };
	expect(savedAs('saved', sending, true)).toEqual(sending);
	expect(savedAs('saved', sending, false)).toEqual({ state: 'here', waiting: 2, why: 'line' });
	expect(savedAs('saved', { state: 'server' }, false)).toEqual({ state: 'server' });
});

test('[TO6] of two claims the lesser is shown, whichever came first', () => {
	claims.forEach((one, at) =>
		claims.forEach((other, beside) => {
			expect(claimsMore(one, other)).toBe(at > beside);
			expect(atMost(one, other)).toEqual(at > beside ? other : at < beside ? one : other);
		}),
	);
});

test('[TO7] words that a reader wrote before it was one are called on this tablet only, and no others', () => {
	expect(onServer({ state: 'here', waiting: 2, why: 'read-only' })).toEqual({ is: 'onlyHere' });
	expect(onServer({ state: 'here', waiting: 0, why: 'read-only' })).toEqual({ is: 'readOnly' });
	expect(onServer({ state: 'server' })).toEqual({ is: 'all' });
});

test('[TO7] what a server had lost is back when it has all, and not before', () => {
	expect(claims.filter(isBack).map(({ state }) => state)).toEqual(['server', 'reached', 'reached']);
});

test('[TO7] the gravest worry is said first, and each once', () => {
	expect(worries(['snapshot', 'server-refuses', 'split'])).toEqual(['split', 'server-refuses', 'snapshot']);
	expect(worries([])).toEqual([]);
	expect(grave(['snapshot', 'forgot', 'server-refuses', 'split'])).toEqual(['split', 'forgot']);
});
