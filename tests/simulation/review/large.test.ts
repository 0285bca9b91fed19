import { expect, test } from 'vitest';
import { TooLarge } from '#lib/sealed-log/engine/documents/pieces.ts';
import { Rig, textOf, types } from './rig.ts';

test('[SD12] a value that fits into no entry is told and taken back, and stops nothing else', async () => {
	const rig = new Rig(41);
	const a = await rig.found();
	const b = await rig.joins('b', a, 'write');
	const told: unknown[] = [];
	a.log.standing.watch({ failed: (_, error) => error && told.push(error) });
	a.core.act(() => a.core.doc.getMap('ticks').set('large', 'x'.repeat(300 * 1024)));
	await rig.pass(10_000);
	expect(told[0]).toBeInstanceOf(TooLarge);
	expect(a.core.doc.getMap('ticks').has('large')).toBe(false);
	const aside = await rig.done(a.log.archive.aside(a.log.id));
	types(a, 'after ');
	await rig.pass(20_000);
	expect(aside).toEqual([]);
	expect(textOf(b)).toContain('after');
});
