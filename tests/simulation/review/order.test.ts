import { expect, test } from 'vitest';
import { zeros } from '#lib/sealed-log/bytes.ts';
import { inLogOrder, inOwnOrder } from '#lib/sealed-log/engine/documents/reading/order.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';

const row = (n: number, session: string, counter: number) => {
	const what = { log: 'l', id: `${n}`, kind: kinds.update, document: 'core', device: 'd', prev: '' };
	return { ...what, n, session, counter, seq: 0, placed: true, bytes: zeros(0) };
};

test('[SD5] what came before something earlier of its session is read behind it', () => {
	const rows = [row(16, 'a', 4), row(17, 'a', 5), row(18, 'b', 1), row(27, 'a', 2), row(29, 'a', 3)];
	expect(inOwnOrder(rows).map(({ session, counter }) => `${session}${counter}`)).toEqual([
		'b1',
		'a2',
		'a3',
		'a4',
		'a5',
	]);
});

test('[SD5] what has no place in the log any more is read in the order of its session', () => {
	const rows = [row(13, 'a', 1), row(15, 'a', 3), row(16, 'a', 2), { ...row(20, 'b', 1), seq: 7 }];
	expect(inLogOrder(rows).map((each) => `${each.session}${each.counter}`)).toEqual(['b1', 'a1', 'a2', 'a3']);
});
