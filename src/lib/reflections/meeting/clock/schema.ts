import * as v from 'valibot';
import { nameSchema } from '#lib/committees/schema.ts';

/** What the clock is for: the word goes round, a talk of so many minutes, or a break. */
export const kinds = ['round', 'talk', 'break'] as const;

export type Kind = (typeof kinds)[number];

const seatSchema = v.object({ id: v.pipe(v.string(), v.maxLength(40)), name: nameSchema });

/** Somebody at the table. */
export type Seat = v.InferOutput<typeof seatSchema>;

const turnSchema = v.object({ ...seatSchema.entries, again: v.optional(v.literal(true)) });

/** A turn to speak; `again` for somebody who passed and is asked once more. */
export type Turn = v.InferOutput<typeof turnSchema>;

const DAY = 24 * 60 * 60_000;

const timeSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(DAY));

/** The clock of a reflection, as one field of its record. Times are milliseconds. */
export const runSchema = v.object({
	kind: v.picklist(kinds),
	/** The time for each, or for all where nobody has the word. */
	each: timeSchema,
	/** Whose turn it is; in a round absent when everybody has had the word. */
	turn: v.optional(turnSchema),
	waiting: v.pipe(v.array(turnSchema), v.maxLength(100)),
	/** What had been used at the last tap. */
	used: timeSchema,
	/** When that tap was made, by the clock of whoever made it; absent while the clock stands still. */
	since: v.optional(v.pipe(v.number(), v.finite())),
});

export type Run = v.InferOutput<typeof runSchema>;
