import * as v from 'valibot';
import { directionSchema } from '#lib/packs/schema.ts';
import { progresses } from '#lib/year-plan/schema.ts';

/** How the file says what it is. A later form that this one cannot be read as has a higher number. */
export const FORMAT = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** How many marked each of the four steps, lowest first. */
const stepsSchema = v.strictTuple([count, count, count, count]);

const statementSchema = v.object({
	id: v.string(),
	label: v.string(),
	text: v.string(),
	topic: v.string(),
	/** The group chose to work with it. */
	isFocus: v.boolean(),
	/** Only of what the picture draws. The two scales stand apart: who marked both how is no part of it. */
	marks: v.optional(v.object({ answers: count, importance: stepsSchema, success: stepsSchema })),
});

const writtenSchema = v.object({
	/** The step it was written in; `check-out` at the end. */
	part: v.picklist([...directionSchema.options, 'check-out']),
	/** Id of the statement it is about; absent when it is about none. */
	statement: v.optional(v.string()),
	question: v.string(),
	text: v.string(),
});

const suggestionSchema = v.object({
	/** Id of the focus that it was laid out to. */
	statement: v.string(),
	/** Of several that lie together; of one it is its words. */
	heading: v.string(),
	/** As they lie; `by` is the name that somebody put on one. */
	cards: v.array(v.object({ text: v.string(), by: v.optional(v.string()) })),
});

const actionSchema = v.object({
	what: v.string(),
	who: v.array(v.string()),
	partners: v.string(),
	/** A day, `2027-06-30`. */
	due: v.optional(v.string()),
	rhythm: v.string(),
	progress: v.picklist(progresses),
	progressOn: v.optional(v.string()),
	carriedTo: v.optional(v.number()),
});

const partSchema = v.object({
	direction: directionSchema,
	/** Absent for actions that serve no goal. */
	goal: v.optional(v.string()),
	/** How the group made its goal concrete: what will be different, who notices, when it is looked at. */
	different: v.optional(v.string()),
	noticedBy: v.optional(v.string()),
	lookOn: v.optional(v.string()),
	/** The year that the actions were taken along from. */
	from: v.optional(v.number()),
	/** Id of the statement that the goal came from. */
	statement: v.optional(v.string()),
	actions: v.array(actionSchema),
});

/** [RS1] The result of a reflection, in its own words: what is printed, and what a file holds. */
export const resultSchema = v.object({
	committee: v.string(),
	workplace: v.string(),
	year: v.number(),
	startedOn: v.string(),
	closedOn: v.optional(v.string()),
	pack: v.object({ id: v.string(), version: v.number(), title: v.string(), source: v.string() }),
	/** How the group answered, as the reflection says it; absent where a pack is only talked about. */
	way: v.optional(v.string()),
	present: count,
	/** How many handed in. */
	answered: v.optional(count),
	statements: v.array(statementSchema),
	written: v.array(writtenSchema),
	suggestions: v.array(suggestionSchema),
	plan: v.array(partSchema),
	/** Short sentences of what worked. */
	takeaways: v.array(v.string()),
});

export type Result = v.InferOutput<typeof resultSchema>;
export type ResultStatement = Result['statements'][number];
export type ResultSuggestion = Result['suggestions'][number];
export type ResultPart = Result['plan'][number];
export type ResultAction = ResultPart['actions'][number];

export const fileSchema = v.object({
	medspil: v.literal('resultat'),
	format: v.literal(FORMAT),
	/** The day the file was made. */
	madeOn: v.string(),
	...resultSchema.entries,
});
