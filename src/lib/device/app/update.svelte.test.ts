import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// The browser's side of a worker, as small as can be; the real one is in tests/pwa.spec.ts, locks included.

vi.mock('$app/environment', () => ({ dev: false, version: 'one' }));

class Worker extends EventTarget {
	scriptURL = 'http://localhost/service-worker.js';
	state = 'activated';
	complete = true;
	version: string;

	constructor(version: string) {
		super();
		this.version = version;
	}

	postMessage({ type }: { type: string }, [port]: MessagePort[]) {
		if (type === 'STATUS') port?.postMessage({ version: this.version, complete: this.complete });
		if (type === 'SKIP_WAITING') browser.onskip(this);
	}
}

class Registration extends EventTarget {
	active: Worker | null = new Worker('one');
	waiting: Worker | null = null;
	installing: Worker | null = null;
	update = vi.fn<() => Promise<void>>(() => Promise.resolve());
}

class Container extends EventTarget {
	controller: Worker | null = null;
	register: () => Promise<Registration>;

	constructor(registration: Registration) {
		super();
		this.register = () => Promise.resolve(registration);
	}
}

function makeBrowser() {
	const registration = new Registration();
	const container = new Container(registration);
	const control = (worker: Worker) => {
		registration.active = container.controller = worker;
		registration.waiting = null;
		container.dispatchEvent(new Event('controllerchange'));
	};
	return { registration, container, control, onskip: control, reload: vi.fn<() => void>() };
}

let browser: ReturnType<typeof makeBrowser>;

beforeEach(() => {
	browser = makeBrowser();
	browser.container.controller = browser.registration.active;
	const document = Object.assign(new EventTarget(), { readyState: 'complete', visibilityState: 'visible' });
	const window = new EventTarget();
	vi.stubGlobal('navigator', { serviceWorker: browser.container });
	vi.stubGlobal('document', document);
	vi.stubGlobal('location', { href: 'http://localhost/', reload: browser.reload });
	vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
	vi.stubGlobal('dispatchEvent', window.dispatchEvent.bind(window));
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval'] });
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
	vi.resetModules();
});

const nothingToSave = () => Promise.resolve();

async function open(beforeReload = nothingToSave) {
	const { update } = await import('./update.svelte.ts');
	await update.start({ beforeReload });
	return update;
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a version that waits already when the tab opens is announced and not taken', async () => {
	browser.registration.waiting = new Worker('two');
	const update = await open();
	expect(update.state).toBe('ready');
	await settled();
	expect(browser.reload).not.toHaveBeenCalled();
});

test('a version that comes later is announced, in the tab that did not look for it too', async () => {
	const update = await open();
	expect(update.state).toBe('none');
	const worker = (browser.registration.installing = new Worker('two'));
	browser.registration.dispatchEvent(new Event('updatefound'));
	expect(update.state).toBe('none');
	browser.registration.waiting = worker;
	worker.dispatchEvent(new Event('statechange'));
	expect(update.state).toBe('ready');
});

test('it looks for a new version when one comes back to the tab, when the network comes back and every hour', async () => {
	await open();
	const looked = () => browser.registration.update.mock.calls.length;
	document.dispatchEvent(new Event('visibilitychange'));
	expect(looked()).toBe(1);
	dispatchEvent(new Event('online'));
	expect(looked()).toBe(2);
	vi.advanceTimersByTime(60 * 60 * 1000);
	expect(looked()).toBe(3);
});

test('what is written in the tab is saved before it reloads', async () => {
	browser.registration.waiting = new Worker('two');
	let saved = () => {};
	const update = await open(() => new Promise<void>((resolve) => (saved = resolve)));
	void update.take();
	await settled();
	expect(update.state).toBe('taking');
	expect(browser.reload).not.toHaveBeenCalled();
	saved();
	await settled();
	expect(browser.reload).toHaveBeenCalledOnce();
});

test('a tab that another one updates saves and reloads by itself', async () => {
	await open();
	browser.control(new Worker('two'));
	await settled();
	expect(browser.reload).toHaveBeenCalledOnce();
});

test('a tab that cannot save is not reloaded, says so, and tries again when asked', async () => {
	browser.registration.waiting = new Worker('two');
	const beforeReload = vi.fn<() => Promise<void>>(nothingToSave);
	beforeReload.mockRejectedValueOnce(new Error('The disk is full.'));
	const update = await open(beforeReload);
	await update.take();
	expect(update.state).toBe('unsaved');
	expect(browser.reload).not.toHaveBeenCalled();
	void update.take();
	await settled();
	expect(browser.reload).toHaveBeenCalledOnce();
});

test('a tab in which saving never ends is not reloaded either', async () => {
	browser.registration.waiting = new Worker('two');
	const update = await open(() => new Promise(() => {}));
	void update.take();
	await settled();
	await vi.advanceTimersByTimeAsync(10_000);
	expect(update.state).toBe('unsaved');
	expect(browser.reload).not.toHaveBeenCalled();
});

test('a new version that does not come when it is asked to is offered again', async () => {
	browser.registration.waiting = new Worker('two');
	browser.onskip = () => {};
	const update = await open();
	void update.take();
	await settled();
	await vi.advanceTimersByTimeAsync(10_000);
	expect(update.state).toBe('ready');
	expect(browser.reload).not.toHaveBeenCalled();
});

test('the first worker of all makes the app ready for being offline and reloads nothing', async () => {
	const first = new Worker('one');
	browser.container.controller = null;
	browser.registration.active = null;
	const update = await open();
	await settled();
	expect(update.offlineReady).toBe(false);
	browser.control(first);
	await vi.waitFor(() => expect(update.offlineReady).toBe(true));
	expect(update.state).toBe('none');
	expect(browser.reload).not.toHaveBeenCalled();
});

test('a worker that has lost some of what it kept is not called ready for being offline', async () => {
	const worker = new Worker('one');
	worker.complete = false;
	browser.registration.active = worker;
	const answered = vi.spyOn(worker, 'postMessage');
	const update = await open();
	await vi.waitFor(() => expect(answered).toHaveBeenCalled());
	await settled();
	expect(update.offlineReady).toBe(false);
});

test('a tab that still runs the old version under the new worker offers to go on with the new one', async () => {
	browser.registration.active = new Worker('two');
	const update = await open();
	await vi.waitFor(() => expect(update.state).toBe('ready'));
	void update.take();
	await settled();
	expect(browser.reload).toHaveBeenCalledOnce();
});

test('a chunk that cannot be fetched is said; a new version that comes meanwhile is said instead', async () => {
	const update = await open();
	dispatchEvent(new Event('vite:preloadError'));
	expect(update.state).toBe('chunk-missing');
	const worker = (browser.registration.installing = new Worker('two'));
	browser.registration.dispatchEvent(new Event('updatefound'));
	browser.registration.waiting = worker;
	worker.dispatchEvent(new Event('statechange'));
	expect(update.state).toBe('ready');
});

test('where workers are refused the app opens and promises nothing', async () => {
	browser.container.register = () => Promise.reject(new DOMException('The operation is insecure.'));
	const update = await open();
	expect(update.state).toBe('none');
	expect(update.offlineReady).toBe(false);
});
