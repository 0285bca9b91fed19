import { m } from '#lib/messages/da/plan.ts';
import { shippedPacks } from '#lib/packs/shipped.ts';
import type { Reflections } from '#lib/reflections/document.ts';
import type { Origin } from '#lib/year-plan/schema.ts';

/** Where a goal or an action was written, in words; `undefined` when it was written in the plan itself. */
export const originIn = (
	years: readonly Reflections[],
	{ reflection: id, statement, step }: Origin,
): string | undefined => {
	if (id === undefined) return undefined;
	const reflection = years.map((reflections) => reflections.get(id)).find((found) => found !== undefined);
	// A statement of a neighbour level stands in that level's pack, not in the one that was answered.
	const packs = reflection ? [reflection.pack, ...shippedPacks] : shippedPacks;
	const label = packs.flatMap(({ statements }) => statements).find((each) => each.id === statement)?.label;
	return m.originText({ year: reflection?.year, direction: step && m.directions[step], label });
};
