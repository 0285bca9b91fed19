import { nothing, type SumView } from '#lib/sealed-log/engine/members/sums/view.ts';
import type { CommitteeLog, OpenSum } from '#lib/device/logs/committee-log.svelte.ts';
import { Live } from '#lib/documents/live.svelte.ts';
import { Sittings } from '#lib/reflections/answers/own-tablets/document.ts';
import { chosenFor, notYet, seatsOf, type Seat } from '#lib/reflections/answers/own-tablets/rules.ts';
import type { Reflections } from '#lib/reflections/document.ts';
import type { Present, Reflection, Tally } from '#lib/reflections/schema.ts';

type Stepped = Awaited<ReturnType<OpenSum['ready']>>;
export type Trouble = Extract<Stepped, { ok: false }>['reason'];

/** What is asked about, and where it is written. */
export interface Asked {
	reflections: Reflections;
	/** As it is now; its id is what this is kept under in this page. */
	reflection: { readonly current: Reflection };
	log: CommitteeLog;
	/** What is added up, and who sits where, goes by this id. */
	of: string;
	/** An attempt that has been shown already: it is of no interest here. */
	after?: string | undefined;
	/** Puts the sum in the document, once. */
	reveal: (tally: Tally) => void;
}

/** What is added up by own tablets, as the log and the document tell it: how far it is, and who sits where. */
export class OwnSum {
	protected readonly log: CommitteeLog;
	protected readonly asked: Asked;
	readonly sittings: Sittings;
	#seated: Live<ReturnType<Sittings['of']>>;
	#sum = $state.raw<OpenSum>();
	#watchers = 0;
	isBusy = $state(false);
	trouble = $state<Trouble>();

	constructor(asked: Asked) {
		this.log = asked.log;
		this.asked = asked;
		this.sittings = new Sittings(asked.reflections.shared);
		this.#seated = new Live([this.sittings.map], () => this.sittings.of(asked.of));
	}

	/** An attachment: as long as a page shows it, it follows what the others do. */
	follow = (): (() => void) => {
		this.#watchers++;
		void this.#open();
		return () => {
			this.#watchers--;
			// The frame changes around the page when somebody begins to mark: then it is there again at once.
			setTimeout(() => this.#leave());
		};
	};

	async #open(): Promise<void> {
		if (this.#sum) return;
		const sum = await this.log.sum(this.asked.reflections.shared.name, this.asked.of);
		if (this.#watchers > 0) this.#sum = sum;
		else this.log.leave(sum);
	}

	#leave(): void {
		if (this.#watchers > 0 || !this.#sum) return;
		this.log.leave(this.#sum);
		this.#sum = undefined;
	}

	/** How it stands in the log has been read. */
	get isKnown(): boolean {
		return this.#sum !== undefined;
	}

	get view(): SumView {
		const view = this.#sum ? this.log.viewOf(this.#sum) : nothing;
		const isShown = this.asked.after !== undefined && view.round === this.asked.after;
		return isShown ? { ...nothing, bound: view.bound } : view;
	}

	get isCut(): boolean {
		return this.log.progress.isCut;
	}

	/** Who answers on this tablet. */
	get people(): Present[] {
		return this.#seated.current.filter(({ tablet }) => tablet === this.log.device);
	}

	get seats(): Seat[] {
		return seatsOf(this.here.present, this.#seated.current, this.view);
	}

	/** Those who sit here, and nobody else. */
	get ownSeats(): Seat[] {
		return this.seats.filter(({ tablet }) => tablet === this.log.device);
	}

	get chosen(): string[] {
		const writers = this.log.tablets.filter(({ role }) => role !== 'read').map(({ device }) => device);
		return chosenFor(this.view, this.#seated.current, writers);
	}

	get notYet() {
		return notYet(this.view, this.chosen);
	}

	get device(): string {
		return this.log.device;
	}

	protected get here(): Reflection {
		return this.asked.reflection.current;
	}

	/** Takes a step, and says what is in the way of it. */
	protected async take(step: (sum: OpenSum) => Promise<Stepped>): Promise<boolean> {
		if (!this.#sum || this.isBusy) return false;
		this.isBusy = true;
		const done = await step(this.#sum);
		this.isBusy = false;
		// What somebody else did in the same moment is no trouble.
		this.trouble = done.ok || done.reason === 'round-over' ? undefined : done.reason;
		return done.ok;
	}
}
