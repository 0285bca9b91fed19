import { createContext } from 'svelte';
import { initialsAmong } from '#lib/committees/rules.ts';
import type { Member } from '#lib/committees/schema.ts';
import { m } from '#lib/messages/da/plan.ts';
import type { Day } from '#lib/time.ts';
import type { YearPlan } from './document.ts';
import type { Held } from './rules.ts';
import type { Action, Goal, Origin } from './schema.ts';

/** The plan that is shown, and what a page knows around it. */
export interface Surroundings {
	plan: YearPlan;
	/** Those that an action of the plan can belong to. Asked for only where they are shown: they change with every letter. */
	goals: () => readonly Goal[];
	year: number;
	today: Day;
	/** Now, for what is added. */
	now: () => Date;
	/** Those who can be asked. */
	members: readonly Member[];
	/** Everybody who ever was a member, by id, in the order in which they are named. */
	names: ReadonlyMap<string, string>;
	/** Where something was written, in words; `undefined` when it was written in the plan. */
	originOf: (origin: Origin) => string | undefined;
	/** The id in the address, of a goal or an action that somebody pointed to. */
	linked: string;
}

/** The plan as it lies on the table: what stands around it, and which of its lines is open. */
export class Desk {
	readonly #surroundings: () => Surroundings;
	/** The goal or action whose details are shown; one at a time. */
	#open = $state.raw<Held>();

	constructor(surroundings: () => Surroundings) {
		this.#surroundings = surroundings;
	}

	get around(): Surroundings {
		return this.#surroundings();
	}

	get held(): Held | undefined {
		return this.#open;
	}

	/** By id, so that two people on the plan are told apart. */
	initials = $derived.by(() => initialsAmong([...this.around.names].map(([id, name]) => ({ id, name }))));

	/** What a member is called here: of one who has left the committee it is said. */
	nameOf(id: string): string {
		const name = this.around.names.get(id) ?? '?';
		return this.hasLeft(id) ? m.hasLeft({ name }) : name;
	}

	hasLeft(id: string): boolean {
		return !this.around.members.some((member) => member.id === id);
	}

	/** Those who are on an action, in the order of the table; one that nobody knows any more is left out. */
	known(owners: readonly string[]): string[] {
		return [...this.around.names.keys()].filter((id) => owners.includes(id));
	}

	/** The names of those who are on an action; one that nobody knows any more is left out. */
	namesOf(owners: readonly string[]): string[] {
		return this.known(owners).map((id) => this.nameOf(id));
	}

	isOpen(id: string): boolean {
		return this.#open?.id === id;
	}

	/** Opens what is closed, and the other way round. */
	toggle({ id, due }: Pick<Action, 'id' | 'due'>): void {
		this.#open = this.isOpen(id) ? undefined : { id, due };
	}

	close(): void {
		this.#open = undefined;
	}
}

export const [desk, layDesk] = createContext<Desk>();
