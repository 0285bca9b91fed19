import { expect, test } from 'vitest';
import { Rig, textOf, types } from './rig.ts';

test('one value that is too large for an entry is never called stored on the server, and stops nothing else', async () => {
	const rig = new Rig(41);
	const a = await rig.found();
	const b = await rig.joins('b', a, 'write');
	a.core.act(() => a.core.doc.getMap('ticks').set('large', 'x'.repeat(300 * 1024)));
	await rig.pass(10_000);
	const said = a.log.status.state;
	const isThere = b.core.doc.getMap('ticks').has('large');
	const writes = await rig.done(a.log.archive.aside(a.log.id));
	types(a, 'after ');
	await rig.pass(20_000);
	expect({ said: said === 'server' || said === 'reached', isThere }).toEqual(isThere ? { said: true, isThere } : { said: false, isThere });
	expect(writes.length).toBeLessThan(10);
	expect(textOf(b)).toContain('after');
});
