import { Device } from './device.svelte.ts';

let device: Device | undefined;

/** This tab's device. Made at the first call, so that building the app touches no database. */
export const here = (): Device => (device ??= new Device());
