import type { Live } from '#lib/documents/live.svelte.ts';
import type { Clock } from '#lib/time.ts';
import type { Reflections } from '../../document.ts';
import type { Reflection } from '../../schema.ts';
import type { Chips } from '../chips/chips.svelte.ts';
import { anchored, DEAF, isForgotten, tappedAt } from './rules.ts';
import type { Kind, Run } from './schema.ts';

/** What the clock stands on: the reflection that is open, and how this tablet knows the time. */
interface Table {
	reflections: Reflections;
	reflection: Live<Reflection>;
	chips: Chips;
	clock: Clock;
	/** What others do comes as they do it. */
	isLive: () => boolean;
}

/** [RC8] The clock of a reflection as this tab sees it, and how it is set. It belongs to no page. */
export class Clockwork {
	/** The clock is in front, and not the page. */
	isOpen = $state(false);
	tool = $state<Kind | 'chips'>('round');
	/** For each in a round, and for all of them in a talk or a break. */
	minutes = $state({ round: 2, talk: 5, break: 10 });
	/** Seats by id, when somebody has moved them; otherwise they are in the order of the table. */
	order = $state.raw<readonly string[]>();
	#table = $state.raw<Table>();
	/** [RC11] When the tap that is stamped `since` was made by the clock here. */
	#seen = $state.raw<{ since: number; at: number }>();
	#heardAt = -Infinity;

	/** The reflection is opened, or opened anew. */
	lay(table: Table): void {
		this.#table = table;
	}

	get chips(): Chips | undefined {
		return this.#table?.chips;
	}

	/** The clock that goes or stands for all of them, by the time of this tablet. */
	get run(): Run | undefined {
		const run = this.#table?.reflection.current.clock;
		if (!run || !this.#table) return undefined;
		const seen = run.since === this.#seen?.since ? this.#seen : undefined;
		const here = seen ? { ...run, since: seen.at } : run;
		return isForgotten(here, this.#now()) ? undefined : here;
	}

	get readOnly(): boolean {
		return this.#table?.reflections.shared.readOnly ?? true;
	}

	/** [RC13] Somebody else was faster. */
	get isDeaf(): boolean {
		return Math.abs(this.#now() - this.#heardAt) < DEAF;
	}

	begin(make: (now: number) => Run): void {
		if (!this.isDeaf) this.#set(make(this.#now()));
	}

	change(step: (run: Run, now: number) => Run): void {
		const { run } = this;
		if (run && !this.isDeaf) this.#set(step(run, this.#now()));
	}

	/** @returns sets it going again, unless there is another one by then */
	stop(): () => boolean {
		const { run } = this;
		this.#set(undefined);
		return () => {
			if (!run || this.run || this.readOnly) return false;
			// A stamp of before would be taken for a wrong clock elsewhere.
			this.#set(anchored(run, this.#now()));
			return true;
		};
	}

	/** An attachment: as long as the reflection is open, taps on other tablets are seen as they come. */
	watch = () => {
		const table = this.#table;
		if (!table) return;
		const { map } = table.reflections;
		const { id, clock } = table.reflection.current;
		if (clock?.since !== this.#seen?.since) this.#see(clock?.since, false);
		type Events = Parameters<Parameters<typeof map.observeDeep>[0]>;
		const changed = (...[events, { local }]: Events) => {
			if (!events.some(({ path, keys }) => path[0] === id && keys.has('clock'))) return;
			if (!local) this.#heardAt = this.#now();
			this.#see(table.reflection.current.clock?.since, !local && table.isLive());
		};
		map.observeDeep(changed);
		return () => map.unobserveDeep(changed);
	};

	#see(since: number | undefined, cameNow: boolean): void {
		this.#seen =
			since === undefined ? undefined : { since, at: tappedAt(since, { now: this.#now(), cameNow }) };
	}

	#set(run: Run | undefined): void {
		const { reflections, reflection } = this.#table ?? {};
		if (reflection) reflections?.setClock(reflection.current.id, run);
	}

	#now(): number {
		return this.#table?.clock().getTime() ?? 0;
	}
}
