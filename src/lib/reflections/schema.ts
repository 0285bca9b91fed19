import * as v from 'valibot';
import { daySchema, nameSchema } from '#lib/committees/schema.ts';
import { packSchema, type Pack } from '#lib/packs/schema.ts';
import { runSchema } from './meeting/clock/schema.ts';

/** How the answers come in. `common` is one mark that the group agrees on by talking. */
export const ways = ['round', 'paper', 'own', 'open', 'common'] as const;

export type Way = (typeof ways)[number];

/** The phases in their order. They are soft: the group is in one, anybody can look back. */
export const phases = [
	'since-last',
	'answers',
	'picture',
	'focus',
	'up-and-down',
	'across',
	'plan',
	'check-out',
] as const;

export type Phase = (typeof phases)[number];

/** One to four, lowest first. */
export const markSchema = v.picklist([1, 2, 3, 4]);

export type Mark = v.InferOutput<typeof markSchema>;

/** One person's (or the group's common) answer to a statement. */
export interface Marks {
	importance: Mark;
	success: Mark;
}

/** The two questions of a statement, in the order in which they are asked. */
export const scales = ['importance', 'success'] as const;

/** What one person answered: a statement that was skipped is absent. */
export type Answers = ReadonlyMap<string, Marks>;

/**
 * How many marked each of the sixteen combinations of a statement, at (importance − 1) × 4 + (success − 1).
 * It holds no order and no person.
 */
export type Counts = readonly number[];

const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));

export const tallySchema = v.object({
	/** How many handed in, also if they skipped everything. */
	answered: countSchema,
	/** By statement id, in the order of the pack. */
	counts: v.record(v.string(), v.pipe(v.array(countSchema), v.length(16))),
});

export type Tally = v.InferOutput<typeof tallySchema>;

/** What somebody marked, with the name: for each statement importance and success. What was skipped is absent. */
export const namedSchema = v.object({
	id: v.optional(v.string()),
	name: nameSchema,
	marks: v.record(v.string(), v.tuple([markSchema, markSchema])),
});

export type Named = v.InferOutput<typeof namedSchema>;

const presentSchema = v.object({ id: v.optional(v.string()), name: nameSchema });

/** Somebody in the room: a member, or a guest with a name only. */
export type Present = v.InferOutput<typeof presentSchema>;

/** The tablet that leads, as the committee's log knows it, and what whoever uses it was called when it began to. */
export const leadSchema = v.object({ tablet: v.string(), name: nameSchema });

export type Lead = v.InferOutput<typeof leadSchema>;

/** How many minutes the group has, counted from a moment. One value, so that no merge takes the two apart. */
export const timeSchema = v.object({
	total: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(480)),
	from: v.pipe(v.string(), v.isoTimestamp()),
});

export type MeetingTime = v.InferOutput<typeof timeSchema>;

export const checkOutSchema = v.pipe(v.array(countSchema), v.length(4));

export const reflectionSchema = v.object({
	id: v.string(),
	year: v.pipe(v.number(), v.integer()),
	/** The pack as it was shown. */
	pack: packSchema,
	way: v.picklist(ways),
	present: v.array(presentSchema),
	/** The tablet on which answers are taken, as the committee's log knows it. */
	roundOn: v.optional(v.string()),
	/** [LE1] Nobody: whoever is there. */
	ledBy: v.fallback(v.optional(leadSchema), undefined),
	/** [LE6] Id of the statement that lies on the table; empty when none does. */
	onTable: v.fallback(v.optional(v.string()), undefined),
	/** [OR4] */
	minutes: v.fallback(v.optional(timeSchema), undefined),
	tally: v.optional(tallySchema),
	/** Who marked what, where the group chose to answer by name. */
	named: v.fallback(v.optional(v.array(namedSchema)), undefined),
	/** [RA1] Statements that are answered once more, after the talk; and the attempt that gave the first picture. */
	again: v.fallback(
		v.optional(v.object({ statements: v.array(v.string()), after: v.optional(v.string()) })),
		undefined,
	),
	/** What that gave. */
	tallyAgain: v.fallback(v.optional(tallySchema), undefined),
	/** How many marked each of four steps when asked whether the time was well spent. */
	checkOut: v.optional(checkOutSchema),
	/** [ST6] The tablet that is tapped on, if that is another than the one that leads. */
	checkOutOn: v.fallback(v.optional(v.string()), undefined),
	/** The clock that all tablets show. */
	clock: v.fallback(v.optional(runSchema), undefined),
	startedOn: daySchema,
	startedAt: v.optional(v.string(), ''),
	closedOn: v.optional(daySchema),
	deletedOn: v.optional(v.string()),
});

export type Reflection = v.InferOutput<typeof reflectionSchema> & {
	/** The part that the group is in. */
	phase: Phase;
	/** [LE7] Ids of the statements that have lain on the table, in no order. */
	talked: string[];
	/** [OR5] When the group came to a part, as the tablet that went on believed (`toISOString`). */
	reachedAt: Partial<Record<Phase, string>>;
	/** [OR7] Minutes that the group itself has given to a part. */
	given: Partial<Record<Phase, number>>;
};

export interface NewReflection {
	year: number;
	pack: Pack;
	way: Way;
	present: Present[];
	/** [LE1] The tablet that begins it; none on a tablet that shares nothing. */
	ledBy?: Lead | undefined;
}
