import { Committee } from '#lib/committees/document.ts';
import { core } from '#lib/documents/kinds.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { Packs } from '#lib/packs/document.ts';
import { Reflections } from '#lib/reflections/document.ts';
import { Cards } from '#lib/reflections/steps/cards/document.ts';
import { YearPlan } from '#lib/year-plan/document.ts';

/** How many records of a document this program cannot make sense of. They stay in the document. */
export const unreadableIn = (shared: SharedDocument): number => {
	if (shared.name === core) return new Committee(shared).members().broken.length + new Packs(shared).broken();
	const plan = new YearPlan(shared);
	const read = [new Reflections(shared).all(), plan.goals(), plan.actions()];
	return read.reduce((sum, { broken }) => sum + broken.length, new Cards(shared).broken());
};
