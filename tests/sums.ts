import { toText, zeros } from '#lib/sealed-log/bytes.ts';
import type { Step } from '#lib/sealed-log/entry/step.ts';
import { refusesStep, type Round, roundsOf, type Taken } from '#lib/sealed-log/sums/rounds.ts';

let made = 0;
export const id = (size: number) => {
	const bytes = zeros(size);
	new DataView(bytes.buffer).setUint32(0, ++made);
	return toText(bytes);
};
const tablets = Array.from({ length: 6 }, () => id(16));
export const [anna = '', bo = '', carl = '', dorthe = '', else_ = '', finn = ''] = tablets;
export const subject = id(16);
export const everybody = (device: string) => device !== '';

/** A subject whose steps are handed in one after the other, and refused as by the server. */
export class Told {
	steps: Taken[] = [];
	round = id(16);

	say(device: string, step: Partial<Step> & Pick<Step, 'what'>, mayWrite = everybody): string | undefined {
		const whole = { subject, round: this.round, ...step } as Step;
		const refusal = refusesStep(this.steps, { device, step: whole }, mayWrite);
		if (!refusal) this.steps.push({ id: id(32), device, step: whole });
		return refusal;
	}

	get last(): string {
		return this.steps.at(-1)?.id ?? '';
	}

	ready(device: string, people = 1): string {
		return this.#said(this.say(device, { what: 'ready', people }));
	}

	#said(refusal: string | undefined): string {
		if (refusal) throw new Error(refusal);
		return this.last;
	}

	/** Everybody is ready, and the set is fixed. */
	fix(devices: readonly string[], people = 1): string {
		const readies = devices.map((device) => this.ready(device, people));
		return this.#said(this.say(anna, { what: 'set', readies }));
	}

	give(set: string, ...devices: string[]): (string | undefined)[] {
		return devices.map((device) => this.say(device, { what: 'part', set }));
	}

	again(): void {
		this.round = id(16);
	}

	get now(): Round | undefined {
		return roundsOf(this.steps).at(-1);
	}
}
