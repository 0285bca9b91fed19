import { dev, version } from '$app/environment';
import { messageSW, Workbox } from 'workbox-window';

/**
 * Held, shared, by every tab in which somebody answers privately: no tab takes a new version meanwhile. Hold it from
 * before the first statement until the answers are put away, and do not wait for it to be granted.
 */
export const answeringLock = 'medspil-answering';

export type UpdateState =
	| 'none'
	/** A new version lies here, complete, and waits for the user's word. */
	| 'ready'
	/** It is asked for, and comes when nobody is answering. */
	| 'waiting-for-answers'
	| 'taking'
	/** This tab did not reload, since what was written in it could not be saved first. */
	| 'unsaved'
	/** A part of the app could not be fetched; loading the page again is what helps. */
	| 'chunk-missing';

interface Status {
	version: string;
	/** All that is needed without a network is there. */
	complete: boolean;
}

const oneHour = 60 * 60 * 1000;
const patience = 10_000;

/** Whether the promise is fulfilled in time. */
const inTime = (promise: Promise<unknown>) =>
	Promise.race([
		promise.then(
			() => true,
			() => false,
		),
		new Promise<boolean>((resolve) => setTimeout(resolve, patience, false)),
	]);

async function someoneAnswers() {
	const { held = [] } = await navigator.locks.query();
	return held.some(({ name, mode }) => name === answeringLock && mode === 'shared');
}

/** New versions of the app: looked for quietly, announced, and taken in all tabs when the user says so. */
class Update {
	state = $state<UpdateState>('none');
	/** The app opens without a network from now on. */
	offlineReady = $state(false);

	#registration: ServiceWorkerRegistration | undefined;
	#beforeReload: () => Promise<void> = () => Promise.resolve();

	/**
	 * Once, when the app has opened. `beforeReload` settles when nothing written in this tab waits to be saved; when
	 * it rejects or takes more than ten seconds, the tab is not reloaded.
	 */
	async start({ beforeReload }: { beforeReload: () => Promise<void> }): Promise<void> {
		this.#beforeReload = beforeReload;
		addEventListener('vite:preloadError', () => this.#announce('chunk-missing'));
		// Where service workers are refused (a private window, plain http) the app works as a page.
		if (dev || !('serviceWorker' in navigator)) return;

		let wasControlled = Boolean(navigator.serviceWorker.controller);
		navigator.serviceWorker.addEventListener('controllerchange', () => {
			// A tab whose own take() is under way reloads from there; the first worker of all changes nothing.
			if (wasControlled && this.state !== 'taking') void this.#whenNobodyAnswers(() => this.#reload());
			wasControlled = true;
			void this.#look();
		});

		try {
			this.#registration = await new Workbox('/service-worker.js').register();
		} catch {
			return; // Out of reach or out of space: not ready for being offline, and the next visit tries again.
		}
		// Workbox says "waiting" for the first two new workers of a tab only (workbox #2470), so each is watched here.
		this.#registration?.addEventListener('updatefound', () => this.#watch());
		this.#watch();

		const check = () => this.#registration?.update().catch(() => undefined); // no network: later
		document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && check());
		addEventListener('online', check);
		setInterval(check, oneHour);
	}

	/** The user's word: all tabs go on with the new version as soon as nobody is answering. */
	async take(): Promise<void> {
		if (this.state === 'none' || this.state === 'taking' || this.state === 'waiting-for-answers') return;
		await this.#whenNobodyAnswers(() => this.#takeOver());
	}

	#watch() {
		this.#registration?.installing?.addEventListener('statechange', () => this.#look());
		void this.#look();
	}

	async #look() {
		const { waiting, active } = this.#registration ?? {};
		if (waiting && active) this.#announce('ready');
		if (active?.state !== 'activated') return;
		const status: Status = await messageSW(active, { type: 'STATUS' });
		this.offlineReady = status.complete;
		// A tab that opened while another one took the new version still runs the old one.
		if (status.version !== version) this.#announce('ready');
	}

	#announce(state: 'ready' | 'chunk-missing') {
		if (this.state === 'none' || this.state === 'chunk-missing') this.state = state;
	}

	async #whenNobodyAnswers(act: () => Promise<void>) {
		this.state = 'taking';
		if (!navigator.locks) return act();
		if (await someoneAnswers()) this.state = 'waiting-for-answers';
		await navigator.locks.request(answeringLock, () => {
			this.state = 'taking';
			return act();
		});
	}

	async #takeOver() {
		const waiting = this.#registration?.waiting;
		if (!waiting) return this.#reload();
		const controlling = new Promise((resolve) =>
			navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
		);
		void messageSW(waiting, { type: 'SKIP_WAITING' });
		if (await inTime(controlling)) return this.#reload();
		this.state = 'ready';
	}

	async #reload() {
		if (!(await inTime(this.#beforeReload()))) {
			this.state = 'unsaved';
			return;
		}
		location.reload();
		await new Promise(() => {}); // the lock is held until the page is gone
	}
}

export const update = new Update();
