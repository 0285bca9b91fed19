/** A browser that is not Chromium, driven the way a person uses it: by the words on the screen. */
export interface Engine {
	readonly name: string;
	/** The Debian packages it needs and this machine lacks. */
	missing(): string[];
	start(options: { refuseStorage: boolean }): Promise<Driver>;
}

/** What the two protocols have in common. Functions given to `evaluate` run in the page and close over nothing. */
export interface Driver {
	open(url: string): Promise<void>;
	reload(): Promise<void>;
	evaluate<T>(inPage: () => T | Promise<T>): Promise<T>;
	/** Clicks what `find` gives; false when it gives nothing. */
	click(find: (words: string) => Element | undefined, words: string): Promise<boolean>;
	/** Types into what `find` gives, and Enter; false when it gives nothing. */
	type(find: (words: string) => Element | undefined, words: string, text: string): Promise<boolean>;
	close(): Promise<void>;
}

function controlNamed(words: string) {
	// A button may say more for those who do not see where it stands: «Ny handling: the goal».
	const named = (element: HTMLElement) =>
		(element.getAttribute('aria-label') ?? element.innerText).split(':')[0]?.replace(/\s+/g, ' ').trim() ===
		words;
	return [...document.querySelectorAll<HTMLElement>('a[href], button, summary, label')].find(
		(element) => element.checkVisibility({ visibilityProperty: true }) && named(element),
	);
}

function fieldNamed(words: string) {
	return [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].find(
		(field) =>
			field.checkVisibility({ visibilityProperty: true }) &&
			[field.getAttribute('aria-label'), ...[...(field.labels ?? [])].map((label) => label.innerText)].some(
				(name) => name?.trim().startsWith(words),
			),
	);
}

const patience = 10_000;

/** One person at one tablet. What she looks for may take a moment to come; what never comes is an error. */
export class Person {
	readonly #driver: Driver;

	constructor(driver: Driver) {
		this.#driver = driver;
	}

	open = (url: string) => this.#driver.open(url);
	reload = () => this.#driver.reload();
	close = () => this.#driver.close();
	evaluate: Driver['evaluate'] = (inPage) => this.#driver.evaluate(inPage);

	tap = (words: string) => this.#until(`"${words}" to tap`, () => this.#driver.click(controlNamed, words));

	type = (field: string, text: string) =>
		this.#until(`the field "${field}"`, () => this.#driver.type(fieldNamed, field, text));

	sees = (words: string) =>
		this.#until(`"${words}" on the screen`, async () => (await this.#text()).includes(words));

	/** Waits until the app is on the device, so that it opens without a network. */
	hasTheApp = () =>
		this.#until('the service worker to be ready', () =>
			this.#driver.evaluate(async () => {
				const registration = await navigator.serviceWorker.getRegistration();
				return registration?.active?.state === 'activated';
			}),
		);

	#text() {
		// What is written in fields is on the screen as well.
		return this.#driver.evaluate(() =>
			[
				document.body.innerText,
				...[...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].map(
					(field) => field.value,
				),
			].join('\n'),
		);
	}

	async #until(what: string, met: () => Promise<boolean>) {
		const end = Date.now() + patience;
		let fault: unknown;
		while (Date.now() < end) {
			try {
				if (await met()) return;
			} catch (error) {
				// The page may be changing under the question; the last answer is told if it never settles.
				fault = error;
			}
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		throw new Error(`Waited in vain for ${what}. The screen says:\n${await this.#text()}`, { cause: fault });
	}
}
