import * as v from 'valibot';

/** Id of a topic: `task` is *MED-opgaven*, and so on; titles are data of the pack. No two packs use one id for two things. */
export const topicSchema = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9-]{0,39}$/));
export type Topic = v.InferOutput<typeof topicSchema>;

/** How the topics of a pack are told apart, by colour and by shape, in their order. A pack has no more topics. */
export const tones = ['teal', 'violet', 'amber', 'blue', 'rose'] as const;
export type Tone = (typeof tones)[number];

/** Where a goal or an action points; also the id of a step. */
export const directionSchema = v.picklist(['own', 'upAndDown', 'across']);
export type Direction = v.InferOutput<typeof directionSchema>;

const statementSchema = v.object({
	/** Made once and never used again: `lmu-t4` in what is shipped, random in what a committee adds. */
	id: v.string(),
	topic: topicSchema,
	/** The source does not say for sure which topic the statement belongs to. */
	topicUnconfirmed: v.optional(v.literal(true)),
	/** A short name for the map, unique within a pack. */
	label: v.string(),
	/** What the group says about itself. */
	text: v.string(),
	/** Only in a committee's own copy: kept, but not asked about. */
	hidden: v.optional(v.literal(true)),
	/** Only in a committee's own copy: written by the committee, with no counterpart in what was copied. */
	added: v.optional(v.literal(true)),
});
export type Statement = v.InferOutput<typeof statementSchema>;

const questionSchema = v.object({ id: v.string(), text: v.string() });

const stepSchema = v.object({
	id: directionSchema,
	title: v.string(),
	intro: v.string(),
	questions: v.array(questionSchema),
});

/** Something that others do, and a committee may take up as an action. */
const effortSchema = v.object({
	id: v.string(),
	text: v.string(),
	/** Ids of the statements that it helps with, of any topic. */
	serves: v.array(v.string()),
});
export type Effort = v.InferOutput<typeof effortSchema>;

/** Labels of the marks 1 to 4, lowest first. */
const scaleSchema = v.object({
	question: v.string(),
	steps: v.strictTuple([v.string(), v.string(), v.string(), v.string()]),
});
export type Scale = v.InferOutput<typeof scaleSchema>;

/** What stands around the statements of a pack, and is not a committee's to change. */
const frameSchema = v.object({
	/** Who thought of it, as a line to print under the statements. */
	source: v.string(),
	topics: v.pipe(v.array(v.object({ id: topicSchema, title: v.string() })), v.maxLength(tones.length)),
	steps: v.array(stepSchema),
	efforts: v.optional(v.array(effortSchema)),
	/** Nobody marks its statements: they are cards that a group chooses among and talks about. */
	unmarked: v.fallback(v.optional(v.literal(true)), undefined),
	importance: scaleSchema,
	success: scaleSchema,
	instruction: v.string(),
});
export type PackFrame = v.InferOutput<typeof frameSchema>;

/** Also what a reflection has stored of the pack that was shown (`shownPack`). */
export const packSchema = v.object({
	id: v.string(),
	/** Of a committee's own copy: the version that was copied. */
	version: v.number(),
	/** Id of the pack that this is a committee's own copy of. */
	copyOf: v.optional(v.string()),
	/** Code of the level whose committees the statements are about; empty for committees of every level. */
	level: v.string(),
	title: v.string(),
	...frameSchema.entries,
	/** In the order in which they are asked. */
	statements: v.array(statementSchema),
});
export type Pack = v.InferOutput<typeof packSchema>;

/** What a committee's document holds of a copied pack. Everything else comes from the pack that was copied. */
export const packRecordSchema = v.object({
	id: v.string(),
	title: v.string(),
	base: v.string(),
	baseVersion: v.number(),
	level: v.string(),
	/** Of a pack that came in a file: what stands around its statements there. */
	frame: v.optional(frameSchema),
	createdOn: v.string(),
	deletedOn: v.optional(v.string()),
});
export type PackRecord = v.InferOutput<typeof packRecordSchema>;

/** Two devices that copy or edit the same statement meet under one key. */
export const statementKey = (packId: string, statementId: string): string => `${packId}/${statementId}`;

export const statementRecordSchema = v.pipe(
	v.object({
		/** The key that the record stands under. */
		id: v.string(),
		pack: v.string(),
		statement: v.string(),
		topic: topicSchema,
		/** A fraction, so that a move writes in one record only. */
		order: v.pipe(v.number(), v.finite()),
		label: v.optional(v.string(), ''),
		text: v.string(),
		hidden: v.optional(v.boolean()),
		deletedOn: v.optional(v.string()),
	}),
	v.check((record) => record.id === statementKey(record.pack, record.statement)),
);
export type StatementRecord = v.InferOutput<typeof statementRecordSchema>;
