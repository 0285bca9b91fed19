import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { recordOf } from '#lib/documents/records.ts';
import { SharedDocument } from '#lib/documents/shared.ts';
import { writeText } from '#lib/documents/text.ts';
import { YearPlan } from './document.ts';
import { planParts } from './rules.ts';

const now = new Date('2027-01-10T10:00:00Z');

/** Two devices that have met and hold the same goal with an action. */
function twoDevices() {
	const [mine, yours] = [open(), open()];
	const goal = mine.addGoal(
		{ text: 'Alle ved, hvad vi drøfter', direction: 'own', topic: 'communication' },
		now,
	);
	const action = mine.addAction({ what: 'Kort nyt', direction: 'own', goal }, now);
	meet(mine, yours);
	return { mine, yours, goal, action };
}

const open = () => new YearPlan(new SharedDocument('year-2027'));

function meet(one: YearPlan, other: YearPlan) {
	Y.applyUpdate(one.shared.doc, Y.encodeStateAsUpdate(other.shared.doc));
	Y.applyUpdate(other.shared.doc, Y.encodeStateAsUpdate(one.shared.doc));
	expect(one.shared.doc.getMap('actions').toJSON()).toEqual(other.shared.doc.getMap('actions').toJSON());
	expect(one.shared.doc.getMap('goals').toJSON()).toEqual(other.shared.doc.getMap('goals').toJSON());
}

const type = (plan: YearPlan, id: string, words: string) => {
	const text = plan.actionText(id);
	if (!text) throw new Error(`no action ${id}`);
	plan.shared.type(() => writeText(text, words));
};

const only = (plan: YearPlan) => {
	const [action] = plan.actions().records;
	if (!action) throw new Error('no action');
	return action;
};

test('what is added is read back, with where it came from', () => {
	const plan = open();
	expect(plan.isUnwritten).toBe(true);
	const from = { reflection: 'r', statement: 'lmu-t4', step: 'own' as const };
	const goal = plan.addGoal({ text: 'Æblet 🌻', direction: 'own', topic: 'task', ...from }, now);
	const action = plan.addAction({ what: 'Plant', direction: 'own', goal, ...from }, now);
	plan.setDue(action, '2027-03-18');
	plan.setRhythm(action, ' hver måned ');
	plan.setPartners(action, 'arbejdsmiljøgruppen');
	expect(plan.isUnwritten).toBe(false);
	expect(plan.goals().records).toMatchObject([
		{ id: goal, text: 'Æblet 🌻', direction: 'own', topic: 'task', ...from },
	]);
	expect(plan.actions().records).toMatchObject([
		{
			id: action,
			what: 'Plant',
			goal,
			due: '2027-03-18',
			rhythm: 'hver måned',
			partners: 'arbejdsmiljøgruppen',
			progress: 'planned',
			owners: [],
			...from,
		},
	]);
});

test('[YP19] what is added stands after what is there, also in the same moment and with a clock that went back', () => {
	const plan = open();
	const yearBefore = new Date('2026-01-10T10:00:00Z');
	for (const [what, at] of [
		['First', now],
		['Second', now],
		['Third', yearBefore],
		['Fourth', yearBefore],
	] as const)
		plan.addAction({ what, direction: 'own' }, at);
	expect(plan.actions().records.map(({ what }) => what)).toEqual(['First', 'Second', 'Third', 'Fourth']);
	plan.shared.add(() => recordOf(plan.actionMap, only(plan).id)?.set('addedAt', 'soon'));
	plan.addAction({ what: 'Fifth', direction: 'own' }, now);
	expect(plan.actions().records).toHaveLength(5);
});

test('goals and actions stand in the order in which they were added, on every device', () => {
	const { mine, yours } = twoDevices();
	mine.addAction({ what: 'Second', direction: 'own' }, new Date('2027-01-11T10:00:00Z'));
	yours.addAction({ what: 'Third', direction: 'own' }, new Date('2027-01-12T10:00:00Z'));
	meet(mine, yours);
	for (const plan of [mine, yours])
		expect(plan.actions().records.map(({ what }) => what)).toEqual(['Kort nyt', 'Second', 'Third']);
});

