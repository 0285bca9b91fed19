import { expect, test } from 'vitest';
import { Rig, textOf, types } from './rig.ts';
import { isActive } from '#lib/sealed-log/membership/state.ts';

test('a lost tablet can be removed after its words were put into a snapshot', async () => {
	const rig = new Rig();
	const a = await rig.found({ entries: 14, bytes: 2 ** 30 });
	const b = await rig.joins('b', a, 'write');
	const c = await rig.joins('c', a, 'write');
	for (let count = 0; count < 13; count++) {
		types(count < 4 ? b : c, `${count} `);
		await rig.pass(1500);
	}
	await rig.pass(60_000);
	expect(textOf(c)).toBe(textOf(a));
	const rows = await rig.done(a.log.archive.rows(a.log.id, 'core', 0));
	expect(rows.filter(({ kind }) => kind === 2).length).toBeLessThan(4);
	const done = await rig.done(a.log.members.revoke(b.log.row.device));
	expect(done).toEqual({ ok: true, value: undefined });
});

test('a device that has begun a thousand sessions can be removed', async () => {
	const rig = new Rig(2);
	const a = await rig.found({ entries: 100_000, bytes: 2 ** 40 });
	const b = await rig.joins('b', a, 'write');
	const hands = await rig.hands(b);
	for (let count = 0; count < 900; count++) await hands.writes(Uint8Array.of(0, 0), 0);
	await rig.pass(20_000);
	const done = await rig.done(a.log.members.revoke(b.log.row.device));
	expect(done).toEqual({ ok: true, value: undefined });
	const device = a.log.roll.state.devices.get(b.log.row.device);
	expect(device && isActive(device)).toBe(false);
});
