/** `auto` follows the tablet. */
export const themes = ['auto', 'light', 'dark'] as const;

export type Theme = (typeof themes)[number];

/** `app.html` reads it too, before anything is painted. */
const KEY = 'medspil-theme';

const isTheme = (text: string | null): text is Theme => themes.some((theme) => theme === text);

// The one thing outside IndexedDB: it must be known before the first paint, and is no loss when it is gone.
const store = () => window.localStorage;

export const readTheme = (): Theme => {
	try {
		const kept = store().getItem(KEY);
		return isTheme(kept) ? kept : 'auto';
	} catch {
		return 'auto'; // The browser refuses to store: this page follows the tablet.
	}
};

/** Puts the theme on the page, the browser's own bar included. */
export const wear = (theme: Theme): void => {
	const { documentElement: root, head } = document;
	if (theme === 'auto') delete root.dataset['theme'];
	else root.dataset['theme'] = theme;
	head
		.querySelector('meta[name="color-scheme"]')
		?.setAttribute('content', theme === 'auto' ? 'light dark' : theme);
	for (const bar of head.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
		const its: Theme = bar.dataset['theme'] === 'dark' ? 'dark' : 'light';
		bar.media = theme === 'auto' ? `(prefers-color-scheme: ${its})` : theme === its ? 'all' : 'not all';
	}
};

/** Wears it and keeps it, in all tabs. */
export const chooseTheme = (theme: Theme): void => {
	wear(theme);
	try {
		if (theme === 'auto') store().removeItem(KEY);
		else store().setItem(KEY, theme);
	} catch {
		// Worn until the page closes.
	}
};

/** Once, when the app opens: the browser's bar, and what another tab chooses. */
export const followTheme = (): void => {
	wear(readTheme());
	addEventListener('storage', ({ key }) => {
		if (key === KEY || key === null) wear(readTheme());
	});
};
