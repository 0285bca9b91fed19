import * as v from 'valibot';
import { namedSchema } from '../../../schema.ts';

/** What somebody marked, and the tablet that it was handed in from. */
export const handedInSchema = v.object({ ...namedSchema.entries, tablet: v.string() });

export type HandedIn = v.InferOutput<typeof handedInSchema>;
