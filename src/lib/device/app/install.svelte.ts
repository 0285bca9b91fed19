import { MediaQuery } from 'svelte/reactivity';

/** What Chromium sends when it would install the app; TypeScript does not know it. */
interface InstallPrompt extends Event {
	prompt(): Promise<unknown>;
}

const isInstallPrompt = (event: Event): event is InstallPrompt => 'prompt' in event;

/**
 * `can-prompt`: the browser installs when `prompt()` is called. `ios-guide`: iPad and iPhone, where only the user
 * can, by Safari's own menu. `none`: nothing that we can see.
 */
export type InstallState = 'installed' | 'can-prompt' | 'ios-guide' | 'none';

/** Whether Medspil stands on this device as an app, or how it gets there. */
class Install {
	#prompt = $state.raw<InstallPrompt>();
	#wasInstalled = $state(false);
	#standalone = $state.raw<MediaQuery>();

	get state(): InstallState {
		if (this.#standalone?.current || this.#wasInstalled) return 'installed';
		if (this.#prompt) return 'can-prompt';
		return this.isApple ? 'ios-guide' : 'none';
	}

	// An iPad calls itself a Mac; no Mac is touched with several fingers, and only Apple has `standalone`.
	get isApple(): boolean {
		return 'standalone' in navigator && navigator.maxTouchPoints > 1;
	}

	get device(): 'ipad' | 'iphone' {
		return /iPhone|iPod/.test(navigator.userAgent) ? 'iphone' : 'ipad';
	}

	/** Once, as early as can be: the browser makes its offer when it likes. */
	start(): void {
		this.#standalone = new MediaQuery('(display-mode: standalone)');
		addEventListener('beforeinstallprompt', (event) => {
			if (!isInstallPrompt(event)) return;
			event.preventDefault(); // no banner of the browser's own in the middle of a meeting
			this.#prompt = event;
		});
		addEventListener('appinstalled', () => {
			this.#prompt = undefined;
			this.#wasInstalled = true;
		});
	}

	/** Lets the browser ask. An offer can be used once; the browser makes a new one if it is declined. */
	async prompt(): Promise<void> {
		const offer = this.#prompt;
		this.#prompt = undefined;
		await offer?.prompt();
	}
}

export const install = new Install();
