import type { Device } from '#lib/device/device.svelte.ts';
import { m } from '#lib/messages/da/device.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';

/** Deletes a committee for good and says `done`, or says that it is still there. */
export const eraseHere = async (device: Device, id: string, done: string): Promise<void> => {
	const isErased = await device.erase(id);
	toasts.show({ text: isErased ? done : m.notErased });
};
