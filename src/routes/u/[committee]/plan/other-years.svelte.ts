import type { Device } from '#lib/device/device.svelte.ts';
import { yearDocument } from '#lib/documents/kinds.ts';
import { Live } from '#lib/documents/live.svelte.ts';
import { Reflections } from '#lib/reflections/document.ts';
import type { Reflection } from '#lib/reflections/schema.ts';
import { YearPlan } from '#lib/year-plan/document.ts';
import type { Action, Goal } from '#lib/year-plan/schema.ts';

/** A year's plan and reflections, read live. */
export interface OpenYear {
	year: number;
	plan: YearPlan;
	reflections: Reflections;
	goals: Live<readonly Goal[]>;
	actions: Live<readonly Action[]>;
	/** Latest first. */
	held: Live<readonly Reflection[]>;
}

export const openYear = async (device: Device, committee: string, year: number): Promise<OpenYear> => {
	const shared = await device.open(committee, yearDocument(year));
	const plan = new YearPlan(shared);
	const reflections = new Reflections(shared);
	return {
		year,
		plan,
		reflections,
		goals: new Live(plan.goalMap, () => plan.goals().records),
		actions: new Live(plan.actionMap, () => plan.actions().records),
		held: new Live(reflections.map, () => reflections.all().records),
	};
};

/** Years that are opened behind the page that is shown: most of them have nothing that it must wait for. */
export class OtherYears {
	current = $state.raw<readonly OpenYear[]>([]);
	/** True when they are all there. */
	arrived = $state(false);

	constructor(device: Device, committee: string, years: readonly number[]) {
		void this.#open(years.map((year) => openYear(device, committee, year)));
	}

	async #open(opening: Promise<OpenYear>[]): Promise<void> {
		this.current = await Promise.all(opening);
		this.arrived = true;
	}
}
