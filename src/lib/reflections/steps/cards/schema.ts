import * as v from 'valibot';
import { daySchema, nameSchema } from '#lib/committees/schema.ts';

/** In characters: a suggestion is short, so that sixty of them can be read. */
export const LONGEST_CARD = 200;

/** What somebody else has made longer is shown as far as it may be. */
const wordsSchema = v.pipe(
	v.string(),
	v.transform((words) => [...words].slice(0, LONGEST_CARD).join('')),
);

const ifStrange = <S extends v.GenericSchema>(schema: S) => v.fallback(v.optional(schema), undefined);

/** [CA9] A value that makes no sense costs its own field only. */
export const cardSchema = v.object({
	id: v.string(),
	/** Id of the reflection, and of the statement that is its focus. */
	reflection: v.string(),
	statement: v.string(),
	text: wordsSchema,
	/** The name that somebody put on it. */
	by: ifStrange(nameSchema),
	/** Id of the group that it was laid in. */
	group: ifStrange(v.string()),
	/** Ids of what was made of it in the plan. */
	goal: ifStrange(v.string()),
	action: ifStrange(v.string()),
	/** After those that were there. Not a time, which would tell more than the order. */
	place: v.fallback(v.number(), 0),
	madeOn: ifStrange(daySchema),
	deletedOn: ifStrange(v.string()),
});

export type Card = v.InferOutput<typeof cardSchema>;

/** What is known of a group; each is a key of its own in the document, and absent until somebody says it. */
export const groupSchema = v.object({
	/** Id of the card that the others were laid on. */
	head: ifStrange(v.string()),
	/** A heading in words of its own. */
	words: ifStrange(wordsSchema),
	/** Id of the group that all of it was laid in. */
	into: ifStrange(v.string()),
	goal: ifStrange(v.string()),
	action: ifStrange(v.string()),
});

export type Group = v.InferOutput<typeof groupSchema>;

export interface NewCard {
	reflection: string;
	statement: string;
	text: string;
	by?: string | undefined;
}
