import { untrack } from 'svelte';
import { nothing, type SumView } from '#lib/sealed-log/engine/members/sums/view.ts';
import type { CommitteeLog, OpenSum } from '#lib/device/logs/committee-log.svelte.ts';
import { Live } from '#lib/documents/live.svelte.ts';
import { Sittings } from '#lib/reflections/answers/own-tablets/document.ts';
import {
	answeringElsewhere,
	areSame,
	chosenFor,
	countsOf,
	fixesItself,
	keysOf,
	notYet,
	seatsOf,
	stageOf,
	tallyOf,
	type Seat,
	type Stage,
} from '#lib/reflections/answers/own-tablets/rules.ts';
import type { OwnAnswers } from '#lib/reflections/answers/own-answers.svelte.ts';
import type { Reflections } from '#lib/reflections/document.ts';
import { emptyTally, withAnswers } from '#lib/reflections/rules.ts';
import type { Present, Reflection, Tally } from '#lib/reflections/schema.ts';
import { holdAnswering } from '../round-here.svelte.ts';

type Stepped = Awaited<ReturnType<OpenSum['ready']>>;
export type Trouble = Extract<Stepped, { ok: false }>['reason'];

/** Milliseconds until something that failed is tried again by itself. */
const AGAIN = 4000;

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

/**
 * [OW3] What this page has in hand of a reflection that own tablets answer: one person's marks, in memory only, until the
 * picture is there. Of several at one tablet it knows only that all have handed in; their sum lies sealed in a row.
 */
export class OwnTablet {
	#log: CommitteeLog;
	#reflections: Reflections;
	#asked: Asked;
	#reflection: string;
	readonly sittings: Sittings;
	#seated: Live<ReturnType<Sittings['of']>>;
	#sum = $state.raw<OpenSum>();
	#watchers = 0;
	/** Of the one who sits here alone. */
	own = $state.raw<OwnAnswers>();
	/** Somebody is marking; behind the cover of a tablet that goes round, too. */
	isMarking = $state(false);
	isFinished = $state(false);
	#isWanted = $state(false);
	/** For whom it was begun: when somebody moves to another tablet, what was marked here is no longer theirs. */
	#begunFor = $state.raw<readonly string[]>([]);
	isBusy = $state(false);
	trouble = $state<Trouble>();
	#again = $state(0);
	#letGo: (() => void) | undefined;

