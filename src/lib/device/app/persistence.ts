/**
 * What the browser says about what is stored here. `kept`: only the user can clear it. `may-be-cleared`: the browser
 * may, when the device runs out of space or the app has not been used. `unknown`: it does not say (older Safari).
 */
export type Persistence = 'kept' | 'may-be-cleared' | 'unknown';

const said = (answer: boolean): Persistence => (answer ? 'kept' : 'may-be-cleared');

/** What the browser has promised so far. Asks nothing of the user. */
export async function readPersistence(): Promise<Persistence> {
	if (!navigator.storage?.persisted) return 'unknown';
	return navigator.storage.persisted().then(said, () => 'unknown');
}

/** Asks the browser to keep what is stored. Firefox asks the user in turn, so call it when they have tapped something. */
export async function askForPersistence(): Promise<Persistence> {
	if (!navigator.storage?.persist) return readPersistence();
	return navigator.storage.persist().then(said, () => 'unknown');
}

/** What this app takes and may take on the device, in bytes, roughly; undefined when the browser does not say. */
export async function readSpace(): Promise<{ used: number; allowed: number } | undefined> {
	const { usage, quota } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
	return usage === undefined || quota === undefined ? undefined : { used: usage, allowed: quota };
}
