/** [WA6] What is shown of a long text, in letters: about eight lines on a wall. */
const MOST = 360;

/** [WA6] The end of a text, from the beginning of a word, with a mark for what is left out. */
export const tailOf = (text: string, most = MOST): string => {
	const trimmed = text.trim();
	if (trimmed.length <= most) return trimmed;
	const end = trimmed.slice(-most);
	const word = end.search(/\s/);
	return `… ${end.slice(word + 1).trimStart()}`;
};

/** [WA8] The focus to show large, by statement id; `undefined` for all of them. */
export const focusShown = (focuses: readonly string[], onTable: string | undefined): string | undefined =>
	focuses.find((each) => each === onTable) ?? (focuses.length === 1 ? focuses[0] : undefined);

/** How far the answers of own tablets are: how many are ready, and once it is fixed who is in, how many have sent. */
export interface Progress {
	is: 'ready' | 'given';
	count: number;
	of: number;
}

/** [WA9] @param room how many are to answer, as far as anybody knows before it is fixed who is in */
export const progressOf = (state: string, seats: readonly { is: string }[], room: number): Progress => {
	const given = seats.filter(({ is }) => is === 'given').length;
	const ready = given + seats.filter(({ is }) => is === 'ready').length;
	if (state === 'set' || state === 'done') return { is: 'given', count: given, of: ready };
	return { is: 'ready', count: ready, of: Math.max(ready, room) };
};
