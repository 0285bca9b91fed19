import * as v from 'valibot';
import { daySchema } from '#lib/committees/schema.ts';
import { directionSchema, topicSchema, type Direction, type Topic } from '#lib/packs/schema.ts';

export const progresses = ['planned', 'started', 'done', 'dropped'] as const;

/** How far an action has come. A dropped one was given up on purpose; it is not a failure. */
export type Progress = (typeof progresses)[number];

/** Where a goal or an action came from, when it came from a reflection. */
const originSchema = {
	/** Id of the reflection. */
	reflection: v.optional(v.string()),
	/** Id of the statement, which may be a neighbour level's. */
	statement: v.optional(v.string()),
	/** The step in which it was written. */
	step: v.optional(directionSchema),
};

export const goalSchema = v.object({
	id: v.string(),
	text: v.string(),
	direction: directionSchema,
	topic: v.optional(topicSchema),
	/** [YP20] What makes it concrete; a value that makes no sense costs itself only. */
	different: v.fallback(v.optional(v.string()), undefined),
	noticedBy: v.fallback(v.optional(v.string()), undefined),
	/** The day on which the group looks at it again. */
	lookOn: v.fallback(v.optional(daySchema), undefined),
	...originSchema,
	addedAt: v.optional(v.string(), ''),
	deletedOn: v.optional(v.string()),
});

export const actionSchema = v.object({
	id: v.string(),
	what: v.string(),
	/** Id of the goal it serves, if any. */
	goal: v.optional(v.string()),
	direction: directionSchema,
	/** A day, or words such as «efter hvert møde», or both. */
	due: v.optional(daySchema),
	rhythm: v.optional(v.string(), ''),
	/** With whom: another committee, the work-environment group. */
	partners: v.optional(v.string(), ''),
	progress: v.optional(v.picklist(progresses), 'planned'),
	progressOn: v.optional(daySchema),
	/** The year whose plan it was taken along to. */
	carriedTo: v.optional(v.number()),
	...originSchema,
	addedAt: v.optional(v.string(), ''),
	deletedOn: v.optional(v.string()),
});

export interface Origin {
	reflection?: string | undefined;
	statement?: string | undefined;
	step?: Direction | undefined;
}

/** What makes a goal concrete: what will be different, who will notice, and the day on which the group looks at it. */
export interface Concrete {
	different?: string | undefined;
	noticedBy?: string | undefined;
	lookOn?: string | undefined;
}

export interface Goal extends Origin, Concrete {
	id: string;
	text: string;
	direction: Direction;
	topic?: Topic | undefined;
}

export interface Action extends Origin {
	id: string;
	what: string;
	goal?: string | undefined;
	direction: Direction;
	due?: string | undefined;
	rhythm: string;
	partners: string;
	progress: Progress;
	progressOn?: string | undefined;
	carriedTo?: number | undefined;
	/** Ids of members. */
	owners: string[];
}

export type NewGoal = Omit<Goal, 'id'>;

export type NewAction = Origin & { what: string; direction: Direction; goal?: string | undefined };
