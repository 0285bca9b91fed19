import type { Reflections } from '#lib/reflections/document.ts';
import { earlierFor, pictureOf, type Picture } from '#lib/reflections/picture/rules.ts';
import { yearsOf, type EarlierYear, type Then } from '#lib/reflections/picture/years/rules.ts';
import type { Reflection } from '#lib/reflections/schema.ts';
import type { YearPlan } from '#lib/year-plan/document.ts';

/** An earlier year that has something written. */
export interface YearBefore {
	year: number;
	plan: YearPlan;
	reflections: Reflections;
}

interface Shown {
	reflections: Reflections;
	/** Latest first. */
	previousPlans: readonly YearBefore[];
}

/** The picture of a reflection, with that of the latest earlier year that there is to compare with. */
export const pictureWithLastYear = (
	reflection: Reflection,
	{ reflections, previousPlans }: Shown,
): Picture => {
	const candidates = previousPlans.flatMap(({ reflections: before }) =>
		before.all().records.map((each) => ({ reflection: each, tally: before.tally(each) })),
	);
	return pictureOf(reflection, reflections.tally(reflection), earlierFor(reflection.pack, candidates));
};

/** What a `Live` watches to show the years before. */
export const mapsOf = (previousPlans: readonly YearBefore[]) =>
	previousPlans.flatMap(({ plan, reflections }) => [...plan.maps, ...reflections.maps]);

/** [PI10] Each statement of a reflection in the years before, by its id. */
export const yearByYear = (
	reflection: Reflection,
	previousPlans: readonly YearBefore[],
): ReadonlyMap<string, Then[]> => {
	const earlier = previousPlans.flatMap(({ plan, reflections }) => {
		const [goals, actions] = [plan.goals().records, plan.actions().records];
		return reflections.all().records.map((each): EarlierYear => ({
			reflection: each,
			tally: reflections.tally(each),
			goals,
			actions,
		}));
	});
	return yearsOf(reflection.pack.statements, earlier);
};
