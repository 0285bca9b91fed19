import { expect, test } from 'vitest';
import { zeros } from '#lib/sealed-log/bytes.ts';
import { acknowledge, requeue, take } from '#lib/sealed-log/engine/keeping/intake.ts';
import { inLogOrder, inOwnOrder } from '#lib/sealed-log/engine/documents/reading/order.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { readEntry } from '#lib/sealed-log/entry/sealed.ts';
import { Rig, types } from './rig.ts';

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

test('[SD6] an entry that another had the name of is read anew when it has another place', async () => {
	const rig = new Rig(9);
	const a = await rig.found();
	types(a, 'words');
	await rig.pass();
	const { archive, id: log, crypto } = a.log;
	const rows = await rig.done(archive.rows(log, 'core', 0));
	const written = rows.find(({ kind }) => kind === kinds.update);
	const read = written && (await readEntry(crypto, written.bytes));
	if (!written || !read?.ok) throw new Error('nothing was written');
	const { id, seq, bytes } = written;
	await rig.done(archive.setAside({ log, id, document: 'core', why: 'other-client', bytes }));
	const stored = () => rig.done(acknowledge(archive, log, { id, seq }, undefined, 1));
	expect(await stored()).toEqual([]);
	await rig.done(requeue(archive, log, []));
	expect(await stored()).toEqual(['core']);
	expect(await stored()).toEqual([]);
	// As it is when somebody else has handed it in.
	const { sealed } = read;
	const place = { ...a.log.row.place, seq };
	await rig.done(requeue(archive, log, []));
	for (const anew of [['core'], []]) {
		const taken = await rig.done(take(archive, log, [{ seq, sealed }], place, 1));
		expect([...(taken?.forked ?? [])]).toEqual(anew);
	}
});
