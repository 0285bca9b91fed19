/** Which pages may talk to the log. */
export interface Origins {
	/** The server's own, `https://medspil.example.dk`; undefined: it is reached on this machine only. */
	own: string | undefined;
	/** Those of the app, where it is hosted apart. */
	apps: readonly string[];
}

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The origin that proofs are signed for when a page of this origin asks; undefined when that page may not. A browser
 * always says the page's origin and no page can change it; what says none is no browser.
 * @param port that the request came in by
 */
export const admitted = (
	{ own, apps }: Origins,
	page: string | undefined,
	port: number | undefined,
): string | undefined => {
	if (page === undefined) return undefined;
	if (own !== undefined) return page === own || apps.includes(page) ? own : undefined;
	const isHere = loopback.some((host) => page === new URL(`http://${host}:${port}`).origin);
	return isHere ? page : undefined;
};

/** Throws, with a sentence for whoever runs it, when the text is no origin. */
export const readOrigin = (text: string): string => {
	const url = URL.parse(text);
	if (!url || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, ''))
		throw new Error(`${text} is not an origin: it looks like https://medspil.example.dk`);
	return url.origin;
};
