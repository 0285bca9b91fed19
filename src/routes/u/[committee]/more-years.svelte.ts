import { invalidate } from '$app/navigation';
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

	async function look() {
		timer = undefined;
		const { device, id, held } = at();
		const now = await yearsHeld(device, id).catch(() => held);
		if (now.some((year) => !held.includes(year))) await invalidate(YEARS);
	}

	// Nothing on the screen reads how far the log has come.
	$effect(() => {
		const { device, id } = at();
		void device.log(id)?.status;
		timer ??= setTimeout(() => void look(), GATHER);
	});
	$effect(() => () => clearTimeout(timer));
};
