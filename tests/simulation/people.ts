import type { Log } from '#lib/sealed-log/engine/log.ts';
import type { DocumentName } from '#lib/documents/kinds.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import type { Dice } from './dice.ts';
import type { Key } from './ports.ts';
import type { Tab, Tablet } from './tablet.ts';

/** Words that must never be seen outside the tablets. */
export const CANARY = 'kanarie';
/** Words that no honest tablet has written, and none may show. */
export const FALSE = 'falsk';

/** Something that somebody wrote, and what the screen has said about it since. */
export interface Mark {
	key: string;
	document: DocumentName;
	kind: 'tick' | 'word';
	tablet: Tablet;
	tab: Tab;
	/** When it was written. */
	at: number;
	/** Somebody may have taken it back. */
	isTakenBack: boolean;
	saved: 'no' | 'tablet' | 'server';
	/** How often the server had lost something by the time it said that it had this. */
	losses: number;
}

/** A tab with the committee open in it. */
export interface View {
	tablet: Tablet;
	tab: Tab;
	log: Log<Key>;
	documents: Map<DocumentName, SharedDocument>;
	marks: Mark[];
}

export const documents: DocumentName[] = ['core', 'year-2027'];

export const textOf = (shared: SharedDocument) => shared.doc.getText('text');
export const wordsIn = (text: string): string[] => text.match(/<[^<>]*>/g) ?? [];
export const ticksIn = (shared: SharedDocument) => shared.doc.getMap<boolean>('ticks');

/** What is in a document, for comparing. */
export const contentOf = (shared: SharedDocument) => ({
	ticks: [...ticksIn(shared).keys()].sort(),
	text: textOf(shared).toString(),
});

export const holds = (shared: SharedDocument, { kind, key }: Mark): boolean =>
	kind === 'tick' ? ticksIn(shared).has(key) : textOf(shared).toString().includes(key);

/** What people do in the documents, as the screens let them. */
export class People {
	#made = 0;
	#now: () => number;
	readonly marks: Mark[] = [];

	constructor(now: () => number) {
		this.#now = now;
	}

	#mark(view: View, document: DocumentName, kind: Mark['kind']): Mark {
		const key = kind === 'tick' ? `${CANARY}${this.#made++}` : `<${CANARY}${this.#made++}>`;
		const { tablet, tab } = view;
		const at = this.#now();
		const mark: Mark = { key, document, kind, tablet, tab, at, isTakenBack: false, saved: 'no', losses: 0 };
		view.marks.push(mark);
		this.marks.push(mark);
		return mark;
	}

	tick(view: View, document: DocumentName, shared: SharedDocument, dice: Dice): void {
		const mark = this.#mark(view, document, 'tick');
		const undo = shared.act(() => ticksIn(shared).set(mark.key, true));
		if (dice.chance(0.1)) {
			mark.isTakenBack = true;
			undo();
		}
	}

	/** A word is typed whole, between others, so that it can be told afterwards whether it is still there. */
	type(view: View, document: DocumentName, shared: SharedDocument, dice: Dice): void {
		const text = textOf(shared);
		const before = text.toString();
		const word = dice.pick(wordsIn(before));
		const at = word ? before.indexOf(word) + word.length : 0;
		const mark = this.#mark(view, document, 'word');
		shared.type(() => text.insert(at, mark.key));
	}

	/** Somebody takes a word out, whoever wrote it. */
	erase(_view: View, _document: DocumentName, shared: SharedDocument, dice: Dice): void {
		const text = textOf(shared);
		const before = text.toString();
		const word = dice.pick(wordsIn(before));
		if (!word) return;
		for (const mark of this.marks) if (mark.key === word) mark.isTakenBack = true;
		shared.type(() => text.delete(before.indexOf(word), word.length));
	}

	/** What the screen of a tab says just now, about everything that was written in it until now. */
	look(view: View, losses: number): void {
		const { state } = view.log.status;
		if (state === 'failed' || state === 'saving') return;
		for (const mark of view.marks) {
			if (mark.saved === 'no') mark.saved = 'tablet';
			if (mark.saved === 'tablet' && state !== 'here') {
				mark.saved = 'server';
				mark.losses = losses;
			}
		}
	}
}
