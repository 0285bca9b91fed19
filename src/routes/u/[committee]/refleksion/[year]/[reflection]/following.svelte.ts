import { goto, preloadCode } from '$app/navigation';
import { page } from '$app/state';
import type { Reflections } from '#lib/reflections/document.ts';
import {
	againSlug,
	phaseAfter,
	phaseBefore,
	phaseOfPath,
	phaseSlugs,
	phasesOf,
} from '#lib/reflections/rules.ts';
import type { Phase, Reflection } from '#lib/reflections/schema.ts';
import type { Clock } from '#lib/time.ts';
import type { Held } from './held.ts';
import type { Leading } from './leading.svelte.ts';
import { Writing } from './writing.ts';

interface Around {
	reflections: Reflections;
	reflection: Reflection;
	/** Address of the reflection. */
	base: string;
	held: Held;
	leading: Leading;
	clock: Clock;
}

/** Where this tablet is in a reflection, and how it follows the others. */
export class Following {
	#around: () => Around;
	/** It is this tablet that goes on. */
	#goesOn = false;
	/** Where it is being led just now: until the page is there, the address is still that of the part before. */
	#leadTo: Phase | undefined;
	/** What was looked at last. */
	#last: Pick<Reflection, 'phase' | 'onTable'> | undefined;
	/** The part in which somebody went on writing while the others went on. */
	stayed = $state<Phase>();

	/** In a component only. */
	constructor(around: () => Around) {
		this.#around = around;
	}

	get group(): Phase {
		return this.#around().reflection.phase;
	}

	phases: readonly Phase[] = $derived.by(() => phasesOf(this.#around().reflection.pack));

	/** The part that is on this screen. */
	viewed: Phase = $derived.by(() => phaseOfPath(this.#path) ?? this.group);

	/** [RA5] Something is answered once more on this screen. */
	get isAgain(): boolean {
		return this.#path === againSlug;
	}

	/** The part that is one step back. */
	get before(): Phase | undefined {
		return this.isAgain ? this.viewed : phaseBefore(this.viewed, this.phases);
	}

	get #path(): string {
		return page.url.pathname.slice(this.#around().base.length + 1);
	}

	/** The statement of the focus that is on this screen, as the address says. */
	get asked(): string | undefined {
		return this.viewed === 'focus' ? (page.url.searchParams.get('udsagn') ?? undefined) : undefined;
	}

	hrefOf(phase: Phase): string {
		return `${this.#around().base}/${phaseSlugs[phase]}`;
	}

	goOn(to: Phase): void {
		const { reflections, reflection, clock } = this.#around();
		if (this.viewed !== this.group || reflections.shared.readOnly) return void goto(this.hrefOf(to));
		this.#goesOn = true;
		reflections.goOn(reflection.id, to, clock());
		this.#goesOn = false;
	}

	/** [RE18] [LE6] Where the group is, everybody follows; who looks back stays, and so does who is writing. */
	follow = () => {
		const { reflections, reflection, leading, held, clock } = this.#around();
		const read = () => reflections.get(reflection.id);
		const writing = new Writing();
		const changed = () => {
			const now = read();
			if (!now) return;
			const { phase: phaseBefore, onTable: tableBefore = '' } = this.#last ?? now;
			this.#last = now;
			if (now.phase !== phaseBefore) {
				const isThere = (this.#leadTo ?? this.viewed) === phaseBefore;
				// [RA5] With somebody's marks in hand the page has nothing around it.
				const isBusy = writing.isUnderWay || (this.isAgain && page.data.bare);
				if (isThere && !this.#goesOn && isBusy) this.stayed = this.viewed;
				else if (isThere) this.#lead(now.phase);
				if (leading.isMine && leading.mayLead && !now.reachedAt[now.phase])
					queueMicrotask(() => reflections.meeting.note(now.id, now.phase, clock()));
			}
			if ((now.onTable ?? '') === tableBefore) return;
			held.looking.turn(now.onTable);
			const opens = now.onTable && now.phase === 'focus' && this.viewed === 'focus';
			if (opens && now.onTable !== this.asked && !writing.isUnderWay) this.open(now.onTable ?? '');
		};
		this.#last ??= { phase: held.loadedAt ?? reflection.phase, onTable: reflection.onTable };
		held.loadedAt = undefined;
		changed();
		reflections.map.observeDeep(changed);
		return () => {
			reflections.map.unobserveDeep(changed);
			writing.stop();
		};
	};

	#lead(to: Phase): void {
		this.#leadTo = to;
		const there = () => {
			if (this.#leadTo === to) this.#leadTo = undefined;
		};
		goto(this.hrefOf(to)).then(there, there);
	}

	/** Opens a focus. */
	open(statement: string): void {
		void goto(`?udsagn=${encodeURIComponent(statement)}`, { replaceState: true });
	}

	/** The part that comes next is there when the group goes on: all see it at the same moment. */
	makeReady(): void {
		const next = phaseAfter(this.group, this.phases);
		// Without a way to it now, it is fetched when it is opened.
		if (next) preloadCode(this.hrefOf(next)).catch(() => undefined);
	}

	/** [LE9] The focus that the leader has opened lies on the table. */
	opened(): void {
		const { reflections, reflection, leading } = this.#around();
		const { asked } = this;
		const leads = leading.isMine && leading.isTogether && leading.mayLead && !reflection.closedOn;
		if (asked === undefined || !leads || this.group !== 'focus') return;
		if (reflections.focuses(reflection).includes(asked)) reflections.meeting.lay(reflection.id, asked);
	}
}
