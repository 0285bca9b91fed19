import { test } from 'vitest';
import { Rig, textOf, types } from './rig.ts';
test('control', async () => {
	const rig = new Rig(23);
	const a = await rig.found({ entries: 6, bytes: 2 ** 30 });
	const b = await rig.joins('b', a, 'write');
	for (let count = 0; count < 20; count++) {
		types(count % 2 ? a : b, `${count} `);
		await rig.pass(2000);
	}
	await rig.pass(900_000);
	const rows = await rig.done(a.log.archive.rows(a.log.id, 'core', 0));
	console.log(rows.map(({ kind, seq, device, counter }) => [kind, seq, device.slice(0, 3), counter].join(' ')).join('\n'));
	console.log(a.log.status, textOf(a), a.log.concerns, b.log.concerns, rig.world.now);
});
