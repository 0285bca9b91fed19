import type * as Y from 'yjs';
import * as v from 'valibot';

export interface Read<T> {
	records: T[];
	/** Ids of records that this program cannot make sense of. They stay in the document. */
	broken: string[];
}

/** The fields of a record as plain values; texts become strings, absent stays absent. */
export const plain = (record: Y.Map<unknown>): Record<string, unknown> => {
	const fields: Record<string, unknown> = {};
	for (const [key, value] of record.entries()) fields[key] = isShared(value) ? value.toJSON() : value;
	return fields;
};

const isShared = (value: unknown): value is { toJSON(): unknown } =>
	typeof value === 'object' && value !== null && 'observeDeep' in value && 'toJSON' in value;

const isRecord = (value: unknown): value is Y.Map<unknown> => isShared(value) && 'entries' in value;

/**
 * Reads every record of a root map with suspicion: a peer may be older, newer or wrong. What does not parse is counted,
 * never dropped from the document. The id of a record is the key it stands under.
 */
export const readRecords = <S extends v.GenericSchema<unknown, object>>(
	map: Y.Map<unknown>,
	schema: S,
): Read<v.InferOutput<S>> => {
	const read: Read<v.InferOutput<S>> = { records: [], broken: [] };
	for (const [id, value] of map.entries()) {
		const parsed = isRecord(value)
			? v.safeParse(schema, { ...plain(value), id })
			: { success: false as const };
		if (parsed.success) read.records.push(parsed.output);
		else read.broken.push(id);
	}
	return read;
};

/** The record under an id, to write in it. `undefined` when there is none or when it is not a record. */
export const recordOf = (map: Y.Map<unknown>, id: string): Y.Map<unknown> | undefined => {
	const value = map.get(id);
	return isRecord(value) ? value : undefined;
};

/** The shared text in a field of a record. */
export const textOf = (record: Y.Map<unknown> | undefined, field: string): Y.Text | undefined => {
	const value = record?.get(field);
	return isShared(value) && 'toDelta' in value ? (value as unknown as Y.Text) : undefined;
};

/** Keys such as `role:chair` make a set that merges: `memberRoles(fields, 'role')`. */
export const flagged = (fields: Record<string, unknown>, prefix: string): string[] =>
	Object.keys(fields)
		.filter((key) => key.startsWith(`${prefix}:`) && fields[key] === true)
		.map((key) => key.slice(prefix.length + 1))
		.sort();
