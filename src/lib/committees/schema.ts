import * as v from 'valibot';
import { isDay } from '#lib/time.ts';

/** Roles in a committee. Never which union somebody belongs to, nor what would name it. */
export const roles = [
	'chair',
	'viceChair',
	'managementRep',
	'supervisor',
	'employeeRep',
	'shopSteward',
	'workEnvRep',
	'secretary',
	'substitute',
] as const;

export type Role = (typeof roles)[number];

export const sides = ['management', 'employees'] as const;

export type Side = (typeof sides)[number];

export const daySchema = v.pipe(v.string(), v.check(isDay));

export const nameSchema = v.pipe(v.string(), v.maxLength(200));

/** A member as it stands in the document; the roles stand as `role:chair` beside it. */
export const memberSchema = v.object({
	id: v.string(),
	name: nameSchema,
	side: v.optional(v.picklist(sides)),
	termEnd: v.optional(daySchema),
	addedAt: v.optional(v.string(), ''),
	deletedOn: v.optional(v.string()),
});

export interface Member {
	id: string;
	name: string;
	roles: Role[];
	/** Absent for a secretary who sits on neither side. */
	side?: Side | undefined;
	/** The day on which the term ends. */
	termEnd?: string | undefined;
}

export const profileSchema = v.object({
	name: v.fallback(nameSchema, ''),
	workplace: v.fallback(nameSchema, ''),
	level: v.fallback(v.string(), 'lmu'),
	levelLabel: v.fallback(nameSchema, ''),
	foundedOn: v.fallback(v.optional(daySchema), undefined),
	example: v.fallback(v.optional(v.boolean()), undefined),
});

/** Who the committee is. `levelLabel` is what it calls its level. */
export type Profile = v.InferOutput<typeof profileSchema>;

export interface NewCommittee {
	name: string;
	workplace: string;
	level: string;
	levelLabel: string;
	members: Omit<Member, 'id'>[];
	example?: boolean;
}
