/** What happened, in a word, with figures and codes beside it: never content, a name or an address. */
export interface Journal {
	note(event: string, facts?: Record<string, string | number | boolean>): void;
}
