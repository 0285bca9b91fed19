const codeOf = (error: unknown): number | undefined =>
	error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
		? error.errcode
		: undefined;

const names: Record<number, string> = {
	5: 'busy',
	6: 'busy',
	7: 'no-memory',
	8: 'read-only',
	10: 'disk-error',
	11: 'corrupt',
	13: 'disk-full',
	14: 'cannot-open',
	26: 'corrupt',
};

/** What is wrong, in a word for the journal. */
export const troubleIn = (error: unknown): string => names[(codeOf(error) ?? 0) & 0xff] ?? 'failed';

/** Trouble that every log has just now: trying them one by one would be trouble too. */
const shared = new Set(['busy', 'no-memory', 'read-only', 'disk-full', 'cannot-open']);
export const isShared = (error: unknown): boolean => shared.has(troubleIn(error));

/** After these the connection may not know what lies on the disk: it is opened again. */
const doubtful = new Set(['disk-error', 'corrupt', 'cannot-open', 'no-memory']);
export const isDoubtful = (error: unknown): boolean => doubtful.has(troubleIn(error));
