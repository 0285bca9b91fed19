import { setTimeout as wait } from 'node:timers/promises';
import { median, progress } from './figures.ts';

const enough = 0.9;
const patience = 60;

/** How much of a processor somebody who wants one gets, right now: 1 on a machine that does nothing else. */
async function share(): Promise<number> {
	const began = performance.now();
	const before = process.cpuUsage();
	while (performance.now() - began < 150);
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000 / (performance.now() - began);
}

/** How busy the machine was with other work, which is what makes figures in milliseconds worthless. */
export class Machine {
	#shares: number[] = [];

	/** Waits for a calm moment, up to a minute; then goes on all the same, and remembers how it was. */
	async calm(): Promise<void> {
		let now = await share();
		for (let second = 0; now < enough && second < patience; second++) {
			if (second === 0) progress('waiting for the machine to have time');
			await wait(1000);
			now = await share();
		}
		this.#shares.push(now);
	}

	/** One sentence about it. */
	says(): string {
		const got = Math.round(100 * median(this.#shares));
		const verdict = got < 100 * enough ? ' The milliseconds are worth little; look at the ratios.' : '';
		return `The machine had ${got} % of a processor for us (median).${verdict}`;
	}
}
