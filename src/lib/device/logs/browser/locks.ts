import type { Hold, Locks } from '#lib/sealed-log/engine/ports.ts';

/** Web Locks of a database: a tab that is closed or killed lets go of everything by itself. */
export const webLocks = (locks: LockManager, database: string): Locks => ({
	hold(name, how, lost): Hold {
		const lock = `${database}/${name}`;
		const calledOff = new AbortController();
		let letGo = () => calledOff.abort();
		const held = new Promise<void>((resolve) => {
			const holding = () => {
				resolve();
				return new Promise<void>((end) => (letGo = end));
			};
			// The browser takes no signal together with `steal`.
			const asked =
				how === 'steal'
					? locks.request(lock, { steal: true }, holding)
					: locks.request(lock, { signal: calledOff.signal }, holding);
			asked.catch(() => {
				if (!calledOff.signal.aborted) lost();
			});
		});
		return { held, release: () => letGo() };
	},
	isHeld: async (name) => {
		const { held } = await locks.query();
		return held?.some((each) => each.name === `${database}/${name}`) ?? false;
	},
});

/** Where a browser has no Web Locks each tab holds what it asks for: two lines to the server do no harm. */
export const noLocks: Locks = {
	hold: () => ({ held: Promise.resolve(), release: () => undefined }),
	isHeld: () => Promise.resolve(false),
};
