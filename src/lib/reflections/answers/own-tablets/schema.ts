import * as v from 'valibot';
import { nameSchema } from '#lib/committees/schema.ts';

/** Somebody who answers, and the tablet that it is done on, as the committee's log knows it. */
export const sittingSchema = v.object({
	tablet: v.string(),
	/** Absent for a guest. */
	id: v.optional(v.string()),
	name: nameSchema,
});

export type Sitting = v.InferOutput<typeof sittingSchema>;
