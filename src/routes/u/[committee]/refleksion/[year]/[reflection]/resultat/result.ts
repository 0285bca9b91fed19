import type { Picture } from '#lib/reflections/picture/rules.ts';
import { resultOf } from '#lib/reflections/results/rules.ts';
import type { Result } from '#lib/reflections/results/schema.ts';
import { carriedInto, planParts } from '#lib/year-plan/rules.ts';
import type { Reflections } from '#lib/reflections/document.ts';
import type { Reflection } from '#lib/reflections/schema.ts';
import type { YearPlan } from '#lib/year-plan/document.ts';
import { Cards } from '#lib/reflections/steps/cards/document.ts';
import { Takeaways } from '#lib/reflections/results/takeaways/document.ts';
import type { YearBefore } from '../billede/shown.ts';

interface Held {
	committee: { name: string; workplace: string };
	reflection: Reflection;
	/** Absent where the pack is only talked about. */
	picture: Picture | undefined;
	reflections: Reflections;
	plan: YearPlan;
	previousPlans: readonly YearBefore[];
	/** Everybody who ever was a member, by id. */
	names: ReadonlyMap<string, string>;
}

/** The result of a reflection with the part of the plan that it made, as the reflection's own plan page shows it. */
export const resultHeld = (held: Held): Result => {
	const { reflection, reflections, plan, previousPlans, names } = held;
	const cards = new Cards(reflections.shared);
	const goals = plan.goals().records.filter((goal) => goal.reflection === reflection.id);
	const actions = plan
		.actions()
		.records.filter(
			(action) => action.reflection === reflection.id || goals.some(({ id }) => id === action.goal),
		);
	const carried = previousPlans.map(({ year, plan: before }) => ({
		year,
		actions: carriedInto(before.actions().records, reflection.year),
	}));
	return resultOf({
		committee: held.committee,
		reflection,
		picture: held.picture,
		focuses: reflections.focuses(reflection),
		textOf: (question, statement) => `${reflections.answerText(reflection.id, question, statement)}`,
		pilesTo: (statement) => cards.piles(reflection.id, statement),
		parts: planParts(goals, actions, carried),
		namesOf: (owners) => [...names].filter(([id]) => owners.includes(id)).map(([, name]) => name),
		takeaways: new Takeaways(reflections.shared).of(reflection.id),
	});
};

/** What a `Live` watches to show it: the records, and each text that somebody may be writing in. */
export const sourcesOf = (
	{ reflections, plan }: Pick<Held, 'reflections' | 'plan'>,
	{ id, pack }: Reflection,
) => {
	const textOf = (question: string, statement?: string) => reflections.answerText(id, question, statement);
	const texts = pack.steps.flatMap(({ id: step, questions }) =>
		questions.flatMap((question) =>
			step === 'own'
				? pack.statements.map((statement) => textOf(question.id, statement.id))
				: [textOf(question.id)],
		),
	);
	const { map } = new Takeaways(reflections.shared);
	const { maps } = new Cards(reflections.shared);
	return [...reflections.maps, ...plan.maps, ...maps, map, ...texts, textOf('check-out')];
};
