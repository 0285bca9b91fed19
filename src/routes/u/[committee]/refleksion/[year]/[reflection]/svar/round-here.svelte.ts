import type { Device } from '#lib/device/device.svelte.ts';
import type { RoundOf, RoundState } from '#lib/device/rounds.ts';
import { answeringLock } from '#lib/device/app/update.svelte.ts';
import type { Reflections } from '#lib/reflections/document.ts';
import { FEWEST, takenElsewhere } from '#lib/reflections/rules.ts';
import type { Answers, Tally } from '#lib/reflections/schema.ts';
import { roundsHere } from '../../../rounds.ts';

/** Where the sum of a round goes. */
export interface Showing {
	isShown: () => boolean;
	/** Whether it can be shown already. */
	fits: (tally: Tally) => boolean;
	show: (tally: Tally) => void;
}

let letGoOfPage: (() => void) | undefined;

/** The round of one reflection, as this page sees it: how many have handed in, and what can be done with it. */
export class RoundHere {
	#device: Device;
	#reflections: Reflections;
	#round: RoundOf;
	#showing: Showing;
	#state = $state.raw<RoundState>({ answered: 0, inMemory: false, lost: false });

	constructor(device: Device, reflections: Reflections, round: RoundOf, showing?: Showing) {
		this.#device = device;
		this.#reflections = reflections;
		this.#round = round;
		this.#showing = showing ?? {
			isShown: () => reflections.get(round.reflection)?.tally !== undefined,
			fits: ({ answered }) => answered >= FEWEST,
			show: (tally) => reflections.reveal(round.reflection, tally),
		};
	}

	get answered(): number {
		return this.#state.answered;
	}

	/** Some of it is in this page and nowhere else: the device did not store it. */
	get isOnlyHere(): boolean {
		return this.#state.inMemory;
	}

	/** Something for the cover to say: what is handed in may not be stored. */
	get isAtRisk(): boolean {
		return this.isOnlyHere || this.#device.trouble !== undefined;
	}

	get lost(): boolean {
		return this.#state.lost;
	}

	/** Reads how far the round is. */
	async look(): Promise<void> {
		this.#see(await roundsHere().state(this.#round));
	}

	/** An attachment: as long as the page is there it follows what other tabs hand in. */
	follow = () => roundsHere().watch(this.#round, () => void this.look());

	/** [RE17] The tablet on which answers are taken, if that is another one. */
	get elsewhere(): string | undefined {
		return takenElsewhere(this.#reflections.get(this.#round.reflection)?.roundOn, this.#own);
	}

	/** [RE17] Answers are taken here from now on. */
	take(): void {
		if (this.#own !== undefined) this.#reflections.takeRound(this.#round.reflection, this.#own);
	}

	get #own(): string | undefined {
		return this.#device.log(this.#round.committee)?.device;
	}

	/** Hands in one person's answers. False when the picture was shown before they came. */
	async handIn(answers: Answers): Promise<boolean> {
		const state = await roundsHere().handIn(this.#round, answers, () => this.#isOver());
		if (state) this.#see(state);
		return state !== undefined;
	}

	/** The sum of all who have handed in here; `undefined` when nobody has, or it cannot be read. */
	sum(): Promise<Tally | undefined> {
		return roundsHere()
			.sum(this.#round)
			.catch(() => undefined);
	}

	/** Puts the sum in the document, and then deletes what it was made of. False when it cannot be read now. */
	async reveal(): Promise<boolean> {
		let isShown = false;
		await roundsHere()
			.reveal(this.#round, async (tally) => {
				isShown = await this.#isOver();
				if (!isShown && tally && this.#showing.fits(tally)) {
					this.#showing.show(tally);
					isShown = true;
				}
				await this.#device.flush();
				return isShown && !this.#device.trouble;
			})
			.catch(() => undefined);
		await this.look();
		return isShown;
	}

	/** Deletes all answers. False when the device refuses even that. */
	async startOver(): Promise<boolean> {
		const isGone = await roundsHere()
			.discard(this.#round)
			.then(
				() => true,
				() => false,
			);
		if (isGone) this.#reflections.leaveRound(this.#round.reflection);
		await this.look();
		return isGone;
	}

	#see(state: RoundState): void {
		this.#state = state;
		// A new version of the app reloads the page, and would take along what is only here.
		if (state.inMemory) letGoOfPage ??= holdAnswering();
		else {
			letGoOfPage?.();
			letGoOfPage = undefined;
		}
	}

	/** The picture is shown, here or in another tab. */
	async #isOver(): Promise<boolean> {
		await this.#device.catchUp(this.#round.committee, this.#reflections.shared.name);
		return this.#showing.isShown();
	}
}

/** Whether a page of this device says so just now. */
export const isAnsweredHere = async (): Promise<boolean> => {
	const { held = [] } = (await navigator.locks?.query()) ?? {};
	return held.some(({ name }) => name === answeringLock);
};

/**
 * Says to all tabs that somebody is answering here: none takes a new version of the app meanwhile.
 * @returns lets go
 */
export const holdAnswering = (): (() => void) => {
	let letGo = () => {};
	const answered = new Promise<void>((resolve) => (letGo = resolve));
	// Not there in a page that is not secure; nothing is updated there either.
	void navigator.locks?.request(answeringLock, { mode: 'shared' }, () => answered);
	return letGo;
};
