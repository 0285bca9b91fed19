import * as Y from 'yjs';

/** A caret behind the last letter. */
const END = '-';

/**
 * Where a caret stands, by the letter that it stands before: it moves with the words, and whoever types on says nothing
 * new. Holds the letter's id, and none of the letters.
 */
export const caretAt = (text: Y.Text, at: number): string => {
	const { item } = Y.createRelativePositionFromTypeIndex(text, at);
	return item ? `${item.client.toString(36)}.${item.clock.toString(36)}` : END;
};

/**
 * Where such a caret stands now, in UTF-16 units; `undefined` when its letter has not come here yet, or stands in another
 * text, whoever said it.
 */
export const placeOf = (text: Y.Text, caret: string): number | undefined => {
	if (caret === END) return text.length;
	const [client = NaN, clock = NaN] = caret.split('.').map((part) => Number.parseInt(part, 36));
	if (!text.doc || !Number.isSafeInteger(client) || !Number.isSafeInteger(clock)) return undefined;
	const before = new Y.RelativePosition(null, null, Y.createID(client, clock), 0);
	const place = Y.createAbsolutePositionFromRelativePosition(before, text.doc);
	return place?.type === text ? Math.min(place.index, text.length) : undefined;
};

/** The words up to each caret, and those after the last: carets in the order in which they stand. */
export const parted = <C extends { at: number }>(words: string, carets: readonly C[]) => {
	const inOrder = carets.toSorted((a, b) => a.at - b.at);
	return {
		parts: inOrder.map((caret, index) => ({
			caret,
			words: words.slice(index === 0 ? 0 : inOrder[index - 1]?.at, caret.at),
		})),
		rest: words.slice(inOrder.at(-1)?.at ?? 0),
	};
};

/** The lines of a field as they are drawn, in CSS pixels from where a line begins. */
export interface Drawn {
	/** Where a line ends. */
	width: number;
	/** Where the words of each line end. */
	ends: readonly number[];
}

/** A caret on a line, and how wide its name is. */
export interface Flag {
	line: number;
	x: number;
	width: number;
}

/** Between words and a name, and two names. */
const GAP = 6;

/**
 * [TO15] Where each name covers no words: behind those of its own line, else right under or right over its caret where
 * nothing is written, else over the first line, in the padding. A line of −1 is that one.
 */
export const flagPlaces = (flags: readonly Flag[], { width, ends }: Drawn): { line: number; x: number }[] => {
	// Over the first line and under the last one nothing is written.
	const taken = [0, ...ends, 0];
	return flags.map((flag) => {
		const fits = (row: number, x: number) => {
			const end = taken[row];
			return end !== undefined && x >= 0 && x >= (end > 0 ? end + GAP : 0) && x + flag.width <= width;
		};
		const own = flag.line + 1;
		const beside = Math.max(flag.x, taken[own] ?? 0) + GAP;
		const under = Math.min(flag.x, width - flag.width);
		const place = [
			{ row: own, x: beside },
			{ row: own + 1, x: under },
			{ row: own - 1, x: under },
		].find(({ row, x }) => fits(row, x)) ?? { row: 0, x: taken[0] ? taken[0] + GAP : 0 };
		taken[place.row] = place.x + flag.width;
		return { line: place.row - 1, x: place.x };
	});
};
