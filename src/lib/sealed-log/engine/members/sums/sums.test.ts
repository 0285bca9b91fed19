import { expect, test } from 'vitest';
import { Table, together } from '#tests/simulation/table.ts';

test('[SU11] four tablets answer, and each of them sees the sum', async () => {
	const table = await Table.laid([1, 1, 1, 2]);
	expect(table.states).toEqual(['none', 'none', 'none', 'none']);
	expect(await table.fix()).toEqual({ ok: true });
	expect(table.states).toEqual(['set', 'set', 'set', 'set']);
	expect(table.seat(3).sum.view).toMatchObject({ mine: 'in', isFit: true, statements: 3 });
	const marks = table.marks();
	for (const [at, { sum }] of table.seats.entries()) {
		expect(sum.view.missing).toHaveLength(4 - at);
		expect(await table.does(sum.give(marks[at]!))).toEqual({ ok: true });
	}
	await table.rig.pass();
	for (const { sum } of table.seats)
		expect(sum.view).toMatchObject({ state: 'done', mine: 'given', result: together(marks) });
});
