import * as v from 'valibot';

const gistSchema = v.object({
	kind: v.string(),
	title: v.string(),
	fields: v.record(v.string(), v.string()),
});

/** What one thing in a document said, in a nutshell: enough to tell later what has become of it. */
export type Gist = v.InferOutput<typeof gistSchema>;

export const digestSchema = v.record(v.string(), gistSchema);

/** A document in a nutshell, by the ids of what stands in it. */
export type Digest = v.InferOutput<typeof digestSchema>;

export interface Change {
	id: string;
	/** Absent when it is new. */
	before: Gist | undefined;
	/** Absent when it is gone. */
	now: Gist | undefined;
	/** Names of the fields that say something else, when it is neither new nor gone. */
	changed: string[];
}

/** What differs between two digests of one document. */
export const difference = (before: Digest, now: Digest): Change[] =>
	[...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((id) => {
		const change = { id, before: before[id], now: now[id], changed: changedFields(before[id], now[id]) };
		return change.before && change.now && change.changed.length === 0 ? [] : [change];
	});

const changedFields = (before: Gist | undefined, now: Gist | undefined): string[] => {
	if (!before || !now) return [];
	const names = new Set([...Object.keys(before.fields), ...Object.keys(now.fields)]);
	return [...names].filter((name) => (before.fields[name] ?? '') !== (now.fields[name] ?? ''));
};

/** In characters. A title is there to be recognised. */
const TITLE = 120;

export const gist = (kind: string, title: string, fields: Record<string, string | undefined>): Gist => {
	const said = Object.entries({ title: fingerprint(title), ...fields });
	return {
		kind,
		title: title.trim().slice(0, TITLE),
		fields: Object.fromEntries(said.filter((field): field is [string, string] => !!field[1])),
	};
};

/** Tells whether a text is another than before, without holding it. Not secret; two texts may rarely look the same (FNV-1a). */
export const fingerprint = (text: string): string => {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return `${text.length}-${(hash >>> 0).toString(36)}`;
};

/** One line of what others have done. */
export interface News {
	text: string;
	/** The more important, the less. */
	rank: number;
	/** Id of what it is about, if it can be gone to. */
	id?: string | undefined;
}
