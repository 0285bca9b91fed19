import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { TooLarge } from '#lib/sealed-log/engine/documents/too-large.ts';
import { Rig, type Screen, textOf, types } from './rig.ts';

const large = 'x'.repeat(300 * 1024);

const two = async (seed: number) => {
	const rig = new Rig(seed);
	const a = await rig.found();
	const b = await rig.joins('b', a, 'write');
	const told: unknown[] = [];
	a.log.standing.watch({ failed: (_, error) => error && told.push(error) });
	/** What is written afterwards is stored, and comes to others. */
	const goesOn = async () => {
		types(a, 'after ');
		await rig.pass(20_000);
		expect(textOf(b)).toContain('after');
		expect(['server', 'reached']).toContain(a.log.status.state);
		expect(ticks(b).toJSON()).toEqual(ticks(a).toJSON());
	};
	return { rig, a, b, told, goesOn };
};

const ticks = ({ core }: Screen) => core.doc.getMap('ticks');

test('[SD12] a value that fits into no entry is told and taken back, and stops nothing else', async () => {
	const { rig, a, told, goesOn } = await two(41);
	a.core.act(() => ticks(a).set('large', large));
	await rig.pass(10_000);
	expect(told[0]).toBeInstanceOf(TooLarge);
	expect(told[0]).toMatchObject({ words: large });
	expect(ticks(a).has('large')).toBe(false);
	const aside = await rig.done(a.log.archive.aside(a.log.id));
	expect(aside).toEqual([]);
	await goesOn();
});

test('[SD12] what stood there before is there again', async () => {
	const { rig, a, b, goesOn } = await two(42);
	a.core.act(() => ticks(a).set('name', 'LMU Solsikken'));
	await rig.pass();
	a.core.act(() => ticks(a).set('name', large));
	await rig.pass(10_000);
	await goesOn();
	for (const each of [a, b]) expect(ticks(each).get('name')).toBe('LMU Solsikken');
});

test('[SD12] of a new record nothing is left that could not be read', async () => {
	const { rig, a, b, told, goesOn } = await two(43);
	a.core.add(() => {
		const pack = { statements: [{ text: 'short' }, { text: large }] };
		ticks(a).set(
			'record',
			new Y.Map<unknown>([
				['year', 2027],
				['pack', pack],
				['text', new Y.Text('words')],
			]),
		);
	});
	await rig.pass(10_000);
	expect(told[0]).toMatchObject({ words: large });
	await goesOn();
	for (const each of [a, b]) expect(ticks(each).has('record')).toBe(false);
});

test('[SD12] one that was taken back before it was stored stops nothing either', async () => {
	const { rig, a, goesOn } = await two(44);
	ticks(a).set('name', 'before');
	const undo = a.core.act(() => ticks(a).set('name', large));
	expect(undo()).toBe(true);
	await rig.pass(10_000);
	await goesOn();
	expect(ticks(a).get('name')).toBe('before');
});
