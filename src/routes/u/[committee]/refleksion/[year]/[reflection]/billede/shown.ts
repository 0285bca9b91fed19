import type { Reflections } from '#lib/reflections/document.ts';
import { earlierFor, pictureOf, type Picture } from '#lib/reflections/picture/rules.ts';
import type { Reflection } from '#lib/reflections/schema.ts';

interface Shown {
	reflections: Reflections;
	/** The years before, with what was reflected on in them. */
	previousPlans: readonly { year: number; reflections: Reflections }[];
}

/** The picture of a reflection, with that of the year before where there is one to compare with. */
export const pictureWithLastYear = (
	reflection: Reflection,
	{ reflections, previousPlans }: Shown,
): Picture => {
	const before = previousPlans.find(({ year }) => year === reflection.year - 1)?.reflections;
	const candidates = before?.all().records.map((each) => ({ reflection: each, tally: before.tally(each) }));
	return pictureOf(
		reflection,
		reflections.tally(reflection),
		candidates && earlierFor(reflection.pack, candidates),
	);
};