describe('two people at once', () => {
	test('[YP15] one ticks while the other writes in the same action, and both stand', () => {
		const { mine, yours, action } = twoDevices();
		mine.setProgress(action, 'done', '2027-01-14');
		type(yours, action, 'Kort nyt efter hvert møde');
		meet(mine, yours);
		expect(only(mine)).toMatchObject({
			what: 'Kort nyt efter hvert møde',
			progress: 'done',
			progressOn: '2027-01-14',
		});
	});

	test('[YP15] both write in the same words, and neither loses a letter', () => {
		const { mine, yours, action } = twoDevices();
		type(mine, action, 'Meget kort nyt');
		type(yours, action, 'Kort nyt på tavlen');
		meet(mine, yours);
		expect(only(mine).what).toContain('Meget');
		expect(only(mine).what).toContain('på tavlen');
	});

	test('[YP15] each puts one person on, and both are on', () => {
		const { mine, yours, action } = twoDevices();
		mine.setOwner(action, 'karen', true);
		yours.setOwner(action, 'mette', true);
		meet(mine, yours);
		expect(only(yours).owners).toEqual(['karen', 'mette']);
	});

	test('[YP5] one turns a goal while the other adds an action to it: the action follows the goal', () => {
		const { mine, yours, goal, action } = twoDevices();
		mine.turnGoal(goal, 'across');
		const added = yours.addAction({ what: 'Ny', direction: 'own', goal }, new Date('2027-01-11T10:00:00Z'));
		meet(mine, yours);
		const parts = planParts(yours.goals().records, yours.actions().records);
		expect(parts).toHaveLength(1);
		expect(parts[0]).toMatchObject({ key: goal, direction: 'across' });
		expect(parts[0]?.actions.map(({ id }) => id)).toEqual([action, added]);
	});

	test('[YP5] one removes a goal while the other adds an action to it: the action is still there', () => {
		const { mine, yours, goal } = twoDevices();
		mine.removeGoal(goal, '2027-01-11');
		yours.addAction({ what: 'Ny', direction: 'own', goal }, new Date('2027-01-11T10:00:00Z'));
		meet(mine, yours);
		const parts = planParts(mine.goals().records, mine.actions().records);
		expect(parts).toMatchObject([{ key: 'own/loose', actions: [{ what: 'Kort nyt' }, { what: 'Ny' }] }]);
	});

	test('[YP16] one removes an action while the other writes in it; after the undo the new words are there', () => {
		const { mine, yours, action } = twoDevices();
		const undo = mine.removeAction(action, '2027-01-11');
		type(yours, action, 'Kort nyt på tavlen');
		meet(mine, yours);
		expect(mine.actions().records).toEqual([]);
		expect(undo()).toBe(true);
		meet(mine, yours);
		expect(only(yours).what).toBe('Kort nyt på tavlen');
	});

	test('[YP16] taking back what was added marks it deleted, and another undo brings back what others wrote in it', () => {
		const { mine, yours, action } = twoDevices();
		const bringBack = mine.removeAction(action, '2027-01-11');
		meet(mine, yours);
		expect(yours.actions().records).toEqual([]);
		type(yours, action, 'Skrevet imens');
		meet(mine, yours);
		bringBack();
		expect(only(mine).what).toBe('Skrevet imens');
	});

	test('[YP17] my undo takes back my tick, and not what the other has decided since', () => {
		const { mine, yours, action } = twoDevices();
		const undo = mine.setProgress(action, 'done', '2027-01-14');
		meet(mine, yours);
		yours.setProgress(action, 'dropped', '2027-01-15');
		yours.setDue(action, '2027-02-01');
		meet(mine, yours);
		undo();
		meet(mine, yours);
		expect(only(mine)).toMatchObject({ progress: 'dropped', due: '2027-02-01' });
	});
});

