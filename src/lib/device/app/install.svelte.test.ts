import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let standalone: { matches: boolean } & EventTarget;
const window = new EventTarget();

beforeEach(() => {
	standalone = Object.assign(new EventTarget(), { matches: false });
	vi.stubGlobal('window', { matchMedia: () => standalone });
	vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
});

afterEach(() => {
	vi.unstubAllGlobals();
	vi.resetModules();
});

async function on(device: { userAgent: string; maxTouchPoints: number; standalone?: boolean }) {
	vi.stubGlobal('navigator', device);
	const { install } = await import('./install.svelte.ts');
	install.start();
	return install;
}

const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const iPhone =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

const offer = () => {
	const prompt = vi.fn<() => Promise<void>>(() => Promise.resolve());
	const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt });
	window.dispatchEvent(event);
	return event;
};

test('an iPad that calls itself a Mac gets the guide for iPad, and an iPhone its own', async () => {
	const iPad = await on({ userAgent: mac, maxTouchPoints: 5, standalone: false });
	expect([iPad.state, iPad.device]).toEqual(['ios-guide', 'ipad']);
	vi.resetModules();
	const phone = await on({ userAgent: iPhone, maxTouchPoints: 5, standalone: false });
	expect([phone.state, phone.device]).toEqual(['ios-guide', 'iphone']);
});

test('a Mac gets no guide for iPad, and nothing is offered where nothing is known', async () => {
	expect((await on({ userAgent: mac, maxTouchPoints: 0 })).state).toBe('none');
});

test('an offer of the browser is held back until the user asks, and used once', async () => {
	const install = await on({ userAgent: 'Chromium', maxTouchPoints: 0 });
	const event = offer();
	expect(event.defaultPrevented).toBe(true);
	expect(event.prompt).not.toHaveBeenCalled();
	expect(install.state).toBe('can-prompt');
	await install.prompt();
	await install.prompt();
	expect(event.prompt).toHaveBeenCalledOnce();
	expect(install.state).toBe('none');
});

test('it is installed when it runs as an app, and as soon as the browser has installed it', async () => {
	const install = await on({ userAgent: 'Chromium', maxTouchPoints: 0 });
	offer();
	window.dispatchEvent(new Event('appinstalled'));
	expect(install.state).toBe('installed');

	vi.resetModules();
	standalone.matches = true;
	expect((await on({ userAgent: mac, maxTouchPoints: 5, standalone: true })).state).toBe('installed');
});
