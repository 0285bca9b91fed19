import type { Device } from '#lib/device/device.svelte.ts';
import { m } from '#lib/messages/da/reflections.ts';
import { today } from '#lib/time.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import type { YearPlan } from '#lib/year-plan/document.ts';
import type { NewAction, NewGoal } from '#lib/year-plan/schema.ts';

/** What a reflection has put in the plan, goals first. */
export const madeFrom = (plan: YearPlan, reflection: string) => [
	...plan
		.goals()
		.records.filter((goal) => goal.reflection === reflection)
		.map(({ id, text, statement, step }) => ({ id, kind: 'goal' as const, text, statement, step })),
	...plan
		.actions()
		.records.filter((action) => action.reflection === reflection)
		.map(({ id, what, statement, step }) => ({ id, kind: 'action' as const, text: what, statement, step })),
];

/** Puts a goal in the plan and says so, with a way back. Gives its id. */
export const addGoal = (plan: YearPlan, goal: NewGoal, device: Device): string => {
	const id = plan.addGoal(goal, device.clock());
	toasts.show({ text: m.writing.goalMade, undo: () => plan.removeGoal(id, today(device.clock)) });
	return id;
};

/** Puts an action in the plan and says so, with a way back. Gives its id. */
export const addAction = (plan: YearPlan, action: NewAction, device: Device): string => {
	const id = plan.addAction(action, device.clock());
	toasts.show({ text: m.writing.actionMade, undo: () => plan.removeAction(id, today(device.clock)) });
	return id;
};
