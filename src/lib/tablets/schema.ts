import * as v from 'valibot';
import { daySchema, nameSchema } from '#lib/committees/schema.ts';

/**
 * What the committee says of a tablet, a link or a recovery sheet: under the id that the log knows it by, and never
 * in the log's chain, which the server reads.
 */
export const noteSchema = v.object({
	id: v.string(),
	/** The member who uses the tablet, if it is somebody's own. */
	member: v.fallback(v.optional(v.string()), undefined),
	/** What a tablet that is everybody's is called, such as «Stuens tablet». */
	label: v.fallback(v.optional(nameSchema), undefined),
	/** When it was first written, as ISO text: display only. */
	since: v.fallback(v.string(), ''),
	/** Of a recovery sheet: somebody has said that it lies on paper. */
	printedOn: v.fallback(v.optional(daySchema), undefined),
});

export type Note = v.InferOutput<typeof noteSchema>;

/** Who uses a tablet, or what it is called. Both may be absent. */
export type Naming = Pick<Note, 'member' | 'label'>;
