import type * as Y from 'yjs';

/** The smallest single edit between two texts, in UTF-16 units; whole characters are never cut apart. */
export interface Edit {
	at: number;
	removed: number;
	added: string;
}

const isLowSurrogate = (text: string, at: number) => /[\udc00-\udfff]/.test(text.charAt(at));

/** Where the same letter was typed twice, `caret` (the end of what was typed) tells which of them is new. */
export const editBetween = (before: string, after: string, caret = after.length): Edit => {
	const shorter = Math.min(before.length, after.length);
	let tail = 0;
	const mostTail = Math.min(shorter, Math.max(after.length - caret, 0));
	const sameFromEnd = (length: number) =>
		before.charAt(before.length - 1 - length) === after.charAt(after.length - 1 - length);
	while (tail < mostTail && sameFromEnd(tail)) tail++;
	let at = 0;
	while (at < shorter - tail && before.charAt(at) === after.charAt(at)) at++;
	while (tail < shorter - at && sameFromEnd(tail)) tail++;
	while (at > 0 && (isLowSurrogate(before, at) || isLowSurrogate(after, at))) at--;
	while (
		tail > 0 &&
		(isLowSurrogate(before, before.length - tail) || isLowSurrogate(after, after.length - tail))
	)
		tail--;
	return { at, removed: before.length - at - tail, added: after.slice(at, after.length - tail) };
};

/** Makes the shared text say `after` with the least change, so that what others write beside it stays. */
export const writeText = (text: Y.Text, after: string, caret?: number): void => {
	const { at, removed, added } = editBetween(text.toString(), after, caret);
	if (removed > 0) text.delete(at, removed);
	if (added !== '') text.insert(at, added);
};

type Delta = readonly Y.YTextEvent['delta'][number][];

/** Where a caret belongs after somebody else's change. */
export const moveCaret = (caret: number, delta: Delta): number => {
	let at = 0;
	let moved = caret;
	for (const { retain, insert, delete: removed } of delta) {
		if (retain) at += retain;
		if (typeof insert === 'string') {
			if (at < moved) moved += insert.length;
			at += insert.length;
		}
		if (removed) moved -= Math.max(0, Math.min(removed, moved - at));
	}
	return moved;
};

/** Where each letter of a field that is behind its text stands in the text; `undefined` when others took it away. */
export type Places = readonly (number | undefined)[];

export const placesIn = (text: string): Places => Array.from({ length: text.length }, (_, place) => place);

export const placesAfter = (places: Places, delta: Delta): Places => {
	let at = 0;
	let after = places;
	const move = (to: (place: number) => number | undefined) => {
		after = after.map((place) => (place === undefined || place < at ? place : to(place)));
	};
	for (const { retain, insert, delete: removed } of delta) {
		if (removed) move((place) => (place < at + removed ? undefined : place - removed));
		if (typeof insert === 'string') move((place) => place + insert.length);
		at += (retain ?? 0) + (typeof insert === 'string' ? insert.length : 0);
	}
	return after;
};

/** Where a caret of the field belongs in the text: behind the letter that it stands behind. */
export const caretIn = (places: Places, caret: number): number =>
	(places.slice(0, caret).findLast((place) => place !== undefined) ?? -1) + 1;

/**
 * What a shared text is called among those who have its document open: root, record and field. `undefined` for one that
 * is in no document any more. It holds no word of what is written.
 */
export const nameOfText = (text: Y.Text): string | undefined => {
	const parts: string[] = [];
	let at: Y.AbstractType<unknown> = text as unknown as Y.AbstractType<unknown>;
	while (at._item) {
		parts.unshift(at._item.parentSub ?? '');
		if (!(at.parent && 'observeDeep' in at.parent)) return undefined;
		at = at.parent as Y.AbstractType<unknown>;
	}
	const root = [...(text.doc?.share ?? [])].find(([, type]) => type === at)?.[0];
	return root === undefined ? undefined : [root, ...parts].join('/');
};
