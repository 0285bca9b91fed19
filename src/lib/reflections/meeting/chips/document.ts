import type * as Y from 'yjs';
import * as v from 'valibot';
import type { SharedDocument } from '#lib/documents/shared.ts';
import { newId } from '#lib/id.ts';

/** `reflection` → the talk that chips were dealt out for; `reflection/talk/seat/tap` → a chip that was used. */
const TALK = 'talk';

const dealtSchema = v.object({
	/** Made once for each time that chips are dealt out. */
	talk: v.string(),
	/** The statement that lay on the table, or nothing. */
	about: v.fallback(v.optional(v.string()), undefined),
});

/** The chips of the talks of one year's reflections: a part of that year's document. */
export class Talk {
	readonly shared: SharedDocument;
	readonly map: Y.Map<unknown>;
	readonly #newId: () => string;

	constructor(shared: SharedDocument, makeId = newId) {
		this.shared = shared;
		this.#newId = makeId;
		this.map = talkMap(shared.doc);
	}

	/** [TC4] How many chips each seat has used in the talk about this; `undefined` when none were dealt out for it. */
	used(reflection: string, about: string | undefined): Map<string, number> | undefined {
		const dealt = this.#dealt(reflection);
		if (!dealt || dealt.about !== about) return undefined;
		const used = new Map<string, number>();
		for (const seat of this.#taps(reflection, dealt.talk)) used.set(seat, (used.get(seat) ?? 0) + 1);
		return used;
	}

	/** [TC5] Chips for everybody, and nothing of the talk before. */
	deal(reflection: string, about: string | undefined): void {
		this.shared.add(() => {
			forgetTalk(this.shared.doc, reflection);
			this.map.set(reflection, { talk: this.#newId(), ...(about !== undefined && { about }) });
		});
	}

	/** [TC3] @returns takes this very tap back */
	use(reflection: string, seat: string): () => boolean {
		const dealt = this.#dealt(reflection);
		if (!dealt) return () => false;
		const key = [reflection, dealt.talk, seat, this.#newId()].join('/');
		this.shared.add(() => this.map.set(key, true));
		return () => {
			if (!this.map.has(key) || this.shared.readOnly) return false;
			this.shared.add(() => this.map.delete(key));
			return true;
		};
	}

	/** [TC5] The talk is over. */
	putAway(reflection: string): void {
		this.shared.add(() => forgetTalk(this.shared.doc, reflection));
	}

	#dealt(reflection: string) {
		const parsed = v.safeParse(dealtSchema, this.map.get(reflection));
		return parsed.success ? parsed.output : undefined;
	}

	/** The seats that were tapped, once for each tap. */
	#taps(reflection: string, talk: string): string[] {
		const prefix = `${reflection}/${talk}/`;
		return [...this.map.keys()]
			.filter((key) => key.startsWith(prefix))
			.map((key) => key.slice(prefix.length).split('/')[0] ?? '');
	}
}

const talkMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(TALK);

/** [TC5] Deletes every chip of a reflection. Belongs in a transaction of the document. */
export const forgetTalk = (doc: Y.Doc, reflection: string): void => {
	const map = talkMap(doc);
	for (const key of [...map.keys()])
		if (key === reflection || key.startsWith(`${reflection}/`)) map.delete(key);
};
