import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';
import type { Device } from '#lib/device/device.svelte.ts';
import { yearsHeld } from './years-held.ts';

/** What a page depends on that shows whatever years there are. */
export const YEARS = 'medspil:years';

/** Milliseconds: what comes from other tablets comes in many pieces. */
const GATHER = 300;

/**
 * Loads the page anew when a year comes from another tablet that has no document here yet, as on one that has just come
 * in. What changes in the others is live. In a component only.
 */
export const followYears = (at: () => { device: Device; id: string; held: readonly number[] }): void => {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isGone = false;

	async function look() {
		timer = undefined;
		const { device, id, held } = at();
		const now = await yearsHeld(device, id).catch(() => held);
		if (isGone || now.every((year) => held.includes(year))) return;
		// To load anew would stop somebody who is on the way to another page.
		if (navigating.to) soon();
		else await invalidate(YEARS);
	}

	const soon = () => void (timer ??= setTimeout(() => void look(), GATHER));

	// Nothing on the screen reads how far the log has come.
	$effect(() => {
		const { device, id } = at();
		void device.log(id)?.status;
		soon();
	});
	$effect(() => () => {
		isGone = true;
		clearTimeout(timer);
	});
};
