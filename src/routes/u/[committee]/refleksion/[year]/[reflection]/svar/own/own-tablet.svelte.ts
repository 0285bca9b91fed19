import { untrack } from 'svelte';
import type { OpenSum } from '#lib/device/logs/committee-log.svelte.ts';
import {
	answeringElsewhere,
	areSame,
	countsOf,
	fixesItself,
	keysOf,
	stageOf,
	tallyOf,
	type Seat,
	type Stage,
} from '#lib/reflections/answers/own-tablets/rules.ts';
import type { OwnAnswers } from '#lib/reflections/answers/own-answers.svelte.ts';
import { emptyTally, withAnswers } from '#lib/reflections/rules.ts';
import type { Present, Tally } from '#lib/reflections/schema.ts';
import { holdAnswering, isAnsweredHere } from '../round-here.svelte.ts';
import { OwnSum, type Asked } from './own-sum.svelte.ts';

/** Milliseconds until something that failed is tried again by itself. */
const AGAIN = 4000;

/**
 * [OW3] What this page has in hand of a reflection that own tablets answer: one person's marks, in memory only, until the
 * picture is there. Of several at one tablet it knows only that all have handed in; their sum lies sealed in a row.
 */
export class OwnTablet extends OwnSum {
	/** Of the one who sits here alone. */
	own = $state.raw<OwnAnswers>();
	/** Somebody is marking; behind the cover of a tablet that goes round, too. */
	isMarking = $state(false);
	isFinished = $state(false);
	/** [OW10] Nothing of what was marked is shown before whoever it is says so. */
	isCovered = $state(false);
	/** Somebody sat here before this page was opened. */
	#isFromBefore = $state(false);
	#isWanted = $state(false);
	/** For whom it was begun: when somebody moves to another tablet, what was marked here is no longer theirs. */
	#begunFor = $state.raw<readonly string[]>([]);
	#again = $state(0);
	#letGo: (() => void) | undefined;

	constructor(asked: Asked) {
		super(asked);
		this.#isFromBefore = asked.after === undefined && this.people.length > 0;
	}

	get stage(): Stage {
		return stageOf(this.view, {
			device: this.log.device,
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

	/** [OW3] Who sits here began before this page was opened, and did not finish. */
	get wasLeft(): boolean {
		return this.#isFromBefore && !this.isFinished;
	}

	/** [OW4] What several marked here lies sealed, and outlives the page. */
	get isSealed(): boolean {
		return this.isFinished && !this.own;
	}

	/** Others than those who are known to sit here. */
	areOthers(people: readonly Present[]): boolean {
		return this.wasMoved || !areSame(keysOf(people), keysOf(this.people));
	}

	/** [OW2] Of these, or of those who began here, who answers on another tablet by now. */
	elsewhere(people?: readonly Present[]): Seat[] {
		return answeringElsewhere(this.seats, people ? keysOf(people) : this.#begunFor, this.log.device);
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
		this.sittings.sit(this.asked.of, this.log.device, people);
		this.#begunFor = keysOf(this.people);
		this.#isFromBefore = false;
	}

	/**
	 * [OW4] All of several who sit here have handed in, and the page was closed: this one goes on where that left off, by itself
	 * when no other page of this tablet is open that could.
	 * @param answered how many have handed in
	 */
	async resume(answered: number): Promise<void> {
		const areAll = this.people.length > 1 && answered === this.people.length;
		if (!areAll || this.#begunFor.length > 0) return;
		this.#begunFor = keysOf(this.people);
		this.isFinished = true;
		if (await isAnsweredHere()) return;
		this.#letGo ??= holdAnswering();
		this.want();
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
		this.isCovered = true;
		this.isMarking = true;
	}

	/** [OW10] The one whose marks they are has the tablet. */
	uncover(): void {
		this.isCovered = false;
	}

	/** What was finished stays as it is. */
	leaveMarks(): void {
		this.isMarking = false;
		this.isCovered = false;
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
		this.leaveMarks();
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
		this.leaveMarks();
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
		const isFinal = stage === 'ready' && !this.notYet && fixesItself(this.seats, chosen, this.log.device);
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
		return this.#do((sum) => sum.fix(this.chosen, this.here.pack.statements.length));
	}

	/** [OW7] What was marked here goes to the others, hidden in the sum. */
	async give(sealed: () => Promise<Tally | undefined>): Promise<boolean> {
		const { statements } = this.here.pack;
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
		const tally = result && tallyOf(result, this.here.pack.statements);
		if (tally) this.asked.reveal(tally);
		return tally !== undefined;
	}

	async #do(step: (sum: OpenSum) => ReturnType<OpenSum['ready']>): Promise<boolean> {
		const isDone = await this.take(step);
		if (isDone) this.#isWanted = false;
		return isDone;
	}
}
