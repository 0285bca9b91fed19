const KEY = 'medspil-founding-token';

/** The word that a server may ask for before it takes a new committee in; empty when nobody has typed one. */
export const foundingToken = (): string => {
	try {
		return localStorage.getItem(KEY) ?? '';
	} catch {
		// Storage is refused, or there is none: a server that asks for nothing needs none.
		return '';
	}
};

export const rememberFoundingToken = (token: string): void => {
	try {
		localStorage.setItem(KEY, token.trim());
	} catch {
		// It is asked for again the next time.
	}
};
