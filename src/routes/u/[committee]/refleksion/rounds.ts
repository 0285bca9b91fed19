import type { Device } from '#lib/device/device.svelte.ts';
import { here } from '#lib/device/here.ts';
import { Rounds, type RoundOf } from '#lib/device/rounds.ts';

let rounds: Rounds | undefined;

/** The rounds of this tab's device: one for all pages, since some may live in memory. */
export const roundsHere = (): Rounds => (rounds ??= new Rounds(here().db));

/**
 * [RO9] The round goes with its reflection, once that is deleted on the disk as well.
 * @returns brings it back, when the deletion is undone
 */
export const takeAlong = (device: Device, round: RoundOf): (() => Promise<void>) => {
	let isUndone = false;
	const take = async () => {
		await device.flush();
		// Otherwise it goes the next time that somebody opens the list.
		return device.trouble || isUndone ? undefined : roundsHere().take(round);
	};
	const taken = take().catch(() => undefined);
	return async () => {
		isUndone = true;
		await (
			await taken
		)?.();
	};
};

/**
 * Deletes what is left of a round when its picture is on the disk, and not before: a page that is killed in between
 * finds either the sum or the picture.
 */
export const settle = async (device: Device, round: Pick<RoundOf, 'committee' | 'reflection'>) => {
	await device.flush();
	if (device.trouble) return;
	// What cannot be deleted now is deleted the next time that somebody opens the reflection.
	await roundsHere()
		.discard(round)
		.catch(() => undefined);
};
