import { Device } from './device.svelte.ts';

let device: Device | undefined;

/** This tab's device. Made at the first call, so that building the app touches no database. */
export const here = (): Device => (device ??= begin());

const begin = (): Device => {
	const device = new Device();
	// A tablet is laid away in the middle of a word, and woken an hour later without its database.
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'hidden') void device.flush();
		else void device.wake();
	});
	addEventListener('online', () => void device.wake());
	addEventListener('pagehide', () => void device.flush());
	return device;
};
