/** Why a device does not store: it refuses, its disk is full, or the database went away while it was open. */
export type Trouble = 'refused' | 'full' | 'lost';

/** What a screen may say. Nothing else is ever called saved. */
export type SavedState = 'saved' | 'saving' | 'failed';

/** `waiting` counts what is not stored yet: documents with changes, and choices that stand in the device's list. */
export const savedState = (waiting: number, trouble: Trouble | undefined): SavedState =>
	trouble ? 'failed' : waiting > 0 ? 'saving' : 'saved';

/** Names the trouble behind a failed write. Dexie wraps the browser's error; the innermost one tells. */
export const troubleOf = (error: unknown): Trouble => {
	const names: string[] = [];
	for (let at = error; at instanceof Error || at instanceof DOMException; at = innerOf(at))
		names.push(at.name);
	if (names.some((name) => name === 'QuotaExceededError')) return 'full';
	if (names.some((name) => LOST.has(name))) return 'lost';
	return 'refused';
};

/** The words of something that no entry of a log has room for, and that is out of the document again: nothing is wrong with the disk. */
export const tooLongIn = (error: unknown): string | undefined =>
	error instanceof Error && error.name === 'TooLarge' && 'words' in error ? String(error.words) : undefined;

const innerOf = (error: object): unknown => ('inner' in error ? error.inner : undefined);

const LOST = new Set([
	'DatabaseClosedError',
	'InvalidStateError',
	'UnknownError',
	'AbortError',
	'TransactionInactiveError',
	'TimeoutError',
]);

/**
 * Milliseconds that somebody waits for a database that does not answer: for the list, without which there is nothing
 * to show, and for one document, which can come in later.
 */
export const PATIENCE = { list: 4000, document: 3000 };

/** Milliseconds until what failed is tried again. */
export const RETRY = 2000;