	constructor(asked: Asked) {
		const { reflections, log, of } = asked;
		this.#log = log;
		this.#reflections = reflections;
		this.#asked = asked;
		this.#reflection = of;
		this.sittings = new Sittings(reflections.shared);
		this.#seated = new Live([this.sittings.map], () => this.sittings.of(this.#reflection));
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
		const sum = await this.#log.sum(this.#reflections.shared.name, this.#reflection);
		if (this.#watchers > 0) this.#sum = sum;
		else this.#log.leave(sum);
	}

	#leave(): void {
		if (this.#watchers > 0 || !this.#sum) return;
		this.#log.leave(this.#sum);
		this.#sum = undefined;
	}

	/** How it stands in the log has been read. */
	get isKnown(): boolean {
		return this.#sum !== undefined;
	}

	get view(): SumView {
		const view = this.#sum ? this.#log.viewOf(this.#sum) : nothing;
		const isShown = this.#asked.after !== undefined && view.round === this.#asked.after;
		return isShown ? { ...nothing, bound: view.bound } : view;
	}

	get isCut(): boolean {
		return this.#log.progress.isCut;
	}

	get stage(): Stage {
		return stageOf(this.view, {
			device: this.#log.device,
			isMarking: this.isMarking && this.#areSame,
			isFinished: this.isFinished && this.#areSame,
			isWanted: this.#isWanted,
		});
	}

	/** Who began here has been moved to another tablet. */
	get wasMoved(): boolean {
		return this.#begunFor.length > 0 && !this.#areSame;
	}

	get #areSame(): boolean {
		return areSame(this.#begunFor, keysOf(this.people));
	}

	/** Who answers on this tablet. */
	get people(): Present[] {
		return this.#seated.current.filter(({ tablet }) => tablet === this.#log.device);
	}

	get seats(): Seat[] {
		return seatsOf(this.#here.present, this.#seated.current, this.view);
	}

	/** Those who sit here, and nobody else. */
	get ownSeats(): Seat[] {
		return this.seats.filter(({ tablet }) => tablet === this.#log.device);
	}

	get chosen(): string[] {
		const writers = this.#log.tablets.filter(({ role }) => role !== 'read').map(({ device }) => device);
		return chosenFor(this.view, this.#seated.current, writers);
	}

	get notYet() {
		return notYet(this.view, this.chosen);
	}

	get device(): string {
		return this.#log.device;
	}

	get #here(): Reflection {
		return this.#asked.reflection.current;
	}

	/** Others than those who are known to sit here. */
	areOthers(people: readonly Present[]): boolean {
		return this.wasMoved || !areSame(keysOf(people), keysOf(this.people));
	}

	/** [OW2] Of these, or of those who began here, who answers on another tablet by now. */
	elsewhere(people?: readonly Present[]): Seat[] {
		return answeringElsewhere(this.seats, people ? keysOf(people) : this.#begunFor, this.#log.device);
	}

	/** [OW18] What was marked here is of others than these, and would be dropped. */
	wouldDrop(people: readonly Present[]): boolean {
		return this.own?.isAnyMarked === true && !areSame(keysOf(people), this.#begunFor);
	}

	/** It is known of whom it is: nobody else comes in. */
	get isBound(): boolean {
		return this.view.bound !== undefined && this.people.length > 0;
	}

	/** These answer here. */
	sit(people: readonly Present[]): void {
		if (!areSame(keysOf(people), this.#begunFor)) this.forget();
		this.sittings.sit(this.#reflection, this.#log.device, people);
		this.#begunFor = keysOf(this.people);
	}

	/** @param own one person's marks; absent where the tablet goes round */
	begin(own?: OwnAnswers): void {
		this.own = own;
		this.isMarking = true;
		this.isFinished = false;
		this.#letGo ??= holdAnswering();
	}

	/** Until the marks are sent they can be looked at again. */
	edit(): void {
		if (this.own) this.own.at = 0;
		this.isMarking = true;
	}

	/** To say anew who answers here. */
	rise(): void {
		this.isMarking = false;
		this.isFinished = false;
	}

	/** Something was marked here that is not in the sum. */
	get hasUnsent(): boolean {
		return (this.isMarking || this.isFinished) && this.view.mine !== 'given';
	}

	finish(): void {
		this.isMarking = false;
		this.isFinished = true;
		this.want();
	}

	/** The marks are to go from this page, also when another page of this tablet has said so before. */
	want(): void {
		this.trouble = undefined;
		this.#isWanted = true;
	}

	/** [OW3] What was marked here is dropped. */
	forget(): void {
		this.own = undefined;
		this.isMarking = false;
		this.isFinished = false;
		this.#isWanted = false;
		this.#begunFor = [];
		this.trouble = undefined;
		this.#letGo?.();
		this.#letGo = undefined;
	}

	/** An attachment: what needs no tap. It runs again whenever what it looks at has changed. */
	goOn = (): (() => void) | undefined => {
		void this.#again;
		const { stage, isCut, chosen } = this;
		const isFinal = stage === 'ready' && !this.notYet && fixesItself(this.seats, chosen, this.#log.device);
		// Of two windows only one has the line to the server: the other takes it when it needs it.
		if (isCut || (stage !== 'joining' && !isFinal)) return undefined;
		untrack(() => void (isFinal ? this.fix() : this.#ready()));
		const timer = setTimeout(() => this.#again++, AGAIN);
		return () => clearTimeout(timer);
	};

	#ready(): Promise<boolean> {
		return this.#do((sum) => sum.ready(this.people.map(({ id = '', name }) => ({ id, name }))));
	}

	/** [OW6] Nobody else comes in after this. */
	fix(): Promise<boolean> {
		return this.#do((sum) => sum.fix(this.chosen, this.#here.pack.statements.length));
	}

	/** [OW7] What was marked here goes to the others, hidden in the sum. */
	async give(sealed: () => Promise<Tally | undefined>): Promise<boolean> {
		const { statements } = this.#here.pack;
		const tally = this.own ? withAnswers(emptyTally(statements), this.own.answers) : await sealed();
		if (!tally) {
			this.trouble = 'lost';
			return false;
		}
		return this.#do((sum) => sum.give({ people: tally.answered, counts: countsOf(tally, statements) }));
	}

	abandon(): Promise<boolean> {
		return this.#do((sum) => sum.abandon());
	}

	/** [OW8] Puts the sum in the document, once. */
	reveal(): boolean {
		const { result } = this.view;
		const tally = result && tallyOf(result, this.#here.pack.statements);
		if (tally) this.#asked.reveal(tally);
		return tally !== undefined;
	}

	async #do(step: (sum: OpenSum) => Promise<Stepped>): Promise<boolean> {
		if (!this.#sum || this.isBusy) return false;
		this.isBusy = true;
		const done = await step(this.#sum);
		this.isBusy = false;
		// What somebody else did in the same moment is no trouble.
		this.trouble = done.ok || done.reason === 'round-over' ? undefined : done.reason;
		if (done.ok) this.#isWanted = false;
		return done.ok;
	}
}