describe('undo', () => {
	test('[YP17] my undo of what the other has decided anew takes back nothing, not what I did before either', () => {
		const { mine, yours, action } = twoDevices();
		mine.setOwner(action, 'karen', true);
		const undo = mine.setDue(action, '2027-02-01');
		meet(mine, yours);
		yours.setDue(action, '2027-03-01');
		meet(mine, yours);
		expect(undo()).toBe(false);
		expect(only(mine)).toMatchObject({ owners: ['karen'], due: '2027-03-01' });
	});

	test('[YP17] turning a goal takes its actions along, and one undo takes all of it back', () => {
		const { mine, goal } = twoDevices();
		const undo = mine.turnGoal(goal, 'upAndDown');
		expect(mine.goals().records[0]?.direction).toBe('upAndDown');
		expect(only(mine).direction).toBe('upAndDown');
		expect(undo()).toBe(true);
		expect(mine.goals().records[0]?.direction).toBe('own');
		expect(only(mine).direction).toBe('own');
	});

	test('[YP17] placing an action under another goal is one step', () => {
		const { mine, action, goal } = twoDevices();
		const undo = mine.place(action, { direction: 'across' });
		expect(only(mine)).toMatchObject({ direction: 'across' });
		expect(only(mine).goal).toBeUndefined();
		undo();
		expect(only(mine)).toMatchObject({ direction: 'own', goal });
	});

	test('[YP7] several actions are taken along in one step, and stay in their own document', () => {
		const { mine, action } = twoDevices();
		const other = mine.addAction({ what: 'Ny', direction: 'own' }, new Date('2027-01-11T10:00:00Z'));
		const undo = mine.carry([action, other], 2028);
		expect(mine.actions().records.map(({ carriedTo }) => carriedTo)).toEqual([2028, 2028]);
		expect(undo()).toBe(true);
		expect(mine.actions().records.map(({ carriedTo }) => carriedTo)).toEqual([undefined, undefined]);
	});

	test('[YP16] removing a goal is taken back with its actions under it', () => {
		const { mine, goal } = twoDevices();
		const undo = mine.removeGoal(goal, '2027-01-11');
		expect(planParts(mine.goals().records, mine.actions().records)[0]?.key).toBe('own/loose');
		undo();
		expect(planParts(mine.goals().records, mine.actions().records)[0]?.key).toBe(goal);
	});
});

describe('reading', () => {
	test('[YP18] a broken record is counted and kept, and the rest is shown', () => {
		const { mine, action } = twoDevices();
		mine.shared.add(() => {
			mine.actionMap.set('broken', 'no record');
			recordOf(mine.goalMap, mine.goals().records[0]?.id ?? '')?.set('direction', 'sideways');
		});
		expect(mine.actions().broken).toEqual(['broken']);
		expect(mine.actions().records.map(({ id }) => id)).toEqual([action]);
		expect(mine.goals().records).toEqual([]);
		expect(mine.goals().broken).toHaveLength(1);
		expect(mine.actionMap.has('broken')).toBe(true);
	});

	test('[YP18] only what was written in is read anew', () => {
		const { mine, action } = twoDevices();
		mine.addAction({ what: 'Ny', direction: 'own' }, new Date('2027-01-11T10:00:00Z'));
		const [first, second] = mine.actions().records;
		type(mine, action, 'Andre ord');
		mine.setOwner(action, 'karen', true);
		const again = mine.actions().records;
		expect(again[0]).not.toBe(first);
		expect(again[0]).toMatchObject({ what: 'Andre ord', owners: ['karen'] });
		expect(again[1]).toBe(second);
	});

	test('[YP18] a wrong day is no day: the record is kept and counted', () => {
		const { mine, action } = twoDevices();
		mine.shared.add(() => recordOf(mine.actionMap, action)?.set('due', '2027-02-30'));
		expect(mine.actions()).toEqual({ records: [], broken: [action] });
	});
});
