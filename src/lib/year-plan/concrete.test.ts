import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { recordOf } from '#lib/documents/records.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { YearPlan } from './document.ts';

// What makes a goal concrete, on one device and on two.

const now = new Date('2027-01-10T10:00:00Z');
const open = () => new YearPlan(new SharedDocument('year-2027'));

function meet(one: YearPlan, other: YearPlan) {
	Y.applyUpdate(one.shared.doc, Y.encodeStateAsUpdate(other.shared.doc));
	Y.applyUpdate(other.shared.doc, Y.encodeStateAsUpdate(one.shared.doc));
}

/** Two devices that have met and hold the same goal. */
function twoDevices() {
	const [mine, yours] = [open(), open()];
	const goal = mine.addGoal({ text: 'Ro ved bordet', direction: 'own' }, now);
	meet(mine, yours);
	return { mine, yours, goal };
}

test('[YP20] what makes no sense at a goal costs its own field, and the goal is read', () => {
	const plan = open();
	const goal = plan.addGoal({ text: 'Ro', direction: 'own' }, now);
	expect(plan.goals().records).toMatchObject([{ id: goal, text: 'Ro' }]);
	plan.shared.add(() => {
		const record = recordOf(plan.goalMap, goal);
		record?.set('different', { newer: true });
		record?.set('noticedBy', 'Alle');
		record?.set('lookOn', 'next-meeting');
	});
	const { records, broken } = plan.goals();
	expect(broken).toEqual([]);
	expect(records).toMatchObject([
		{ id: goal, text: 'Ro', different: undefined, noticedBy: 'Alle', lookOn: undefined },
	]);
});

test('[YP20] each makes a goal concrete in one way, and both stand', () => {
	const { mine, yours, goal } = twoDevices();
	mine.describeGoal(goal, { different: 'Alle når at holde pause' });
	yours.describeGoal(goal, { noticedBy: 'Børnene 🌻', lookOn: '2027-04-14' });
	meet(mine, yours);
	expect(yours.goals().records[0]).toMatchObject({
		different: 'Alle når at holde pause',
		noticedBy: 'Børnene 🌻',
		lookOn: '2027-04-14',
	});
});

test('[YP20] [YP17] what is written at a goal is taken back alone, and no words take it away', () => {
	const { mine, yours, goal } = twoDevices();
	mine.describeGoal(goal, { noticedBy: 'Alle' });
	const undo = mine.describeGoal(goal, { different: 'Ro', lookOn: '2027-04-14' });
	meet(mine, yours);
	yours.describeGoal(goal, { lookOn: '2027-06-30' });
	meet(mine, yours);
	expect(undo()).toBe(true);
	expect(mine.goals().records[0]).toMatchObject({ noticedBy: 'Alle', lookOn: '2027-06-30' });
	expect(mine.goals().records[0]?.different).toBeUndefined();
	mine.describeGoal(goal, { noticedBy: '', lookOn: undefined });
	expect(Object.keys(recordOf(mine.goalMap, goal)?.toJSON() ?? {})).not.toContain('noticedBy');
});
